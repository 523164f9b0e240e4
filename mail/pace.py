"""How much of its limits a mailbox has used, and where its warming up stands: what its page shows."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from mail.delivery.limits import DAY, HOUR, gone_since, mailboxes_of_domain
from mail.models import Mailbox, OutgoingMessage
from mail.warming import Ramp, ramp_of

MOST_DOMAINS = 3


@dataclass(frozen=True, slots=True)
class Use:
    """So many of a limit are used, in the hour or day that ends now."""

    what: str
    used: int
    limit: int
    note: str = ""

    @property
    def percent(self) -> int:
        return min(100, 100 * self.used // self.limit)

    @property
    def is_spent(self) -> bool:
        return self.used >= self.limit


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a mailbox stands at `at`. `ramp` is None when it is not warmed up (any more)."""

    at: datetime
    uses: list[Use]
    waiting: int
    ramp: Ramp | None

    @property
    def ramp_day(self) -> int:
        return self.ramp.day(self.at) if self.ramp else 0

    @property
    def ramp_limit(self) -> int:
        return self.ramp.limit(self.at) if self.ramp else 0

    @property
    def full_from(self) -> datetime | None:
        return self.ramp.full_from(self.at) if self.ramp and self.ramp.begun_at else None


def standing_of(mailbox: Mailbox) -> Standing:
    """Asks the database a constant number of times, however much was sent."""
    now = timezone.now()
    mine = OutgoingMessage.objects.filter(mailbox=mailbox)
    counts = gone_since(mine, now - DAY).aggregate(day=Count("pk"), hour=Count("pk", filter=Q(went_at__gt=now - HOUR)))
    ramp = ramp_of(mailbox)
    ramp = None if ramp and ramp.is_over(now) else ramp
    together = OutgoingMessage.objects.filter(mailbox__in=mailboxes_of_domain(mailbox))
    to_domains = gone_since(together, now - HOUR)
    most = to_domains.order_by().values_list("to_domain").annotate(n=Count("pk")).order_by("-n", "to_domain")
    day_limit = ramp.limit(now) if ramp else mailbox.daily_limit
    return Standing(
        at=now,
        uses=[
            Use("Last hour", counts["hour"], mailbox.hourly_limit),
            Use("Last 24 hours", counts["day"], day_limit, "while it is warming up" if ramp else ""),
            *(Use(domain, n, mailbox.domain_hourly_limit, "last hour") for domain, n in most[:MOST_DOMAINS]),
        ],
        waiting=mine.filter(state=OutgoingMessage.State.QUEUED).count(),
        ramp=ramp,
    )
