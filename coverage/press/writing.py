"""Who writes about something: read off the words of articles, or what monitors found, and the bylines over them.

Everything here looks at the newest articles of a subject only, so that a word which stands in every article costs no
more than a rare one (docs/decisions/068-the-newest-articles-speak-for-a-writer.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from contacts.querysets import JournalistQuerySet
from coverage.press.words import asked

MOST_FOR_FILTER = 5_000
MOST_FOR_RANKING = 2_000
RECENT = timedelta(days=365)
"""What somebody wrote longer ago says little of what they write about now."""
COUNTED = 5
"""Articles of one subject that speak for a writer when they are ranked; more of them say nothing new."""

WROTE_ABOUT = """
SELECT DISTINCT b.journalist_id
  FROM (SELECT id FROM coverage_article WHERE search @@ %s::tsquery
         ORDER BY published_at DESC NULLS LAST, id DESC LIMIT %s) AS newest
  JOIN coverage_byline b ON b.article_id = newest.id
 WHERE b.journalist_id IS NOT NULL
"""

# A syndicated copy is the same work as its original.
BY_WORDS = """(SELECT %s AS subject, id AS article_id, coalesce(original_id, id) AS work, published_at
  FROM coverage_article WHERE search @@ %s::tsquery AND published_at BETWEEN %s AND %s
 ORDER BY published_at DESC NULLS LAST, id DESC LIMIT %s)"""
BY_MONITORS = """(SELECT DISTINCT %s AS subject, a.id AS article_id, coalesce(a.original_id, a.id) AS work,
        a.published_at
  FROM unnest(%s::bigint[]) AS wanted (id)
 CROSS JOIN LATERAL (SELECT article_id FROM coverage_monitormatch WHERE monitor_id = wanted.id
                      ORDER BY matched_at DESC LIMIT %s) AS newest
  JOIN coverage_article a ON a.id = newest.article_id AND a.published_at BETWEEN %s AND %s
 WHERE %s = '' OR a.search @@ %s::tsquery)"""

WRITERS = """
WITH found AS MATERIALIZED ({found}),
     counted AS (SELECT b.journalist_id, subject, count(DISTINCT work) AS n, min(found.published_at) AS since,
                        max(found.published_at) AS until,
                        (array_agg(article_id ORDER BY found.published_at DESC))[1:3] AS newest
                   FROM found JOIN coverage_byline b USING (article_id)
                  WHERE b.journalist_id IS NOT NULL GROUP BY b.journalist_id, subject),
     best AS (SELECT journalist_id FROM counted GROUP BY journalist_id
               ORDER BY sum(least(n, %s)) DESC, max(until) DESC, journalist_id LIMIT %s)
SELECT journalist_id, subject, n, since, until, newest FROM counted JOIN best USING (journalist_id)
 ORDER BY journalist_id, subject
"""


def wrote_about(found: JournalistQuerySet, text: str) -> JournalistQuerySet:
    """Those of `found` who signed one of the newest 5,000 articles that hold every word of `text`.

    Asks the database once before it gives the queryset. Text without a word in it narrows nothing.
    """
    query = asked(text)
    if not query:
        return found
    with connection.cursor() as cursor:
        cursor.execute(WROTE_ABOUT, [query, MOST_FOR_FILTER])
        return found.filter(pk__in=[key for (key,) in cursor.fetchall()])


@dataclass(frozen=True)
class Subject:
    """Something that articles are about, found by `monitors` or by a `query` to their words; by both where both are
    given. `label` goes on after "3 articles"; `weight` says how much an article on it speaks for its writer. What is
    `internal` is not said to journalists: names of monitors tell of campaigns and competitors."""

    label: str
    query: str = ""
    monitors: tuple[int, ...] = ()
    weight: float = 1
    internal: bool = False

    def narrowed(self, query: str) -> "Subject":
        """The articles of this subject that answer `query` too; an empty one narrows nothing."""
        both = f"({self.query}) & ({query})" if self.query and query else self.query or query
        return replace(self, query=both)


@dataclass(frozen=True)
class Written:
    """What one writer published on one subject: how much, since when and until when, and keys of the newest three."""

    subject: Subject
    count: int
    since: datetime
    until: datetime
    newest: list[int]


def writers_on(subjects: Sequence[Subject], *, most: int) -> dict[int, list[Written]]:
    """Journalist's key → what they wrote on each subject within a year; of many writers the `most` who wrote most.

    One query, over the newest two thousand articles of each subject.
    """
    if not subjects:
        return {}
    found, params = newest_on(subjects)
    writers: dict[int, list[Written]] = {}
    with connection.cursor() as cursor:
        cursor.execute(WRITERS.format(found=found), [*params, COUNTED, most])
        for journalist, subject, count, first, last, newest in cursor.fetchall():
            writers.setdefault(journalist, []).append(Written(subjects[subject], count, first, last, newest))
    return writers


def newest_on(subjects: Sequence[Subject]) -> tuple[str, list[Any]]:
    """SQL for the newest articles of a year on each subject, and its parameters.

    Its columns are subject (a place in `subjects`), article_id, work and published_at.
    """
    parts: list[str] = []
    params: list[Any] = []
    now = timezone.now()
    for place, subject in enumerate(subjects):
        if subject.monitors:
            parts.append(BY_MONITORS)
            params += [place, list(subject.monitors), MOST_FOR_RANKING, now - RECENT, now, subject.query, subject.query]
        else:
            parts.append(BY_WORDS)
            params += [place, subject.query, now - RECENT, now, MOST_FOR_RANKING]
    return "\nUNION ALL\n".join(parts), params
