"""The number beside Today: kept when it is counted, shown for nothing, counted again when it is old."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from core.navigation import Count
from dashboard import counting, tasks
from dashboard.counting import beside_today
from tests.factories.inquiries import InquiryFactory
from tests.factories.pitches import PitchFactory

pytestmark = pytest.mark.django_db


def asked_by(user):
    request = RequestFactory().get("/contacts/")
    request.user = user
    return request


def is_fresh(user) -> bool:
    return cache.get(f"dashboard:today:{user.pk}:fresh") is not None


def test_opening_today_counts_and_every_page_shows_it(specialist, colleague, client_for) -> None:
    PitchFactory.create_batch(2, owner=specialist)
    browser = client_for(specialist)
    assert '2<span class="visually-hidden"> waiting for you</span>' in browser.get("/").content.decode()
    assert '2<span class="visually-hidden"> waiting for you</span>' in browser.get("/contacts/").content.decode()
    assert beside_today(asked_by(colleague)) is None


def test_it_costs_no_query(specialist, client_for) -> None:
    PitchFactory(owner=specialist)
    client_for(specialist).get("/")
    with CaptureQueriesContext(connection) as asked:
        assert beside_today(asked_by(specialist)) == Count(1, of="waiting for you")
    assert len(asked) == 0


def test_it_says_when_something_presses_and_when_there_is_more(specialist) -> None:
    PitchFactory.create_batch(27, owner=specialist, mailbox=None)
    InquiryFactory(owner=specialist)
    assert tasks.count_today(specialist.pk) == 26
    assert beside_today(asked_by(specialist)) == Count(26, of="waiting for you", hot=True, more=True)


def test_a_page_has_it_counted_once_and_shows_the_old_number_meanwhile(specialist) -> None:
    pitch = PitchFactory(owner=specialist)
    counting.count(specialist.pk)
    pitch.state = "cancelled"
    pitch.save()
    counting.is_stale(specialist)
    assert (is_fresh(specialist), beside_today(asked_by(specialist)).number, is_fresh(specialist)) == (False, 1, True)
    counting.count(specialist.pk)
    assert beside_today(asked_by(specialist)).number == 0


def test_a_form_that_was_sent_makes_it_stale(specialist, client_for) -> None:
    pitch = PitchFactory(owner=specialist)
    browser = client_for(specialist)
    browser.get("/")
    assert is_fresh(specialist)
    browser.post(f"/pitches/{pitch.pk}/aside/")
    assert not is_fresh(specialist)


def test_team_view_keeps_nothing(specialist, manager, client_for) -> None:
    PitchFactory(owner=specialist)
    client_for(manager).get("/?whose=team")
    assert cache.get(f"dashboard:today:{manager.pk}") is None


def test_it_is_not_for_observers_nor_for_those_who_have_left(observer, specialist) -> None:
    assert beside_today(asked_by(observer)) is None
    assert counting.count(observer.pk) is None
    specialist.is_active = False
    specialist.save()
    assert (counting.count(specialist.pk), counting.count(0)) == (None, None)
