"""Asks what was published lately with a query that is new: the last 30 days, as its preview showed them."""

from datetime import timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from core.jobs import Run, job, start
from core.models import Job
from coverage.clips.proposing import propose
from coverage.models import Article, Monitor, MonitorMatch
from coverage.querysets import ArticleQuerySet
from team.models import User

DAYS: Final = 30
MOST: Final = 2000
STEP: Final = 100
KIND: Final = "coverage.look_back"

# What the query as it was before had found, and no person has looked at as a clip; and who was to be told of it.
STALE: Final = """
SELECT match.id FROM coverage_monitormatch AS match
  JOIN coverage_monitor AS monitor ON monitor.id = match.monitor_id
  JOIN coverage_article AS article ON article.id = match.article_id
 WHERE match.monitor_id = %(monitor)s
   AND article.search IS NOT NULL AND NOT article.search @@ monitor.compiled
   AND NOT EXISTS (SELECT 1 FROM coverage_clip AS clip
                    WHERE clip.article_id = article.id AND clip.client_id = monitor.client_id)
"""
FORGET: Final = (
    f"DELETE FROM coverage_alertdue WHERE match_id IN ({STALE})",  # noqa: S608 (only the constant above)
    f"DELETE FROM coverage_monitormatch WHERE id IN ({STALE})",  # noqa: S608 (only the constant above)
)


def lately() -> ArticleQuerySet:
    """Articles of the last 30 days, by when they were published, or found where nobody knows."""
    since, now = timezone.now() - timedelta(days=DAYS), timezone.now()
    unknown = Q(published_at=None, found_at__gte=since)
    return Article.objects.filter(Q(published_at__gte=since, published_at__lte=now) | unknown)


def start_looking_back(*, monitor: Monitor, by: User | None) -> Job:
    """Have a worker apply the query as it is now; the monitor keeps which job it is."""
    monitor.look_back = start(
        kind=KIND,
        title=f"Looking through the last {DAYS} days for {monitor.name}",
        arguments={"monitor": monitor.pk, "query": monitor.query},
        by=by,
    )
    monitor.save(update_fields=["look_back", "updated_at"])
    return monitor.look_back


@job(KIND, may_see=lambda user, job: not user.is_observer)
def look_back(run: Run) -> dict[str, Any]:
    """Matches, and clips for triage of monitors for us; nobody is alerted of what is old.

    Ends early where the query was changed again: another job does that one.
    """
    monitor = Monitor.objects.filter(pk=run.arguments["monitor"], query=run.arguments["query"]).first()
    if monitor is None:
        return {"found": 0}
    _forget(monitor)
    newest = lately().answering(monitor.compiled).exclude(matches__monitor=monitor)
    keys = list(newest.order_by("-published_at", "-pk").values_list("pk", flat=True)[:MOST])
    keys.reverse()  # matched in the order in which they were published, as if it had been there all the time
    for done in range(0, len(keys), STEP):
        run.progress(done, len(keys))
        _take(monitor, keys[done : done + STEP])
    run.progress(len(keys), len(keys))
    return {"found": len(keys)}


@transaction.atomic
def _forget(monitor: Monitor) -> None:
    with connection.cursor() as cursor:
        for statement in FORGET:
            cursor.execute(statement, {"monitor": monitor.pk})


@transaction.atomic
def _take(monitor: Monitor, keys: list[int]) -> None:
    MonitorMatch.objects.bulk_create(
        [MonitorMatch(monitor=monitor, article_id=key) for key in keys], ignore_conflicts=True
    )
    if monitor.purpose not in Monitor.CLIPPED:
        return
    found = MonitorMatch.objects.filter(monitor=monitor, article__in=keys)
    related = ("article__outlet", "monitor__client", "monitor__campaign")
    for match in found.select_related(*related).order_by("pk"):
        propose(match.article, [match])
