"""The mail catcher: an SMTP server for trying things out, that keeps what it gets instead of passing it on.

What it caught lies in a Maildir under CAUGHT_DIR, where any mail program can read it too; the latest KEPT messages.
"""

import asyncio
import mailbox
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_binary_file, policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import parseaddr
from typing import BinaryIO, cast

from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings

KEPT = 500
TRIM_EVERY = 50
FOR = "X-Caught-For"


class NotCaught(Exception):
    """There is no such message (any more): only the latest are kept."""


@dataclass(frozen=True, slots=True)
class Caught:
    """One line of the list."""

    key: str
    at: datetime
    sender: str
    recipients: str
    subject: str

    @property
    def is_system_mail(self) -> bool:
        """Invitations and password resets: their links are for one person alone."""
        return parseaddr(self.sender)[1].lower() == parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower()


def is_in_use() -> bool:
    """Whether the system's own mail goes to the catcher, so that the team should be shown where to read it."""
    return settings.EMAIL_HOST in {"127.0.0.1", "localhost"} and settings.EMAIL_PORT == settings.CATCHER_PORT


def keep(content: bytes, recipients: list[str]) -> str:
    """Store one message as it came, under a line that says for whom; tells its key."""
    for_whom = f"{FOR}: {', '.join(recipients)}\r\n".encode()
    return _maildir().add(for_whom + content)


def trim() -> None:
    """Forget all but the latest."""
    folder = _maildir()
    for key in list(_newest_first(folder))[KEPT:]:
        folder.discard(key)


def latest(*, start: int = 0, count: int = 50) -> list[Caught]:
    """The caught messages, newest first."""
    folder = _maildir()
    found = []
    for key in _newest_first(folder)[start : start + count]:
        with suppress(KeyError, FileNotFoundError):
            found.append(_line(folder, key))
    return found


def line(key: str) -> Caught:
    """What the list shows of one message. Raises NotCaught."""
    try:
        return _line(_maildir(), key)
    except (KeyError, FileNotFoundError):
        raise NotCaught from None


def read(key: str) -> EmailMessage:
    """The whole message. Raises NotCaught."""
    try:
        with _maildir().get_file(key) as file:
            return message_from_binary_file(cast(BinaryIO, file), policy=policy.default)
    except (KeyError, FileNotFoundError):
        raise NotCaught from None


def source(key: str) -> str:
    """The message as it came. Raises NotCaught."""
    try:
        return _maildir().get_bytes(key).decode("utf-8", "replace")
    except (KeyError, FileNotFoundError):
        raise NotCaught from None


class Catcher:
    """The handler of the SMTP server."""

    def __init__(self) -> None:
        self.caught = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        await asyncio.to_thread(keep, cast(bytes, envelope.original_content), list(envelope.rcpt_tos))
        self.caught += 1
        if self.caught % TRIM_EVERY == 1:
            await asyncio.to_thread(trim)
        return "250 Caught"


async def serve(port: int) -> None:
    """Catch what comes to this port of this machine, until cancelled. Raises OSError when the port is taken."""
    catcher = Catcher()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(catcher, enable_SMTPUTF8=True, hostname="catcher", loop=loop), "127.0.0.1", port
    )
    async with server:
        await server.serve_forever()


def _maildir() -> mailbox.Maildir:
    settings.CAUGHT_DIR.parent.mkdir(parents=True, exist_ok=True)
    return mailbox.Maildir(settings.CAUGHT_DIR, factory=None, create=True)


def _newest_first(folder: mailbox.Maildir) -> list[str]:
    def age(key: str) -> tuple[float, str]:
        seconds, _, rest = key.partition(".")
        return (float(seconds) if seconds.isdigit() else 0.0, rest)

    return sorted(folder.keys(), key=age, reverse=True)


def _line(folder: mailbox.Maildir, key: str) -> Caught:
    with folder.get_file(key) as file:
        head = BytesHeaderParser(policy=policy.default).parse(cast(BinaryIO, file))
    seconds = key.partition(".")[0]
    return Caught(
        key=key,
        at=datetime.fromtimestamp(int(seconds), tz=UTC),
        sender=str(head.get("From", "")),
        recipients=str(head.get(FOR, "")),
        subject=str(head.get("Subject", "")),
    )
