"""How many messages may go: per mailbox and hour, mailbox and day, recipient domain and hour.

Counted from `handed_off_at` in the database, so that no restart forgets what went out. Within one pass the counts are
kept in memory: the pass is the only one that sends through its mailbox.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

from django.db.models import Count, Q

from mail.models import Mailbox, OutgoingMessage

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SHARE_TO_WAIT_FOR = 4
"""When a limit is reached, the next messages go when a quarter of it is free again, not one by one."""


@dataclass(slots=True)
class Allowance:
    """What is left of the mailbox's limits."""

    mailbox: Mailbox
    hour: int
    day: int
    domains: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, mailbox: Mailbox, now: datetime) -> Self:
        spent = OutgoingMessage.objects.filter(mailbox=mailbox, handed_off_at__gt=now - DAY)
        counts = spent.aggregate(day=Count("pk"), hour=Count("pk", filter=Q(handed_off_at__gt=now - HOUR)))
        domains = spent.filter(handed_off_at__gt=now - HOUR).values_list("to_domain").annotate(n=Count("pk")).order_by()
        return cls(
            mailbox=mailbox,
            hour=mailbox.hourly_limit - counts["hour"],
            day=mailbox.daily_limit - counts["day"],
            domains=Counter(dict(domains)),
        )

    @property
    def left(self) -> int:
        return max(0, min(self.hour, self.day))

    def has_room_for(self, domain: str) -> bool:
        return self.domains[domain] < self.mailbox.domain_hourly_limit

    def spend(self, domain: str) -> None:
        self.hour -= 1
        self.day -= 1
        self.domains[domain] += 1

    def give_back(self, domain: str) -> None:
        """The server did not take it after all."""
        self.hour += 1
        self.day += 1
        self.domains[domain] -= 1

    def frees_at(self, now: datetime) -> datetime:
        """When a fair share of the mailbox's own limits is free again."""
        handed_off = OutgoingMessage.objects.filter(mailbox=self.mailbox)
        moments = [now]
        if self.hour <= 0:
            moments.append(_frees_at(handed_off, self.mailbox.hourly_limit, HOUR, now))
        if self.day <= 0:
            moments.append(_frees_at(handed_off, self.mailbox.daily_limit, DAY, now))
        return max(moments)

    def domain_frees_at(self, domain: str, now: datetime) -> datetime:
        handed_off = OutgoingMessage.objects.filter(mailbox=self.mailbox, to_domain=domain)
        return _frees_at(handed_off, self.mailbox.domain_hourly_limit, HOUR, now)


def _frees_at(messages, limit: int, period: timedelta, now: datetime) -> datetime:  # type: ignore[no-untyped-def]
    """When enough of `messages` are older than `period` for a quarter of `limit` to be free."""
    may_remain = limit - max(1, limit // SHARE_TO_WAIT_FOR)
    newest_first = messages.filter(handed_off_at__gt=now - period).order_by("-handed_off_at")
    blocking = newest_first.values_list("handed_off_at", flat=True)[may_remain : may_remain + 1].first()
    return blocking + period if blocking else now
