"""When a person may get mail: on their days, not in their quiet hours; all by the clock where they are."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from team.models import TellingHours, User

LATE: Final = timedelta(minutes=10)
"""A digest later than this was held up by a worker that was down; its hour has gone by, and quiet may have begun."""
WEEK: Final = 7


def hours_of(users: Iterable[User]) -> dict[int, TellingHours]:
    """Each person's hours, by their key; the usual ones for whoever has not chosen. One query."""
    wanted = {user.pk: user for user in users}
    chosen = {hours.user_id: hours for hours in TellingHours.objects.filter(user__in=wanted)}
    return {pk: chosen.get(pk) or TellingHours(user=user) for pk, user in wanted.items()}


def hours_of_one(user: User) -> TellingHours:
    """One person's hours; the usual ones, not saved, where they have not chosen."""
    return TellingHours.objects.filter(user=user).first() or TellingHours(user=user)


def is_quiet(hours: TellingHours, zone: ZoneInfo, now: datetime) -> bool:
    """Whether no mail may come now, because of the hour or of the day."""
    local = now.astimezone(zone)
    return local.weekday() not in hours.days or _is_in(local.time(), hours.quiet_from, hours.quiet_until)


def end_of_quiet(hours: TellingHours, zone: ZoneInfo, now: datetime) -> datetime:
    """The next moment, not before `now`, at which mail may come. Moves on from one end of what keeps quiet to the next:
    a night, a weekend, the night after it."""
    moment = now
    while is_quiet(hours, zone, moment):
        local = moment.astimezone(zone)
        tomorrow = _at(local.date() + timedelta(days=1), time(0), zone)
        if local.weekday() in hours.days and local.time() < hours.quiet_until:
            moment = max(_at(local.date(), hours.quiet_until, zone), moment + timedelta(minutes=1))
        else:
            moment = tomorrow
    return moment


def digest_due(hours: TellingHours, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The moment of today's digest, if there is one and it may come now; None before its hour, on another day, or where
    it was held up into quiet hours. The hour itself was chosen, so it counts even where it lies in the quiet hours."""
    today = now.astimezone(zone).date()
    moment = _at(today, hours.digest_at, zone)
    if today.weekday() not in hours.days or moment > now:
        return None
    return None if now - moment > LATE and is_quiet(hours, zone, now) else moment


def next_digest(hours: TellingHours, zone: ZoneInfo, now: datetime) -> datetime:
    """When the next one will come, for the page on which it is chosen."""
    today = now.astimezone(zone).date()
    days = [today + timedelta(days=ahead) for ahead in range(WEEK + 1)]
    moments = [_at(day, hours.digest_at, zone) for day in days if day.weekday() in hours.days]
    return next(moment for moment in moments if moment > now)


def _is_in(moment: time, start: time, end: time) -> bool:
    """Whether the clock is between the two, over midnight where `end` comes first; never where they are the same."""
    return start <= moment < end if start <= end else moment >= start or moment < end


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """That hour of that day, in UTC. One that the clock jumps over comes later, of one shown twice it is the first."""
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)
