"""What people can be told of, and when mail may come: kinds that apps register, quiet hours, the hour of the digest."""

import ast
from datetime import UTC, datetime, time, timedelta
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from team.hours import digest_due, end_of_quiet, is_quiet, next_digest
from team.kinds import Kind, UnknownKind, all_kinds
from team.models import TellingHours, User
from team.notifications import notify
from tests.team.clocks import BERLIN, NOON, moment

ROOT = Path(__file__).resolve().parents[2]


# Kinds


def test_every_notify_names_a_registered_kind() -> None:
    """Each call in the apps says what it tells of, by a constant of its app's `told_of`."""
    apps = [path for path in ROOT.iterdir() if (path / "apps.py").exists()]
    calls, without = 0, set()
    for file in (file for app in apps for file in app.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "notify":
                calls += 1
                if "kind" not in {keyword.arg for keyword in node.keywords}:
                    without.add(file.relative_to(ROOT).as_posix())
    assert without == set()
    assert calls > 25
    declared = {
        kind.key: kind
        for app in ("team", "mail", "pitches", "inquiries", "events", "coverage", "mediakits", "reports", "takeout")
        for kind in import_module(f"{app}.told_of").KINDS
    }
    assert {kind.key: kind for kind in all_kinds()} == declared


def test_a_kind_that_nobody_registered_is_refused(specialist: User) -> None:
    with pytest.raises(UnknownKind):
        notify(kind=Kind("nonsense", "N", "N"), users=[specialist], text="x")


# Hours


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-11-11 12:00", "2026-11-11 12:00"),
        ("2026-11-11 20:00", "2026-11-12 07:00"),
        ("2026-11-12 06:59", "2026-11-12 07:00"),
        ("2026-11-13 21:00", "2026-11-16 07:00"),  # Friday evening, Monday morning
        ("2026-11-14 12:00", "2026-11-16 07:00"),
        ("2026-03-27 21:00", "2026-03-30 07:00"),  # over the night in which clocks go forward
        ("2026-10-25 02:30", "2026-10-26 07:00"),  # and back
    ],
)
def test_quiet_hours_end(now: str, until: str) -> None:
    assert end_of_quiet(TellingHours(), BERLIN, moment(now)) == moment(until)


def test_quiet_hours_that_end_at_an_hour_the_clock_jumps_over() -> None:
    hours = TellingHours(quiet_from=time(22), quiet_until=time(2, 30), days=[0, 1, 2, 3, 4, 5, 6])
    assert end_of_quiet(hours, BERLIN, moment("2026-03-28 23:00")) == moment("2026-03-29 03:30")


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    siesta = TellingHours(quiet_from=time(12), quiet_until=time(15))
    assert end_of_quiet(siesta, BERLIN, NOON) == NOON.replace(hour=15)
    assert end_of_quiet(siesta, BERLIN, NOON.replace(hour=23)) == NOON.replace(hour=23)
    assert end_of_quiet(TellingHours(quiet_from=time(7), quiet_until=time(7)), BERLIN, NOON) == NOON


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(
    start=st.times(),
    end=st.times(),
    digest=st.times(),
    days=st.sets(st.integers(0, 6), min_size=1),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]),
    minutes=st.integers(0, 60 * 24 * 400),
)
def test_hours_always_lead_on(start: time, end: time, digest: time, days: set[int], zone: str, minutes: int) -> None:
    hours = TellingHours(quiet_from=start, quiet_until=end, digest_at=digest, days=sorted(days))
    now, there = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes), ZoneInfo(zone)
    until = end_of_quiet(hours, there, now)
    assert now <= until <= now + timedelta(days=9)
    assert not is_quiet(hours, there, until)
    coming = next_digest(hours, there, now)
    assert now < coming <= now + timedelta(days=8)
    assert digest_due(hours, there, coming) == coming


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-11 07:59", None),
        ("2026-11-11 08:00", "2026-11-11 08:00"),
        ("2026-11-11 14:00", "2026-11-11 08:00"),  # the worker was down
        ("2026-11-11 21:00", None),  # it was down until the quiet hours
        ("2026-11-14 08:00", None),  # a Saturday
        ("2026-03-30 08:00", "2026-03-30 08:00"),
        ("2026-10-26 08:00", "2026-10-26 08:00"),
    ],
)
def test_digest_due(now: str, due: str | None) -> None:
    assert digest_due(TellingHours(), BERLIN, moment(now)) == (moment(due) if due else None)


def test_digest_at_an_hour_in_the_quiet_hours_comes_for_it_was_chosen() -> None:
    hours = TellingHours(digest_at=time(6))
    assert digest_due(hours, BERLIN, moment("2026-11-11 06:05")) == moment("2026-11-11 06:00")
    assert digest_due(hours, BERLIN, moment("2026-11-11 06:15")) is None
    assert digest_due(hours, BERLIN, moment("2026-11-11 07:00")) == moment("2026-11-11 06:00")


def test_digest_hour_that_is_shown_twice_or_never() -> None:
    hours = TellingHours(digest_at=time(2, 30), days=[6], quiet_from=time(0), quiet_until=time(0))
    assert next_digest(hours, BERLIN, moment("2026-10-24 12:00")) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert next_digest(hours, BERLIN, moment("2026-03-28 12:00")) == moment("2026-03-29 03:30")
