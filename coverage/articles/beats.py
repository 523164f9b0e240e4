"""A guess at what somebody covers, from what they write."""

from collections.abc import Iterable, Sequence
from typing import Final

from contacts.models import Beat
from coverage.models import Article
from coverage.monitors.words import folded_words

ENOUGH: Final = 0.25
"""Of the articles on a beat, from which on it is offered."""
MOST: Final = 3
IN_TEXT: Final = 3
"""Times that the words of a beat must stand in a text that does not have them in its headline or excerpt."""
_JOINING: Final = frozenset(
    {"and", "or", "of", "the", "in", "on", "for", "und", "oder", "von", "der", "die", "das", "et", "ou", "de", "la"}
)


def guess(articles: Iterable[Article], *, beats: Sequence[Beat] | None = None) -> list[tuple[Beat, float]]:
    """The team's beats that these articles are on, with the share (0 to 1) of the articles, the largest first.

    An article is on a beat if all words of the beat's name, or others from the same stem, stand in its headline or
    excerpt, or again and again in its text. One query, whatever the articles, or none with all `beats` given by who
    asks for many people; pass on articles with their texts.
    """
    written = [_Words(article) for article in articles]
    if not written:
        return []
    known = Beat.objects.all() if beats is None else beats
    shares = [(beat, sum(text.is_on(beat.name) for text in written) / len(written)) for beat in known]
    likely = [(beat, share) for beat, share in shares if share >= ENOUGH]
    return sorted(likely, key=lambda guessed: (-guessed[1], guessed[0].name))[:MOST]


class _Words:
    """The words of one article: those that it begins with, and all."""

    def __init__(self, article: Article) -> None:
        self.first = folded_words(f"{article.title} {article.excerpt}")
        self.all = folded_words(article.text)

    def is_on(self, beat: str) -> bool:
        stems = [_stem(word) for word in folded_words(beat) if word not in _JOINING]
        if not stems:
            return False
        return all(_count(stem, self.first) for stem in stems) or all(
            _count(stem, self.all) >= IN_TEXT for stem in stems
        )


def _stem(word: str) -> str:
    """What forms of a word have in common, roughly: markets and market, energy and Energie."""
    return word[: max(4, len(word) - 2)] if len(word) > 4 else word


def _count(stem: str, words: Sequence[str]) -> int:
    """How often a word stands there that begins so; a short one must be the whole word."""
    return sum(word.startswith(stem) if len(stem) >= 4 else word == stem for word in words)
