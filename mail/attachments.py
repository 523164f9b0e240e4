"""What hangs on a message: named, told apart by its content rather than by its name, and handed out so that it cannot
run. Pictures are drawn anew before a browser sees them."""

import io
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from functools import cached_property
from itertools import islice
from typing import Any

from PIL import Image, ImageOps

from mail.parsing import ParsedMail, clean, decoded, payload_of, raw_headers

MOST_FILES = 50
MOST_PICTURES = 20
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1600
PICTURES = {"JPEG picture", "PNG picture", "GIF picture", "WebP picture"}
BEGINNINGS = [
    (b"%PDF-", "PDF"),
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"\x89PNG\r\n\x1a\n", "PNG picture"),
    (b"GIF8", "GIF picture"),
    (b"II*\x00", "TIFF picture"),
    (b"MM\x00*", "TIFF picture"),
    (b"{\\rtf", "RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "older Office file"),
    (b"MZ", "Windows program"),
    (b"\x7fELF", "Linux program"),
    (b"ID3", "MP3 audio"),
    (b"Rar!", "RAR archive"),
    (b"7z\xbc\xaf", "7-Zip archive"),
    (b"\x1f\x8b", "gzip archive"),
]
INSIDE_ZIP = {b"word/": "Word document", b"xl/": "Excel workbook", b"ppt/": "PowerPoint presentation"}
ENDINGS = {
    "PDF": {"pdf"},
    "JPEG picture": {"jpg", "jpeg", "jpe", "jfif"},
    "PNG picture": {"png"},
    "GIF picture": {"gif"},
    "WebP picture": {"webp"},
    "Word document": {"docx", "docm", "dotx"},
    "Excel workbook": {"xlsx", "xlsm"},
    "PowerPoint presentation": {"pptx", "ppsx", "pptm"},
}
# The text itself, in whatever dress, and what machines write beside theirs to be read by machines.
OF_THE_TEXT = {
    "text/plain", "text/html", "text/enriched", "text/richtext", "text/x-amp-html", "text/watch-html",
    "message/delivery-status", "message/global-delivery-status", "text/rfc822-headers",
    "message/feedback-report", "message/disposition-notification",
}  # fmt: skip
SAFE_NAME = re.compile(r"[^\w .,()+@-]+")
CID = re.compile(r"""(\bsrc\s*=\s*)(["']?)cid:([^"'\s>]{1,250})\2""", re.IGNORECASE)


@dataclass(frozen=True)
class Attachment:
    """One file. `number` is its place among the files of its message, from 0 on."""

    number: int
    part: Message

    @cached_property
    def data(self) -> bytes:
        inner = payload_of(self.part)
        if isinstance(inner, list):  # a message within the message
            return b"".join(each.as_bytes() for each in inner if isinstance(each, Message))
        try:
            data = self.part.get_payload(decode=True)
        except (ValueError, LookupError, AssertionError):
            data = None
        return data if isinstance(data, bytes) else str(inner or "").encode(errors="replace")

    @cached_property
    def name(self) -> str:
        """The file's name without anything that could lead out of a folder or turn its end around."""
        given = clean(decoded([_given_name(self.part)])).replace("\\", "/").rpartition("/")[2]
        name = SAFE_NAME.sub("_", given).strip(" ._")[-120:]
        return name or ("message.eml" if self.type == "e-mail message" else f"attachment-{self.number + 1}")

    @cached_property
    def type(self) -> str:
        if isinstance(payload_of(self.part), list):
            return "e-mail message"
        return type_of(self.data)

    @property
    def content_id(self) -> str:
        return decoded(raw_headers(self.part, "content-id")[:1]).strip("<> ")

    @property
    def is_picture(self) -> bool:
        return self.type in PICTURES

    @property
    def is_misnamed(self) -> bool:
        """Whether its name promises another type than it has, or it is a program."""
        end = self.name.rpartition(".")[2].lower()
        promised = next((type for type, ends in ENDINGS.items() if end in ends), None)
        return "program" in self.type or (promised is not None and promised != self.type)


def files_of(mail: ParsedMail) -> list[Attachment]:
    """Everything that is not the text itself, in order, whether it has a name or not."""
    return [Attachment(number, part) for number, part in enumerate(islice(_files(mail), MOST_FILES))]


def contents_of(mail: ParsedMail) -> dict[str, Any]:
    """What a list of messages shows of one without opening it: whether it has HTML, and name, type and size of files.

    `shown` marks pictures that stand in the text itself, such as a logo under a signature.
    """
    files = [
        {
            "name": each.name,
            "type": each.type,
            "size": len(each.data),
            "picture": each.is_picture,
            "misnamed": each.is_misnamed,
            "shown": bool(each.is_picture and each.content_id and f"cid:{each.content_id}" in mail.html),
        }
        for each in files_of(mail)
    ]
    return {"html": bool(mail.html), "files": files}


def type_of(data: bytes) -> str:
    """What the bytes are, in words, by how they begin."""
    if data.startswith(b"PK\x03\x04"):
        ends = data[:4_096] + data[-16_384:]  # names of files stand at both; unpacked it is not
        return next((words for start, words in INSIDE_ZIP.items() if start in ends), "ZIP archive")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP picture"
    if data[4:8] == b"ftyp":
        return "video or picture"
    for beginning, words in BEGINNINGS:
        if data.startswith(beginning):
            return words
    start = data[:2000]
    if re.match(rb"\s*(<!doctype html|<html|<script|<svg|<\?xml)", start, re.IGNORECASE):
        return "web page"
    return "file" if b"\x00" in start or not start else "text"


def with_pictures(mail: ParsedMail) -> str:
    """The HTML of the message, or none, with the pictures it brought along: those it names in their places, the others
    below. Each is drawn anew, so that nothing but its pixels reaches the browser."""
    pictures = [each for each in files_of(mail) if each.is_picture][:MOST_PICTURES]
    drawn = {each.number: uri for each in pictures if (uri := redrawn(each.data))}
    by_id = {each.content_id: each.number for each in pictures if each.content_id and each.number in drawn}
    placed: set[int] = set()

    def place(found: re.Match[str]) -> str:
        number = by_id.get(found[3])
        if number is None:
            return found[0]
        placed.add(number)
        return f'{found[1]}"{drawn[number]}"'

    html = CID.sub(place, mail.html)
    below = (f'<p><img alt="" src="{uri}" style="max-width:100%"></p>' for n, uri in drawn.items() if n not in placed)
    return html + "".join(below)


def redrawn(data: bytes) -> str:
    """A picture's pixels as a data: address, at most 1,600 a side; "" where it cannot be read or is too large."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "GIF", "WEBP")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return ""
            picture = ImageOps.exif_transpose(opened)
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            picture = picture.convert("RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB")
            kept = io.BytesIO()
            picture.save(kept, "WEBP", quality=85)
    except Exception:  # a broken picture makes decoders fail in ways of their own; it is not shown, the letter is
        return ""
    return f"data:image/webp;base64,{b64encode(kept.getvalue()).decode()}"


def _files(mail: ParsedMail) -> Iterator[Message]:
    for part in mail.parts:
        kind = part.get_content_type()
        disposition = decoded(raw_headers(part, "content-disposition")[:1]).lower()
        if part.get_content_maintype() == "multipart":
            continue
        named = bool(_given_name(part)) or disposition.startswith("attachment")
        if named or kind not in OF_THE_TEXT:
            yield part


def _given_name(part: Message) -> str:
    """The name as the sender wrote it; "" when it is spelt as no program spells one."""
    try:
        return part.get_filename() or ""
    except (ValueError, LookupError, AssertionError, TypeError):
        return ""
