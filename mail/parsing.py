"""A message as it came over the wire, made readable. Nothing in it is trusted, and nothing in it may stop us.

The stdlib's older (compat32) parser is used on purpose: the newer one raises on headers that real servers write.
"""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from functools import cached_property
from inspect import signature
from typing import Any

from mail.html_text import text_of_html

MOST_PARTS = 500  # a message that a person wrote has a handful
LONGEST_HEADER = 4_000
LONGEST_TEXT = 200_000  # characters
LONG = 30_000  # bytes
# Pythons from 3.11.9 on refuse a whole header for one odd name in it, unless told not to.
LENIENT: dict[str, bool] = {"strict": False} if "strict" in signature(getaddresses).parameters else {}
MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}@[^<>\s]{1,250}>")
ENVELOPE_LINE = re.compile(rb"\A>?From [^\r\n]*\r?\n")
MAIL_HEADERS = {
    "from",
    "received",
    "return-path",
    "message-id",
    "subject",
    "date",
    "to",
    "delivered-to",
    "mime-version",
}
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


@dataclass(frozen=True)
class ParsedMail:
    """One message. Headers come decoded and on one line; an absent one is ""."""

    message: Message
    beginning: bytes = b""  # of a long message: what a slow reader should be given instead

    def header(self, name: str) -> str:
        return decoded(raw_headers(self.message, name)[:1])

    def headers(self, name: str) -> list[str]:
        return [decoded([value]) for value in raw_headers(self.message, name)]

    def has(self, name: str) -> bool:
        return bool(raw_headers(self.message, name))

    @property
    def is_mail(self) -> bool:
        """Whether this is a message at all, rather than any other file."""
        return any(name.lower() in MAIL_HEADERS for name in self.message.keys())  # noqa: SIM118 (a Message is no dict)

    @cached_property
    def message_id(self) -> str:
        return first_message_id(self.header("message-id"))

    @cached_property
    def answers_to(self) -> list[str]:
        """The Message-IDs this one refers to, the nearest first."""
        nearest = MESSAGE_ID.findall(self.header("in-reply-to"))
        older = MESSAGE_ID.findall(self.header("references"))[::-1]
        return list(dict.fromkeys(nearest + older))[:50]

    @cached_property
    def sender(self) -> tuple[str, str]:
        """Name and address of whoever wrote it."""
        for header in ("from", "reply-to", "sender"):
            for name, address in addresses_in(self.message, header):
                return name[:200], address
        return "", ""

    @property
    def from_address(self) -> str:
        return self.sender[1]

    @cached_property
    def return_path(self) -> str | None:
        """The envelope sender: "" for the null one of automatic mail, None where nobody wrote it down."""
        for header in ("return-path", "x-envelope-from", "envelope-from"):
            for value in self.headers(header):
                return value.strip().strip("<>").strip().lower()
        return None

    @cached_property
    def subject(self) -> str:
        return self.header("subject")[:998]

    @cached_property
    def recipients(self) -> list[str]:
        """Every address it was sent to, as far as headers tell."""
        found: list[str] = []
        for header in ("to", "cc", "delivered-to", "x-original-to", "envelope-to"):
            found += [address for _, address in addresses_in(self.message, header)]
        return list(dict.fromkeys(found))

    @cached_property
    def parts(self) -> list[Message]:
        return list(parts_of(self.message))

    def part(self, content_type: str) -> Message | None:
        return next((part for part in self.parts if part.get_content_type() == content_type), None)

    @cached_property
    def html(self) -> str:
        for part in self.parts:
            if part.get_content_type() == "text/html" and not _is_attached(part):
                return part_text(part)
        return ""

    @cached_property
    def text(self) -> str:
        """The whole body in plain text, quotes and signature included."""
        plain = "\n\n".join(
            text
            for part in self.parts
            if _is_plain(part) and not _is_attached(part) and (text := part_text(part).strip())
        )
        if plain and not _is_excuse(plain, self.html):
            return plain[:LONGEST_TEXT]
        return text_of_html(self.html)[:LONGEST_TEXT] if self.html else plain

    @cached_property
    def attachments(self) -> list[tuple[str, str]]:
        """File name and type of whatever hangs on it."""
        found = []
        for part in self.parts:
            name = decoded([part.get_filename() or ""])
            if not part.is_multipart() and (name or _is_attached(part)):
                found.append((name[:200] or "without a name", part.get_content_type()))
        return found


