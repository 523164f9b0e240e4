"""What waits for somebody, from all rooms, in order of urgency. Each source costs a query or two and gives few rows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from dashboard.desk import MOST, Desk, Room, Source, Urgency, WorkItem
from dashboard.waiting import SOURCES

COUNTED: Final = 200
"""Of one kind, when the work of a team is counted, for everybody together."""
A_LONG_TIME: Final = timedelta(days=3650)
NOBODY: Final = Cast(Value(None), BigIntegerField())


@dataclass(frozen=True)
class Work:
    """The rows, most urgent first; `more` when some kind had more of them than are shown."""

    items: list[WorkItem]
    more: bool = False

    @property
    def number(self) -> int:
        return len(self.items)

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


def look_at(desk: Desk, sources: Sequence[Source] = SOURCES, tally: "Tally | None" = None) -> Work:
    """Everything that waits; within one urgency the oldest, or what is due first, comes first.

    One statement says which sources have anything (`tally`, where it is known already); only those are asked for rows.
    """
    there = (tally or tally_of(desk, sources, most=MOST + 1)).sources
    items, more = list[WorkItem](), False
    for source in sources:
        if source.name in there:
            rows = list(source.waiting(desk)[: MOST + 1])
            more |= len(rows) > MOST
            items += rows_of(source, desk, rows[:MOST])
    far = timezone.now() + A_LONG_TIME
    return Work(sorted(items, key=lambda item: (item.urgency, item.at or far)), more)


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
    """How much waits for whom, by room. `full` are rooms in which counting stopped, `sources` those with anything."""

    numbers: dict[int | None, dict[Room, int]]
    full: frozenset[Room]
    sources: frozenset[str]

    def of(self, person: int | None) -> dict[Room, int]:
        return self.numbers.get(person, {})


def tally_of(desk: Desk, sources: Sequence[Source] = SOURCES, *, most: int = COUNTED) -> Tally:
    """Counts what waits in one statement, of each source no more than `most`. What is for anybody is nobody's."""
    parts, params, asked = list[str](), list[Any](), list[Source]()
    for source in sources:
        found = source.waiting(desk).values_list(source.owner or NOBODY)[:most]
        try:
            sql, given = found.query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT {len(asked)}, waiting.* FROM ({sql}) AS waiting (who)")  # noqa: S608 (made by Django)
        params += given
        asked.append(source)
    if not asked:
        return Tally({}, frozenset(), frozenset())
    statement = " UNION ALL ".join(parts)
    with connection.cursor() as cursor:
        counted = f"SELECT found.*, count(*) FROM ({statement}) AS found (n, who) GROUP BY 1, 2"  # noqa: S608 (as above)
        cursor.execute(counted, params)
        return _tally(asked, cursor.fetchall(), most)


def _tally(asked: Sequence[Source], counted: Sequence[tuple[int, int | None, int]], most: int) -> Tally:
    numbers: dict[int | None, dict[Room, int]] = defaultdict(lambda: defaultdict(int))
    of_source: dict[int, int] = defaultdict(int)
    for n, who, number in counted:
        of_source[n] += number
        if asked[n].owner:
            numbers[who][asked[n].room] += number
    full = frozenset(asked[n].room for n, number in of_source.items() if asked[n].owner and number >= most)
    there = frozenset(asked[n].name for n in of_source)
    return Tally({who: dict(rooms) for who, rooms in numbers.items()}, full, there)
