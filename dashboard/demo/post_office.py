"""A mail server that lives as long as the demo is being built, and the journalists who write back."""

import socket
from asyncio import WriteTransport
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from mail.models import OutgoingMessage


class Counter:
    """Takes everything, except what it is told to refuse or to drop after it was handed over."""

    def __init__(self) -> None:
        self.refuses: set[str] = set()
        self.drops: set[str] = set()

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuses:
            return "550 5.1.1 User unknown"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.drops.intersection(envelope.rcpt_tos):
            cast(WriteTransport, server.transport).abort()
        return "250 OK"


@contextmanager
def open_counter() -> Iterator[tuple[Counter, int]]:
    """The server's behaviour and its port, on 127.0.0.1."""
    counter = Counter()
    port = _free_port()
    controller = Controller(counter, hostname="127.0.0.1", port=port, decode_data=False)
    controller.start()
    try:
        yield counter, port
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def reply(message: OutgoingMessage, text: str, *, at: datetime, name: str) -> bytes:
    """An ordinary answer, with the message quoted below."""
    answer = _answer(message, at=at, name=name)
    answer.set_content(
        f"{text}\n\nBest\n{name}\n\nOn {at:%d.%m.%Y} {message.mailbox.name} wrote:\n> {message.subject}\n> …\n"
    )
    return answer.as_bytes()


def letter(
    sender: tuple[str, str], to: str, *, subject: str, text: str, at: datetime, files: Iterable[tuple[str, bytes]] = ()
) -> bytes:
    """A letter of their own accord, from (name, address), with files if they have any."""
    name, address = sender
    message = EmailMessage()
    message["From"] = f'"{name}" <{address}>'
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = make_msgid(domain="example.org")
    message.set_content(f"{text}\n\nBest\n{name}\n")
    for filename, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=filename)
    return message.as_bytes()


def away(message: OutgoingMessage, *, at: datetime, name: str, back: datetime) -> bytes:
    """An out-of-office message that says when its sender is back."""
    answer = _answer(message, at=at, name=name, subject=f"Out of office: {message.subject}")
    answer["Auto-Submitted"] = "auto-replied"
    answer.set_content(
        f"I am out of the office and back on {back.day} {back:%B %Y}. Your message is not forwarded.\n\n{name}\n"
    )
    return answer.as_bytes()


def bounce(message: OutgoingMessage, *, at: datetime) -> bytes:
    """A delivery status notification as Postfix writes it (RFC 3464)."""
    reason = f"550 5.1.1 <{message.to_address}>: Recipient address rejected: User unknown in virtual mailbox table"
    boundary = "=_demo_report"
    parts = {
        "text/plain": f"<{message.to_address}>: host mx.example.net said: {reason}",
        "message/delivery-status": f"Reporting-MTA: dns; mx.example.net\r\n\r\n"
        f"Final-Recipient: rfc822; {message.to_address}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        f"Diagnostic-Code: smtp; {reason}",
        "text/rfc822-headers": f"Message-ID: {message.message_id}\r\nTo: {message.to_address}",
    }
    head = {
        "From": "MAILER-DAEMON@mx.example.net",
        "To": message.mailbox.address,
        "Subject": "Undelivered Mail Returned to Sender",
        "Date": format_datetime(at),
        "Message-ID": make_msgid(domain="mx.example.net"),
        "Auto-Submitted": "auto-replied",
        "MIME-Version": "1.0",
        "Content-Type": f'multipart/report; report-type=delivery-status; boundary="{boundary}"',
    }
    headers = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    body = "".join(f"--{boundary}\r\nContent-Type: {kind}\r\n\r\n{text}\r\n\r\n" for kind, text in parts.items())
    return f"{headers}\r\n{body}--{boundary}--\r\n".encode()


def _answer(message: OutgoingMessage, *, at: datetime, name: str, subject: str = "") -> EmailMessage:
    answer = EmailMessage()
    answer["From"] = f'"{name}" <{message.to_address}>'
    answer["To"] = message.mailbox.address
    answer["Subject"] = subject or f"Re: {message.subject}"
    answer["Date"] = format_datetime(at)
    answer["Message-ID"] = make_msgid(domain="example.org")
    answer["In-Reply-To"] = answer["References"] = message.message_id
    return answer
