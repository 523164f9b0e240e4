"""Bounces as mail servers write them: each dialect wraps a server's reply into a report of its own form."""

import re
from collections.abc import Callable

TO = "ines.albrecht@stromblatt.example.org"
OURS = "<0f3c9d2e@harbourlane.example.com>"
ORIGINAL = f"""\
Received: from app.example.com (app [192.0.2.3]) by mail.example.com; Fri, 20 Nov 2026 09:12:01 +0000
Message-ID: {OURS}
From: Maya Lindqvist <maya@harbourlane.example.com>
To: Ines Albrecht <{TO}>
Subject: A battery that fits under the stairs
Date: Fri, 20 Nov 2026 09:12:00 +0000

Hi Ines, would the test data help?
"""


def dialect(name: str, reply: str) -> bytes:
    """The report of the server called `name` (a key of DIALECTS) about a message refused with `reply`."""
    local, _, domain = TO.partition("@")
    reply = reply.replace("{to}", TO).replace("{local}", local).replace("{domain}", domain).strip()
    found = re.search(r"\b[45]\.\d{1,3}\.\d{1,3}\b", reply)
    status = found.group() if found else f"{reply[0]}.0.0" if reply[0] in "45" else "5.0.0"
    return DIALECTS[name](reply, status).encode()


def _report(sender: str, subject: str, words: str, block: str, *, returned: str = "message/rfc822") -> str:
    return (
        f"Return-Path: <>\nFrom: {sender}\nTo: maya@harbourlane.example.com\nSubject: {subject}\n"
        "Date: Fri, 20 Nov 2026 09:12:05 +0000\nMessage-ID: <b1@mail.example.com>\nAuto-Submitted: auto-replied\n"
        'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        f"--b\nContent-Type: text/plain; charset=utf-8\n\n{words}\n\n"
        f"--b\nContent-Type: message/delivery-status\n\n{block}\n\n"
        f"--b\nContent-Type: {returned}\n\n{ORIGINAL}\n--b--\n"
    )


def _plain(sender: str, subject: str, words: str, extra: str = "") -> str:
    return (
        f"Return-Path: <>\nFrom: {sender}\nTo: maya@harbourlane.example.com\nSubject: {subject}\n{extra}"
        "Date: Fri, 20 Nov 2026 09:12:05 +0000\nMessage-ID: <b1@mail.example.com>\n"
        f"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{words}\n"
    )


def _block(status: str, reply: str, mta: str = "mail.harbourlane.example.com", kind: str = "smtp") -> str:
    return (
        f"Reporting-MTA: dns; {mta}\nArrival-Date: Fri, 20 Nov 2026 09:12:01 +0000\n\n"
        f"Final-Recipient: rfc822; {TO}\nAction: failed\nStatus: {status}\n"
        f"Diagnostic-Code: {kind}; {_folded(reply)}"
    )


def _folded(text: str, width: int = 66) -> str:
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n    ".join([*lines, line])


def postfix(reply: str, status: str) -> str:
    said = f"host mx.stromblatt.example.org[192.0.2.9] said: {reply} (in reply to RCPT TO command)"
    said = said if reply[0].isdigit() else reply
    words = (
        "This is the mail system at host mail.harbourlane.example.com.\n\n"
        "I'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. "
        "It's attached below.\n\nFor further assistance, please send mail to postmaster.\n\n"
        "If you do so, please include this problem report. You can\ndelete your own text from the attached returned "
        f"message.\n\n                   The mail system\n\n{_folded(f'<{TO}>: {said}')}"
    )
    kind = "smtp" if reply[0].isdigit() else "X-Postfix"
    return _report(
        "MAILER-DAEMON@mail.harbourlane.example.com (Mail Delivery System)",
        "Undelivered Mail Returned to Sender",
        words,
        _block(status, reply if reply[0].isdigit() else said, kind=kind),
    )


def exim(reply: str, status: str) -> str:
    said = f"SMTP error from remote mail server after RCPT TO:<{TO}>:\n    {reply}" if reply[0].isdigit() else reply
    words = (
        "This message was created automatically by mail delivery software.\n\nA message that you sent could not be "
        "delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) "
        "failed:\n\n"
        f"  {TO}\n    host mx.stromblatt.example.org [192.0.2.9]\n    {said}\n\n"
        f"------ This is a copy of the message, including all the headers. ------\n\n{ORIGINAL}"
    )
    return _plain(
        "Mail Delivery System <Mailer-Daemon@mail.harbourlane.example.com>",
        "Mail delivery failed: returning message to sender",
        words,
        f"X-Failed-Recipients: {TO}\nAuto-Submitted: auto-replied\n",
    )


