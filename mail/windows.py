"""Sending windows: the hours in which a message may go out, in the recipient's own time zone."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mail.errors import UnknownZone

SATURDAY = 5
DAYS_AHEAD = 9  # a weekend, a clock change and then some: an opening is always nearer than that


@dataclass(frozen=True, slots=True)
class Window:
    """From the full hour `start` (0 to 23) until before the full hour `end` (1 to 24), on the clocks of `zone`."""

    zone: str
    start: int
    end: int
    weekdays_only: bool = True

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= 24:
            raise ValueError(f"A sending window must begin before it ends: {self.start} to {self.end}.")
        zone_info(self.zone)

    def is_open(self, at: datetime) -> bool:
        local = at.astimezone(zone_info(self.zone))
        return self.start <= local.hour < self.end and not (self.weekdays_only and local.weekday() >= SATURDAY)

    def next_opening(self, at: datetime) -> datetime:
        """`at` itself (in UTC) when the window is open then, else the moment it opens next."""
        if self.is_open(at):
            return at.astimezone(UTC)
        zone = zone_info(self.zone)
        today = at.astimezone(zone).date()
        for ahead in range(DAYS_AHEAD):
            local = datetime.combine(today + timedelta(days=ahead), time(self.start), zone)
            opening = local.astimezone(UTC)
            # An hour that the clocks skip opens nothing, unless the window goes on behind it.
            if opening > at and self.is_open(opening):
                return opening
        raise AssertionError(f"{self} never opens")


def next_opening(at: datetime, zone: str, start: int, end: int, weekdays_only: bool) -> datetime:
    """The first moment from `at` on, in UTC, that lies in the window."""
    return Window(zone, start, end, weekdays_only).next_opening(at)


def zone_info(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZone(f"There is no time zone called {name!r}.") from None
