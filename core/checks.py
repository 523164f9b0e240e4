"""What a look at something before it goes out has found. The apps above hold the looking itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

Tone = Literal["ok", "note", "warn", "bad"]
_ORDER = {"bad": 0, "warn": 1, "note": 2, "ok": 3}


@dataclass(frozen=True, slots=True)
class Check:
    """What one check says: `what` was looked at, the `value` found, and in `detail` what is wrong and what to do.

    A `blocking` check stops the thing on its way out. `people` are whom it is about, where it is about some.
    """

    what: str
    value: str = ""
    tone: Tone = "ok"
    detail: str = ""
    blocking: bool = False
    people: tuple[Any, ...] = field(default=(), repr=False)

    @property
    def passed(self) -> bool:
        return self.tone == "ok"

    @property
    def first_people(self) -> tuple[Any, ...]:
        return self.people[:3]

    @property
    def further_people(self) -> int:
        return max(0, len(self.people) - 3)


def stops(what: str, detail: str, *, value: str = "", people: Iterable[Any] = ()) -> Check:
    """A check that has not passed and stops what it looked at."""
    return Check(what, value, "bad", detail, blocking=True, people=tuple(people))


def look(what: str, detail: str, *, value: str = "", people: Iterable[Any] = ()) -> Check:
    """A check that asks for a second look."""
    return Check(what, value, "warn", detail, people=tuple(people))


def worst_first(found: Iterable[Check]) -> list[Check]:
    return sorted(found, key=lambda one: (not one.blocking, _ORDER[one.tone]))
