"""Stretches of days: what a report is about, what it is compared with, and how a chart cuts it up.

Days are those of the team's time zone (`TIME_ZONE`), whoever looks from where, so that everybody gets the same figures.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format

Step = Literal["day", "week", "month", "quarter"]
A_DAY: Final = timedelta(days=1)
LONGEST_BY: Final[dict[Step, int]] = {"day": 14, "week": 190, "month": 1130}
"""Up to how many days a chart goes by this step; beyond the last one it goes by quarter."""


def team_zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


@dataclass(frozen=True)
class Period:
    """From `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def start(self) -> datetime:
        """The first moment in it."""
        return datetime.combine(self.first, time(), team_zone())

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.last + A_DAY, time(), team_zone())

    @property
    def before(self) -> "Period":
        """What it is compared with: as many whole months before it where it is whole months, else as many days."""
        if self._is_whole_months:
            months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
            return Period(_months_before(self.first, months), self.first - A_DAY)
        return Period(self.first - timedelta(days=self.days), self.first - A_DAY)

    @property
    def label(self) -> str:
        """In words: "October 2026", "Quarter 4 of 2026", "2026", or both days."""
        if self._is_whole_months:
            months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
            if months == 1:
                return date_format(self.first, "F Y")
            if months == 3 and self.first.month % 3 == 1:
                return f"Quarter {self.first.month // 3 + 1} of {self.first.year}"
            if months == 12 and self.first.month == 1:
                return str(self.first.year)
        if self.first == self.last:
            return date_format(self.first, "j F Y")
        same = "j F" if self.first.year == self.last.year else "j F Y"
        return f"{date_format(self.first, same)} to {date_format(self.last, 'j F Y')}"

    @property
    def step(self) -> Step:
        """What a chart of it goes by, so that it has neither three bars nor three hundred."""
        return next((step for step, days in LONGEST_BY.items() if self.days <= days), "quarter")

    def steps(self) -> Iterator[tuple[date, str]]:
        """Each step of a chart: the day it begins on, cut to weeks (Mondays), months or quarters, and its label."""
        at = beginning_of(self.first, self.step)
        while at <= self.last:
            yield at, _said(at, self.step)
            at = _next(at, self.step)

    @property
    def _is_whole_months(self) -> bool:
        return self.first.day == 1 and (self.last + A_DAY).day == 1


def beginning_of(day: date, step: Step) -> date:
    """The first day of the week, month or quarter that a day lies in."""
    if step == "week":
        return day - timedelta(days=day.weekday())
    if step == "month":
        return day.replace(day=1)
    if step == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day


def last_month(today: date) -> Period:
    """The month that ended last."""
    last = today.replace(day=1) - A_DAY
    return Period(last.replace(day=1), last)


def quarter_of(day: date) -> Period:
    """The calendar quarter that a day lies in."""
    first = beginning_of(day, "quarter")
    return Period(first, _months_before(first, -3) - A_DAY)


def _months_before(day: date, months: int) -> date:
    """The first of the month so many months before the one of `day`."""
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def _next(at: date, step: Step) -> date:
    if step == "day":
        return at + A_DAY
    if step == "week":
        return at + timedelta(days=7)
    return _months_before(at, -1 if step == "month" else -3)


def _said(at: date, step: Step) -> str:
    if step == "month":
        return date_format(at, "M Y")
    if step == "quarter":
        return f"Q{(at.month - 1) // 3 + 1} {at.year}"
    return date_format(at, "j M")
