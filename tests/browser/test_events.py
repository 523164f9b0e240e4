"""Interviews, media events and the calendar in a real browser; the list at the door with the network off."""

import socket
import threading
from contextlib import suppress
from datetime import timedelta
from urllib.parse import urlsplit

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


class Line:
    """The way to the server, which can be cut like a network: what a browser's own switch does to a page that a worker
    answers for depends on the moment."""

    def __init__(self, target: int) -> None:
        self.target, self.port, self.open_ends = target, 0, []
        self.join()

    def join(self) -> None:
        self.door = socket.create_server(("127.0.0.1", self.port))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self._answer, args=[self.door], daemon=True).start()

    def cut(self) -> None:
        self.door.shutdown(socket.SHUT_RDWR)
        self.door.close()
        for end in self.open_ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self.open_ends.clear()

    def _answer(self, door: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near = door.accept()[0]
                far = socket.create_connection(("127.0.0.1", self.target))
                self.open_ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=[one, other], daemon=True).start()

    @staticmethod
    def _pass_on(one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
        with suppress(OSError):
            other.shutdown(socket.SHUT_WR)


def test_the_door_works_on_when_the_network_drops(open_page, event, complaints, live_server):
    line = Line(urlsplit(live_server.url).port)
    address = f"http://127.0.0.1:{line.port}{reverse('events:door', args=[event.checkin_token])}"
    page = open_page(None, address, phone=True)
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("caches.open('mr-door-1').then((kept) => kept.keys()).then((keys) => keys.length > 3)")
    page.get_by_role("button", name="Ruth Feldmann: check in").click()
    expect(page.get_by_text("Everything is saved")).to_be_visible()
    assert names_in(event) == {"Ruth Feldmann"}

    line.cut()
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

    line.join()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text("Everything is saved")).to_be_visible()
    assert names_in(event) == {"Aïda Øre", "Omar Haddad"}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    complaints[:] = [one for one in complaints if "net::ERR_" not in one and "Failed to fetch" not in one]


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
