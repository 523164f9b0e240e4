"""Keeping a monitor: its query is compiled whenever it is saved, and nowhere else."""

from django.db import transaction

from coverage.models import Monitor
from coverage.monitors.compiling import compiled
from team.models import User


@transaction.atomic
def save(*, monitor: Monitor, by: User | None) -> Monitor:
    """Compile the query and save. A new monitor belongs to `by`. Raises QueryProblem, and saves nothing then."""
    asked = compiled(monitor.query)
    monitor.compiled, monitor.anchors = asked.tsquery, list(asked.anchors)
    if monitor._state.adding and monitor.owner_id is None:
        monitor.owner = by
    monitor.save()
    return monitor
