"""What stands in the calendar: apps register sources, the calendar and its feeds ask them all for a stretch of time.

    def interviews(window):
        yield Entry("interview", …)

    entries.register("interview", "Interviews", interviews)

Each source costs one query and gives at most `Window.most` entries, and of each day no more than are asked for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Final

from django.utils import timezone

from campaigns.models import Client, Spokesperson
from team.models import User

MOST: Final = 2000


@dataclass(frozen=True)
class Window:
    """What is asked for: from `start` up to `end`, as `user` may see it, narrowed to a client or a spokesperson."""

    start: datetime
    end: datetime
    user: User
    client: Client | None = None
    spokesperson: Spokesperson | None = None
    kinds: frozenset[str] = frozenset()
    a_day: int = MOST
    """So many of each kind are wanted for one day; `Entry.of_day` then says how many there are."""
    most: int = MOST


@dataclass(slots=True)
class Entry:
    """One thing at its time. What has no end is a moment, such as a deadline."""

    kind: str
    title: str
    starts_at: datetime
    url: str
    uid: str
    ends_at: datetime | None = None
    icon: str = "calendar"
    tone: str = ""
    detail: str = ""
    place: str = ""
    is_tentative: bool = False
    of_day: int = 0
    """How many of its kind begin on its day, with those that were not asked for."""
    changed_at: datetime = field(default_factory=timezone.now)


Source = Callable[[Window], Iterable[Entry]]


@dataclass(frozen=True)
class Kind:
    """What one source gives, by the key that addresses carry and the words that people read."""

    key: str
    label: str
    source: Source
    of_speakers: bool = False
    """Whether it knows spokespeople; others give nothing where one is asked for."""


_kinds: dict[str, Kind] = {}


def register(key: str, label: str, source: Source, *, of_speakers: bool = False) -> None:
    """Ask this source too; the same key again replaces it."""
    _kinds[key] = Kind(key, label, source, of_speakers)


def kinds() -> tuple[Kind, ...]:
    return tuple(_kinds.values())


def entries(window: Window) -> list[Entry]:
    """Everything in the window, by time; what was cut off at `most` a source is the latest of it."""
    found: list[Entry] = []
    for kind in _kinds.values():
        is_wanted = not window.kinds or kind.key in window.kinds
        if is_wanted and (window.spokesperson is None or kind.of_speakers):
            found += kind.source(window)
    return sorted(found, key=attrgetter("starts_at", "title"))
