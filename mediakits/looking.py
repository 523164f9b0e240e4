"""What an uploaded file is, by its content; its name is believed in nothing.

`look` takes a file on disk and says what it is, or raises `Refused` with a sentence for the person who uploaded it.
It reads the beginning, and of archives the table of contents, so it costs the same for a large file as for a small one.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import filetype

from mediakits import archives
from mediakits.models import Asset

HEAD: Final = 8192
Kind = Asset.Kind


class Refused(Exception):
    """We do not take this file; the message says why, and what to do."""


@dataclass(frozen=True)
class FileType:
    """One kind of file that is taken. `suffixes` are the endings its name may have, the usual one first."""

    content_type: str
    kind: str
    suffixes: tuple[str, ...]
    pillow: str = ""
    """Pillow's name of the format, where we read its pixels."""


def _office(name: str, suffix: str) -> FileType:
    return FileType(f"application/vnd.{name}", Kind.DOCUMENT, (suffix,))


JPEG = FileType("image/jpeg", Kind.PHOTO, (".jpg", ".jpeg"), "JPEG")
TIFF = FileType("image/tiff", Kind.PHOTO, (".tif", ".tiff"), "TIFF")
SVG = FileType("image/svg+xml", Kind.LOGO, (".svg",))
POSTSCRIPT = FileType("application/postscript", Kind.LOGO, (".eps", ".ai"))
PDF = FileType("application/pdf", Kind.DOCUMENT, (".pdf", ".ai"))
MP3 = FileType("audio/mpeg", Kind.AUDIO, (".mp3",))
MP4 = FileType("video/mp4", Kind.VIDEO, (".mp4", ".m4v"))
M4A = FileType("audio/mp4", Kind.AUDIO, (".m4a",))
BY_FILETYPE: Final = {
    "image/jpeg": JPEG,
    "image/png": FileType("image/png", Kind.PHOTO, (".png",), "PNG"),
    "image/apng": FileType("image/png", Kind.PHOTO, (".png", ".apng"), "PNG"),
    "image/webp": FileType("image/webp", Kind.PHOTO, (".webp",), "WEBP"),
    "image/gif": FileType("image/gif", Kind.PHOTO, (".gif",), "GIF"),
    "image/tiff": TIFF,
    "application/pdf": PDF,
    "video/mp4": MP4,
    "video/x-m4v": MP4,
    "video/quicktime": FileType("video/quicktime", Kind.VIDEO, (".mov", ".qt")),
    "video/webm": FileType("video/webm", Kind.VIDEO, (".webm",)),
    "audio/mpeg": MP3,
    "audio/x-wav": FileType("audio/wav", Kind.AUDIO, (".wav",)),
    "audio/mp4": M4A,
}
OFFICE: Final = {
    "word/": _office("openxmlformats-officedocument.wordprocessingml.document", ".docx"),
    "xl/": _office("openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
    "ppt/": _office("openxmlformats-officedocument.presentationml.presentation", ".pptx"),
}
OPEN_DOCUMENT: Final = {
    f"application/vnd.oasis.opendocument.{name}": _office(f"oasis.opendocument.{name}", suffix)
    for name, suffix in (("text", ".odt"), ("spreadsheet", ".ods"), ("presentation", ".odp"), ("graphics", ".odg"))
}
ACCEPT: Final = ",".join(
    sorted(
        suffix
        for one in {*BY_FILETYPE.values(), *OFFICE.values(), *OPEN_DOCUMENT.values(), SVG, POSTSCRIPT}
        for suffix in one.suffixes
    )
)
"""For the `accept` of a file chooser."""

PROGRAMS: Final = (
    b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"dex\n", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"\0asm", b"L\0\0\0\x01\x14\x02\0",
)  # fmt: skip
WEB_PAGE: Final = re.compile(
    rb"<\s*(!doctype\s+html|html|head|body|script|iframe|title|meta|style|table|div|a\s|p>|h1|img|br|form|link|base)",
    re.IGNORECASE,
)
SVG_ROOT: Final = re.compile(
    r"\s*(<\?xml[^>]*\?>\s*)?((<!--.*?-->|<!DOCTYPE\s+svg\b[^\[>]*(\[.*?\])?\s*>|<\?[^>]*\?>)\s*)*<(\w+:)?svg[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
EPS: Final = (b"%!PS-Adobe", b"\xc5\xd0\xd3\xc6")

WHAT_WE_TAKE: Final = (
    "JPEG, PNG, WebP, GIF, TIFF, SVG, EPS, AI, PDF, MP4, MOV, WebM, MP3, WAV, M4A, and documents of Word, Excel, "
    "PowerPoint or OpenDocument are"
)
A_PROGRAM: Final = "This is a program, not a file for the press, so it was not kept."
A_WEB_PAGE: Final = "This is a web page or a script, which could act on whoever opens it. Save it as a PDF instead."
AN_ARCHIVE: Final = (
    "This is an archive. Unpack it and upload what is in it: journalists get all files of a kit as one ZIP anyway."
)
OLD_OFFICE: Final = "This is a file of an old Office version, which may hide programs. Save it as DOCX, XLSX or PPTX."
WITH_MACROS: Final = "This document holds macros, which are programs. Save it without them, as DOCX, XLSX, PPTX or ODT."
A_BOMB: Final = "This file says it would unpack to far more than a document has. It was not opened, and not kept."
HEIC: Final = "Most newsrooms cannot open HEIC and AVIF pictures. Save it as JPEG, then upload that."
UNKNOWN: Final = f"What is in this file is not known to us. {WHAT_WE_TAKE} taken."
REFUSED_TYPES: Final = {
    **dict.fromkeys(("image/heic", "image/heif", "image/avif"), HEIC),
    **dict.fromkeys(
        ("application/x-rar-compressed", "application/x-7z-compressed", "application/gzip", "application/x-tar",
         "application/x-bzip2", "application/x-xz", "application/zstd"), AN_ARCHIVE,
    ),
    "application/x-msdownload": A_PROGRAM,
    "application/x-executable": A_PROGRAM,
}  # fmt: skip


def look(path: Path) -> FileType:
    """What the file is. Raises Refused."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        early = look_early(head)
        return early or _look_into_zip(file)


def look_early(head: bytes) -> FileType | None:
    """What the first 8 KB of a file say; None when its end has to be seen too. Raises Refused."""
    if head.startswith(PROGRAMS):
        raise Refused(A_PROGRAM)
    if head.startswith(EPS):
        return POSTSCRIPT
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(OLD_OFFICE)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return None
    found = filetype.guess(head)
    mime = found.mime if found else ""
    if mime in REFUSED_TYPES:
        raise Refused(REFUSED_TYPES[mime])
    if mime in BY_FILETYPE:
        return BY_FILETYPE[mime]
    if head[4:8] == b"ftyp":
        return _iso_media(head)
    if _is_mp3(head):
        return MP3
    return _text(head)


def _iso_media(head: bytes) -> FileType:
    """MP4 of makers that filetype does not list (Sony, Apple's DASH): by the brands the standard names."""
    brands = {head[at : at + 4] for at in (8, *range(16, min(int.from_bytes(head[:4]), 256), 4))}
    if brands & {b"heic", b"heix", b"mif1", b"msf1", b"avif"}:
        raise Refused(HEIC)
    if brands & {b"M4A ", b"M4B "}:
        return M4A
    if brands & {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash", b"MSNV"}:
        return MP4
    raise Refused(UNKNOWN)


def _is_mp3(head: bytes) -> bool:
    """A frame of MPEG audio, layer III, at the very beginning: what MP3 without tags looks like (FF FA, FF E2, …)."""
    return len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2 and head[2] & 0xF0 not in {0, 0xF0}


def _text(head: bytes) -> FileType:
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    text = head.decode(encoding, errors="ignore")
    if SVG_ROOT.match(text):
        return SVG
    if WEB_PAGE.search(text.encode()):
        raise Refused(A_WEB_PAGE)
    raise Refused(UNKNOWN)


def _look_into_zip(file: BinaryIO) -> FileType:
    """Which kind of document a ZIP is, from its table of contents and two small files in it."""
    try:
        contents = archives.contents(file)
    except archives.Bomb:
        raise Refused(A_BOMB) from None
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
        raise Refused("This file is broken: it cannot be read to its end. Save it again, then upload that.") from None
    if contents.has_macros:
        raise Refused(WITH_MACROS)
    if contents.mimetype in OPEN_DOCUMENT:
        return OPEN_DOCUMENT[contents.mimetype]
    if "[Content_Types].xml" in contents.names:
        for folder, kind in OFFICE.items():
            if any(name.startswith(folder) for name in contents.names):
                return kind
    if "META-INF/MANIFEST.MF" in contents.names or "AndroidManifest.xml" in contents.names:
        raise Refused(A_PROGRAM)
    raise Refused(AN_ARCHIVE)
