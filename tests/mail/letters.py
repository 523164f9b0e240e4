"""Incoming messages for tests, written the way mail programs and servers write them. Everybody in them is invented."""

from email.utils import format_datetime

from django.utils import timezone

from mail.models import OutgoingMessage


def letter(
    *,
    sender: str = "Ines Albrecht <ines.albrecht@example.org>",
    to: str = "maya@harbourlane.example.com",
    subject: str = "Re: A 100-hour battery in Altfelde",
    body: str = "Yes, please send the test data.\n",
    message_id: str = "<answer-1@mail.example.org>",
    **headers: str,
) -> bytes:
    """A plain message. Further headers come by name: `in_reply_to="<…>"`."""
    lines = [
        f"From: {sender}",
        f"To: {to}",
        f"Subject: {subject}",
        f"Message-ID: {message_id}",
        f"Date: {format_datetime(timezone.now())}",
        "Content-Type: text/plain; charset=utf-8",
        *(f"{name.replace('_', '-').title()}: {value}" for name, value in headers.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def bounce(
    message: OutgoingMessage | None = None,
    *,
    recipient: str = "ines.albrecht@example.org",
    action: str = "failed",
    status: str = "5.1.1",
    diagnostic: str = "smtp; 550 5.1.1 <ines.albrecht@example.org>: Recipient address rejected: User unknown",
    message_id: str = "<report-1@mx.example.net>",
) -> bytes:
    """A report after RFC 3464, as Postfix writes it, about one of our messages."""
    original = message.message_id if message else "<somebody-elses@example.net>"
    return f"""Return-Path: <>
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
To: maya@harbourlane.example.com
Subject: Undelivered Mail Returned to Sender
Message-ID: {message_id}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

--=_b
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.net.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

--=_b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: {diagnostic}

--=_b
Content-Type: message/rfc822

From: Maya Lindqvist <maya@harbourlane.example.com>
To: {recipient}
Subject: A 100-hour battery in Altfelde
Message-ID: {original}

Hi Ines, would the test data be of use to you?
--=_b--
""".encode()
