"""What every figure counts: beside the figure, wherever it stands, and all together on one page.

An app says it in its module `meanings`, which is found by its name:

    register("Pitches", Meaning("pitches.sent", "Sent", "Journalists whose pitch …", "The results of each pitch."))

and a template puts it beside the word: `<c-means of="pitches.sent">Sent</c-means>`.
"""

from dataclasses import dataclass
from functools import cache

from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class Meaning:
    """`counts` in a sentence or two; `source` where it comes from; `formula` where it is more than a count."""

    key: str
    label: str
    counts: str
    source: str
    formula: str = ""


_rooms: dict[str, dict[str, Meaning]] = {}


def register(room: str, *meanings: Meaning) -> None:
    """Say what the figures of a room count; the same key again replaces what was said."""
    _rooms.setdefault(room, {}).update({meaning.key: meaning for meaning in meanings})


@cache
def _find_all() -> None:
    autodiscover_modules("meanings")


def all_meanings() -> dict[str, list[Meaning]]:
    """Every figure, by room."""
    _find_all()
    return {room: list(meanings.values()) for room, meanings in _rooms.items()}


def meaning_of(key: str) -> Meaning:
    """Raises `LookupError` for a figure that nobody has explained."""
    _find_all()
    for meanings in _rooms.values():
        if key in meanings:
            return meanings[key]
    raise LookupError(f"Nobody says what “{key}” counts: see core.meanings.")
