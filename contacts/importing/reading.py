"""Opens a file of contacts, whatever it is: CSV and its kin, XLSX, vCard."""

from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import PurePath
from typing import BinaryIO, Final

from django.conf import settings

from contacts.importing import cards, decoding, headings, separated, sheets
from contacts.importing.table import MAX_COLUMNS, Record, Table, UnreadableFile

HEADING_SEARCH: Final = 30
"""Records among which the headings are looked for: files often begin with a title and an empty line."""

MAGIC: Final = (
    (b"%PDF", "This is a PDF. Export the list as CSV or XLSX and try again."),
    (b"\x89PNG", "This is a picture, not a table."),
    (b"\xff\xd8\xff", "This is a picture, not a table."),
    (b"GIF8", "This is a picture, not a table."),
    (b"\x1f\x8b", "This is a compressed file (gzip). Unpack it and try again."),
    (b"Rar!", "This is a RAR archive. Unpack it and try again."),
    (b"7z\xbc\xaf", "This is a 7z archive. Unpack it and try again."),
    (b"SQLite format 3", "This is a database, not a table. Export it as CSV and try again."),
)


def open_table(file: BinaryIO, name: str, *, encoding: str = "", sheet: str = "") -> Table:
    """Open a seekable file; `encoding` and `sheet` overrule what would be guessed. Raises UnreadableFile."""
    size = file.seek(0, 2)
    check_size(size)
    file.seek(0)
    head = file.read(4096)
    if not head.strip():
        raise UnreadableFile("The file is empty.")
    for magic, says in MAGIC:
        if head.startswith(magic):
            raise UnreadableFile(says)
    if head.startswith(sheets.OLE):
        sheets.refuse_ole(file)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _open_workbook(file, sheet)
    if PurePath(name).suffix.lower() in {".xlsx", ".xlsm"}:
        raise UnreadableFile(
            "This is not a workbook, although its name says so. Save it again as .xlsx, or export it as CSV."
        )
    encoding = encoding or decoding.detect(file)
    if cards.looks_like_cards(head):
        reading: dict[str, str | int] = {"kind": "vCard", "encoding": encoding, "heading_line": 0}
        return Table(list(cards.COLUMNS), reading, partial(cards.records, file, encoding))
    return _open_text(file, name, encoding)


def check_size(size: int) -> None:
    """Raises UnreadableFile for a file beyond the limit."""
    limit = settings.IMPORT_MAX_MB
    if size > limit * 1_000_000:
        raise UnreadableFile(
            f"The file has {size / 1_000_000:,.0f} MB; up to {limit} MB are read. Split it, or leave out columns. "
            "(Whoever runs Mediarel can raise IMPORT_MAX_MB.)"
        )


def _open_workbook(file: BinaryIO, wanted: str) -> Table:
    sheets.check_package(file)
    sheet, names = sheets.pick_sheet(file, wanted)
    reading: dict[str, str | int] = {"kind": "XLSX", "sheet": sheet, "sheets": "\n".join(names)}
    return _with_headings(reading, partial(sheets.records, file, sheet))


def _open_text(file: BinaryIO, name: str, encoding: str) -> Table:
    delimiter = separated.sniff(file, encoding, name)
    kind = "TSV" if delimiter == "\t" else "CSV"
    reading: dict[str, str | int] = {"kind": kind, "encoding": encoding, "delimiter": delimiter}
    return _with_headings(reading, partial(separated.records, file, encoding, delimiter))


def _with_headings(reading: dict[str, str | int], source: partial[Iterator[Record]]) -> Table:
    first = [record for record in islice(source(), HEADING_SEARCH * 2) if not record.is_blank][:HEADING_SEARCH]
    if not first:
        raise UnreadableFile("The file holds nothing but empty lines.")
    _check_columns(first)
    found = find_headings(first)
    reading["heading_line"] = found.line if found else 0
    width = max(len(record.values) for record in first) if found is None else len(_trimmed(found.values))
    names = list(_trimmed(found.values)) if found else [""] * width
    return Table(headings.unique(names), reading, source)


def find_headings(first: list[Record]) -> Record | None:
    """The record that holds the headings, or None when the file begins with contacts at once.

    It is the one with most headings that we know; failing that, the first that is as wide as most, or the very first.
    """
    share = [headings.known_share(record.values) for record in first]
    best = max(range(len(first)), key=lambda index: (share[index], -index))
    if share[best] >= 2 or (share[best] == 1 and best == 0):
        return first[best]
    if any("@" in value for value in first[0].values):
        return None
    filled = [sum(1 for value in record.values if value) for record in first]
    usual = max(set(filled), key=lambda width: (filled.count(width), width))
    return next(
        (
            record
            for record, width in zip(first, filled, strict=True)
            if width >= usual and "@" not in "".join(record.values)
        ),
        first[0],
    )


def _trimmed(values: tuple[str, ...]) -> tuple[str, ...]:
    while values and not values[-1]:
        values = values[:-1]
    return values


def _check_columns(first: list[Record]) -> None:
    widest = max(len(_trimmed(record.values)) for record in first)
    if widest > MAX_COLUMNS:
        raise UnreadableFile(
            f"The table has more than {MAX_COLUMNS} columns, so this is hardly a list of contacts. "
            "Keep the columns you need and try again."
        )
