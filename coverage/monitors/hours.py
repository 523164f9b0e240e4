"""When a person may be told: never in their quiet hours, the digest at its hour; all by the clock where they are."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from coverage.models import Alert, AlertHours
from team.models import User

SATURDAY: Final = 5


def hours_of(users: Iterable[User]) -> dict[int, AlertHours]:
    """Each person's hours, by their key; the usual ones for whoever has not chosen. One query."""
    wanted = {user.pk: user for user in users}
    chosen = {hours.user_id: hours for hours in AlertHours.objects.filter(user__in=wanted)}
    return {pk: chosen.get(pk) or AlertHours(user=user) for pk, user in wanted.items()}


def hours_of_one(user: User) -> AlertHours:
    """One person's hours; the usual ones, not saved, where they have not chosen."""
    return AlertHours.objects.filter(user=user).first() or AlertHours(user=user)


def due_at(*, rhythm: str, hours: AlertHours, zone: ZoneInfo, now: datetime) -> datetime:
    """The next moment, not before `now`, at which this may be said. The clock may jump in between."""
    if rhythm == Alert.Rhythm.DAILY:
        return _next_digest(hours, zone, now)
    return _end_of_quiet(hours, zone, now)


def is_quiet(hours: AlertHours, zone: ZoneInfo, now: datetime) -> bool:
    local = now.astimezone(zone)
    return _rests(hours, local.date()) or _is_in(local.time(), hours.quiet_from, hours.quiet_until)


def _rests(hours: AlertHours, day: date) -> bool:
    return hours.quiet_weekends and day.weekday() >= SATURDAY


def _is_in(moment: time, start: time, end: time) -> bool:
    """Whether the clock is between the two, over midnight where `end` comes first; never where they are the same."""
    return start <= moment < end if start <= end else moment >= start or moment < end


def _next_digest(hours: AlertHours, zone: ZoneInfo, now: datetime) -> datetime:
    day = now.astimezone(zone).date()
    while _rests(hours, day) or _at(day, hours.digest_at, zone) < now:
        day += timedelta(days=1)
    return _at(day, hours.digest_at, zone)


def _end_of_quiet(hours: AlertHours, zone: ZoneInfo, now: datetime) -> datetime:
    """Moves on to the next end of what keeps quiet, until nothing does: a night, a weekend, the night after it."""
    moment = now
    while is_quiet(hours, zone, moment):
        local = moment.astimezone(zone)
        tomorrow = local.date() + timedelta(days=1)
        if _rests(hours, local.date()):
            moment = _at(tomorrow, time(0), zone)
        elif local.time() < hours.quiet_until:
            moment = max(_at(local.date(), hours.quiet_until, zone), moment + timedelta(minutes=1))
        else:
            moment = _at(tomorrow, time(0), zone)
    return moment


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """That hour of that day, in UTC. One that the clock jumps over comes later, of one shown twice it is the first."""
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)
