"""What a draft says that we told otherwise before, and statements in it that may not be used any more.

Pure functions over texts, explained in a sentence, so that a person decides: nothing here stops anything by itself. Two
sentences are about the same when they share enough of their words; they contradict each other when they then name other
figures, or when one of them denies and the other does not.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from campaigns.models import Statement
from inquiries.models import Told

MOST: Final = 5
LEAST_SHARED: Final = 2
ALIKE: Final = 0.5
"""So much of the shorter sentence must stand in the other one too."""
_STEM: Final = 6
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_FIGURE = re.compile(r"(?<![\w.,])(\d+(?:[.,\u202f\u00a0 ]\d{3})*(?:[.,]\d+)?)\s*(%|[^\W\d_]{1,12})?")
_DENIES = re.compile(r"\b(no|not|never|none|nobody|without|neither|nor|cannot|\w+n[’']t)\b", re.IGNORECASE)
_COMMON: Final = frozenset({
    "about", "after", "again", "all", "also", "and", "any", "are", "been", "but", "can", "did", "does", "for",
    "from", "has", "have", "her", "his", "how", "into", "its", "just", "like", "more", "most", "much", "must",
    "not", "now", "only", "other", "our", "out", "over", "said", "same", "she", "some", "such", "than", "that",
    "the", "their", "them", "then", "there", "these", "they", "this", "those", "through", "under", "until", "very",
    "was", "were", "what", "when", "where", "which", "while", "who", "will", "with", "would", "you", "your", "per",
    "never", "none", "nobody", "without", "neither", "nor", "cannot",
})  # fmt: skip


@dataclass(frozen=True)
class Conflict:
    """One sentence of the draft against one that was told; `why` says what differs."""

    told: Told
    now: str
    then: str
    why: str


@dataclass(frozen=True)
class Stale:
    """A statement that stands in the draft and may not be used; `why` says for what reason."""

    statement: Statement
    why: str


@dataclass(frozen=True)
class _Figure:
    """A number and its unit in one spelling, and as they were written."""

    number: str
    unit: str
    shown: str


@dataclass(frozen=True)
class _Said:
    """A sentence by what matters of it."""

    text: str
    words: frozenset[str]
    figures: tuple[_Figure, ...]
    denies: bool


def conflicts(draft: str, earlier: Iterable[Told]) -> list[Conflict]:
    """What the draft says otherwise than what was told earlier, the first few, each earlier sentence once."""
    new = [_said(sentence) for sentence in sentences(draft)]
    found: list[Conflict] = []
    for told in earlier:
        asked = _stems(told.asked)
        for then in (_said(sentence) for sentence in sentences(told.text)):
            for now in new:
                if (why := _differs(now, then, asked)) and len(found) < MOST:
                    found.append(Conflict(told, now.text, then.text, why))
                    break
    return found


def stale(draft: str, statements: Iterable[Statement]) -> list[Stale]:
    """Which of these statements stand in the draft, as a whole or by a sentence of five words or more, and may not."""
    flat = _flat(draft)
    found: list[Stale] = []
    for statement in statements:
        parts = [_flat(sentence) for sentence in sentences(statement.text)]
        long_ones = [part for part in parts if len(part.split()) >= 5] or [_flat(statement.text)]
        if any(part in flat for part in long_ones) and (why := _unusable(statement)):
            found.append(Stale(statement, why))
    return found


def sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def _unusable(statement: Statement) -> str:
    if statement.archived_at:
        return "it was put away"
    if statement.has_expired and statement.expires_on:
        return f"it held until {statement.expires_on:%-d %B %Y}"
    if statement.approved_at is None:
        return "it is not approved"
    return ""


def _differs(now: _Said, then: _Said, asked: frozenset[str]) -> str:
    """In what way two sentences about the same differ; "" where they do not, or are about different things."""
    shared = now.words & then.words
    shorter = min(len(now.words), len(then.words))
    about_it = len(shared) + len((now.words & asked) - shared)
    if about_it < LEAST_SHARED or len(shared) < ALIKE * shorter or now.text == then.text:
        return ""
    for unit in sorted({each.unit for each in now.figures} & {each.unit for each in then.figures}):
        ours = [each for each in now.figures if each.unit == unit]
        theirs = [each for each in then.figures if each.unit == unit]
        if {each.number for each in ours}.isdisjoint(each.number for each in theirs):
            return f"{_listed(theirs)} then, {_listed(ours)} now"
    if now.denies != then.denies:
        return "one of them says no"
    return ""


def _said(text: str) -> _Said:
    figures = tuple(
        _Figure(_number(each[1]), _unit(each[2]), _shown(each[1], each[2])) for each in _FIGURE.finditer(text)
    )
    return _Said(text, _stems(text), figures, bool(_DENIES.search(text)))


def _stems(text: str) -> frozenset[str]:
    words = (word for word in _WORD.findall(_folded(text)) if word not in _COMMON)
    return frozenset(word[:_STEM] for word in words)


def _number(text: str) -> str:
    """One spelling of a number: 1,000 is 1000 and 41,5 is 41.5."""
    bare = re.sub(r"[\s\u202f\u00a0]", "", text)
    bare = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", bare)
    return bare.replace(",", ".").rstrip(".")


def _unit(text: str | None) -> str:
    folded = _folded(text or "")
    return "" if folded in _COMMON else folded[:_STEM].rstrip("s")


def _shown(number: str, unit: str | None) -> str:
    return f"{number} {unit}" if unit and _unit(unit) else number


def _listed(figures: Iterable[_Figure]) -> str:
    return " and ".join(sorted(each.shown for each in figures))


def _flat(text: str) -> str:
    return " ".join(re.findall(r"\w+", _folded(text)))


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
