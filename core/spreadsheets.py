"""Text files that a spreadsheet opens without running anything that stands in them."""

import csv
import io
import re
from collections.abc import Iterable
from typing import Final

BEGINNING: Final = "\ufeff"
"""A byte order mark, by which Excel knows UTF-8."""
HARMLESS_NUMBER: Final = re.compile(r"[+-]?[\d .]+")


def harmless(text: str) -> str:
    """Text that a spreadsheet takes for text: a formula gets an apostrophe in front (OWASP, CSV injection)."""
    if text[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"} and not HARMLESS_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def csv_line(values: Iterable[str]) -> str:
    """One line of a CSV file; every value is made harmless."""
    line = io.StringIO()
    csv.writer(line).writerow([harmless(value) for value in values])
    return line.getvalue()
