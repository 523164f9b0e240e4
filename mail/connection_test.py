""" "Test it": signs in to both servers of a mailbox and says in plain words what is wrong. Sends and changes nothing.

The two servers are asked side by side, and every answer must come within ten seconds, so the test ends soon whatever
they do. Servers on a private network are allowed (docs/decisions/009-mail-servers-may-be-private.md).
"""

import smtplib
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial

from imap_tools.errors import MailboxFolderSelectError

from mail import service_test
from mail.addresses import parse
from mail.explaining import Problem, explain
from mail.findings import Finding
from mail.imap import folder_names, open_folder, signed_in
from mail.imap_sent import NoSentFolder, find_sent_folder
from mail.models import Mailbox
from mail.models.mailbox import Security

TIMEOUT = 10  # seconds
MOST_FOLDERS = 30


def try_mailbox(mailbox: Mailbox) -> list[Finding]:
    """Try both servers of a mailbox, saved or not, or its service; one finding each."""
    checks: list[Callable[[Mailbox], Finding]] = [service_test.key] if mailbox.service else [_sending]
    if mailbox.service:
        checks.append(service_test.events)
    if mailbox.imap_host:
        checks.append(_reading)
        if mailbox.sent_copy:
            checks.append(_copying)
    with ThreadPoolExecutor(len(checks)) as pool:
        return list(pool.map(lambda check: check(mailbox), checks))


def passed(findings: list[Finding]) -> bool:
    return all(finding.good for finding in findings)


def can_work(findings: list[Finding]) -> bool:
    return all(finding.good for finding in findings if finding.hinders)


def _sending(mailbox: Mailbox) -> Finding:
    try:
        smtp = _dial(mailbox)
        try:
            problem = _sign_in(smtp, mailbox)
        finally:
            with suppress(smtplib.SMTPException, OSError):
                smtp.quit()
            smtp.close()
    except Exception as error:  # servers, networks and certificates fail in more ways than can be listed
        problem = explain(error, host=mailbox.smtp_host, port=mailbox.smtp_port)
    if problem:
        return Finding("Sending", good=False, what=problem.what, todo=problem.todo)
    return Finding("Sending", good=True, what=f"{mailbox.smtp_host} lets {mailbox.address} send.")


def _dial(mailbox: Mailbox) -> smtplib.SMTP:
    host, port = mailbox.smtp_host, mailbox.smtp_port
    if mailbox.smtp_security == Security.TLS:
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
    smtp = smtplib.SMTP(host, port, timeout=TIMEOUT)
    if mailbox.smtp_security == Security.STARTTLS:
        smtp.starttls(context=ssl.create_default_context())
    return smtp


def _sign_in(smtp: smtplib.SMTP, mailbox: Mailbox) -> Problem | None:
    """Sign in and ask whether the server takes the sender; nothing is sent."""
    smtp.ehlo_or_helo_if_needed()
    if mailbox.smtp_username:
        smtp.login(mailbox.smtp_username, mailbox.smtp_password)
    code, reply = smtp.mail(parse(mailbox.address))
    said = f"“{code} {' '.join(reply.decode('utf-8', 'replace').split())[:300]}”"
    if code == 530:
        return Problem(f"The server wants user name and password before it sends: it says {said}.", "Enter them.")
    if code >= 500:
        return Problem(
            f"The server does not let this account send as {mailbox.address}: it says {said}.",
            "Use the account's own address, or have the address added to the account as an alias.",
        )
    if code >= 400:
        return Problem(f"The server does not take the sender just now: it says {said}.", "Try again in a while.")
    smtp.rset()
    return None


def _reading(mailbox: Mailbox) -> Finding:
    try:
        with signed_in(mailbox, timeout=TIMEOUT) as box:
            try:
                open_folder(box, mailbox.imap_folder)
            except MailboxFolderSelectError:
                return Finding(
                    "Reading",
                    good=False,
                    what=f"There is no folder “{mailbox.imap_folder}”.",
                    todo="Enter the name of one that is there:",
                    folders=folder_names(box)[:MOST_FOLDERS],
                )
    except Exception as error:  # as above
        problem = explain(error, host=mailbox.imap_host, port=mailbox.imap_port)
        return Finding("Reading", good=False, what=problem.what, todo=problem.todo)
    return Finding("Reading", good=True, what=f"{mailbox.imap_host} lets us read “{mailbox.imap_folder}”.")


def _copying(mailbox: Mailbox) -> Finding:
    """Whether there is a folder for copies of what was sent; none is made."""
    finding = partial(Finding, "Copies of what is sent", hinders=False)
    try:
        with signed_in(mailbox, timeout=TIMEOUT) as box:
            try:
                name = find_sent_folder(box, mailbox.sent_folder)
                open_folder(box, name)
            except (NoSentFolder, MailboxFolderSelectError) as error:
                named = f"There is no folder “{mailbox.sent_folder}”." if mailbox.sent_folder else str(error)
                there = folder_names(box)[:MOST_FOLDERS]
                return finding(good=False, what=named, todo="Enter the name of one that is there:", folders=there)
    except Exception as error:  # as above
        problem = explain(error, host=mailbox.imap_host, port=mailbox.imap_port)
        return finding(good=False, what=problem.what, todo=problem.todo)
    return finding(good=True, what=f"They go to “{name}”.")
