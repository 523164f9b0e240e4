"""What a query would have found lately, before it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import OperationalError, connection, transaction
from django.utils.safestring import SafeString

from contacts.paging import count_up_to, said
from coverage.models import Article
from coverage.monitors.compiling import compiled
from coverage.monitors.looking_back import lately
from coverage.monitors.notes import notes_on
from coverage.monitors.problems import QueryProblem
from coverage.monitors.snippets import marked, snippet

MOST: Final = 1000
SAMPLES: Final = 6
PATIENCE: Final = 3
"""Seconds; a query of words that are everywhere is not counted to the end of the world."""


@dataclass(frozen=True)
class Sample:
    article: Article
    title: SafeString
    snippet: SafeString


@dataclass(frozen=True)
class Preview:
    """`problem` says why there is nothing to look for; `before`, `at` and `after` are the query cut at that place."""

    number: str = ""
    is_none: bool = False
    is_slow: bool = False
    samples: Sequence[Sample] = ()
    notes: Sequence[str] = ()
    problem: str = ""
    place: tuple[str, str, str] = field(default=("", "", ""))


def preview(query: str) -> Preview:
    """Of the last 30 days: how many articles, up to a bound, and the newest with their words marked. Two queries."""
    try:
        asked = compiled(query)
    except QueryProblem as problem:
        return Preview(problem=problem.message, place=cut(query, problem))
    found = lately().answering(asked.tsquery)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = %s", [PATIENCE * 1000])
            number = count_up_to(found, MOST)
            newest = list(found.select_related("outlet").order_by("-published_at", "-pk")[:SAMPLES])
            cursor.execute("SET LOCAL statement_timeout = DEFAULT")
    except OperationalError:
        return Preview(is_slow=True, notes=notes_on(query))
    return Preview(
        number=said(number, MOST),
        is_none=not number,
        samples=[Sample(one, marked(one.title, [query]), snippet(one.text or one.excerpt, [query])) for one in newest],
        notes=notes_on(query),
    )


def cut(query: str, problem: QueryProblem) -> tuple[str, str, str]:
    """The query before, at and after the place that the problem speaks of."""
    return query[: problem.start], query[problem.start : problem.end], query[problem.end :]
