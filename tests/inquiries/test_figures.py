"""The board, the figures, held against the rows by another way, and the manager's page."""

import random
import statistics
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client as Browser
from django.urls import reverse

from inquiries.listing import A_COLUMN, board
from inquiries.models import Inquiry
from inquiries.statistics import report
from tests.factories.contacts import OutletFactory
from tests.factories.events import InterviewFactory
from tests.factories.inquiries import AnswerFactory, InquiryFactory, TopicFactory
from tests.factories.team import UserFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
BOARD, FIGURES, LOAD = (reverse(f"inquiries:{name}") for name in ("board", "figures", "load"))


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def text_of(response):
    return " ".join(response.content.decode().replace("&#x27;", "'").split())


def ended(state="answered", **given):
    at = given.pop("at", NOON)
    return InquiryFactory(state=state, answered_at=at if state == "answered" else None, ended_at=at, **given)


def test_the_board_has_each_where_it_is(specialist):
    new, working = InquiryFactory(), InquiryFactory(state="working")
    review = AnswerFactory(inquiry=InquiryFactory(state="working"), state="in_review").inquiry
    today = ended()
    ended(at=NOON - timedelta(days=1), received_at=NOON - timedelta(days=2))
    ended("closed")
    assert board(user=specialist) == [
        ("New", [new]), ("Answering", [working]), ("Waiting for sign-off", [review]), ("Answered today", [today]),
    ]  # fmt: skip
    assert [len(rows) for _, rows in board(user=specialist, client=new.client)] == [1, 0, 0, 0]


def test_a_column_is_bounded(client_for, specialist):
    inquiry = InquiryFactory()
    rows = [Inquiry(**{**{field.attname: getattr(inquiry, field.attname) for field in Inquiry._meta.concrete_fields},
                       "id": None, "serial": 1000 + number}) for number in range(A_COLUMN + 5)]  # fmt: skip
    Inquiry.objects.bulk_create(rows)
    page = text_of(client_for(specialist).get(BOARD))
    assert f"{A_COLUMN}+" in page
    assert page.count("<article") == A_COLUMN


def test_figures_are_those_of_the_rows(specialist):
    """Recomputed from the rows, one by one, in Python."""
    chance = random.Random(6)
    topics, outlets, people = (
        [TopicFactory() for _ in range(3)],
        [OutletFactory() for _ in range(2)],
        [UserFactory(), None],
    )
    for number in range(60):
        received = NOON - timedelta(hours=chance.randrange(1, 400))
        answered = received + timedelta(minutes=chance.randrange(5, 3000)) if chance.random() < 0.7 else None
        acknowledged = (
            received + timedelta(minutes=chance.randrange(1, 40)) if answered or chance.random() < 0.5 else None
        )
        InquiryFactory(
            received_at=received, answered_at=answered, ended_at=answered, acknowledged_at=acknowledged,
            state="answered" if answered else "working", topic=chance.choice(topics), outlet=chance.choice(outlets),
            owner=chance.choice(people), serial=5000 + number,
            deadline=received + timedelta(hours=chance.randrange(1, 60)) if chance.random() < 0.6 else None,
        )  # fmt: skip
    start = NOON - timedelta(days=10)
    found = report(start, NOON, user=specialist)
    rows = [one for one in Inquiry.objects.all() if start <= one.received_at < NOON]
    answered = [one for one in rows if one.answered_at]
    acknowledged = [one for one in rows if one.acknowledged_at]
    due = [one for one in rows if one.deadline and (one.answered_at or one.deadline < NOON)]
    whole = found.whole
    assert (whole.number, whole.answered, whole.acknowledged) == (len(rows), len(answered), len(acknowledged))
    assert whole.acknowledged_in_time == sum(one.acknowledged_at <= one.acknowledge_by for one in acknowledged)
    assert whole.to_answer == statistics.median([one.answered_at - one.received_at for one in answered])
    assert whole.to_acknowledge == statistics.median([one.acknowledged_at - one.received_at for one in acknowledged])
    assert whole.with_deadline == len(due)
    assert whole.kept == sum(bool(one.answered_at and one.answered_at <= one.deadline) for one in due)
    for group in (found.by_topic, found.by_outlet, found.by_person):
        assert sum(row.number for row in group) == len(rows)
        assert sum(row.kept for row in group) == whole.kept
    assert {row.label for row in found.by_person} == {people[0].name, "Nobody"}


def test_an_empty_stretch_says_so(client_for, specialist):
    browser = client_for(specialist)
    page = text_of(browser.get(FIGURES))
    assert "No inquiries in these days" in page
    assert "nan" not in page.lower().replace("finance", "")
    ended(received_at=NOON - timedelta(hours=4))
    page = text_of(browser.get(FIGURES))
    assert ("4 h" in page, "No inquiries in these days" in page) == (True, False)
    none = report(NOON, NOON + timedelta(days=1), user=specialist).whole
    assert (none.number, none.to_answer, none.kept_rate, none.acknowledged_rate) == (0, None, None, None)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"from": "2026-11-30", "to": "2026-11-01"}, "The first day lies after the last one"),
        ({"from": "2001-01-01", "to": "2026-01-01"}, "more than ten years"),
        ({"from": "soon", "to": "2026-02-31", "client": "x"}, ""), ({"from": "9999-12-31"}, ""),
    ],
)  # fmt: skip
def test_nonsense_is_said_or_passed_over(client_for, specialist, query, said):
    response = client_for(specialist).get(FIGURES, query)
    assert (response.status_code, said in text_of(response)) == (200, True)


def test_managers_see_load_danger_and_what_was_put_off(client_for, manager):
    late = InquiryFactory(subject="In danger", deadline=NOON + timedelta(hours=1), owner=manager)
    InquiryFactory(subject="Has time", deadline=NOON + timedelta(days=1))
    interview = InterviewFactory(topic="Put off", put_off=2)
    interview.promises.create(text="The test report", due_on=NOON.date() - timedelta(days=1), owner=manager)
    page = text_of(client_for(manager).get(LOAD))
    for said in (late.subject, "Put off", "2 times", "The test report", "Nobody yet"):
        assert said in page
    assert "Has time" not in page


def test_who_may_look(client_for, specialist, observer):
    for page in (BOARD, FIGURES, LOAD):
        assert client_for(observer).get(page).status_code == 403
        assert Browser().get(page)["Location"].startswith("/account/login/")
    assert client_for(specialist).get(LOAD).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_whatever_is_on_them(client_for, manager, django_assert_num_queries, rows):
    for _ in range(rows):
        owner = UserFactory()
        InquiryFactory(owner=owner, deadline=NOON + timedelta(hours=1), topic=TopicFactory())
        InterviewFactory(put_off=1).promises.create(text="x", due_on=NOON.date(), owner=owner)
    browser = client_for(manager)
    browser.get(BOARD)
    for page, queries in ((BOARD, 12), (FIGURES, 12), (LOAD, 12)):
        with django_assert_num_queries(queries):
            browser.get(page)
