"""What waits for somebody, from all rooms, in order of urgency. Each source costs a query or two and gives few rows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, Value
from django.db.models.functions import Cast

from dashboard.desk import MOST, Desk, Room, Source, Urgency, WorkItem
from dashboard.learned import statement_for
from dashboard.waiting import SOURCES

COUNTED: Final = 200
"""Of one kind, when the work of a team is counted, for everybody together."""
A_LONG_TIME: Final = timedelta(days=3650)
NOBODY: Final = Cast(Value(None), BigIntegerField())


@dataclass(frozen=True)
class Work:
    """The most urgent rows, and the `number` of all; `more` when of some kind only the first were counted."""

    items: list[WorkItem]
    number: int
    more: bool = False

    @property
    def pressing(self) -> int:
        return sum(item.urgency == Urgency.NOW for item in self.items)

    def first(self, most: int) -> list[WorkItem]:
        """The most urgent: a list of hundreds is no list."""
        return self.items[:most]

    @property
    def said(self) -> str:
        """How many, honestly: 25+ where counting stopped."""
        return f"{self.number}+" if self.more else str(self.number)


def look_at(
    desk: Desk, sources: Sequence[Source] = SOURCES, tally: "Tally | None" = None, *, shown: int | None = None
) -> Work:
    """What waits; within one urgency the oldest, or what is due first, comes first.

    One statement says which sources have anything (`tally`, where it is known already); only those are asked for rows,
    and of those only as many as it takes to have the `shown` most urgent, with all that cannot wait (None: all).
    """
    there = (tally or tally_of(desk, sources, most=MOST + 1)).sources
    items = list[WorkItem]()
    for urgency in Urgency:
        for source in sources:
            if source.soonest == urgency and source.name in there:
                items += rows_of(source, desk, list(source.waiting(desk)[:MOST]))
        if shown is not None and sum(item.urgency <= urgency for item in items) >= shown:
            break
    far = desk.now + A_LONG_TIME
    items.sort(key=lambda item: (item.urgency, item.at or far))
    return Work(items, sum(min(number, MOST) for number in there.values()), max(there.values(), default=0) > MOST)


def rows_of(source: Source, desk: Desk, rows: Sequence[Any]) -> list[WorkItem]:
    """What one source says of these rows of it."""
    if rows and source.prepare:
        source.prepare(desk, rows)
    return [replace(source.row(desk, row), owner=_owner(source, row)) for row in rows]


def work_for(desk: Desk) -> list[WorkItem]:
    return look_at(desk).items


def _owner(source: Source, row: Any) -> int | None:
    if not source.owner:
        return None
    if isinstance(row, dict):
        return row[source.owner]
    *path, last = source.owner.split("__")
    for step in path:
        row = getattr(row, step)
    return getattr(row, f"{last}_id", None)


@dataclass(frozen=True)
class Tally:
    """How much waits for whom, by room, and in each source. `full` are rooms in which counting stopped."""

    numbers: dict[int | None, dict[Room, int]]
    full: frozenset[Room]
    sources: dict[str, int]

    def of(self, person: int | None) -> dict[Room, int]:
        return self.numbers.get(person, {})


def tally_of(desk: Desk, sources: Sequence[Source] = SOURCES, *, most: int = COUNTED) -> Tally:
    """Counts what waits in one statement, of each source no more than `most`. What is for anybody is nobody's."""
    named = tuple(source.name for source in sources)
    sql, params = statement_for(desk, partial(_counting, sources, most), (named, most))
    if not sql:
        return Tally({}, frozenset(), {})
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return _tally(sources, cursor.fetchall(), most)


def _counting(sources: Sequence[Source], most: int, desk: Desk) -> tuple[str, Sequence[Any]]:
    parts, params = list[str](), list[Any]()
    for number, source in enumerate(sources):
        found = source.waiting(desk).values_list(source.owner or NOBODY)[:most]
        try:
            sql, given = found.query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT {number}, waiting.* FROM ({sql}) AS waiting (who)")  # noqa: S608 (made by Django)
        params += given
    if not parts:
        return "", []
    found_in_each = " UNION ALL ".join(parts)
    return f"SELECT found.*, count(*) FROM ({found_in_each}) AS found (n, who) GROUP BY 1, 2", params  # noqa: S608


def _tally(sources: Sequence[Source], counted: Sequence[tuple[int, int | None, int]], most: int) -> Tally:
    numbers: dict[int | None, dict[Room, int]] = defaultdict(lambda: defaultdict(int))
    of_source: dict[Source, int] = defaultdict(int)
    for n, who, number in counted:
        of_source[sources[n]] += number
        if sources[n].owner:
            numbers[who][sources[n].room] += number
    full = frozenset(source.room for source, number in of_source.items() if source.owner and number >= most)
    there = {source.name: number for source, number in of_source.items()}
    return Tally({who: dict(rooms) for who, rooms in numbers.items()}, full, there)
