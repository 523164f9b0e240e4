"""The calendar: what stands in it for whom, its pages, and the feed that programs subscribe to."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client as Browser
from django.urls import reverse
from icalendar import Calendar

from events import calendar_feeds, calendar_pages
from events.entries import Entry, Window, entries
from events.errors import NotPossible
from events.models import CalendarFeed, Promise
from tests.factories.events import InterviewFactory, MediaEventFactory, SpeakerFactory
from tests.factories.inquiries import InquiryFactory
from tests.factories.mail import MailboxFactory
from tests.factories.mediakits import DocumentFactory
from tests.factories.pitches import PitchFactory

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=BERLIN)
PAGE, FEEDS = reverse("events:calendar"), reverse("events:feed-list")


@pytest.fixture(autouse=True)
def at_noon(specialist):
    specialist.time_zone = "Europe/Berlin"
    specialist.save()
    with time_machine.travel(NOON, tick=False):
        yield


def text_of(response):
    return " ".join(response.content.decode().replace("&#x27;", "'").split())


def window(user, *, days=30, **more):
    return Window(NOON - timedelta(days=1), NOON + timedelta(days=days), user, **more)


@pytest.fixture
def everything(specialist):
    """One of each kind for one client, on successive days."""
    speaker = SpeakerFactory()
    client = speaker.client
    at = [NOON + timedelta(days=each) for each in range(6)]
    interview = InterviewFactory(client=client, spokesperson=speaker, state="confirmed", starts_at=at[0])
    event = MediaEventFactory(client=client, starts_at=at[1], state="open")
    event.speakers.add(speaker)
    InquiryFactory(client=client, deadline=at[2])
    Promise.objects.create(interview=interview, text="The report", due_on=at[3].date(), owner=specialist)
    DocumentFactory(client=client, embargo_until=at[4])
    PitchFactory(
        campaign__client=client, state="scheduled", starts_at=at[5], scheduled_by=specialist, mailbox=MailboxFactory()
    )
    return speaker


def kinds(found):
    return [entry.kind for entry in found]


def test_everything_stands_there_in_order_and_for_whom_it_may(everything, specialist, observer):
    found = entries(window(specialist))
    assert kinds(found) == ["interview", "event", "deadline", "promise", "embargo", "pitch"]
    assert kinds(entries(window(observer))) == []
    assert kinds(entries(window(specialist, spokesperson=everything))) == ["interview", "event"]
    assert kinds(entries(window(specialist, spokesperson=SpeakerFactory()))) == []
    assert len(entries(window(specialist, client=everything.client))) == 6
    assert entries(window(specialist, client=SpeakerFactory().client)) == []
    assert kinds(entries(window(specialist, kinds=frozenset({"deadline"})))) == ["deadline"]
    assert kinds(entries(window(specialist, days=1))) == ["interview"]


def test_what_is_over_or_called_off_does_not_stand_there(specialist):
    InterviewFactory(state="cancelled", starts_at=NOON, cancelled_at=NOON)
    MediaEventFactory(state="cancelled", starts_at=NOON, cancelled_at=NOON)
    InquiryFactory(state="answered", deadline=NOON, answered_at=NOON, ended_at=NOON)
    Promise.objects.create(
        interview=InterviewFactory(), text="x", due_on=NOON.date(), owner=specialist, kept_at=NOON
    )  # fmt: skip
    assert entries(window(specialist)) == []


@pytest.mark.parametrize(
    ("view", "on", "first", "last", "before", "after"),
    [
        ("month", date(2026, 11, 24), date(2026, 10, 26), date(2026, 12, 6), date(2026, 10, 1), date(2026, 12, 1)),
        ("month", date(2027, 2, 1), date(2027, 2, 1), date(2027, 2, 28), date(2027, 1, 1), date(2027, 3, 1)),
        ("week", date(2026, 11, 24), date(2026, 11, 23), date(2026, 11, 29), date(2026, 11, 17), date(2026, 12, 1)),
        ("agenda", date(2026, 11, 24), date(2026, 11, 24), date(2026, 12, 23), date(2026, 10, 25), date(2026, 12, 24)),
    ],
)
def test_stretches(view, on, first, last, before, after):
    shown = calendar_pages.stretch(view, on)
    assert (shown.first, shown.last, shown.before, shown.after) == (first, last, before, after)


def test_days_are_those_of_the_readers_clock_when_it_is_changed():
    shown = calendar_pages.stretch("week", date(2026, 10, 25))  # the clocks go back on Sunday
    start, end = shown.window(BERLIN)
    assert end.timestamp() - start.timestamp() == timedelta(days=7, hours=1).total_seconds()
    late = Entry("x", "Late", datetime(2026, 10, 25, 22, 30, tzinfo=ZoneInfo("UTC")), "/", "1")
    begun = Entry("x", "Begun", datetime(2026, 10, 1, tzinfo=BERLIN), "/", "2")
    days = calendar_pages.days(shown, [late, begun], BERLIN, date(2026, 10, 25))
    assert [(day.on.day, len(day.entries)) for day in days if day.entries] == [(19, 1), (25, 1)]
    assert [day.is_today for day in days] == [False] * 6 + [True]


@pytest.mark.parametrize("view", ["month", "week", "agenda"])
def test_pages_show_what_is_there(client_for, specialist, everything, view):
    page = text_of(client_for(specialist).get(PAGE, {"view": view}))
    for said in ("The fifth dark day", "Switch-on at Altfelde"):
        assert said in page
    assert 'class="mr-cal-time">12:00' in page


def test_a_full_day_shows_the_first_and_says_how_many_more(client_for, specialist):
    for number in range(7):
        MediaEventFactory(title=f"Briefing {number}", starts_at=NOON + timedelta(minutes=number))
        InquiryFactory(subject=f"Question {number}", deadline=NOON + timedelta(minutes=30 + number))
    InquiryFactory(subject="Past midnight", deadline=NOON + timedelta(hours=12))
    browser = client_for(specialist)
    page = text_of(browser.get(PAGE))
    assert [f"Briefing {number}" in page for number in range(7)] == [True] * 3 + [False] * 4
    assert ("11 more" in page, "Past midnight" in page, "Question 0" in page) == (True, True, False)
    for view in ("week", "agenda"):
        page = text_of(browser.get(PAGE, {"view": view}))
        assert all(f"Briefing {number}" in page and f"Question {number}" in page for number in range(7))
        assert " more" not in page


def test_a_long_agenda_goes_on_where_it_stopped(client_for, specialist, monkeypatch):
    monkeypatch.setattr(calendar_pages, "MOST_IN_AGENDA", 6)
    monkeypatch.setitem(calendar_pages.MOST_A_DAY, "agenda", 3)
    monkeypatch.setitem(calendar_pages.READ, "agenda", 12)
    titles = []
    for day in range(8):
        for number in range(4):
            titles.append(f"Briefing {day}-{number}")
            MediaEventFactory(title=titles[-1], starts_at=NOON + timedelta(days=day, minutes=number))
    first = client_for(specialist).get(PAGE, {"view": "agenda"})
    assert [title[9:] for title in titles if title in text_of(first)] == ["0-0", "0-1", "1-0", "1-1", "2-0", "2-1"]
    assert text_of(first).count("2 more; choose") == 3
    assert first.context["later"] == NOON.date() + timedelta(days=3)


@pytest.mark.parametrize(
    "query",
    [
        {"view": "nonsense", "on": "2026-02-31"}, {"on": "soon"}, {"client": "x", "speaker": "99999", "kind": "x"},
        {"on": "9999-12-31"}, {"on": "0001-01-01", "view": "week"},
    ],
)  # fmt: skip
def test_nonsense_is_passed_over(client_for, specialist, query):
    assert client_for(specialist).get(PAGE, query).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_whatever_is_on_it(client_for, specialist, django_assert_num_queries, rows):
    for number in range(rows):
        at = NOON + timedelta(hours=number)
        one = InterviewFactory(state="confirmed", starts_at=at)
        MediaEventFactory(starts_at=at)
        InquiryFactory(deadline=at)
        Promise.objects.create(interview=one, text="x", due_on=at.date(), owner=specialist)
        DocumentFactory(embargo_until=at)
    browser = client_for(specialist)
    browser.get(PAGE)
    with django_assert_num_queries(14):
        browser.get(PAGE)


def test_the_team_plans_and_nobody_else(client_for, observer, colleague, specialist):
    feed = calendar_feeds.add(user=specialist, name="Mine")
    revoke = reverse("events:feed-revoke", args=[feed.pk])
    for page in (PAGE, FEEDS):
        assert client_for(observer).get(page).status_code == 403
        assert Browser().get(page)["Location"].startswith("/account/login/")
        assert client_for(colleague).get(page).status_code == 200
    assert feed.token not in text_of(client_for(colleague).get(FEEDS))
    assert client_for(colleague).post(revoke).status_code == 404
    assert client_for(observer).post(revoke).status_code == 403
    feed.refresh_from_db()
    assert feed.revoked_at is None


def test_a_program_reads_the_feed_until_it_is_withdrawn(client_for, specialist, everything):
    browser = client_for(specialist)
    page = text_of(browser.post(FEEDS, {"name": "Press", "client": everything.client_id}, follow=True))
    feed = CalendarFeed.objects.get()
    assert feed.token in page
    url = reverse("events:calendar-feed", args=[feed.token])
    program = Browser()
    answer = program.get(url)
    calendar = Calendar.from_ical(answer.content)
    found = {str(each["SUMMARY"]): each for each in calendar.walk("VEVENT")}
    assert len(found) == 6
    deadline = next(each for name, each in found.items() if name.startswith("Deadline"))
    assert deadline.decoded("DTEND") - deadline.decoded("DTSTART") == timedelta(minutes=15)
    assert program.get(url, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    InterviewFactory(client=everything.client, state="confirmed", starts_at=NOON + timedelta(days=9))
    assert program.get(url, headers={"If-None-Match": answer["ETag"]}).status_code == 200
    assert not program.cookies
    feed.refresh_from_db()
    assert feed.read_at == NOON
    browser.post(reverse("events:feed-revoke", args=[feed.pk]))
    for gone in (url, reverse("events:calendar-feed", args=["x" * 32]), reverse("events:calendar-feed", args=["x"])):
        assert program.get(gone).status_code == 404


def test_the_feed_of_who_left_is_gone(specialist):
    feed = calendar_feeds.add(user=specialist, name="Mine")
    assert calendar_feeds.find(feed.token) == feed
    specialist.role = "observer"
    specialist.save()
    assert calendar_feeds.find(feed.token) is None


def test_subscriptions_are_bounded_and_named(client_for, specialist):
    for number in range(calendar_feeds.MOST_FEEDS):
        calendar_feeds.add(user=specialist, name=f"Feed {number}")
    with pytest.raises(NotPossible, match="20 subscriptions are the most"):
        calendar_feeds.add(user=specialist, name="One more")
    refused = client_for(specialist).post(FEEDS, {"name": ""})
    assert refused.status_code == 422
