from dataclasses import dataclass, field
from typing import Literal

from pitches.models import Recipient

Tone = Literal["ok", "note", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Check:
    """What one check says: `what` was looked at, the `value` found, and in `detail` what is wrong and what to do.

    A `blocking` check stops submission and scheduling. `people` are the recipients it is about, where it is about some.
    """

    what: str
    value: str = ""
    tone: Tone = "ok"
    detail: str = ""
    blocking: bool = False
    people: tuple[Recipient, ...] = field(default=(), repr=False)

    @property
    def passed(self) -> bool:
        return self.tone == "ok"

    @property
    def first_people(self) -> tuple[Recipient, ...]:
        return self.people[:3]

    @property
    def further_people(self) -> int:
        return max(0, len(self.people) - 3)


def stops(what: str, detail: str, *, value: str = "", people: list[Recipient] | None = None) -> Check:
    """A check that has not passed and stops the pitch."""
    return Check(what, value, "bad", detail, blocking=True, people=tuple(people or ()))


def look(what: str, detail: str, *, value: str = "", people: list[Recipient] | None = None) -> Check:
    """A check that asks for a second look."""
    return Check(what, value, "warn", detail, people=tuple(people or ()))
