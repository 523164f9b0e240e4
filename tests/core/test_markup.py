"""Times, numbers and links as the reader sees them."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from core.templatetags.mediarel import ago, clock, duration, initials, left, moment, number, short_moment, words

NOW = datetime(2026, 11, 12, 8, 40, tzinfo=UTC)  # 09:40 in Berlin


@pytest.fixture(autouse=True)
def _thursday_morning() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Maya Lindqvist", "ML"),
        ("Stromblatt", "S"),
        ("Camille Roussel-Haddad", "CH"),
        ("Grid & Current", "GC"),
        ("", ""),
        ("(unknown)", ""),
        ("Ōmura Kenzaburō", "ŌK"),
    ],
)
def test_initials_are_first_and_last(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(("value", "text"), [(2418, "2,418"), (0, "0"), (None, "–"), (12.5, "12.5"), ("many", "many")])
def test_number_has_thousands_separators(value: object, text: str) -> None:
    assert number(value) == text


def test_words_are_counted_without_markup() -> None:
    assert words("<p>Hi Ines,</p><p>one&nbsp;<b>battery</b></p>") == 4
    assert words(None) == 0


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2026, 11, 12, 7, 55, tzinfo=UTC), "Today 08:55"),
        (datetime(2026, 11, 11, 23, 30, tzinfo=UTC), "Today 00:30"),
        (datetime(2026, 11, 11, 15, 20, tzinfo=UTC), "Yesterday 16:20"),
        (datetime(2026, 11, 13, 7, 5, tzinfo=UTC), "Tomorrow 08:05"),
        (datetime(2026, 11, 2, 10, 14, tzinfo=UTC), "2 Nov 11:14"),
        (datetime(2025, 10, 27, 10, 0, tzinfo=UTC), "27 Oct 2025"),
        (date(2026, 10, 27), "27 Oct"),
        (date(2026, 11, 12), "Today"),
    ],
)
def test_short_moment_is_in_the_readers_zone(value: datetime | date, text: str) -> None:
    assert short_moment(timezone.localtime(value) if isinstance(value, datetime) else value) == text


def test_moment_says_the_other_zone_where_the_hour_differs() -> None:
    deadline = datetime(2026, 11, 12, 10, 30, tzinfo=UTC)
    assert moment(deadline, "Europe/London") == (
        '<time datetime="2026-11-12T11:30+01:00" title="Thursday 12 November 2026, 11:30 in Berlin">'
        "Today 11:30, 10:30 in London</time>"
    )
    assert "Paris" not in moment(deadline, "Europe/Paris")
    assert "Thu 23:30 in London" in moment(datetime(2026, 11, 12, 23, 30, tzinfo=UTC), "Europe/London")


def test_moment_that_never_came_is_a_dash() -> None:
    assert moment(None) == "–"
    assert moment(None, empty="not yet") == "not yet"


@pytest.mark.parametrize(
    ("delta", "text"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=9), "9 min ago"),
        (timedelta(hours=4, minutes=20), "4 h 20 min ago"),
        (timedelta(hours=15, minutes=20), "15 h ago"),
        (timedelta(days=1, hours=3), "1 day ago"),
        (timedelta(days=-2), "in 2 days"),
    ],
)
def test_ago_names_the_two_largest_units(delta: timedelta, text: str) -> None:
    assert ago(NOW - delta) == text


def test_clock_shows_the_hour_of_a_moment_or_of_a_window() -> None:
    assert (clock(datetime(2026, 11, 12, 11, 30)), clock(5), clock(24)) == ("11:30", "05:00", "24:00")


def test_left_says_late_after_the_hour() -> None:
    assert left(NOW + timedelta(minutes=110)) == "1 h 50 min left"
    assert left(NOW - timedelta(hours=3)) == "3 h late"
    assert duration(timedelta(minutes=9)) == "9 min"
    assert duration(None) == "–"


def test_without_drops_one_value_and_the_page(rf: RequestFactory) -> None:
    request = rf.get("/contacts/", {"beat": ["1", "2"], "q": "grid", "page": "3"})
    template = Template('{% load mediarel %}{% without "beat" 1 %} {% without "beat" %} {% without "q" "grid" %}')
    links = template.render(Context({"request": request}, autoescape=False)).split()
    assert links == ["?beat=2&amp;q=grid", "?q=grid", "?beat=1&amp;beat=2"] or links == [
        "?beat=2&q=grid",
        "?q=grid",
        "?beat=1&beat=2",
    ]


def test_without_the_last_filter_is_the_bare_page(rf: RequestFactory) -> None:
    template = Template('{% load mediarel %}{% without "q" %}')
    assert template.render(Context({"request": rf.get("/contacts/?q=x")})) == "/contacts/"
