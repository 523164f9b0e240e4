"""Statements that were learnt say of each desk what Django would have made for it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from dashboard import learned
from dashboard.desk import Desk
from dashboard.learned import Unlearnable, learn, statement_for
from dashboard.waiting import SOURCES
from dashboard.work import COUNTED, _counting, look_at, tally_of
from team.models import TeamPolicy, User
from tests.dashboard.waiting_cases import CASES
from tests.factories.inquiries import StatementFactory
from tests.factories.team import UserFactory

pytestmark = pytest.mark.django_db
DESKS = ["own", "team", "a colleague's", "their own among the team's"]


@pytest.fixture(autouse=True)
def _nothing_learnt() -> None:
    learned.forget()


def desk_of(which: str, user: User, now: datetime) -> Desk:
    person = {"a colleague's": UserFactory(role="manager"), "their own among the team's": user}.get(which)
    return Desk(user, which != "own", person, now)


def made(desk: Desk) -> tuple[str, list[Any]]:
    sql, params = _counting(SOURCES, COUNTED, desk)
    return sql, list(params)


@pytest.mark.parametrize("which", DESKS)
@pytest.mark.parametrize("role", ["specialist", "manager", "admin", "observer"])
def test_all_that_waits_is_asked_for_as_if_it_were_made_anew(role, which) -> None:
    """Whatever else is true of who looks, and whenever they do."""
    unlike = {"time_zone": "Pacific/Kiritimati", "phone": "+49 30 23125 001", "job_title": "Head of Press"}
    for user in (UserFactory(role=role), UserFactory(role=role, **unlike)):
        for now in (timezone.now(), datetime(2031, 2, 28, 23, 59, 59, 999, UTC)):
            desk = desk_of(which, user, now)
            sql, params = learn(desk, made).filled(desk)
            assert (sql, list(params)) == made(desk)
            assert statement_for(desk, made, "all") == (sql, params)


def test_is_learnt_once_and_then_asks_for_whoever_looks(specialist, colleague) -> None:
    calls = 0

    def make(desk: Desk) -> tuple[str, list[Any]]:
        nonlocal calls
        calls += 1
        return "owner = %s AND since > %s AND on = %s", [desk.user.pk, desk.now - timedelta(days=3), desk.today]

    for user in (specialist, colleague):
        desk = Desk(user)
        assert statement_for(desk, make, "this") == make(desk)
    assert calls == 2 + 2  # two to learn, and two of this test


def by_name(desk: Desk) -> tuple[str, list[Any]]:
    return "name = %s", [desk.user.name or str(desk.user.pk)]


def by_other_sql(desk: Desk) -> tuple[str, list[Any]]:
    return f"SELECT {desk.user.pk}", []


def by_half_the_key(desk: Desk) -> tuple[str, list[Any]]:
    return "half = %s", [desk.user.pk // 2]


@pytest.mark.parametrize("make", [by_name, by_other_sql, by_half_the_key])
def test_what_cannot_be_learnt_is_made_each_time(make: Callable[[Desk], Any], specialist, colleague) -> None:
    with pytest.raises(Unlearnable):
        learn(Desk(specialist), make)
    for user in (specialist, colleague):
        assert statement_for(Desk(user), make, "that") == make(Desk(user))


def test_the_policy_is_asked_each_time(manager) -> None:
    """Whether managers decide about their own work can change between two looks."""
    StatementFactory(owner=manager, approved_by=None, approved_at=None)
    assert not tally_of(Desk(manager)).sources
    TeamPolicy.current()
    TeamPolicy.objects.update(approve_own_work=True)
    assert tally_of(Desk(manager)).sources == {"statement to approve": 1}
    TeamPolicy.objects.update(approve_own_work=False)
    assert not tally_of(Desk(manager)).sources


def test_looks_no_further_than_what_is_shown(manager) -> None:
    for name, case in CASES.items():
        if name != "crisis":
            case.make(manager)
    desk = Desk(manager, team=True)
    everything = look_at(desk)
    for shown in (0, 1, 20, 1000):
        work = look_at(desk, shown=shown)
        assert work.first(shown) == everything.first(shown)
        assert (work.number, work.more) == (everything.number, everything.more)
        assert work.pressing == everything.pressing > 0
    assert len(look_at(desk, shown=0).items) < len(everything.items) == everything.number
