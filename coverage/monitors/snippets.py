"""Texts as pages show them, with the words that a query wants marked."""

from collections.abc import Sequence
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from coverage.monitors.highlighting import spans_of

AROUND: Final = 110
"""Letters shown before and after the first word that is wanted."""
LOOKED_AT: Final = 50_000


def marked(text: str, queries: Sequence[str]) -> SafeString:
    """The whole text, escaped, with `<mark>` around what the queries want."""
    return _with_marks(text, spans_of(text, queries))


def snippet(text: str, queries: Sequence[str]) -> SafeString:
    """A line or two around the first word that is wanted; the beginning where none is in the text."""
    text = " ".join(text[:LOOKED_AT].split())
    places = spans_of(text, queries)
    first, last = places[0] if places else (0, 0)
    start = _word_start(text, max(0, first - AROUND))
    end = _word_end(text, min(len(text), max(last + AROUND, start + 2 * AROUND)))
    shown = [(a - start, b - start) for a, b in places if start <= a and b <= end]
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return format_html("{}{}{}", before, _with_marks(text[start:end], shown), after)


def _word_start(text: str, place: int) -> int:
    return text.find(" ", place) + 1 if place and 0 <= text.find(" ", place) < place + 30 else place


def _word_end(text: str, place: int) -> int:
    space = text.rfind(" ", 0, place) if place < len(text) else -1
    return space if space > place - 30 else place


def _with_marks(text: str, places: Sequence[tuple[int, int]]) -> SafeString:
    pieces, done = [], 0
    for start, end in places:
        pieces.append((text[done:start], text[start:end]))
        done = end
    return mark_safe(format_html_join("", "{}<mark>{}</mark>", pieces) + format_html("{}", text[done:]))
