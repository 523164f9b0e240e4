"""Where in a text the words of queries stand, so that they can be marked."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

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
    words = list(words_in(text))
    found = sorted(span for phrase, is_prefix in terms for span in _places(words, phrase, is_prefix))
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


def _places(words: Sequence[Word], phrase: tuple[str, ...], is_prefix: bool) -> Iterator[tuple[int, int]]:
    length = len(phrase)
    for place in range(len(words) - length + 1):
        here = words[place : place + length]
        if all(word.folded == wanted for word, wanted in zip(here[:-1], phrase[:-1], strict=True)) and (
            here[-1].folded.startswith(phrase[-1]) if is_prefix else here[-1].folded == phrase[-1]
        ):
            yield here[0].start, here[-1].end


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