def parse_mail(raw: bytes) -> ParsedMail:
    """Read a message. Takes any bytes: what cannot be read as a message has no headers and no text of use."""
    raw = ENVELOPE_LINE.sub(b"", raw.lstrip(b"\r\n"), count=1)
    try:
        return ParsedMail(email.message_from_bytes(raw), raw[:LONG] if len(raw) > LONG else b"")
    except (RecursionError, ValueError, LookupError, HeaderParseError):
        # A thousand boxes in one another: whoever packs like that gets no more than their headers read.
        return ParsedMail(BytesHeaderParser().parsebytes(raw.split(b"\r\n\r\n")[0].split(b"\n\n")[0] + b"\n\n"))


def parts_of(message: Message) -> Iterator[Message]:
    """The parts in order, the message itself first; returned messages inside are not opened."""
    waiting, count = [message], 0
    while waiting and count < MOST_PARTS:
        part = waiting.pop(0)
        count += 1
        yield part
        inner = payload_of(part)
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting = [piece for piece in inner if isinstance(piece, Message)][:MOST_PARTS] + waiting


def payload_of(part: Message) -> Any:
    """What a part holds, parts or text, not decoded; "" where even that fails for the charset it claims, as "idna"."""
    try:
        return part.get_payload()
    except (ValueError, LookupError):
        return ""


def part_text(part: Message) -> str:
    """The text of one part, whatever charset it claims."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        payload = None
    if not isinstance(payload, bytes):
        payload = str(payload_of(part)).encode(errors="surrogateescape") if not part.is_multipart() else b""
    return clean(_decode(payload[: LONGEST_TEXT * 4], _charset(part)))


def clean(text: str) -> str:
    """The text with one kind of line end and without characters that neither pages nor PostgreSQL can hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    return UNPRINTABLE.sub("", text).encode(errors="replace").decode()


def decode_anyhow(data: bytes) -> str:
    """Bytes of no known charset as text that can be shown."""
    return clean(_decode(data, "utf-8"))


def raw_headers(message: Message, name: str) -> list[str]:
    """The values of a header as they stand, at most a bearable length each."""
    name = name.lower()
    return [str(value)[:LONGEST_HEADER] for key, value in message.raw_items() if key.lower() == name]


def decoded(values: list[str]) -> str:
    """A header as people read it: unfolded, encoded words and raw bytes turned into text."""
    if not values:
        return ""
    value = re.sub(r"\r?\n[ \t]*", " ", values[0])
    value = _decode(value.encode("utf-8", "surrogateescape"), "utf-8")
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        pieces = [(value, None)]
    text = "".join(piece if isinstance(piece, str) else _decode(piece, charset or "utf-8") for piece, charset in pieces)
    return " ".join(clean(text).split())


def addresses_in(message: Message, header: str) -> list[tuple[str, str]]:
    """Names and addresses of a header; what has no @ is no address."""
    values = [re.sub(r"\r?\n[ \t]*", " ", value) for value in raw_headers(message, header)[:20]]
    values = [_decode(value.encode("utf-8", "surrogateescape"), "utf-8") for value in values]
    found = []
    for name, address in getaddresses(values, **LENIENT)[:100]:
        address = clean(address).strip().strip("<>'\"")
        if "@" in address and len(address) <= 254 and " " not in address:
            found.append((decoded([name]), address))
    return found


def first_message_id(text: str) -> str:
    found = MESSAGE_ID.search(text)
    return found.group() if found else ""


def date_of(message: Message) -> "object":
    """The Date header as a datetime, None when it is absent or nonsense."""
    try:
        return parsedate_to_datetime(decoded(raw_headers(message, "date")[:1]))
    except (ValueError, TypeError, IndexError):
        return None


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset("") or ""
    except (ValueError, LookupError):
        return ""


def _decode(data: bytes, charset: str) -> str:
    for candidate in (charset, "utf-8"):
        try:
            return data.decode(candidate) if candidate else data.decode("utf-8")
        except (LookupError, ValueError):
            continue
    return data.decode("windows-1252", "replace")


def _is_attached(part: Message) -> bool:
    return decoded(raw_headers(part, "content-disposition")[:1]).lower().startswith("attachment")


def _is_plain(part: Message) -> bool:
    """Text, or what says that it has parts and has none: the boundary it names occurs nowhere."""
    boxed = part.get_content_maintype() == "multipart" and not part.is_multipart()
    return boxed or part.get_content_type() == "text/plain"


def _is_excuse(plain: str, html: str) -> bool:
    """A plain part that only says "your program cannot show HTML"."""
    return len(plain) < 200 < len(html) and bool(re.search(r"(?i)\bhtml\b", plain)) and len(plain) < len(html) / 10
