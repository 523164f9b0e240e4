"""Keeping a monitor: its query is compiled whenever it is saved, and nowhere else."""

from django.db import transaction

from coverage.models import AlertDue, Monitor, MonitorMatch
from coverage.monitors.compiling import compiled
from coverage.monitors.looking_back import start_looking_back
from team.models import User

SET_BY_PEOPLE = ("name", "purpose", "client", "campaign", "competitor", "query", "crisis_factor")
COMPILED = ("compiled", "anchors")


@transaction.atomic
def save(*, monitor: Monitor, by: User | None) -> Monitor:
    """Compile the query and save; a new monitor belongs to `by`. Where it looks for something new, a job asks the last
    30 days. What triage taught it meanwhile is left alone. Raises QueryProblem, and saves nothing then."""
    asked = compiled(monitor.query)
    monitor.compiled, monitor.anchors = asked.tsquery, list(asked.anchors)
    before = Monitor.objects.select_for_update().filter(pk=monitor.pk).first()
    if before is None:
        monitor.owner = monitor.owner or by
        monitor.save()
    else:
        monitor.is_active = before.is_active
        monitor.save(update_fields=[*SET_BY_PEOPLE, *COMPILED, "updated_at"])
    if monitor.is_active and (before is None or _looks_for(before) != _looks_for(monitor)):
        start_looking_back(monitor=monitor, by=by)
    return monitor


@transaction.atomic
def pause(*, monitor: Monitor, paused: bool, by: User) -> None:
    """It looks at nothing new until it is resumed; then a job asks the last 30 days. Twice is no error."""
    fresh = Monitor.objects.select_for_update().get(pk=monitor.pk)
    if fresh.is_active is not paused:
        return
    fresh.is_active = not paused
    fresh.save(update_fields=["is_active", "updated_at"])
    if not paused:
        start_looking_back(monitor=fresh, by=by)


@transaction.atomic
def delete(*, monitor: Monitor) -> None:
    """Delete it with what it found; articles and clips stay.

    Its matches, a hundred thousand perhaps, are deleted where they are: nothing follows from theirs that the database
    would not do, and Django would fetch each of them first.
    """
    for rows in (AlertDue.objects.filter(match__monitor=monitor), MonitorMatch.objects.filter(monitor=monitor)):
        rows._raw_delete(rows.db)
    monitor.delete()


def _looks_for(monitor: Monitor) -> tuple[str, str, int]:
    return monitor.query, monitor.purpose, monitor.client_id