def sendmail(reply: str, status: str) -> str:
    words = (
        "The original message was received at Fri, 20 Nov 2026 09:12:01 GMT\nfrom app [192.0.2.3]\n\n"
        f"   ----- The following addresses had permanent fatal errors -----\n<{TO}>\n    (reason: {reply})\n\n"
        "   ----- Transcript of session follows -----\n... while talking to mx.stromblatt.example.org.:\n"
        f">>> RCPT To:<{TO}>\n<<< {reply}"
    )
    return _report(
        "Mail Delivery Subsystem <MAILER-DAEMON@mail.harbourlane.example.com>",
        "Returned mail: see transcript for details",
        words,
        _block(status, reply),
        returned="text/rfc822-headers",
    )


def qmail(reply: str, status: str) -> str:
    said = (
        f"192.0.2.9 does not like recipient.\nRemote host said: {reply}\nGiving up on 192.0.2.9."
        if reply[0].isdigit()
        else reply
    )
    words = (
        "Hi. This is the qmail-send program at mail.harbourlane.example.com.\nI'm afraid I wasn't able to "
        "deliver your "
        "message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        f"<{TO}>:\n{said}\n\n--- Below this line is a copy of the message.\n\n{ORIGINAL}"
    )
    return _plain("MAILER-DAEMON@mail.harbourlane.example.com", "failure notice", words)


def exchange(reply: str, status: str) -> str:
    words = (
        f"Delivery has failed to these recipients or groups:\n\nInes Albrecht ({TO})<mailto:{TO}>\n"
        "Your message couldn't be delivered.\n\n\n\n\n\nDiagnostic information for administrators:\n\n"
        f"Generating server: AM6PR05MB1234.eurprd05.prod.outlook.com\n\n{TO}\nmx.stromblatt.example.org\n"
        f"Remote Server returned '{reply}'\n\nOriginal message headers:\n\n{ORIGINAL}"
    )
    return _report(
        "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@harbourlane.example.com>",
        "Undeliverable: A battery that fits under the stairs",
        words,
        _block(status, reply, "AM6PR05MB1234.eurprd05.prod.outlook.com"),
    )


def gmail(reply: str, status: str) -> str:
    words = (
        f"** Message not delivered **\n\nThere was a problem delivering your message to {TO}. See the "
        f"technical details "
        "below.\n\nLearn more here: https://support.google.com/mail/\n\nThe response from the remote server was:\n"
        f"{reply}"
    )
    return _report(
        "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        "Delivery Status Notification (Failure)",
        words,
        _block(status, reply, "googlemail.com"),
    )


def bare_report(reply: str, status: str) -> str:
    """A report without words for people, as Amazon SES and many appliances send it."""
    return _report(
        "MAILER-DAEMON@amazonses.example.com",
        "Delivery Status Notification (Failure)",
        f"An error occurred while trying to deliver the mail to the following recipients:\n{TO}",
        _block(status, reply, "a8-50.smtp-out.amazonses.example.com"),
    )


def appliance(reply: str, status: str) -> str:
    """Words alone, under a name of the provider's own, without any report."""
    words = (
        f"Your message was not delivered to the following address:\n\n<{TO}>:\n{reply}\n\n"
        "Please check the address and try again.\n\n-- \nThis is an automatic message. Please do not reply."
    )
    return _plain("postmaster@mail.stromblatt.example.org", "Mail delivery failed", words)


def german(reply: str, status: str) -> str:
    words = (
        "Diese Nachricht wurde automatisch von einer Mail-Delivery-Software erzeugt.\n\nDie folgende "
        "Nachricht konnte "
        f"einem oder mehreren Empfängern nicht zugestellt werden:\n\n  {TO}:\n  {reply}\n\n"
        f"--- Der Header der ursprünglichen Nachricht. ---\n\n{ORIGINAL}"
    )
    return _plain("Mailer Daemon <mailer-daemon@gmx.example.net>", "Unzustellbar: A battery", words)


def french(reply: str, status: str) -> str:
    words = (
        "Ceci est un message automatique du serveur de messagerie.\n\nVotre message n'a pas pu être remis au "
        f"destinataire suivant :\n\n<{TO}>: {reply}\n\n--- Message d'origine ---\n\n{ORIGINAL}"
    )
    return _plain("postmaster@mail.harbourlane.example.com", "Échec de remise du message", words)


DIALECTS: dict[str, Callable[[str, str], str]] = {
    "postfix": postfix, "exim": exim, "sendmail": sendmail, "qmail": qmail, "exchange": exchange, "gmail": gmail,
    "bare_report": bare_report, "appliance": appliance, "german": german, "french": french,
}  # fmt: skip
