"""What a browser sent in a field that no form reads: a word from a button's dialog, the key of something chosen."""

from collections.abc import Mapping
from typing import Final

LARGEST: Final = 2**63 - 1


def text_in(sent: Mapping[str, str], name: str, *, most: int) -> str:
    """The text, at most `most` characters of it, without NUL, which PostgreSQL cannot keep; "" where there is none."""
    return sent.get(name, "").replace("\x00", "")[:most]


def number_in(sent: Mapping[str, str], name: str, *, otherwise: int = 0) -> int:
    """A whole number from 0 on that a database can hold, such as a primary key or a revision. Anything else is
    `otherwise`; as a key that is 0, which nothing has."""
    text = sent.get(name, "")
    return number if text.isdecimal() and len(text) < 20 and (number := int(text)) <= LARGEST else otherwise
