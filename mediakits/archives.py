"""The table of contents of a ZIP, read without unpacking it and without believing it too much."""

import struct
import zipfile
from dataclasses import dataclass
from typing import BinaryIO, Final

MOST_ENTRIES: Final = 10_000
MOST_CONTENTS: Final = 5_000_000
"""Bytes of the table of contents; a document of 10,000 parts has less."""
MOST_UNPACKED: Final = 2_000_000_000
MOST_RATIO: Final = 200
"""Times that a document may grow. XML packs 10 to 50 times, a bomb 1,000 times."""
SMALL: Final = 100_000_000
"""Bytes up to which no ratio alarms anybody."""
END: Final = b"PK\x05\x06"
END_LENGTH: Final = 22
LONGEST_COMMENT: Final = 65_535
READ_AT_MOST: Final = 1_000_000


class Bomb(Exception):
    """It would unpack to more than a document has."""


@dataclass(frozen=True)
class Contents:
    names: frozenset[str]
    mimetype: str
    """What OpenDocument says it is."""
    has_macros: bool


def contents(file: BinaryIO) -> Contents:
    """What is in the archive. Raises Bomb; and zipfile's and zlib's errors when it is broken or encrypted."""
    _check_size_of_contents(file)
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        unpacked, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
        if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > packed * MOST_RATIO):
            raise Bomb
        names = frozenset(entry.filename for entry in entries)
        types = _begin(archive, "[Content_Types].xml") if "[Content_Types].xml" in names else b""
        mimetype = _begin(archive, "mimetype").decode("ascii", "ignore").strip() if "mimetype" in names else ""
        macros = b"macroEnabled" in types or any(
            name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names
        )
        return Contents(names, mimetype, macros)


def _check_size_of_contents(file: BinaryIO) -> None:
    """zipfile reads the whole table into memory, so its size is looked at before."""
    size = file.seek(0, 2)
    file.seek(max(size - END_LENGTH - LONGEST_COMMENT, 0))
    tail = file.read(END_LENGTH + LONGEST_COMMENT)
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_LENGTH:
        raise zipfile.BadZipFile("no end record")
    if tail[max(at - 20, 0) : at].startswith(b"PK\x06\x07"):
        raise zipfile.BadZipFile("ZIP64, whose own end record zipfile would believe instead of this one")
    entries, length = struct.unpack_from("<HI", tail, at + 10)
    if entries > MOST_ENTRIES or length > MOST_CONTENTS:
        raise Bomb
    file.seek(0)


def _begin(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as entry:
        return entry.read(READ_AT_MOST)
