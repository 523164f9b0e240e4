"""How many messages may go: per second, hour and day, and to one recipient domain an hour.

Counted from the rows in the database, so that no restart forgets what went out, and over the last hour and day as they
stand at each moment, so that no window of that length ever holds more than the limit. Within one pass the counts are
kept in memory: the pass is the only one that sends through its mailbox. What goes to one recipient domain is counted
for all mailboxes of the sender's domain together (docs/decisions/037-limits-are-sliding-windows.md).
"""

import random
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Self

from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from mail.delivery.recovery import HUNG_AFTER
from mail.models import Mailbox, OutgoingMessage
from mail.models.outgoing import OutgoingMessageQuerySet
from mail.warming import Ramp, ramp_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SHARE_TO_WAIT_FOR = 4
"""When a limit is reached, the next messages go when a quarter of it is free again, not one by one."""
KEPT_FOR = timedelta(seconds=30)
"""So long a pass goes by the counts that it keeps itself."""
REST = timedelta(minutes=1)
"""About so long waits a domain whose share another mailbox has in hand just now, which may not use all of it."""


@dataclass(slots=True)
class Allowance:
    """What is left of the mailbox's limits."""

    mailbox: Mailbox
    hour: int
    day: int
    day_limit: int
    ramp: Ramp | None
    sharing: list[int]
    read_at: datetime
    domains: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, mailbox: Mailbox, now: datetime) -> Self:
        spent = gone_since(OutgoingMessage.objects.filter(mailbox=mailbox), now - DAY)
        counts = spent.aggregate(day=Count("pk"), hour=Count("pk", filter=Q(went_at__gt=now - HOUR)))
        ramp = ramp_of(mailbox)
        day_limit = ramp.limit(now) if ramp else mailbox.daily_limit
        return cls(
            mailbox=mailbox,
            hour=mailbox.hourly_limit - counts["hour"],
            day=day_limit - counts["day"],
            day_limit=day_limit,
            ramp=ramp,
            sharing=mailboxes_of_domain(mailbox),
            read_at=now,
        )

    def goes_on(self, mailbox: Mailbox, now: datetime) -> bool:
        """Whether the counts serve the pass for its next batch, so that it need not count all that went before again.

        Nobody else sends through the mailbox, and what time makes free only adds; so counts of a moment ago err, if at
        all, on the safe side. They are read anew when they are used up, and when what they rest on has changed.
        """
        limits = (mailbox.hourly_limit, mailbox.daily_limit)
        same = limits == (self.mailbox.hourly_limit, self.mailbox.daily_limit)
        fresh = now - self.read_at < KEPT_FOR and ramp_of(mailbox) == self.ramp
        if not (same and fresh and self.left):
            return False
        self.mailbox = mailbox
        if (sharing := mailboxes_of_domain(mailbox)) != self.sharing:
            self.sharing = sharing
            self.domains.clear()
        return True

    @property
    def left(self) -> int:
        return max(0, min(self.hour, self.day))

    def count_domains(self, domains: Iterable[str], now: datetime) -> None:
        """Read what the domains have had this hour. To be called after the messages in hand were claimed.

        What our other mailboxes have claimed counts as gone. So of two that claim at once at least one sees the claim
        of the other, and together they cannot go over the limit. Where nobody shares, what is known stays known.
        """
        alone = self.sharing == [self.mailbox.pk]
        asked = set(domains) - (self.domains.keys() if alone else set())
        if not asked:
            return
        theirs = OutgoingMessage.objects.filter(mailbox__in=self.sharing, to_domain__in=asked)
        claimed = Q(state=OutgoingMessage.State.CLAIMED) & ~Q(mailbox=self.mailbox)
        recent = Q(handed_off_at__gt=now - HOUR - HUNG_AFTER, went_at__gt=now - HOUR)
        counted = theirs.annotate(went_at=WENT_AT).filter(recent | claimed)
        counts = dict(counted.order_by().values_list("to_domain").annotate(n=Count("pk")))
        for domain in asked:
            self.domains[domain] = counts.get(domain, 0)

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
        gone = OutgoingMessage.objects.filter(mailbox=self.mailbox)
        moments = [now]
        if self.hour <= 0:
            moments.append(_frees_at(gone, self.mailbox.hourly_limit, HOUR, now))
        if self.day <= 0:
            free = _frees_at(gone, self.day_limit, DAY, now)
            moments.append(free if self.ramp is None else min(free, max(now, self.ramp.steps_at(now))))
        return max(moments)

    def domain_frees_at(self, domain: str, now: datetime) -> datetime:
        gone = OutgoingMessage.objects.filter(mailbox__in=self.sharing, to_domain=domain)
        rest = REST * random.uniform(0.5, 1.5)  # noqa: S311 (not a secret): two mailboxes must not go in step
        return max(now + rest, _frees_at(gone, self.mailbox.domain_hourly_limit, HOUR, now))


class Pace:
    """At most so many a second: each message waits until the one before has been over for its share of a second.

    Measured from the server's answer, so that the server sees no more either, however slow or fast it answers.
    """

    def __init__(self, mailbox: Mailbox) -> None:
        self.gap = 1 / mailbox.second_limit if mailbox.second_limit else 0.0
        self.ready_at = time.monotonic() + (self._rest_of_last(mailbox) if self.gap else 0)

    @property
    def must_wait(self) -> bool:
        return self.gap > 0 and time.monotonic() < self.ready_at

    def wait(self) -> None:
        """Sleep until the next message may go; less than a second."""
        if (rest := self.ready_at - time.monotonic()) > 0:
            time.sleep(min(rest, self.gap))

    def over(self) -> None:
        """A message was given to the server, whatever came of it."""
        self.ready_at = time.monotonic() + self.gap

    def _rest_of_last(self, mailbox: Mailbox) -> float:
        """What is left of the gap after the last message of the pass before, in whatever process that was."""
        now = timezone.now()
        theirs = gone_since(OutgoingMessage.objects.filter(mailbox=mailbox), now - timedelta(seconds=self.gap))
        last = theirs.order_by("-went_at").values_list("went_at", flat=True).first()
        return min(self.gap, self.gap - (now - last).total_seconds()) if last else 0.0


WENT_AT = Coalesce("accepted_at", "handed_off_at")
"""When a server had a message for certain: its answer counts, else the hand-off. A server may be slow to answer."""


def gone_since(messages: OutgoingMessageQuerySet, since: datetime) -> Any:
    """Those that servers got after `since`, with the moment in `went_at`."""
    recent = messages.filter(handed_off_at__gt=since - HUNG_AFTER)  # this is what the index knows
    return recent.annotate(went_at=WENT_AT).filter(went_at__gt=since)


def mailboxes_of_domain(mailbox: Mailbox) -> list[int]:
    """All mailboxes whose addresses are on the same domain as this one's."""
    return list(Mailbox.objects.filter(address__iendswith=f"@{mailbox.domain}").values_list("pk", flat=True))


def _frees_at(messages: OutgoingMessageQuerySet, limit: int, period: timedelta, now: datetime) -> datetime:
    """When enough of `messages` are older than `period` for a quarter of `limit` to be free."""
    may_remain = limit - max(1, limit // SHARE_TO_WAIT_FOR)
    newest_first = gone_since(messages, now - period).order_by("-went_at")
    blocking = newest_first.values_list("went_at", flat=True)[may_remain : may_remain + 1].first()
    return blocking + period if blocking else now
