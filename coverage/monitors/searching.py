"""Asking the index of articles: `Article.objects.answering(typed("grid stor"))`."""

from typing import Final

from coverage.monitors.compiling import compiled
from coverage.monitors.lexemes import quoted
from coverage.monitors.problems import QueryProblem
from coverage.monitors.words import folded_words, is_unspaced

MOST_WORDS: Final = 16


def typed(text: str) -> str:
    """What somebody types into a search box, as a `tsquery`: the language of monitors, where it can be read so.

    Else, and while the last word is still being typed, every word must occur and the last may go on. Empty where there
    is no word in it.
    """
    words = folded_words(text)[:MOST_WORDS]
    if not words:
        return ""
    if " ".join(words) != text.strip().lower():  # signs or operators, or accents that fold away just as well
        try:
            return compiled(text).tsquery
        except QueryProblem:
            pass
    *whole, last = [quoted(word) for word in words]
    return " & ".join([*whole, last if is_unspaced(words[-1]) else f"{last}:*"])
