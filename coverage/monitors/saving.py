"""Keeping a monitor: its query is compiled whenever it is saved, and nowhere else."""

from django.db import transaction

from coverage.models import Monitor
from coverage.monitors.compiling import compiled
from coverage.monitors.looking_back import start_looking_back
from team.models import User


@transaction.atomic
def save(*, monitor: Monitor, by: User | None) -> Monitor:
    """Compile the query and save; a new monitor belongs to `by`. Where it looks for something new, a job asks the last
    30 days. Raises QueryProblem, and saves nothing then."""
    asked = compiled(monitor.query)
    before = Monitor.objects.filter(pk=monitor.pk).values_list("query", "purpose", "client", "is_active").first()
    monitor.compiled, monitor.anchors = asked.tsquery, list(asked.anchors)
    if before is None and monitor.owner_id is None:
        monitor.owner = by
    monitor.save()
    now = (monitor.query, monitor.purpose, monitor.client_id, monitor.is_active)
    if monitor.is_active and before != now:
        start_looking_back(monitor=monitor, by=by)
    return monitor
