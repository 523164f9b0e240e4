"""What every kind of file is turned into: headings, and records that know on which line they stand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final

MAX_COLUMNS: Final = 250
MAX_ROWS: Final = 250_000
MAX_CELL: Final = 20_000
"""Characters in one cell; a contact's notes are shorter."""


class UnreadableFile(Exception):
    """The file cannot be read as contacts; the message says what it is and what to do, in one sentence or two."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file. `line` is the physical line on which it starts (in a workbook: the row of the sheet).

    `faults` names what is wrong with single cells, by column; `fault` what is wrong with the record as a whole.
    """

    line: int
    values: tuple[str, ...]
    faults: dict[int, str] = field(default_factory=dict)
    fault: str = ""

    @property
    def is_blank(self) -> bool:
        return not self.fault and not self.faults and not any(self.values)


@dataclass
class Table:
    """A file of contacts, opened. `headings` are unique; `records()` streams what stands below them, from the top.

    `reading` is how it was read (kind, encoding, delimiter, sheet, heading line), as JSON, to be shown and kept.
    """

    headings: list[str]
    reading: dict[str, str | int]
    source: Callable[[], Iterator[Record]]

    def records(self) -> Iterator[Record]:
        """The records below the headings, without blank ones. Raises UnreadableFile where the file breaks off."""
        heading_line = int(self.reading["heading_line"])
        count = 0
        for record in self.source():
            if record.line <= heading_line or record.is_blank:
                continue
            count += 1
            if count > MAX_ROWS:
                raise UnreadableFile(
                    f"The file has more than {MAX_ROWS:,} rows. Split it, and import one part after the other."
                )
            yield record


Opener = Callable[[BinaryIO], Table]


def clean_cell(text: str) -> str:
    """A cell's text without NUL, half characters, byte order marks and the space around it."""
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()
    if "\x00" in text or "\ufeff" in text or "\u200b" in text:
        text = text.replace("\x00", "").replace("\ufeff", "").replace("\u200b", "")
    return text.strip()[:MAX_CELL]
