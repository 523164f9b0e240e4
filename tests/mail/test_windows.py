from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail.errors import UnknownZone
from mail.windows import Window, next_opening

ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc]


def test_next_opening_inside_window_is_now():
    at = utc(2026, 11, 18, 8, 30)
    assert next_opening(at, "Europe/Berlin", 5, 12, True) == at


def test_next_opening_before_window_is_its_first_minute_in_that_zone():
    assert next_opening(utc(2026, 11, 18, 2, 0), "Europe/Berlin", 5, 12, True) == utc(2026, 11, 18, 4, 0)
    assert next_opening(utc(2026, 11, 18, 2, 0), "America/New_York", 5, 12, True) == utc(2026, 11, 18, 10, 0)


def test_next_opening_on_friday_after_hours_skips_the_weekend():
    assert next_opening(utc(2026, 11, 20, 12, 0), "Europe/Berlin", 5, 12, True) == utc(2026, 11, 23, 4, 0)
    assert next_opening(utc(2026, 11, 20, 12, 0), "Europe/Berlin", 5, 12, False) == utc(2026, 11, 21, 4, 0)


def test_next_opening_asks_the_recipients_weekday_not_ours():
    # Sunday evening in UTC is Monday morning in Auckland.
    assert next_opening(utc(2026, 11, 22, 18, 0), "Pacific/Auckland", 5, 12, True) == utc(2026, 11, 22, 18, 0)


def test_next_opening_skips_an_hour_that_the_clocks_skip():
    # On 29 March 2026 there is no 02:00 to 03:00 in Berlin.
    assert next_opening(utc(2026, 3, 28, 23, 0), "Europe/Berlin", 2, 3, False) == utc(2026, 3, 30, 0, 0)


def test_window_until_midnight_is_open_in_the_last_hour():
    assert Window("UTC", 20, 24, False).is_open(utc(2026, 11, 18, 23, 59))


@pytest.mark.parametrize(("start", "end"), [(12, 5), (5, 5), (-1, 5), (5, 25)])
def test_window_that_never_opens_is_refused(start, end):
    with pytest.raises(ValueError, match="must begin before it ends"):
        Window("UTC", start, end)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd"])
def test_window_in_an_unknown_zone_is_refused(zone):
    with pytest.raises(UnknownZone):
        Window(zone, 5, 12)


@given(
    at=st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),
    zone=st.sampled_from(ZONES),
    start=st.integers(0, 23),
    length=st.integers(1, 24),
    weekdays_only=st.booleans(),
)
def test_next_opening_is_open_and_not_before_and_the_minute_before_is_closed(at, zone, start, length, weekdays_only):
    window = Window(zone, start, min(24, start + length), weekdays_only)
    opening = window.next_opening(at)
    assert opening >= at
    assert window.is_open(opening)
    if opening > at:
        assert not window.is_open(at)
        assert opening - at < timedelta(days=8)
