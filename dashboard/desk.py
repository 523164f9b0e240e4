"""What a row of Today is, whose desk is looked at, and what a source of rows has to say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from team.models import User

MOST: Final = 25
"""Rows of one kind, at the most."""


class Urgency(IntEnum):
    NOW = 0
    TODAY = 1
    LATER = 2


class Room(StrEnum):
    """The heading under which a kind of work is counted, for whoever shares it out."""

    INQUIRIES = "Inquiries"
    REPLIES = "Replies and mail"
    PITCHES = "Pitches"
    REVIEWS = "Reviews"
    EVENTS = "Interviews and events"
    MATERIAL = "Kits and reports"
    OTHER = "Everything else"


@dataclass(frozen=True)
class WorkItem:
    """One row of Today: what it is, since or until when, and the one thing to do about it.

    `owner` is whom it waits for (a primary key), None where whoever comes first may do it.
    """

    urgency: Urgency
    icon: str
    title: str
    line: str
    href: str
    action: str
    when: str = ""
    at: datetime | None = None
    note: str = ""
    tone: str = ""
    owner: int | None = None


@dataclass(frozen=True)
class Desk:
    """Whose work `user` looks at: their own, the whole team's, or that of one `person`; and when they look."""

    user: User
    team: bool = False
    person: User | None = None
    now: datetime = field(default_factory=timezone.now)

    @property
    def today(self) -> date:
        """The day it is for the reader."""
        return timezone.localdate(self.now)

    @property
    def who(self) -> User | None:
        """Whose desk it is; None for everybody's."""
        return self.person or (None if self.team else self.user)

    @property
    def has_managers(self) -> bool:
        """Whether what waits for any manager lies here, and the reader is one, who could do it."""
        return self.user.is_manager and (self.who is None or self.who.is_manager)

    @property
    def has_admins(self) -> bool:
        """The same of what only admins can do."""
        return self.user.is_admin and (self.who is None or self.who.is_admin)

    def own(self, field: str = "owner") -> Q:
        return Q() if self.who is None else Q(**{field: self.who.pk})

    def own_or(self, nobodys: bool, field: str = "owner") -> Q:
        """Somebody's own, and what is nobody's where that waits here too. An empty Q must not be or-ed: it vanishes."""
        own = self.own(field)
        return own | Q(**{field: None}) if own and nobodys else own


@dataclass(frozen=True)
class Source:
    """One kind of thing that waits for somebody.

    `waiting` gives all of it for a desk, the most pressing first, in one query that an index answers; `row` says one
    of it. `owner` is the field of it that names whom it waits for; "" where anybody may. `prepare` fetches what the
    rows of one desk need besides, in a constant number of queries. No row of it is more urgent than `soonest`.

    Of the desk `waiting` may use keys, roles and the time alone: the SQL of one desk is used for all others like it
    (`dashboard/learned.py`).
    """

    name: str
    room: Room
    waiting: Callable[[Desk], QuerySet[Any]]
    row: Callable[[Desk, Any], WorkItem]
    owner: str = "owner"
    prepare: Callable[[Desk, Sequence[Any]], None] | None = None
    soonest: Urgency = Urgency.NOW
