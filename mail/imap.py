"""Reading a folder of an IMAP server without leaving a trace: the folder is opened read-only, nothing gets marked."""

import imaplib
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from imap_tools import BaseMailBox
from imap_tools.errors import MailboxFolderSelectError
from imap_tools.utils import encode_folder

from mail.imap_client import connect
from mail.models import Mailbox

SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
UID = re.compile(rb"UID (\d+)")
HIGHEST_UID = 2**32 - 1  # RFC 9051: an unsigned number of 32 bits
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class ImapRefused(imaplib.IMAP4.error):
    """The server answered a command with NO or BAD."""


@dataclass(frozen=True)
class Entry:
    """One message in a folder, before it is fetched."""

    uid: int
    size: int
    arrived_at: datetime


class Folder:
    """An opened folder. `uid_validity` changes when the server has numbered its messages anew."""

    def __init__(self, box: BaseMailBox) -> None:
        self.client = box.client
        self.uid_validity = self._number("UIDVALIDITY")
        self.uid_next = self._number("UIDNEXT")

    def _number(self, name: str) -> int:
        _, data = self.client.response(name)
        found = re.search(rb"\d{1,18}", data[-1] or b"") if data else None
        return int(found.group()) if found else 0

    def uids_after(self, uid: int) -> list[int]:
        """UIDs greater than `uid`, in order. ("n:*" names the last message even when it is older than n.)"""
        if uid >= HIGHEST_UID:
            return []
        return [found for found in self.search(f"UID {uid + 1}:*") if found > uid]

    def uids_since(self, day: date) -> list[int]:
        """UIDs of what arrived on that day or later, in order."""
        return self.search(f"SINCE {day.day}-{MONTHS[day.month - 1]}-{day.year}")

    def highest_uid(self) -> int:
        """The number of the last message; 0 when the folder is empty."""
        return max(self.search("UID *"), default=0) if self._number("EXISTS") else 0

    def entries(self, uids: list[int]) -> list[Entry]:
        """What the server says of these messages, in order. It may tell at any moment that others were marked as read
        (RFC 9051, 7.5.2); that is none of our business, and would lead past those in between."""
        data = self._command("FETCH", ",".join(map(str, uids)), "(UID RFC822.SIZE INTERNALDATE)") if uids else []
        told = {entry.uid: entry for line in data if (entry := _entry(line))}
        return [told[uid] for uid in sorted(uids) if uid in told]

    def fetch(self, uid: int, *, at_most: int | None = None) -> bytes | None:
        """The message's bytes, or the first of them; None when it has gone in the meantime."""
        part = f"<0.{at_most}>" if at_most else ""
        data = self._command("FETCH", str(uid), f"(UID BODY.PEEK[]{part})")
        for item, after in zip(data, [*data[1:], b""], strict=True):
            if isinstance(item, tuple) and _is_about(uid, item[0], after):
                return bytes(item[1])
        return None

    def search(self, criteria: str) -> list[int]:
        """UIDs of what fits the criteria (RFC 9051, 6.4.4), in order."""
        data = self._command("SEARCH", criteria)
        found = {int(number) for line in data if line for number in line.split()}
        return sorted(uid for uid in found if 0 < uid <= HIGHEST_UID)

    def _command(self, *words: str) -> list[Any]:
        answer, data = self.client.uid(*words)
        if answer != "OK":
            said = " ".join(line.decode("utf-8", "replace") for line in data if isinstance(line, bytes))
            raise ImapRefused(f"{words[0]}: {said}")
        return data


@contextmanager
def signed_in(mailbox: Mailbox, *, timeout: float, patience: float = 60) -> Iterator[BaseMailBox]:
    """A connection on which the mailbox is signed in. Every answer must begin within `timeout` seconds and all end
    within `patience`, else TimeoutError."""
    box = connect(mailbox, timeout=timeout, patience=patience)
    try:
        sign_in = box.login if (mailbox.imap_username + mailbox.imap_password).isascii() else box.login_utf8
        sign_in(mailbox.imap_username or mailbox.address, mailbox.imap_password, initial_folder=None)
        yield box
    finally:
        with suppress(Exception):  # saying goodbye is a courtesy; what matters has been done or has failed by now
            box.client.sock.settimeout(3)
            box.client.logout()
        with suppress(OSError):
            box.client.shutdown()


def open_folder(box: BaseMailBox, name: str) -> Folder:
    """Open a folder read-only (EXAMINE). Raises MailboxFolderSelectError."""
    answer = box.client.select(encode_folder(name).decode(), readonly=True)
    if answer[0] != "OK":
        raise MailboxFolderSelectError(answer, "OK")
    return Folder(box)


def folder_names(box: BaseMailBox) -> list[str]:
    return [info.name for info in box.folder.list() if "\\Noselect" not in info.flags]


def _entry(line: Any) -> Entry | None:
    text = line[0] + line[1] if isinstance(line, tuple) else line
    if not isinstance(text, bytes):
        return None
    uid, size = UID.search(text), SIZE.search(text)
    if not uid or not (size or b"INTERNALDATE" in text):
        return None
    return Entry(int(uid[1]), int(size[1]) if size else 0, _arrival(text))


def _is_about(uid: int, before: bytes, after: Any) -> bool:
    """Whether an answer to FETCH is about this message: some servers name its number behind the bytes, not before."""
    found = UID.search(before) or (UID.search(after) if isinstance(after, bytes) else None)
    return found is None or int(found[1]) == uid


def _arrival(text: bytes) -> datetime:
    """When the server got it; a server's clock ahead of ours does not put an answer into the future."""
    now = datetime.now(UTC)
    with suppress(ValueError, OverflowError):
        when = imaplib.Internaldate2tuple(text)
        if when:
            return min(datetime.fromtimestamp(time.mktime(when), UTC), now)
    return now
