"""When the last of some messages would go out, with all that the mailbox's limits leave of its time.

The engine's rules played through on paper (mail/delivery/limits.py has them), in groups instead of message by message:
the limits of second, hour, day and recipient domain, warming up, the windows, and what waits in the outbox already.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from heapq import heapify, heappop, heappush
from itertools import count

from django.db.models import Count, Max, Min
from django.db.models.functions import TruncMinute

from mail.delivery.limits import DAY, HOUR, SHARE_TO_WAIT_FOR, gone_since, mailboxes_of_domain
from mail.models import Mailbox, OutgoingMessage
from mail.warming import ramp_of
from mail.windows import Window

HORIZON = timedelta(days=120)
PORTIONS = 500
"""In about so many steps the messages are dealt out, in turn from each group, as they lie mixed in the outbox."""
LIGHT, UNLIMITED = "", 10**9


@dataclass(frozen=True, slots=True)
class Group:
    """So many messages to one domain, that may go from `due_at` on within the window."""

    count: int
    domain: str
    due_at: datetime
    window: Window | None = None
    ours: bool = True

    def first_moment(self, at: datetime) -> datetime:
        at = max(at, self.due_at)
        return self.window.next_opening(at) if self.window else at


@dataclass(slots=True)
class _Sliding:
    """What went within the period that ends at the moment of asking; moments of asking never go back."""

    period: timedelta
    limit: Callable[[datetime], int]
    gone: deque[tuple[datetime, int]] = field(default_factory=deque)
    total: int = 0

    def spend(self, at: datetime, count: int) -> None:
        self.gone.append((at, count))
        self.total += count

    def room(self, at: datetime) -> int:
        while self.gone and self.gone[0][0] <= at - self.period:
            self.total -= self.gone.popleft()[1]
        return self.limit(at) - self.total

    def frees_at(self, at: datetime) -> datetime:
        limit, left = self.limit(at), self.total
        for moment, went in self.gone:
            left -= went
            if left <= limit - max(1, limit // SHARE_TO_WAIT_FOR):
                return moment + self.period
        return at + self.period


def last_departure(mailbox: Mailbox, messages: Iterable[Group], *, now: datetime) -> datetime | None:
    """When the last of `messages` goes out; None when that is further away than the horizon. Four queries."""
    return _Play(mailbox, now).run([*_waiting(mailbox, now), *messages])


class _Play:
    def __init__(self, mailbox: Mailbox, now: datetime) -> None:
        self.mailbox, self.now, self.ramp = mailbox, now, ramp_of(mailbox)
        self.hour = _Sliding(HOUR, lambda at: mailbox.hourly_limit)
        self.day = _Sliding(DAY, lambda at: self.ramp.limit(at) if self.ramp else mailbox.daily_limit)
        self.domains: dict[str, _Sliding] = {}
        self.over_at = now  # when what has gone so far is over, with a limit a second
        self._remember()

    def run(self, groups: list[Group]) -> datetime | None:
        together = self._without_light_domains(groups)
        queue = [(group.first_moment(self.now), n, group) for n, group in enumerate(together)]
        heapify(queue)
        portion = max(1, sum(group.count for group in together) // PORTIONS)
        last = at = self.now
        for n in count(len(queue)):
            if not queue:
                break
            due_at, _, group = heappop(queue)
            at = max(at, due_at, self.over_at)
            while (free_at := self._mailbox_frees_at(at)) > at and at <= self.now + HORIZON:
                at = free_at
            if at > self.now + HORIZON:
                return None
            if (again_at := group.first_moment(self._domain_frees_at(group.domain, at))) > at:
                heappush(queue, (again_at, n, group))
                continue
            rooms = [limit.room(at) for limit in (self.hour, self.day, self._domain(group.domain))]
            going = min(portion, group.count, *rooms)
            self._spend(at, going, group.domain)
            last = max(last, self.over_at) if group.ours else last
            if group.count > going:
                heappush(queue, (at, n, replace(group, count=group.count - going)))
        return last

    def _without_light_domains(self, groups: list[Group]) -> list[Group]:
        """The same messages in few groups: domains that stay below their limit whatever happens need no watching."""
        counts: Counter[str] = Counter()
        for group in groups:
            counts[group.domain] += group.count
        merged: Counter[Group] = Counter()
        for group in groups:
            heavy = counts[group.domain] + self._domain(group.domain).total > self.mailbox.domain_hourly_limit
            merged[replace(group, count=0, domain=group.domain if heavy else LIGHT)] += group.count
        return [replace(group, count=count) for group, count in merged.items()]

    def _spend(self, at: datetime, going: int, domain: str) -> None:
        if self.ramp and self.ramp.begun_at is None:
            self.ramp = replace(self.ramp, begun_at=at)
        for limit in (self.hour, self.day, self._domain(domain)):
            limit.spend(at, going)
        self.over_at = at + timedelta(seconds=going / self.mailbox.second_limit if self.mailbox.second_limit else 0)

    def _mailbox_frees_at(self, at: datetime) -> datetime:
        moments = [at]
        if self.hour.room(at) <= 0:
            moments.append(self.hour.frees_at(at))
        if self.day.room(at) <= 0:
            free = self.day.frees_at(at)
            moments.append(min(free, self.ramp.steps_at(at)) if self._is_warming(at) and self.ramp else free)
        return max(moments)

    def _is_warming(self, at: datetime) -> bool:
        return self.ramp is not None and not self.ramp.is_over(at)

    def _domain_frees_at(self, domain: str, at: datetime) -> datetime:
        limit = self._domain(domain)
        return at if limit.room(at) > 0 else limit.frees_at(at)

    def _domain(self, domain: str) -> _Sliding:
        if domain not in self.domains:
            most = UNLIMITED if domain == LIGHT else self.mailbox.domain_hourly_limit
            self.domains[domain] = _Sliding(HOUR, lambda at: most)
        return self.domains[domain]

    def _remember(self) -> None:
        """What went out within the last day counts, to the minute."""
        mine = gone_since(OutgoingMessage.objects.filter(mailbox=self.mailbox), self.now - DAY)
        minutes = mine.values(minute=TruncMinute("went_at")).annotate(n=Count("pk")).order_by("minute")
        for minute, went in minutes.values_list("minute", "n"):
            self.hour.spend(minute, went)
            self.day.spend(minute, went)
        shared = OutgoingMessage.objects.filter(mailbox__in=mailboxes_of_domain(self.mailbox))
        domains = gone_since(shared, self.now - HOUR).order_by().values_list("to_domain")
        for domain, last, went in domains.annotate(last=Max("went_at"), n=Count("pk")):
            self._domain(domain).spend(last, went)


def _waiting(mailbox: Mailbox, now: datetime) -> list[Group]:
    """What is in the outbox already, by window and domain."""
    queued = OutgoingMessage.objects.filter(mailbox=mailbox, state=OutgoingMessage.State.QUEUED).order_by()
    kinds = queued.values_list("to_domain", "window_zone", "window_start", "window_end", "weekdays_only")
    return [
        Group(count, domain, max(due_at, now), _window(zone, start, end, weekdays_only), ours=False)
        for domain, zone, start, end, weekdays_only, count, due_at in kinds.annotate(n=Count("pk"), due=Min("due_at"))
    ]


def _window(zone: str, start: int | None, end: int | None, weekdays_only: bool) -> Window | None:
    return None if start is None or end is None else Window(zone, start, end, weekdays_only)


def groups_of(domains_and_windows: Iterable[tuple[str, Window]], due_at: datetime) -> list[Group]:
    """Messages that are due at the same time, one for each pair, in groups."""
    counted = Counter(domains_and_windows)
    return [Group(count, domain, due_at.astimezone(UTC), window) for (domain, window), count in counted.items()]
