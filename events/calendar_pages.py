"""Months, weeks and days as pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from events.entries import Entry

MOST_A_DAY: Final = {"month": 4, "week": 20, "agenda": 50}
"""More than so many a day stand behind a link."""
MOST_IN_AGENDA: Final = 150
READ: Final = {"month": 2000, "week": 2000, "agenda": MOST_IN_AGENDA + 2 * MOST_A_DAY["agenda"]}
"""So many of each kind are read at most. An agenda ends at a day, so that a kind which was cut off has filled it."""
AGENDA: Final = timedelta(days=30)
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


@dataclass
class Day:
    """One day with what begins on it."""

    on: date
    is_today: bool = False
    is_outside: bool = False
    most: int = 50
    entries: list[Entry] = field(default_factory=list)
    of_kinds: dict[str, int] = field(default_factory=dict)
    """How many of each kind there are, with those that were not read."""

    def add(self, entry: Entry) -> None:
        self.entries.append(entry)
        self.of_kinds[entry.kind] = entry.of_day or self.of_kinds.get(entry.kind, 0) + 1

    @property
    def first(self) -> list[Entry]:
        return self.entries if self._all <= self.most else self.entries[: self.most - 1]

    @property
    def more(self) -> int:
        return self._all - len(self.first)

    @property
    def _all(self) -> int:
        return sum(self.of_kinds.values())


@dataclass(frozen=True)
class Stretch:
    """What a page covers: days from `first` up to `last`, which is a part of it, with its neighbours."""

    view: str
    on: date
    first: date
    last: date
    before: date
    after: date

    def window(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From its first midnight to the one after its last day, on the reader's clock."""
        return (
            datetime.combine(self.first, time(), zone),
            datetime.combine(self.last + timedelta(days=1), time(), zone),
        )


def stretch(view: str, on: date) -> Stretch:
    """The month with whole weeks around it, the week, or thirty days from that day."""
    on = min(max(on, EARLIEST), LATEST)
    monday = on - timedelta(days=on.weekday())
    if view == "week":
        week = timedelta(days=7)
        return Stretch(view, on, monday, monday + timedelta(days=6), on - week, on + week)
    if view == "agenda":
        return Stretch(view, on, on, on + AGENDA - timedelta(days=1), on - AGENDA, on + AGENDA)
    begin = on.replace(day=1)
    first = begin - timedelta(days=begin.weekday())
    after = (begin + timedelta(days=32)).replace(day=1)
    last = after - timedelta(days=1)
    return Stretch(
        "month", on, first, last + timedelta(days=6 - last.weekday()), (begin - timedelta(days=1)).replace(day=1), after
    )


def days(shown: Stretch, found: Iterable[Entry], zone: ZoneInfo, today: date) -> list[Day]:
    """Every day of the stretch; what began before it stands on its first day."""
    number = (shown.last - shown.first).days + 1
    most = MOST_A_DAY[shown.view]
    made = [Day(shown.first + timedelta(days=each), most=most) for each in range(number)]
    for day in made:
        day.is_today = day.on == today
        day.is_outside = shown.view == "month" and day.on.month != shown.on.month
    for entry in found:
        on = max(entry.starts_at.astimezone(zone).date(), shown.first)
        if on <= shown.last:
            made[(on - shown.first).days].add(entry)
    return made


def agenda(of: Iterable[Day]) -> tuple[list[Day], date | None]:
    """The days that have something, and the one from which on the rest stands on the next page, if there is one."""
    shown: list[Day] = []
    for day in of:
        if sum(len(each.first) for each in shown) >= MOST_IN_AGENDA:
            return shown, day.on
        if day.entries:
            shown.append(day)
    return shown, None


def weeks(of: Sequence[Day]) -> list[Sequence[Day]]:
    return [of[start : start + 7] for start in range(0, len(of), 7)]
