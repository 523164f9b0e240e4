"""How far two texts are the same text: what tells a syndicated copy from another story about the same thing."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

SKETCH_SIZE = 48
"""Of the shingles of a text so many are kept to find others by: always those with the smallest hashes."""
SKETCHED, COMPARED = 4, 3
"""Words in a shingle that texts are found by, and in one that they are compared by."""
FEWEST_WORDS = 25
"""A text shorter than this says too little to be called a copy of anything."""
SHORT = 70
"""Below this many words two texts must be all but identical."""
MOST_WORDS = 4000
LEAD, LEAD_WITHIN = 60, 240
"""Words of a beginning, and how far into the other text they are looked for: an outlet may put its own lines before."""

# Scripts without spaces count each sign as a word.
_WORD = re.compile(r"[぀-ヿ㐀-䶿一-鿿가-힯฀-๿]|[^\W_]+")
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True)
class Body:
    """A text, ready to be compared."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        """Without case, accents and signs, so that a copy with other quotation marks is the same."""
        plain = unicodedata.normalize("NFKD", self.text).casefold()
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
        return _WORD.findall(unicodedata.normalize("NFC", plain))[:MOST_WORDS]

    @cached_property
    def shingles(self) -> frozenset[tuple[str, ...]]:
        return _shingles(self.words, COMPARED)

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(word for word in self.words if _NUMBER.search(word))

    def sketch(self) -> list[int]:
        """What others are found by: signed 64-bit hashes; texts share as much of them as of their shingles."""
        if len(self.words) < FEWEST_WORDS:
            return []
        return sorted(_hash(shingle) for shingle in _shingles(self.words, SKETCHED))[:SKETCH_SIZE]


@dataclass(frozen=True)
class Likeness:
    """`contained`, 0 to 1: how much of the shorter text stands in the other; `same`: how much of both is common."""

    contained: float
    same: float
    lead: float
    numbers: float
    words: int

    def is_copy(self, *, one_site: bool) -> bool:
        """Whether one is a copy of the other, rather than a story that shares a quotation, a background or a template.

        Two pages of one site share its standing phrases and the background of earlier stories, so they must be nearly
        the same throughout. Elsewhere the beginning must be common too, unless all is, and so must the numbers: market
        and weather reports are written with one template every day.
        """
        if self.words < SHORT:
            return self.contained >= 0.85 and self.same >= 0.7
        if self.numbers < 0.6:
            return False
        if one_site:
            return self.same >= 0.75
        return self.contained >= 0.45 and (self.lead >= 0.4 or (self.contained >= 0.85 and self.same >= 0.5))


def likeness(one: Body, other: Body) -> Likeness:
    """Compare two texts."""
    shorter, longer = sorted((one, other), key=lambda body: len(body.words))
    common = len(shorter.shingles & longer.shingles)
    all_of_both = len(shorter.shingles | longer.shingles)
    return Likeness(
        contained=common / (len(shorter.shingles) or 1),
        same=common / (all_of_both or 1),
        lead=max(_lead(shorter, longer), _lead(longer, shorter)),
        numbers=_common_numbers(shorter, longer),
        words=len(shorter.words),
    )


def _lead(one: Body, other: Body) -> float:
    """How much of the beginning of one stands near the beginning of the other."""
    beginning = _shingles(one.words[:LEAD], COMPARED)
    return len(beginning & _shingles(other.words[:LEAD_WITHIN], COMPARED)) / (len(beginning) or 1)


def _common_numbers(one: Body, other: Body) -> float:
    """How many of the numbers of the text that has fewer stand in the other; 1 where there are too few to say."""
    fewer, more = sorted((one.numbers, other.numbers), key=len)
    return len(fewer & more) / len(fewer) if len(fewer) >= 4 else 1.0


def _shingles(words: list[str], size: int) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(*(words[start:] for start in range(size)), strict=False))


def _hash(shingle: Iterable[str]) -> int:
    digest = hashlib.blake2b(" ".join(shingle).encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
