"""How much monitors find, for lists and charts: originals, by when they were published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db import connection

from coverage.models import Monitor

DAYS: Final = 30

# Nothing is matched long before it is published, so `matched_at`, which is indexed, bounds what is looked at.
COUNTS: Final = """
SELECT match.monitor_id, count(*) FILTER (WHERE at > %(now)s - interval '7 days'), count(*), max(at)
  FROM coverage_monitormatch AS match
  JOIN coverage_article AS article ON article.id = match.article_id
 CROSS JOIN LATERAL (SELECT COALESCE(article.published_at, article.found_at) AS at) AS moment
 WHERE match.monitor_id = ANY(%(monitors)s) AND match.matched_at > %(now)s - interval '60 days'
   AND article.original_id IS NULL
   AND at > %(now)s - interval '30 days' AND at <= %(now)s
 GROUP BY match.monitor_id
"""
BY_DAY: Final = """
SELECT (at AT TIME ZONE %(zone)s)::date AS day, count(*)
  FROM coverage_monitormatch AS match
  JOIN coverage_article AS article ON article.id = match.article_id
 CROSS JOIN LATERAL (SELECT COALESCE(article.published_at, article.found_at) AS at) AS moment
 WHERE match.monitor_id = %(monitor)s AND match.matched_at > %(now)s - interval '60 days'
   AND article.original_id IS NULL
   AND at > %(now)s - interval '32 days' AND at <= %(now)s
 GROUP BY day
"""


@dataclass(frozen=True)
class Figures:
    week: int = 0
    month: int = 0
    latest: datetime | None = None


@dataclass(frozen=True)
class Day:
    """One bar of the chart. `height` is in percent of the tallest, `x` the place from the left, both for an SVG."""

    day: date
    number: int
    height: float
    x: float

    @property
    def y(self) -> float:
        return 100 - self.height


def figures_of(monitors: Iterable[Monitor], now: datetime) -> dict[int, Figures]:
    """Per monitor: stories of 7 and of 30 days, and the latest. One query."""
    keys = [monitor.pk for monitor in monitors]
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, {"monitors": keys, "now": now})
        found = {pk: Figures(week, month, latest) for pk, week, month, latest in cursor.fetchall()}
    return {key: found.get(key, Figures()) for key in keys}


def days_of(monitor: Monitor, *, zone: ZoneInfo, now: datetime) -> list[Day]:
    """The last 30 days of the reader's calendar, today last. One query."""
    with connection.cursor() as cursor:
        cursor.execute(BY_DAY, {"monitor": monitor.pk, "zone": zone.key, "now": now})
        found = dict(cursor.fetchall())
    today = now.astimezone(zone).date()
    days = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    most = max([found.get(day, 0) for day in days] + [1])
    return [
        Day(day, found.get(day, 0), round(100 * found.get(day, 0) / most, 1), round(100 * place / DAYS, 2))
        for place, day in enumerate(days)
    ]
