"""What of interviews and media events waits on Today, and what does not."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from dashboard.desk import Desk
from dashboard.waiting import events, interviews
from dashboard.work import look_at
from events.models import Correction, Promise
from tests.factories.events import InterviewFactory, InviteeFactory, MediaEventFactory, SlotFactory
from tests.factories.inquiries import InquiryFactory

SOURCES = (*interviews.SOURCES, *events.SOURCES)
pytestmark = pytest.mark.django_db


def waiting(user, *, team=False):
    return [(item.title, item.action) for item in look_at(Desk(user, team), SOURCES).items]


def test_what_waits_is_there_and_what_does_not_is_not(specialist, colleague):
    now = timezone.now()
    kw = {"owner": specialist}
    InterviewFactory(topic="Asked for", **kw)
    offered = InterviewFactory(topic="Times out", state="offered", **kw)
    SlotFactory(interview=offered, starts_at=now + timedelta(days=1))
    stale = InterviewFactory(topic="Times over", state="offered", **kw)
    SlotFactory(interview=stale, starts_at=now - timedelta(days=1))
    SlotFactory(interview=stale, starts_at=now + timedelta(days=1), state="withdrawn")
    InterviewFactory(topic="Soon", state="confirmed", starts_at=now + timedelta(hours=3), **kw)
    InterviewFactory(topic="Far", state="confirmed", starts_at=now + timedelta(days=4), **kw)
    InterviewFactory(topic="Over", state="confirmed", starts_at=now - timedelta(hours=3), **kw)
    InterviewFactory(topic="Hers", owner=colleague)
    today = timezone.localdate()
    inquiry = InquiryFactory()
    for days, text in ((-1, "Late"), (0, "Due"), (1, "Not yet")):
        Promise.objects.create(inquiry=inquiry, text=text, due_on=today + timedelta(days=days), owner=specialist)
    Promise.objects.create(inquiry=inquiry, text="Kept", due_on=today, owner=specialist, kept_at=now)
    for days, wrong in ((8, "Long ago"), (2, "Lately")):
        asked = now - timedelta(days=days)
        Correction.objects.create(inquiry=inquiry, wrong=wrong, right="x", asked_at=asked, asked_by=specialist)
    past = {"starts_at": now - timedelta(hours=5), "ends_at": now - timedelta(hours=3)}
    InviteeFactory(event=MediaEventFactory(title="Yesterday", **past, **kw))
    MediaEventFactory(title="Nobody was asked", **past, **kw)
    MediaEventFactory(title="Written to", followed_up_at=now, **past, **kw)
    MediaEventFactory(title="To come", **kw)
    assert sorted(waiting(specialist)) == [
        ("Asked for", "Offer times"), ("Due", "Keep it"), ("Late", "Keep it"), ("Long ago", "Ask again"),
        ("Nobody is invited: To come", "Invite"), ("Over", "Write up"), ("Soon", "Write the brief"),
        ("Times over", "Offer times"), ("Yesterday", "Follow up"),
    ]  # fmt: skip
    lines = {item.title: item.line for item in look_at(Desk(specialist), SOURCES).items}
    assert "No brief is signed off or mailed" in lines["Soon"]
    assert waiting(colleague) == [("Hers", "Offer times")]
    assert ("Hers", "Offer times") in waiting(specialist, team=True)


def test_promises_stand_beside_an_inquiry(client_for, specialist, observer):
    inquiry, browser = InquiryFactory(), client_for(specialist)
    add = reverse("events:inquiry-promise", args=[inquiry.pk])
    browser.post(add, {"text": "", "due_on": "soon"})
    assert not Promise.objects.exists()
    page = browser.post(add, {"text": "The test report", "due_on": "2026-12-01"}, follow=True).content.decode()
    promise = Promise.objects.get()
    assert ("The test report" in page, promise.owner) == (True, specialist)
    assert f"{reverse('events:interview-create')}?inquiry={inquiry.pk}" in page
    end = reverse("events:inquiry-promise-end", args=[inquiry.pk, promise.pk])
    for url in (add, end):
        assert client_for(observer).post(url).status_code == 403
        assert Browser().post(url)["Location"].startswith("/account/login/")
    for _ in range(2):
        browser.post(end)
    promise.refresh_from_db()
    assert promise.kept_at is not None
