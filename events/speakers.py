"""When a spokesperson can speak: what is booked, what the team knows, and times that may be offered."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils import timezone

from campaigns.models import Spokesperson
from events.models import Interview, SpokespersonTime
from mail.addresses import parse
from mail.errors import BadAddress

BOOKED: Final = (Interview.State.CONFIRMED, Interview.State.HELD)
DAY_BEGINS, DAY_ENDS = time(9), time(17)
LOOKED_AHEAD: Final = timedelta(days=14)
NOTICE: Final = timedelta(hours=2)
EVERY: Final = timedelta(minutes=30)
MOST_SUGGESTED: Final = 6
A_DAY: Final = 2
"""So many suggestions a day, so that a journalist has several days to choose from."""

Stretch = tuple[datetime, datetime]
_ADDRESS = re.compile(r"[^\s<>,;()]+@[^\s<>,;()]+")


def address_of(spokesperson: Spokesperson) -> str:
    """The e-mail address in what the team wrote about how to reach them; "" where there is none."""
    for found in _ADDRESS.findall(spokesperson.reached):
        try:
            return parse(found.strip(".:"))
        except BadAddress:
            continue
    return ""


def booked(spokesperson: Spokesperson, start: datetime, end: datetime, *, apart_from: int | None = None) -> bool:
    """Whether they give an interview at any moment of that time."""
    others = Interview.objects.filter(spokesperson=spokesperson, state__in=BOOKED, starts_at__lt=end, ends_at__gt=start)
    return others.exclude(pk=apart_from or 0).exists()


def away(spokesperson: Spokesperson, start: datetime, end: datetime) -> SpokespersonTime | None:
    """What keeps them from speaking then, as far as the team knows."""
    return spokesperson.times.filter(kind="busy", starts_at__lt=end, ends_at__gt=start).first()


def suggestions(spokesperson: Spokesperson, minutes: int, zone: ZoneInfo) -> list[datetime]:
    """Up to six times to offer in the next two weeks: within what they have free, else office hours on weekdays in
    `zone`; never where they are away or booked. Two queries."""
    now = timezone.now()
    first = _on_the_half_hour(now + NOTICE)
    last = now + LOOKED_AHEAD
    times = list(spokesperson.times.filter(ends_at__gt=first, starts_at__lt=last).order_by("starts_at")[:200])
    free = [(each.starts_at, each.ends_at) for each in times if each.kind == SpokespersonTime.Kind.FREE]
    taken = [(each.starts_at, each.ends_at) for each in times if each.kind == SpokespersonTime.Kind.BUSY]
    interviews = Interview.objects.filter(spokesperson=spokesperson, state__in=BOOKED, ends_at__gt=first)
    soon = interviews.filter(starts_at__lt=last)[:200]
    taken += [(each.starts_at, each.ends_at) for each in soon if each.starts_at and each.ends_at]
    return _spread(free or _office_hours(first, zone), taken, first, timedelta(minutes=minutes), zone)


def _spread(
    free: Sequence[Stretch], taken: Sequence[Stretch], first: datetime, length: timedelta, zone: ZoneInfo
) -> list[datetime]:
    found: list[datetime] = []
    days: dict[object, int] = {}
    for start, end in free:
        at = max(first, _on_the_half_hour(start))
        while at + length <= end and len(found) < MOST_SUGGESTED:
            day = at.astimezone(zone).date()
            if days.get(day, 0) >= A_DAY:
                at += EVERY
                continue
            if all(until <= at or at + length <= since for since, until in taken):
                found.append(at)
                days[day] = days.get(day, 0) + 1
                at += max(length, timedelta(hours=2))
            else:
                at += EVERY
    return found


def _office_hours(first: datetime, zone: ZoneInfo) -> list[Stretch]:
    """Nine to five on the weekdays of the next two weeks."""
    today = first.astimezone(zone).date()
    days = [today + timedelta(days=ahead) for ahead in range(LOOKED_AHEAD.days)]
    return [
        (datetime.combine(day, DAY_BEGINS, zone), datetime.combine(day, DAY_ENDS, zone))
        for day in days
        if day.weekday() < 5
    ]


def _on_the_half_hour(moment: datetime) -> datetime:
    """The next full or half hour; on an exact one, itself."""
    over = timedelta(minutes=moment.minute % 30, seconds=moment.second, microseconds=moment.microsecond)
    return moment + (EVERY - over if over else timedelta())
