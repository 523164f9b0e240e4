"""What is no mistake in a query, but probably not what was meant."""

import re
from collections.abc import Iterator
from typing import Final

from coverage.monitors.nodes import Term, wanted
from coverage.monitors.parsing import parse
from coverage.monitors.problems import QueryProblem

LOWER: Final = re.compile(r"(?<![^\s()])(and|or|not|near)(?![^\s()])")
QUOTED: Final = re.compile(r'["“„][^"“”„]*["“”„]')
SHORT: Final = 2


def notes_on(query: str) -> list[str]:
    """Sentences for whoever writes it; none for a query that cannot be read."""
    try:
        node = parse(query)
    except QueryProblem:
        return []
    return [*_lower_case(query), *_very_short(list(wanted(node)))]


def _lower_case(query: str) -> Iterator[str]:
    for word in dict.fromkeys(LOWER.findall(QUOTED.sub(" ", query))):
        yield f"“{word}” in small letters is looked for as a word. Write {word.upper()} if you mean the operator."


def _very_short(terms: list[Term]) -> Iterator[str]:
    if len(terms) == 1 and len(terms[0].words) == 1 and len(terms[0].words[0]) <= SHORT and terms[0].words[0].isascii():
        yield f"“{terms[0].raw}” alone is very short; it will find much that does not concern you."
