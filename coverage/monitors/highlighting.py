"""Where in a text the words of queries stand, so that they can be marked."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from coverage.models import Monitor
from coverage.monitors.nodes import Term, wanted
from coverage.monitors.parsing import parse
from coverage.monitors.problems import QueryProblem
from coverage.monitors.words import Word, words_in


def spans(text: str, monitors: Iterable[Monitor]) -> list[tuple[int, int]]:
    """The places (start, end) in `text` of the words that these monitors want, in order and without overlap.

    A phrase is marked as a whole, and only where all of it stands. What is looked for in other fields is left out.
    """
    return spans_of(text, (monitor.query for monitor in monitors))


def spans_of(text: str, queries: Iterable[str]) -> list[tuple[int, int]]:
    """The same for queries as text; one that cannot be read marks nothing."""
    terms = {key: None for query in queries for key in _terms(query)}
    index = _Index(list(words_in(text)))
    found = sorted(span for phrase, is_prefix in terms for span in index.places(phrase, is_prefix))
    return list(_merged(found))


@lru_cache(maxsize=4096)
def _terms(query: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    try:
        node = parse(query)
    except QueryProblem:
        return ()
    return tuple((term.words, term.is_prefix) for term in wanted(node) if _is_of_text(term))


def _is_of_text(term: Term) -> bool:
    return term.field in {"", "title"}


class _Index:
    """The words of a text by their folded form, so that a query of hundreds of terms goes through the text once."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.at: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            self.at.setdefault(word.folded, []).append(place)

    @cached_property
    def sorted_forms(self) -> list[str]:
        return sorted(self.at)

    def places(self, phrase: tuple[str, ...], is_prefix: bool) -> Iterator[tuple[int, int]]:
        """Where the whole phrase stands; with `is_prefix` its last word may go on."""
        length = len(phrase)
        if length == 1 and is_prefix:
            firsts = [place for form in self._forms(phrase[0]) for place in self.at[form]]
        else:
            firsts = self.at.get(phrase[0], [])
        for first in firsts:
            here = self.words[first : first + length]
            if len(here) == length and [word.folded for word in here[:-1]] == list(phrase[:-1]):
                last = here[-1].folded
                if last.startswith(phrase[-1]) if is_prefix else last == phrase[-1]:
                    yield here[0].start, here[-1].end

    def _forms(self, beginning: str) -> Iterator[str]:
        """The forms in the text that begin so."""
        for place in range(bisect_left(self.sorted_forms, beginning), len(self.sorted_forms)):
            if not self.sorted_forms[place].startswith(beginning):
                return
            yield self.sorted_forms[place]


def _merged(found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Overlapping places as one."""
    start = end = -1
    for next_start, next_end in found:
        if next_start >= end:
            if end > 0:
                yield start, end
            start, end = next_start, next_end
        else:
            end = max(end, next_end)
    if end > 0:
        yield start, end
