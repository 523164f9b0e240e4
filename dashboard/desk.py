"""What a row of Today is, and whose desk is looked at."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from django.db.models import Q

from team.models import User

MOST = 25
"""Rows of one kind, at the most."""


class Urgency(IntEnum):
    NOW = 0
    TODAY = 1
    LATER = 2


@dataclass(frozen=True)
class WorkItem:
    """One row of Today: what it is, since or until when, and the one thing to do about it."""

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


@dataclass(frozen=True)
class Desk:
    """Whose work is looked at: one person's, or the whole team's."""

    user: User
    team: bool = False

    def own(self, field: str = "owner") -> Q:
        return Q() if self.team else Q(**{field: self.user})
