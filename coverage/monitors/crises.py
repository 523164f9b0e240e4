"""The crisis switch: a monitor that finds far more than usual tells the managers, once.

See docs/decisions/072-when-it-is-a-crisis.md for what counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from coverage import told_of
from coverage.models import AlertLetter, Crisis, Monitor, MonitorMatch
from coverage.monitors.hours import hours_of
from coverage.waking import wake
from team.models import User
from team.notifications import notify

LEAST: Final = 10
"""Stories in 24 hours below which nothing is a crisis, however quiet it was before."""
CALM: Final = 0.5
"""Over once there are fewer than this share of what set it off."""
CLOSED_FOR: Final = timedelta(hours=24)
"""One that a person closed comes back sooner only if it doubles."""

# By when an article was published, so that a source added today does not look like a flood. A young monitor's usual
# is taken over the days that there is anything of, a week at least.
COUNT: Final = """
SELECT monitor_id, found, before / GREATEST(7, LEAST(28, days)) AS usual FROM (
    SELECT match.monitor_id,
           count(*) FILTER (WHERE at > %(now)s - interval '1 day') AS found,
           count(*) FILTER (WHERE at <= %(now)s - interval '1 day')::float AS before,
           EXTRACT(epoch FROM %(now)s - interval '1 day' - min(at)) / 86400 AS days
      FROM coverage_monitormatch AS match
      JOIN coverage_article AS article ON article.id = match.article_id
     CROSS JOIN LATERAL (SELECT COALESCE(article.published_at, article.found_at) AS at) AS moment
     WHERE match.monitor_id = ANY(%(monitors)s)
       AND match.matched_at > %(now)s - interval '60 days'
       AND article.original_id IS NULL
       AND at > %(now)s - interval '29 days' AND at <= %(now)s
     GROUP BY match.monitor_id
) AS counted
"""


@dataclass(frozen=True)
class Volume:
    """Stories of the last 24 hours, and how many a day there were in the four weeks before."""

    found: int
    usual: float

    def limit(self, factor: int) -> float:
        """From so many on it is a crisis."""
        return max(LEAST, factor * max(1.0, self.usual))


def volumes_of(monitors: list[int], now: datetime) -> dict[int, Volume]:
    """Per monitor; copies of a story do not count. One query."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"monitors": monitors, "now": now})
        return {monitor: Volume(found, float(usual)) for monitor, found, usual in cursor.fetchall()}


def watch() -> tuple[int, int]:
    """Look at every monitor that found something lately or whose crisis is open; gives how many opened and ended."""
    now = timezone.now()
    of_this = {"monitor": OuterRef("pk")}
    recent = MonitorMatch.objects.filter(matched_at__gt=now - timedelta(days=1), **of_this)
    still_open = Crisis.objects.filter(ended_at=None, **of_this)
    watched = Monitor.objects.filter(Exists(recent) | Exists(still_open), is_active=True, crisis_factor__gt=0)
    monitors = {monitor.pk: monitor for monitor in watched.select_related("client", "owner")}
    volumes = volumes_of(list(monitors), now)
    opened = ended = 0
    for pk, monitor in monitors.items():
        change = _look(monitor, volumes.get(pk, Volume(0, 0.0)), now)
        opened += change == "opened"
        ended += change == "ended"
    ended += _end_unwatched(now)
    return opened, ended


def close(*, crisis: Crisis, by: User) -> bool:
    """A person says it is over; False when it was."""
    return bool(Crisis.objects.filter(pk=crisis.pk, ended_at=None).update(ended_at=timezone.now(), closed_by=by))


@transaction.atomic
def _look(monitor: Monitor, volume: Volume, now: datetime) -> str:
    limit = volume.limit(monitor.crisis_factor)
    crisis = Crisis.objects.select_for_update().filter(monitor=monitor, ended_at=None).first()
    if crisis is None:
        return "opened" if volume.found >= limit and _open(monitor, volume, now) else ""
    if volume.found < limit * CALM:
        crisis.ended_at = now
        crisis.save(update_fields=["ended_at", "updated_at"])
        return "ended"
    if volume.found > crisis.found:
        crisis.found = volume.found
        crisis.save(update_fields=["found", "updated_at"])
    return ""


def _open(monitor: Monitor, volume: Volume, now: datetime) -> bool:
    """False where it is open already, or a person closed it and it did not get much worse."""
    last = Crisis.objects.filter(monitor=monitor, ended_at__gt=now - CLOSED_FOR, closed_by__isnull=False).first()
    if last and volume.found < 2 * last.found:
        return False
    crisis = Crisis(monitor=monitor, started_at=now, found=volume.found, usual=volume.usual)
    Crisis.objects.bulk_create([crisis], ignore_conflicts=True)
    crisis = Crisis.objects.get(monitor=monitor, ended_at=None)
    if crisis.started_at != now:
        return False
    people = list(_told(monitor))
    text = f"{monitor.name}: {volume.found} stories in 24 hours, usually {volume.usual:.1f}"
    notify(kind=told_of.CRISIS, users=people, text=text, url=monitor.get_absolute_url(), icon="flame")
    hours = hours_of(people)
    AlertLetter.objects.bulk_create(
        [AlertLetter(user=user, crisis=crisis, due_at=now) for user in people if hours[user.pk].by_mail],
        ignore_conflicts=True,
    )
    wake("tasks_alerts.send_letters")
    return True


def _told(monitor: Monitor) -> Iterator[User]:
    """The managers, or where there are none the admins; and whoever owns the monitor."""
    working = User.objects.working()
    managers = list(working.filter(role=User.Role.MANAGER)) or list(working.filter(role=User.Role.ADMIN))
    yield from managers
    owner = working.filter(pk=monitor.owner_id).first() if monitor.owner_id else None
    if owner and owner not in managers:
        yield owner


def _end_unwatched(now: datetime) -> int:
    """A monitor that was paused, or whose switch was turned off, has no crisis any more."""
    unwatched = Q(monitor__is_active=False) | Q(monitor__crisis_factor=0)
    return Crisis.objects.filter(unwatched, ended_at=None).update(ended_at=now)
