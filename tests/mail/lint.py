"""A strict reader of messages on their way out: every way in which RFC 5322, 2045 to 2047 and 8058 are not kept."""

import re
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parsedate_to_datetime
from quopri import decodestring

ONCE = {"from", "to", "subject", "date", "message-id", "mime-version", "content-type"}
AT_MOST_ONCE = {"in-reply-to", "references", "list-unsubscribe", "list-unsubscribe-post", "dkim-signature", "reply-to"}
ENCODED_WORD = re.compile(rb"=\?[\w-]+\?[bqBQ]\?[^?\s]*\?=")
MESSAGE_ID = re.compile(r"<[\w.+-]+@[\w.-]+>")
LONGEST, LONGEST_ENCODED, USUAL = 998, 76, 78


def faults(raw: bytes) -> list[str]:
    """What is wrong with a message, one line each; empty for a clean one. `raw` is what follows DATA, undotted."""
    head, blank, body = raw.partition(b"\r\n\r\n")
    if not blank:
        return ["there is no empty line after the headers"]
    message = message_from_bytes(raw, _class=EmailMessage, policy=SMTP)
    return [*_lines(raw), *_headers(head), *_fields(message), *_parts(message, body)]


def _lines(raw: bytes) -> Iterator[str]:
    if re.search(rb"(?<!\r)\n|\r(?!\n)", raw):
        yield "there is a line feed or a carriage return by itself"
    if not raw.endswith(b"\r\n"):
        yield "the last line is not ended"
    if b"\0" in raw:
        yield "there is a NUL"
    for line in raw.split(b"\r\n"):
        if len(line) > LONGEST:
            yield f"a line has {len(line)} bytes"


def _headers(head: bytes) -> Iterator[str]:
    """The headers as they are written."""
    fields = re.split(rb"\r\n(?![ \t])", head)
    for field in fields:
        name, colon, value = field.partition(b":")
        if not colon or not re.fullmatch(rb"[!-9;-~]+", name):
            yield f"{field[:40]!r} is no header"
            continue
        if not value.strip():
            yield f"{name.decode()} is empty"
        if not field.isascii():
            yield f"{name.decode()} is not ASCII"
        if re.search(rb"[\0-\x08\x0b\x0c\x0e-\x1f\x7f]", value):
            yield f"{name.decode()} holds a control character"
        for line in field.split(b"\r\n"):
            if not line.strip():
                yield f"{name.decode()} has an empty line in it"
            if len(line) > USUAL and b" " in line.strip().partition(b" ")[2]:
                yield f"{name.decode()} has a line of {len(line)} bytes that could be folded"
        first, *further = field.split(b"\r\n")
        if first.endswith(b": ") and len(first + further[0].split()[0]) <= USUAL:
            yield f"{name.decode()} begins in its second line"
        yield from _encoded_words(name.decode(), value)
    counted = Counter(field.partition(b":")[0].decode().lower() for field in fields)
    yield from (f"{name} is there {counted[name]} times" for name in sorted(ONCE) if counted[name] != 1)
    yield from (f"{name} is there {counted[name]} times" for name in sorted(AT_MOST_ONCE) if counted[name] > 1)


def _encoded_words(name: str, value: bytes) -> Iterator[str]:
    """RFC 2047: at most 75 characters, in UTF-8 that is whole in each, never within quotes."""
    for word in ENCODED_WORD.findall(value):
        if len(word) > 75:
            yield f"{name} has an encoded word of {len(word)} characters"
        charset, kind, text = word[2:-2].split(b"?", 2)
        plain = b64decode(text) if kind.lower() == b"b" else decodestring(text, header=True)
        try:
            plain.decode(charset.decode())
        except UnicodeDecodeError:
            yield f"{name} has a character cut in two between encoded words"
    if name.lower() in {"from", "to"} and re.search(rb'"[^"]*=\?[^"]*\?=[^"]*"', value):
        yield f"{name} has an encoded word in quotes"


def _fields(message: EmailMessage) -> Iterator[str]:
    """The headers as a mail program reads them."""
    for name, value in message.items():
        yield from (f"{name}: {defect!r}" for defect in getattr(value, "defects", ()))
    for name in ("From", "To"):
        if message[name] is not None and len(message[name].addresses) != 1:
            yield f"{name} names {len(message[name].addresses)} addresses"
    if parsedate_to_datetime(message["Date"]).tzinfo is None:
        yield "Date has no zone"
    for name in ("Message-ID", "In-Reply-To"):
        if message[name] and not MESSAGE_ID.fullmatch(str(message[name]).strip()):
            yield f"{name} is not one identifier"
    references = str(message["References"] or "").split()
    if not all(MESSAGE_ID.fullmatch(one) for one in references):
        yield "References holds something that is no identifier"
    if references and references[-1] != str(message["In-Reply-To"]).strip():
        yield "References does not end with In-Reply-To"
    if message["List-Unsubscribe"]:
        ways = re.findall(r"<(https?://[^<>\s]+|mailto:[^<>\s]+)>", str(message["List-Unsubscribe"]))
        if not any(way.startswith("http") for way in ways):
            yield "List-Unsubscribe names no page"
        if message["List-Unsubscribe-Post"] != "List-Unsubscribe=One-Click":
            yield "List-Unsubscribe-Post is not as RFC 8058 has it"


def _parts(message: EmailMessage, body: bytes) -> Iterator[str]:
    yield from (f"the message: {defect!r}" for defect in message.defects)
    if message.get_content_type() != "multipart/alternative":
        yield f"it is {message.get_content_type()}"
        return
    mark = b"--" + message.get_boundary().encode()
    kinds = [part.get_content_type() for part in message.iter_parts()]
    if kinds != ["text/plain", "text/html"]:
        yield f"its parts are {kinds}, not text and then HTML"
    if len(re.findall(rb"(?m)^" + re.escape(mark), body)) != len(kinds) + 1:
        yield "the boundary stands in a part"
    for part in message.iter_parts():
        yield from _part(part)


def _part(part: EmailMessage) -> Iterator[str]:
    kind, encoding, charset = part.get_content_type(), part["Content-Transfer-Encoding"], part.get_content_charset()
    written = part.get_payload()
    yield from (f"{kind}: {defect!r}" for defect in part.defects)
    if not written.isascii():
        yield f"{kind} is not written in ASCII"
    if encoding not in {"7bit", "quoted-printable", "base64"}:
        yield f"{kind} is encoded as {encoding}"
    if (charset == "us-ascii") != (encoding == "7bit"):
        yield f"{kind} is {charset} in {encoding}"
    longest = max(map(len, written.splitlines()), default=0)
    if encoding != "7bit" and longest > LONGEST_ENCODED:
        yield f"{kind} has an encoded line of {longest} characters"
    if encoding == "quoted-printable" and re.search(r"[ \t]\r?\n", written):
        yield f"{kind} has a space at the end of a line, which is lost on the way"
    try:
        part.get_payload(decode=True).decode(charset)
    except (UnicodeDecodeError, LookupError) as error:
        yield f"{kind} cannot be read: {error}"
