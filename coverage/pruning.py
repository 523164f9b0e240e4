"""What has done its work and is kept for a while only: who was told of what, and what sources said of articles."""

from datetime import datetime, timedelta
from typing import Final

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from coverage.models import AlertDue, AlertLetter

KEPT: Final = timedelta(days=30)
AT_ONCE: Final = 5_000
"""Rows a statement, so that none holds others up for long."""

SPENT_TEXTS: Final = """
WITH stretch AS (
    SELECT id, state, created_at FROM coverage_sighting WHERE id > %(after)s ORDER BY id LIMIT %(most)s
), done AS (
    UPDATE coverage_sighting AS spent SET told = spent.told - 'text' - 'summary'
      FROM stretch
     WHERE spent.id = stretch.id AND stretch.state <> 'waiting' AND stretch.created_at < %(before)s
       AND spent.told ?| ARRAY['text', 'summary']
 RETURNING 1
)
SELECT max(id), (SELECT count(*) FROM done) FROM stretch
"""


def prune() -> dict[str, int]:
    """Let go what is older than a month; gives how many of each kind. Of letters all that left the queue: sent, given
    up, or handed off by a worker that died, of which nobody knows more by waiting."""
    before = timezone.now() - KEPT
    alerts = _delete(AlertDue.objects.filter(told_at__lt=before))
    done = AlertLetter.objects.exclude(sent_at=None, given_up_at=None, handed_off_at=None)
    letters = _delete(done.filter(created_at__lt=before))
    return {"alerts": alerts, "letters": letters, "texts": _empty_told(before)}


def _delete(rows: QuerySet) -> int:
    gone = 0
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        gone += rows.model.objects.filter(pk__in=keys).delete()[0]
    return gone


def _empty_told(before: datetime) -> int:
    """What a source said at length of an article that was read, or is not going to be, once stored with the article."""
    emptied = 0
    after: int | None = 0
    with connection.cursor() as cursor:
        while after is not None:
            cursor.execute(SPENT_TEXTS, {"after": after, "most": AT_ONCE, "before": before})
            after, number = cursor.fetchone()
            emptied += number
    return emptied
