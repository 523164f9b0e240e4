"""Warming up: a new address, or one on a new domain, sends little at first and a little more each day.

Servers that have never seen a sender mistrust a crowd from it, and remember. So the daily limit begins low with the
first message that went out, and grows by a factor each day until it is the mailbox's own.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from mail.models import Mailbox, OutgoingMessage

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ramp:
    """From `start` messages on the first day to `full`, times `growth` each day; not begun without `begun_at`."""

    start: int
    growth: float
    full: int
    begun_at: datetime | None

    @property
    def days(self) -> int:
        """How many days it takes: on the one after them the limit is the full one."""
        if self.start >= self.full:
            return 0
        return math.ceil(math.log(self.full / self.start) / math.log(self.growth))

    def day(self, at: datetime) -> int:
        """Which day it is, from 1 on; each has 24 hours from the first message."""
        return 1 if self.begun_at is None else max(0, (at - self.begun_at) // DAY) + 1

    def is_over(self, at: datetime) -> bool:
        return self.day(at) > self.days

    def limit(self, at: datetime) -> int:
        if self.is_over(at):
            return self.full
        return min(self.full, int(self.start * self.growth ** (self.day(at) - 1)))

    def steps_at(self, at: datetime) -> datetime:
        """When the next day of it begins."""
        return (self.begun_at or at) + self.day(at) * DAY

    def full_from(self, at: datetime) -> datetime:
        """When the full limit is reached, if the first message goes at `at` or went already."""
        return (self.begun_at or at) + self.days * DAY


def ramp_of(mailbox: Mailbox) -> Ramp | None:
    """Where the mailbox stands; None when it is not to be warmed up."""
    if not mailbox.warm_up:
        return None
    first = OutgoingMessage.objects.filter(mailbox=mailbox, handed_off_at__isnull=False).order_by("handed_off_at")
    begun_at = first.values_list("handed_off_at", flat=True).first()
    return Ramp(mailbox.warm_up_start, float(mailbox.warm_up_growth), mailbox.daily_limit, begun_at)
