"""Text as words to search in: what a query asks for, an article's index holds and the marks on a page stand on.

All three are cut and folded by the same function, so they cannot disagree. A word is a run of letters and digits;
everything else parts words ("grid-scale" is two, side by side). Scripts that put no space between words (Chinese,
Japanese, Thai …) give one word a letter, and a query's word in them is looked for as a run of letters.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

LONGEST_WORD: Final = 100
"""Letters of a word that are looked at; what is longer is no word of any language."""

# Letters that Unicode does not take apart, as PostgreSQL's `unaccent` (and with it `mr_fold`) writes them.
_SPELT: Final = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
        "ŀ": "l", "ŋ": "n", "ŧ": "t", "ĸ": "q", "ŉ": "'n", "ƒ": "f",
    }
)  # fmt: skip
# Taken apart only where accents are an addition to the letter: vowel signs of Hindi or Arabic are letters of the word.
_ACCENTED: Final = re.compile("[\u00aa-\u024f\u0300-\u03ff\u0401\u0451\u1e00-\u1fff\ufb00-\ufb06\uff10-\uff5a]+")
_ACCENTS: Final = re.compile("[\u0300-\u036f]")
_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)


class Word(NamedTuple):
    """A folded word and where it stands in the text it was cut from."""

    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """Without accents and case, like the SQL function `mr_fold` for the letters of Europe."""
    lower = text.lower().translate(_SPELT)
    if lower.isascii():
        return lower
    return _ACCENTED.sub(lambda run: _ACCENTS.sub("", unicodedata.normalize("NFKD", run[0])), lower)


def words_in(text: str) -> Iterator[Word]:
    """The words of a text in order, each with its place in it."""
    for found in _pattern().finditer(text):
        folded = fold(found[0])[:LONGEST_WORD]
        if folded.isalnum() or (folded := "".join(letter for letter in folded if letter.isalnum())):
            yield Word(folded, found.start(), found.end())


def folded_words(text: str) -> list[str]:
    return [word.folded for word in words_in(text)]


def is_unspaced(word: str) -> bool:
    """Whether it is a letter of a script that does not part words."""
    return re.fullmatch(f"[{_UNSPACED}]", word) is not None


@cache
def _pattern() -> "re.Pattern[str]":
    """One letter of an unspaced script, or a run of letters, digits and the marks that belong to them."""
    marks = "".join(chr(code) for code in range(0x300, 0xABEE) if unicodedata.category(chr(code))[0] == "M")
    spaced = re.sub(f"[{_UNSPACED}]", "", marks)
    return re.compile(rf"[{_UNSPACED}]|(?:[^\W_{_UNSPACED}]|[{spaced}])+")
