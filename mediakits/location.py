"""Takes out of a picture where it was taken, and leaves everything else: pixels, orientation, colours, credit.

Journalists get the original file, and a camera writes the place into it: into EXIF (the GPS directory), into XMP, and
into the second pictures and films that telephones append. EXIF and XMP are changed in place, so that offsets in other
parts stay right; what is appended is cut off. No pixel is touched or packed again.

What a caption says about the place (IPTC city, country) was typed by somebody for the press, and stays.
"""

import mmap
import re
import shutil
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, Protocol

GPS_TAG: Final = 0x8825
XMP_TAG: Final = 0x02BC
PHOTOSHOP_TAG: Final = 0x8649
EXIF_TAG: Final = 0x8769
IPTC_TAG: Final = 0x83BB
SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
"""Bytes of one value, by TIFF's number of its type."""
MOST_DIRECTORIES: Final = 200

EXIF: Final = b"Exif\0\0"
XMP: Final = b"http://ns.adobe.com/xap/1.0/\0"
LONG_XMP: Final = b"http://ns.adobe.com/xmp/extension/\0"
PHOTOSHOP: Final = b"Photoshop 3.0\0"
PNG: Final = b"\x89PNG\r\n\x1a\n"

GPS_WORD: Final = re.compile(rb"gps[a-z]", re.IGNORECASE)
GPS_ATTRIBUTE: Final = re.compile(rb"""\s[\w.\-]+:gps[\w.\-]*\s*=\s*("[^"]*"|'[^']*')""", re.IGNORECASE)
GPS_EMPTY: Final = re.compile(rb"<[\w.\-]+:gps[\w.\-]*(\s[^<>]*)?/>", re.IGNORECASE)
GPS_ELEMENT: Final = re.compile(rb"<([\w.\-]+:gps[\w.\-]*)(\s[^<>]*)?>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
NEXT_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
RAW_PROFILE: Final = re.compile(rb"Raw profile type (exif|app1|xmp|8bim)", re.IGNORECASE)


class Unclean(Exception):
    """It is built so that the place cannot be taken out for certain."""


class Bytes(Protocol):
    """What is changed in place: a bytearray, or a file in memory's address space."""

    def __len__(self) -> int: ...
    def __getitem__(self, key: slice, /) -> bytes | bytearray: ...
    def __setitem__(self, key: slice, value: bytes, /) -> None: ...


def without_location(path: Path, content_type: str, into: Path) -> Path:
    """The picture without its place: written to `into`, or `path` itself where there is nothing to take out.

    Raises Unclean when a picture of these types cannot be read as one.
    """
    clean = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp, "image/tiff": _tiff, "image/gif": _gif}
    if content_type not in clean:
        return path
    try:
        clean[content_type](path, into)
    except (struct.error, IndexError, ValueError, RecursionError) as error:
        raise Unclean from error
    return into


# EXIF, which is a small TIFF


def strip_exif(data: Bytes, at: int = 0) -> None:
    """Empty the GPS directories of the TIFF that begins at `at`, in place. Raises Unclean or struct.error."""
    order = {b"II": "<", b"MM": ">"}.get(bytes(data[at : at + 2]))
    if order is None or struct.unpack(f"{order}H", data[at + 2 : at + 4])[0] != 42:
        raise Unclean
    waiting = [struct.unpack(f"{order}I", data[at + 4 : at + 8])[0]]
    seen: set[int] = set()
    while waiting:
        directory = waiting.pop()
        if directory in seen or not directory:
            continue
        seen.add(directory)
        if len(seen) > MOST_DIRECTORIES:
            raise Unclean
        waiting += _strip_directory(data, at, directory, order)


