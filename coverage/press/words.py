"""What people type about a subject, as a query to the words of articles."""

import re

from coverage.monitors.words import folded_words

MOST_WORDS = 12
# From this length on a word may go on: "tariff" finds "tariffs". Shorter ones begin half the dictionary.
LONG_WORD = 5
# The index holds fields under their names ("author:albrecht"), which a word that may go on would find too.
FIELDS = {"author", "outlet"}

_QUOTED = re.compile(r'["“”„»«]([^"“”„»«]*)["“”„»«]')


def asked(text: str) -> str:
    """A `tsquery` for articles that hold every word of `text`; words in quotation marks stand side by side.

    Longer words may go on ("tariff" finds "tariffs"). What is written together ("grid-scale", Chinese) stays so.
    Empty where no word is in it.
    """
    parts = [_side_by_side(folded_words(phrase)) for phrase in _QUOTED.findall(text)]
    parts += [_side_by_side(folded_words(word), open_end=True) for word in _QUOTED.sub(" ", text).split()]
    return " & ".join(dict.fromkeys(part for part in parts[:MOST_WORDS] if part))


def _side_by_side(words: list[str], *, open_end: bool = False) -> str:
    parts = [f"'{word}'" for word in words[:MOST_WORDS]]
    if open_end and words and len(words[-1]) >= LONG_WORD and words[-1] not in FIELDS and len(words) <= MOST_WORDS:
        parts[-1] += ":*"
    return parts[0] if len(parts) == 1 else f"({' <-> '.join(parts)})" if parts else ""
