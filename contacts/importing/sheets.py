"""Reads Excel workbooks (XLSX), a row at a time, without running anything in them."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any, BinaryIO, Final
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from contacts.importing.table import MAX_COLUMNS, Record, UnreadableFile, clean_cell

MAX_UNPACKED: Final = 600_000_000
MAX_STRINGS: Final = 200_000_000
MAX_RATIO: Final = 200
"""Bytes unpacked per byte packed. Tables of text come to 5 to 30; a bomb to 1,000."""
LAST_ROW: Final = 1_048_576
"""Excel has no more rows than this."""
ERRORS: Final = frozenset({"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})

BROKEN: Final = "The workbook is damaged or breaks off in the middle. Download or save it again."
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
UNCALCULATED: Final = (
    "This cell holds a formula that was never calculated. Open the file in Excel, save it, and try again."
)

Rows = Iterator[tuple[int, tuple[Any, ...]]]


def refuse_ole(file: BinaryIO) -> None:
    """An OLE file is a workbook under a password, or one from before 2007. Says which."""
    file.seek(0)
    tail = b""
    while chunk := file.read(1 << 20):
        if ENCRYPTED in tail + chunk:
            raise UnreadableFile("The workbook is protected by a password. Save a copy without it and try again.")
        tail = chunk[-len(ENCRYPTED) :]
    raise UnreadableFile("This is a workbook in the format from before 2007 (.xls). Save it as .xlsx and try again.")


def check_package(file: BinaryIO) -> None:
    """Refuse what is no workbook, and what would unpack to far more than it should."""
    with _readable(), zipfile.ZipFile(file) as package:
        parts = {part.filename: part for part in package.infolist()}
        if "xl/workbook.xml" not in parts:
            raise UnreadableFile(_what_archive(package, parts))
        unpacked = sum(part.file_size for part in parts.values())
        packed = max(sum(part.compress_size for part in parts.values()), 1)
        strings = parts.get("xl/sharedStrings.xml")
        if (
            unpacked > MAX_UNPACKED
            or (strings and strings.file_size > MAX_STRINGS)
            or (unpacked > 20_000_000 and unpacked / packed > MAX_RATIO)
        ):
            raise UnreadableFile(
                f"The workbook unpacks to {unpacked / 1_000_000:,.0f} MB, far more than a list of contacts needs. "
                "Export the sheet as CSV."
            )
        for name in parts:
            if name.endswith(".xml"):
                with package.open(name) as part:
                    head = part.read(2_000)
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise UnreadableFile("The workbook holds definitions that Excel never writes. Export it as CSV.")


def pick_sheet(file: BinaryIO, wanted: str = "") -> tuple[str, list[str]]:
    """The sheet to read (the wanted one, else the first visible one with data), and all that could be."""
    with _workbook(file, values=True) as book:
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        names = [sheet.title for sheet in visible]
        if wanted in names:
            return wanted, names
        for sheet in visible:
            if any(any(value is not None for value in row) for _, row in _rows(sheet)):
                return sheet.title, names
    raise UnreadableFile("The workbook has no visible sheet with data in it.")


def records(file: BinaryIO, sheet: str) -> Iterator[Record]:
    """All records of the sheet from its first row, headings included. A formula gives the value Excel last saw."""
    formulas = _has_formulas(file)
    with _workbook(file, values=True) as book, _workbook(file, values=False) as raw_book:
        rows = _rows(book[sheet])
        raw = _rows(raw_book[sheet]) if formulas else None
        for line, values in rows:
            written = next(raw, (line, values))[1] if raw else values
            if any(written) or any(values):
                yield _record(line, values, written)


def _record(line: int, values: tuple[Any, ...], written: tuple[Any, ...]) -> Record:
    texts, faults = [], {}
    for column, value in enumerate(values):
        source = written[column] if column < len(written) else None
        if value is None and isinstance(source, str) and source.startswith("="):
            faults[column] = UNCALCULATED
        elif value in ERRORS:
            faults[column] = f"This cell shows an error ({value}) instead of a value."
            value = None
        texts.append(_text(value))
    return Record(line, tuple(texts), faults)


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return clean_cell(value)
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
    return clean_cell(str(value))


def _rows(sheet: Any) -> Rows:
    """Rows with their numbers, blank ones too; a sheet that claims rows beyond Excel's last ends there."""
    sheet.reset_dimensions()
    with _readable():
        for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            if line > LAST_ROW:
                return
            yield line, row[: MAX_COLUMNS + 1]


def _has_formulas(file: BinaryIO) -> bool:
    """Whether any part of the workbook's sheets has a formula, so that it must be read a second time for them."""
    with _readable(), zipfile.ZipFile(file) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/") and _holds(package, name, (b"<f>", b"<f ", b":f>")):
                return True
    return False


def _holds(package: zipfile.ZipFile, name: str, needles: tuple[bytes, ...]) -> bool:
    tail = b""
    with package.open(name) as part:
        while chunk := part.read(1 << 20):
            if any(needle in tail + chunk for needle in needles):
                return True
            tail = chunk[-4:]
    return False


def _what_archive(package: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> str:
    kind = "This is a ZIP archive and not a workbook. Unpack it, and import the file in it."
    if "mimetype" in parts and b"opendocument" in package.read("mimetype")[:100]:
        kind = "This is an OpenDocument file. Save it as .xlsx or .csv and try again."
    elif "xl/workbook.bin" in parts:
        kind = "This is a binary workbook (.xlsb). Save it as .xlsx and try again."
    elif "word/document.xml" in parts:
        kind = "This is a Word document. Copy its table into a sheet, save that as .xlsx and try again."
    elif any(name.endswith(".iwa") for name in parts):
        kind = "This is a Numbers or Pages document. Export it as CSV or Excel and try again."
    return kind


@contextmanager
def _workbook(file: BinaryIO, *, values: bool) -> Iterator[Any]:
    file.seek(0)
    with _readable():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, which no contact needs
            book = load_workbook(file, read_only=True, data_only=values, keep_links=False)
        try:
            yield book
        finally:
            book.close()


@contextmanager
def _readable() -> Iterator[None]:
    """Turns what a damaged file makes the libraries say into one sentence."""
    try:
        yield
    except RuntimeError as error:
        if "password" in str(error) or "encrypted" in str(error):
            raise UnreadableFile(
                "The workbook is protected by a password. Save a copy without it and try again."
            ) from None
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ParseError,
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        AttributeError,
        NotImplementedError,
    ) as error:
        raise UnreadableFile(BROKEN) from error
