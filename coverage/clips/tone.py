"""The tone of what an article says of a client, suggested from words of praise and blame, with the sentences of both.

A person decides: the sentences are what the suggestion is good for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from coverage.clips.tone_words import BLAME, NEGATIONS, PRAISE
from coverage.models import Clip
from coverage.monitors.words import Word, words_in

Tone = Clip.Tone
TURNED_WITHIN = 3
MOST_SENTENCES = 3


@dataclass(frozen=True)
class Suggested:
    """A tone (empty where nothing can be said), why in words, and the sentences that led to it."""

    tone: str
    why: str
    sentences: tuple[str, ...] = ()


def tone_of(sentences: Sequence[str], *, language: str) -> Suggested:
    """The tone of these sentences, which are those that speak of the client.

    Mixed where praise and blame are within a factor of two; positive or negative where two words more speak for it, or
    one where there are no more than three sentences; else neutral.
    """
    code = (language or "en").lower()[:2]
    if code not in PRAISE:
        return Suggested("", "There is no list of telling words for this language: say it yourself.")
    if not sentences:
        return Suggested("", "No sentence speaks of the client: say it yourself.")
    praise, blame = _Lists.of(code)
    good, bad = list[str](), list[str]()
    telling = dict[str, None]()
    for sentence in sentences:
        for word, is_good in _telling(sentence, code, praise, blame):
            (good if is_good else bad).append(word)
            telling[sentence] = None
    tone = _weigh(len(good), len(bad), len(sentences))
    return Suggested(tone, _said(good, bad), tuple(telling)[:MOST_SENTENCES])


def _weigh(good: int, bad: int, sentences: int) -> str:
    if good and bad and max(good, bad) <= 2 * min(good, bad) and good + bad > 2:
        return Tone.MIXED
    enough = 1 if sentences <= 3 else 2
    if good - bad >= enough:
        return Tone.POSITIVE
    return Tone.NEGATIVE if bad - good >= enough else Tone.NEUTRAL


def _said(good: list[str], bad: list[str]) -> str:
    if not good and not bad:
        return "Neither praise nor blame in the sentences about us."
    parts = [f"{word}: {_named(found)}" for word, found in (("Praise", good), ("Blame", bad)) if found]
    return ". ".join(parts) + "."


def _named(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in list(dict.fromkeys(words))[:4])


def _telling(sentence: str, code: str, praise: "_Lists", blame: "_Lists") -> Iterable[tuple[str, bool]]:
    """The telling words of a sentence as they are written, and whether they praise, negations considered."""
    words: list[Word] = list(words_in(sentence))
    turning = _negations(code)
    for place, word in enumerate(words):
        is_good = praise.has(word.folded)
        if not is_good and not blame.has(word.folded):
            continue
        before = [each.folded for each in words[max(0, place - TURNED_WITHIN) : place]]
        turned = [each for each in before if each in turning]
        written = sentence[word.start : word.end].lower()
        if turned:
            yield f"{turned[-1]} … {written}", not is_good
        else:
            yield written, is_good


class _Lists:
    """A list of words, some of them beginnings."""

    def __init__(self, words: str) -> None:
        listed = words.split()
        self._whole = frozenset(word for word in listed if not word.endswith("*"))
        self._beginnings = tuple(word[:-1] for word in listed if word.endswith("*"))

    def has(self, word: str) -> bool:
        return word in self._whole or word.startswith(self._beginnings)

    @staticmethod
    @cache
    def of(code: str) -> "tuple[_Lists, _Lists]":
        return _Lists(PRAISE[code]), _Lists(BLAME[code])


@cache
def _negations(code: str) -> frozenset[str]:
    return frozenset(NEGATIONS[code].split())
