"""What the two clocks of an inquiry say at a moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from core.templatetags.mediarel import city, duration, short_moment
from inquiries.models import Inquiry
from team.models import User

SOON = timedelta(hours=2)
"""From so long before a deadline on it is near."""


@dataclass(frozen=True)
class Clock:
    """One of the two clocks: what is left in words, its tone, and how much of the time has gone (0 to 100)."""

    left: str
    tone: str = ""
    share: int | None = None
    at: datetime | None = None


def acknowledge_clock(inquiry: Inquiry) -> Clock:
    """Until when they must have heard from us, or how long it took."""
    aim = inquiry.acknowledge_by - inquiry.received_at
    if inquiry.acknowledged_at:
        took = inquiry.acknowledged_at - inquiry.received_at
        late = inquiry.acknowledged_at > inquiry.acknowledge_by
        return Clock(f"Done in {duration(took)}", "warn" if late else "ok", _share(took, aim), inquiry.acknowledged_at)
    if not inquiry.is_open:
        return Clock("Not acknowledged", "warn")
    return _running(inquiry.received_at, inquiry.acknowledge_by, soon=timedelta(minutes=5))


def deadline_clock(inquiry: Inquiry) -> Clock | None:
    """Until when they need the answer, or whether they had it in time; None where they named no deadline."""
    if inquiry.deadline is None:
        return None
    if inquiry.answered_at:
        kept = inquiry.answered_at <= inquiry.deadline
        return Clock("Kept" if kept else "Missed", "ok" if kept else "bad", 100, inquiry.answered_at)
    if not inquiry.is_open:
        return Clock(inquiry.get_state_display(), "", None, inquiry.deadline)
    return _running(inquiry.received_at, inquiry.deadline, soon=SOON)


def both_zones(at: datetime, inquiry: Inquiry, reader: User) -> str:
    """The hour on the reader's clock, and on the reporter's where that shows another."""
    ours, theirs = at.astimezone(reader.zone), at.astimezone(inquiry.their_zone)
    said = short_moment(ours)
    if ours.utcoffset() == theirs.utcoffset():
        return said
    hour = date_format(theirs, "H:i") if ours.date() == theirs.date() else short_moment(theirs)
    return f"{said} {city(reader.zone)}, {hour} {city(inquiry.their_zone)}"


def _running(start: datetime, end: datetime, *, soon: timedelta) -> Clock:
    now = timezone.now()
    if end <= now:
        return Clock(f"{duration(now - end)} over", "bad", 100, end)
    tone = "bad" if end - now <= soon else "warn" if end - now <= 3 * soon else ""
    return Clock(f"{duration(end - now)} left", tone, _share(now - start, end - start), end)


def _share(part: timedelta, whole: timedelta) -> int:
    return min(100, max(0, round(100 * part / whole))) if whole else 100