def _strip_directory(data: Bytes, at: int, directory: int, order: str) -> list[int]:
    """Take the GPS entry out of one directory, clean what holds XMP; gives the directories that follow from it."""
    begin = at + directory
    count = struct.unpack(f"{order}H", data[begin : begin + 2])[0]
    end = begin + 2 + count * 12
    following = [struct.unpack(f"{order}I", data[end : end + 4])[0]]
    kept = b""
    for entry in range(begin + 2, end, 12):
        tag, kind, number, value = struct.unpack(f"{order}HHII", data[entry : entry + 12])
        length = SIZES.get(kind, 0) * number
        place = entry + 8 if length <= 4 else at + value
        if tag == GPS_TAG:
            _wipe_directory(data, at, value, order)
            continue
        if tag == EXIF_TAG:
            following.append(value)
        elif tag == XMP_TAG:
            data[place : place + length] = clean_xmp(bytes(data[place : place + length]))
        elif tag == PHOTOSHOP_TAG:
            data[place : place + length] = _clean_photoshop(bytes(data[place : place + length]))
        kept += data[entry : entry + 12]
    removed = count - len(kept) // 12
    if removed:
        last = data[end : end + 4]
        data[begin : end + 4] = struct.pack(f"{order}H", len(kept) // 12) + kept + last + bytes(removed * 12)
    return following


def _wipe_directory(data: Bytes, at: int, directory: int, order: str) -> None:
    """Write zeros over a directory and the values it points at."""
    begin = at + directory
    count = struct.unpack(f"{order}H", data[begin : begin + 2])[0]
    end = begin + 2 + count * 12
    if end > len(data):
        raise Unclean
    for entry in range(begin + 2, end, 12):
        _, kind, number, value = struct.unpack(f"{order}HHII", data[entry : entry + 12])
        length = SIZES.get(kind, 0) * number
        if length > 4 and at + value + length <= len(data):
            data[at + value : at + value + length] = bytes(length)
    data[begin:end] = bytes(end - begin)


# XMP, which is XML with room at its end


def clean_xmp(packet: bytes) -> bytes:
    """The packet without GPS properties, as long as before: what is taken out becomes spaces."""
    if b"\0" in packet.rstrip(b"\0"):  # UTF-16, which nobody writes into pictures: nothing of it can be trusted
        return bytes(len(packet))
    for pattern in (GPS_ATTRIBUTE, GPS_EMPTY, GPS_ELEMENT):
        packet = pattern.sub(lambda found: b" " * len(found[0]), packet)
    # What is left of GPS stands in XML that is broken, and only reads as text.
    return bytes(len(packet)) if GPS_WORD.search(packet) else packet


def _clean_photoshop(data: bytes) -> bytes:
    """Photoshop's resources (8BIM), in which EXIF (1058) and XMP (1060) may stand a second time. As long as before."""
    cleaned, at = bytearray(data), 0
    while data[at : at + 4] == b"8BIM":
        number, name_length = struct.unpack(">HB", data[at + 4 : at + 7])
        begin = at + 6 + (name_length + 2) // 2 * 2
        length = struct.unpack(">I", data[begin : begin + 4])[0]
        begin += 4
        if number == 1058:
            cleaned[begin : begin + length] = cleaned_exif(data[begin : begin + length])
        elif number == 1060:
            cleaned[begin : begin + length] = clean_xmp(data[begin : begin + length])
        at = begin + length + length % 2
    return bytes(cleaned)


def cleaned_exif(block: bytes) -> bytes:
    """An EXIF block without its place; one that cannot be read is emptied, since nobody else can read it either."""
    data = bytearray(block)
    try:
        strip_exif(data, 6 if data.startswith(EXIF) else 0)
    except (Unclean, struct.error):
        return bytes(len(block))
    return bytes(data)


# The containers


def _jpeg(path: Path, into: Path) -> None:
    """Segment by segment up to the picture's end. What follows it (more pictures, films, archives) is left out."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data, into.open("wb") as out:
        if data[:2] != b"\xff\xd8":
            raise Unclean
        out.write(b"\xff\xd8")
        at = 2
        while True:
            while data[at + 1] == 0xFF:  # fill bytes
                at += 1
            if data[at] != 0xFF:
                raise Unclean
            marker = data[at + 1]
            if marker == 0xD9:
                out.write(b"\xff\xd9")
                return
            length = struct.unpack(">H", data[at + 2 : at + 4])[0]
            body = data[at + 4 : at + 2 + length]
            if (kept := _jpeg_segment(marker, body)) is not None:
                out.write(data[at : at + 4] + kept)
            at += 2 + length
            if marker == 0xDA:
                at = _copy_scan(data, at, out)


def _copy_scan(data: mmap.mmap, at: int, out: BinaryIO) -> int:
    """Copy the packed pixels up to the next marker; gives where that is."""
    found = NEXT_MARKER.search(data, at)
    if not found:
        raise Unclean
    for begin in range(at, found.start(), 1 << 20):
        out.write(data[begin : min(begin + (1 << 20), found.start())])
    return found.start()


def _jpeg_segment(marker: int, body: bytes) -> bytes | None:
    """What is kept of a segment; None for nothing. Its length does not change."""
    if not 0xE0 <= marker <= 0xEF and marker != 0xFE:
        return body
    if marker == 0xE1 and body.startswith(EXIF):
        cleaned = cleaned_exif(body)
        return cleaned if cleaned.startswith(EXIF) else None
    if marker == 0xE1 and body.startswith(XMP):
        return XMP + clean_xmp(body[len(XMP) :])
    if marker == 0xED and body.startswith(PHOTOSHOP):
        return PHOTOSHOP + _clean_photoshop(body[len(PHOTOSHOP) :])
    if marker == 0xE2 and body.startswith(b"ICC_PROFILE\0"):
        return body
    if body.startswith((LONG_XMP, b"MPF\0")) or GPS_WORD.search(body):
        return None
    return body


def _png(path: Path, into: Path) -> None:
    with path.open("rb") as file, into.open("wb") as out:
        if file.read(8) != PNG:
            raise Unclean
        out.write(PNG)
        while True:
            length, kind = struct.unpack(">I4s", file.read(8))
            if kind in {b"eXIf", b"iTXt", b"tEXt", b"zTXt", b"caBX"}:
                body = file.read(length)
                file.seek(4, 1)
                if (kept := _png_chunk(kind, body)) is not None:
                    out.write(struct.pack(">I4s", len(kept), kind) + kept + struct.pack(">I", zlib.crc32(kind + kept)))
                continue
            out.write(struct.pack(">I4s", length, kind))
            _copy(file, out, length + 4)
            if kind == b"IEND":
                return


def _png_chunk(kind: bytes, body: bytes) -> bytes | None:
    if kind == b"eXIf":
        cleaned = cleaned_exif(body)
        return cleaned if cleaned.strip(b"\0") else None
    keyword, _, rest = body.partition(b"\0")
    if kind == b"iTXt" and keyword == b"XML:com.adobe.xmp" and rest[:1] == b"\0":
        head = body[: len(body) - len(rest)] + rest[: rest.index(b"\0", rest.index(b"\0", 2) + 1) + 1]
        return head + clean_xmp(body[len(head) :])
    packed = kind == b"zTXt" or (kind == b"iTXt" and rest[:1] == b"\x01")
    # Profiles as hexadecimal text, and packed words, hide the place from us; captions are hardly ever kept so.
    if RAW_PROFILE.match(keyword) or GPS_WORD.search(body) or (packed and _unpacked_has_gps(rest)):
        return None
    return body


def _unpacked_has_gps(rest: bytes) -> bool:
    for begin in range(min(len(rest), 100)):
        if rest[begin : begin + 1] == b"\x78":
            try:
                text = zlib.decompressobj().decompress(rest[begin:], 5_000_000)
            except zlib.error:
                continue
            return GPS_WORD.search(text) is not None
    return True


def _webp(path: Path, into: Path) -> None:
    shutil.copyfile(path, into)
    with into.open("r+b") as file:
        size = file.seek(0, 2)
        file.seek(0)
        mark, length, form = struct.unpack("<4sI4s", file.read(12))
        if (mark, form) != (b"RIFF", b"WEBP") or 8 + length > size:
            raise Unclean
        for kind, begin, count in _webp_chunks(file, 8 + length):
            if kind in {b"EXIF", b"XMP "}:
                file.seek(begin)
                body = file.read(count)
                file.seek(begin)
                file.write(cleaned_exif(body) if kind == b"EXIF" else clean_xmp(body))
        file.truncate(8 + length)


def _webp_chunks(file: BinaryIO, end: int) -> Iterator[tuple[bytes, int, int]]:
    at = 12
    while at + 8 <= end:
        file.seek(at)
        kind, length = struct.unpack("<4sI", file.read(8))
        yield kind, at + 8, length
        at += 8 + length + length % 2


def _tiff(path: Path, into: Path) -> None:
    shutil.copyfile(path, into)
    with into.open("r+b") as file, mmap.mmap(file.fileno(), 0) as data:
        strip_exif(data)


def _gif(path: Path, into: Path) -> None:
    """XMP stands in a GIF as it is, so it can be cleaned wherever it is."""
    shutil.copyfile(path, into)
    with into.open("r+b") as file, mmap.mmap(file.fileno(), 0) as data:
        at = data.find(b"XMP DataXMP")
        while at >= 0:
            end = data.find(b"<?xpacket end", at)
            end = end if 0 <= end - at < 1_000_000 else min(at + 1_000_000, len(data))
            data[at + 11 : end] = clean_xmp(data[at + 11 : end])
            at = data.find(b"XMP DataXMP", end)


def _copy(source: BinaryIO, target: BinaryIO, length: int) -> None:
    while length:
        chunk = source.read(min(length, 1 << 20))
        if not chunk:
            raise Unclean
        target.write(chunk)
        length -= len(chunk)
