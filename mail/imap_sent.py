"""The folder of an IMAP server that keeps what was sent: finding it, looking into it, adding to it."""

import imaplib
import re
from datetime import datetime

from imap_tools import BaseMailBox
from imap_tools.imap_utf7 import utf7_decode
from imap_tools.utils import encode_folder

from mail.imap import Folder, ImapRefused, folder_names, open_folder

LISTED = re.compile(rb'\((?P<flags>[^)]*)\) (?P<delimiter>"[^"]*"|NIL) (?P<name>.+)', re.DOTALL)
COMMON_NAMES = [
    "Sent", "Sent Items", "Sent Messages", "Sent Mail", "Gesendet", "Gesendete Objekte", "Gesendete Elemente",
    "Envoyés", "Éléments envoyés", "Messages envoyés", "Enviados", "Elementos enviados", "Itens enviados",
    "Inviata", "Posta inviata", "Inviati", "Verzonden", "Verzonden items", "Skickat", "Skickade", "Sendt", "Sendte",
    "Lähetetyt", "Wysłane", "Elementy wysłane", "Odeslané", "Odeslaná pošta", "Trimise", "Elküldött",
]  # fmt: skip


class NoSentFolder(Exception):
    """The server names no folder for sent mail, and none is called like one."""


def find_sent_folder(box: BaseMailBox, by_hand: str = "") -> str:
    """The folder's name: the one set by hand, else the one the server marks (RFC 6154), else one of the usual names."""
    if by_hand:
        return by_hand
    if marked := _marked_sent(box):
        return marked
    names = folder_names(box)
    called = {_last_part(name).casefold(): name for name in reversed(names)}
    for name in COMMON_NAMES:
        if name.casefold() in called:
            return called[name.casefold()]
    raise NoSentFolder("No folder for sent mail was found on the server.")


class SentFolder:
    """One such folder."""

    def __init__(self, box: BaseMailBox, name: str) -> None:
        self.box, self.name = box, name

    def holds(self, message_id: str) -> bool:
        """Whether a message with this Message-ID lies in it."""
        folder: Folder = open_folder(self.box, self.name)  # anew: what was added since must be seen
        quoted = message_id.replace("\\", "\\\\").replace('"', '\\"')
        return bool(folder.search(f'HEADER Message-ID "{quoted}"'))

    def append(self, raw: bytes, *, at: datetime) -> None:
        """Add a message as it is, marked as read and dated `at`. Raises ImapRefused."""
        date = imaplib.Time2Internaldate(at)
        try:
            answer, data = self.box.client.append(encode_folder(self.name).decode(), r"(\Seen)", date, raw)
        except imaplib.IMAP4.error as error:
            if "command error: BAD" not in str(error):  # the words of imaplib
                raise
            raise ImapRefused(f"APPEND: {error}") from error
        if answer != "OK":
            said = " ".join(line.decode("utf-8", "replace") for line in data if isinstance(line, bytes))
            raise ImapRefused(f"APPEND: {said}")


def _marked_sent(box: BaseMailBox) -> str:
    client = box.client
    _, can = client.capability()  # again: before the sign-in many servers do not say all
    only_marked = ["(SPECIAL-USE)"] if b"SPECIAL-USE" in (can[-1] or b"").upper().split() else []
    answer, data = client._simple_command("LIST", *only_marked, '""', '"*"')
    _, lines = client._untagged_response(answer, data, "LIST")
    for line in lines if answer == "OK" else []:
        if name := _name_if_sent(line):
            return name
    return ""


def _name_if_sent(line: bytes | tuple[bytes, bytes] | None) -> str:
    """The name in one line of LIST if the folder carries the mark \\Sent; a name may come as a literal of its own."""
    head, literal = line if isinstance(line, tuple) else (line or b"", None)
    found = LISTED.match(head)
    if found is None or rb"\sent" not in found["flags"].lower().split():
        return ""
    name = literal if literal is not None else found["name"].strip()
    if literal is None and name[:1] == b'"':
        name = re.sub(rb"\\(.)", rb"\1", name[1:-1])
    return str(utf7_decode(name))


def _last_part(name: str) -> str:
    return re.split(r"[/.]", name)[-1]
