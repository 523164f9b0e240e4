"""Reads text files with separators: CSV, TSV and their kin."""

import csv
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO, Final

from contacts.importing import decoding
from contacts.importing.table import Record, UnreadableFile, clean_cell

DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
SAMPLE_LINES: Final = 300
MAX_RECORD_LINES: Final = 1_000
"""Lines one record may span. Beyond that, a quotation mark was opened and never closed."""
MAX_LINE: Final = 1_000_000

NEVER_CLOSED: Final = "A quotation mark is opened here and never closed."

csv.field_size_limit(MAX_LINE)


class _Runaway(Exception):
    """The record being read spans too many lines."""


class _Lines:
    """Feeds lines to `csv.reader`, counts them, and can take back those of a record that never ends."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.fresh = iter(lines)
        self.returned: deque[str] = deque()
        self.line = 0
        self.record: list[str] = []
        self.over = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self.record) >= MAX_RECORD_LINES:
            raise _Runaway
        try:
            line = self.returned.popleft() if self.returned else next(self.fresh)
        except StopIteration:
            self.over = True
            raise
        if len(line) > MAX_LINE:
            raise UnreadableFile(
                f"Line {self.line + 1} is longer than a million characters, so this is hardly a table of contacts. "
                "Export it again as CSV."
            )
        self.line += 1
        self.record.append(line)
        return line

    def begin(self) -> int:
        """Start a record; gives the line it stands on."""
        self.record = []
        return self.line + 1

    def keep_first_only(self) -> str:
        """Take the record's lines back, all but the first, which is given."""
        first, *rest = self.record
        self.returned.extendleft(reversed(rest))
        self.line -= len(rest)
        self.over = False
        return first


def parse(lines: Iterable[str], delimiter: str) -> Iterator[Record]:
    """Records from lines that keep their line ends. A quotation mark that is never closed spoils its own line alone."""
    source = _Lines(lines)
    reader = csv.reader(source, delimiter=delimiter, skipinitialspace=False)
    while True:
        start = source.begin()
        try:
            row = next(reader)
            fault = NEVER_CLOSED if source.over and source.record else ""
        except StopIteration:
            return
        except (csv.Error, _Runaway):
            row, fault = [], NEVER_CLOSED
        if fault:
            first = source.keep_first_only()
            row = next(csv.reader([first], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
        yield Record(start, tuple(clean_cell(cell) for cell in row), fault=fault)


def records(file: BinaryIO, encoding: str, delimiter: str) -> Iterator[Record]:
    """All records of the file from its first line, headings included."""
    text = decoding.open_text(file, encoding)
    try:
        yield from parse(_without_hint(text), delimiter)
    finally:
        text.detach()


def sniff(file: BinaryIO, encoding: str, name: str = "") -> str:
    """The delimiter: what a first line `sep=;` says, else the one that gives the most even and widest table."""
    text = decoding.open_text(file, encoding)
    try:
        lines = list(islice((line[:MAX_LINE] for line in text), SAMPLE_LINES))
    finally:
        text.detach()
    if lines and (hint := _hint(lines[0])):
        return hint
    _refuse_markup(lines)
    usual = "\t" if name.lower().endswith((".tsv", ".tab")) else ","
    return max(DELIMITERS, key=lambda delimiter: (_evenness(lines, delimiter), delimiter == usual))


def _evenness(lines: list[str], delimiter: str) -> float:
    """How much like a table the lines are: the share of records with the commonest number of cells, weighed by it."""
    widths = Counter(
        len(record.values) for record in parse(lines, delimiter) if not record.is_blank and not record.fault
    )
    wide = Counter({width: count for width, count in widths.items() if width > 1})
    if not wide:
        return 0.0
    width, count = wide.most_common(1)[0]
    return count / widths.total() * (1 + min(width, 20) / 20)


def _hint(line: str) -> str:
    """The delimiter that Excel's first line `sep=;` names."""
    bare = line.strip('\r\n\ufeff" ')
    return bare[4:] if bare[:4].lower() == "sep=" and bare[4:] in DELIMITERS else ""


def _without_hint(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield "\n" if number == 0 and _hint(line) else line


def _refuse_markup(lines: list[str]) -> None:
    head = "".join(lines[:5]).lstrip("\ufeff \r\n").lower()
    if head.startswith(("<!doctype", "<html", "<table", "<?xml")):
        raise UnreadableFile(
            "This is a web page or XML and not a table, whatever its name says. Export it as CSV or XLSX and try again."
        )
    if head.startswith(("{\\rtf", '{"', "[{", "{\n", "{\r")):
        raise UnreadableFile("This is not a table. Export it as CSV or XLSX and try again.")
