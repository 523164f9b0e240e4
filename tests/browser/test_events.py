"""Interviews, media events and the calendar in a real browser; the list at the door with the network off."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from events import scheduling
from events.models import Interview
from tests.factories.events import InterviewFactory, InviteeFactory, MediaEventFactory, SpeakerFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def event(specialist):
    now = timezone.now()
    event = MediaEventFactory(owner=specialist, state="open", starts_at=now, ends_at=now + timedelta(hours=3))
    for name in ("Aïda Øre", "Ruth Feldmann", "Tom Okafor"):
        invitee = InviteeFactory(event=event, name=name, outlet="The Paper", state="yes")
    invitee.guests.create(name="Ada Bloom", is_photographer=True)
    return event


def names_in(event):
    return set(event.invitees.filter(came_at__isnull=False).values_list("name", flat=True))


def test_the_door_works_on_when_the_network_drops(open_page, event, complaints):
    page = open_page(None, reverse("events:door", args=[event.checkin_token]), phone=True)
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("caches.open('mr-door-1').then((kept) => kept.keys()).then((keys) => keys.length > 3)")
    page.get_by_role("button", name="Ruth Feldmann: check in").click()
    expect(page.get_by_text("Everything is saved")).to_be_visible()
    assert names_in(event) == {"Ruth Feldmann"}

    page.context.set_offline(True)  # which a page that is loaded anew may miss for a moment, so taps are stopped too
    page.context.route("**/sync/", lambda route: route.abort("internetdisconnected"))
    page.get_by_label("Find somebody").fill("aida")
    page.get_by_role("button", name="Aïda Øre: check in").click()
    page.get_by_label("Find somebody").fill("")
    page.get_by_role("button", name="Ruth Feldmann: is in, take it back").click()
    page.get_by_label("Name", exact=True).fill("Omar Haddad")
    page.get_by_role("button", name="Take in").click()
    expect(page.get_by_text("3 kept on this phone until the network is back")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Aïda Øre: is in, take it back")).to_be_visible()
    expect(page.get_by_text("Omar Haddad: walked in")).to_be_visible()
    assert names_in(event) == {"Ruth Feldmann"}

    page.context.unroute("**/sync/")
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text("Everything is saved")).to_be_visible()
    assert names_in(event) == {"Aïda Øre", "Omar Haddad"}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    offline = ("ERR_INTERNET_DISCONNECTED", "Failed to fetch")
    complaints[:] = [one for one in complaints if not any(each in one for each in offline)]


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_pages_have_nothing_for_axe_to_find(open_page, axe, specialist, event, phone, dark):
    speaker = SpeakerFactory()
    at = timezone.now() + timedelta(days=2)
    interview = InterviewFactory(client=speaker.client, spokesperson=speaker, owner=specialist)
    scheduling.offer(interview=interview, times=[at, at + timedelta(hours=2)], by=specialist)
    held = InterviewFactory(owner=specialist, state="held", starts_at=timezone.now() - timedelta(days=1), put_off=2)
    invitee = event.invitees.first()
    pages = [
        (None, reverse("events:interview-page", args=[interview.token])),
        (None, reverse("events:rsvp", args=[invitee.token])),
        (None, reverse("events:door", args=[event.checkin_token])),
        (specialist, interview.get_absolute_url()), (specialist, held.get_absolute_url()),
        (specialist, event.get_absolute_url()), (specialist, reverse("events:interview-list")),
        (specialist, reverse("events:event-create")), (specialist, reverse("events:calendar")),
        (specialist, f"{reverse('events:calendar')}?view=week"), (specialist, reverse("events:feed-list")),
    ]  # fmt: skip
    for user, address in pages:
        page = open_page(user, address, phone=phone, dark=dark)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        page.context.close()


def test_a_journalist_picks_a_time_on_a_phone(open_page, specialist):
    speaker = SpeakerFactory()
    interview = InterviewFactory(client=speaker.client, spokesperson=speaker, owner=specialist, zone="Asia/Tokyo")
    at = timezone.now() + timedelta(days=2)
    scheduling.offer(interview=interview, times=[at], by=specialist)
    page = open_page(None, reverse("events:interview-page", args=[interview.token]), phone=True)
    page.get_by_role("button", name="Pick ").click()
    expect(page.get_by_text("Tokyo time")).to_be_visible()
    expect(page.get_by_role("link", name="Put it into my calendar")).to_be_visible()
    assert Interview.objects.get().state == "confirmed"
