"""What people type about a subject, as a query to the words of articles."""

import re

from coverage.monitors.words import folded_words

MOST_WORDS = 12
# From this length on a word stands for its beginnings too: "batter" is too much to ask of anybody, "battery" finds
# "battery's". Shorter ones would begin half the dictionary.
LONG_WORD = 5

_QUOTED = re.compile(r'["“”„»«]([^"“”„»«]*)["“”„»«]')


def asked(text: str) -> str:
    """A `tsquery` for articles that hold every word of `text`; words in quotation marks stand side by side.

    Longer words may go on ("tariff" finds "tariffs"). Empty where no word is in it.
    """
    phrases = [_side_by_side(folded_words(phrase)[:MOST_WORDS]) for phrase in _QUOTED.findall(text)]
    words = folded_words(_QUOTED.sub(" ", text))[:MOST_WORDS]
    return " & ".join([phrase for phrase in phrases if phrase] + [_begun(word) for word in dict.fromkeys(words)])


def any_of(texts: list[str]) -> str:
    """A `tsquery` for articles that hold what any of `texts` asks for."""
    return " | ".join(f"({query})" for text in texts if (query := asked(text)))


def _begun(word: str) -> str:
    return f"'{word}':*" if len(word) >= LONG_WORD else f"'{word}'"


def _side_by_side(words: list[str]) -> str:
    return "({})".format(" <-> ".join(f"'{word}'" for word in words)) if words else ""
