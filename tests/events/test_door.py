"""Checking in at the door: once a tap, the later one holds, also from two phones; with the network off in a browser."""

import json
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client as Browser
from django.urls import reverse

from events.models import CheckIn, Invitee
from tests.factories.events import InviteeFactory, MediaEventFactory

pytestmark = pytest.mark.django_db
KEY = "6d1f0f52-8a53-4c5e-9a0e-3d6c1b1c7a11"
NOW = datetime(2026, 11, 24, 18, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def event():
    with time_machine.travel(NOW, tick=False):
        yield MediaEventFactory(starts_at=NOW, state="open")


def tap(invitee=None, *, minutes=0, **more):
    at = (NOW + timedelta(minutes=minutes)).isoformat()
    return {"key": str(uuid4()), "at": at, "in": True, "invitee": invitee and invitee.pk, **more}


def send(event, *taps, raw=None):
    body = json.dumps(taps) if raw is None else raw
    return Browser().post(
        reverse("events:door-sync", args=[event.checkin_token]), body, content_type="application/json"
    )


def test_a_tap_counts_once_and_the_later_one_holds(event):
    ruth = InviteeFactory(event=event, name="Ruth", state="yes")
    ada = ruth.guests.create(name="Ada")
    came = tap(ruth, minutes=-5)
    for _ in range(2):
        answer = send(event, came, tap(ruth, minutes=-4, guest=ada.pk))
    ruth.refresh_from_db()
    ada.refresh_from_db()
    assert (ruth.came_at, ada.came_at) == (NOW - timedelta(minutes=5), NOW - timedelta(minutes=4))
    (shown,) = answer.json()["people"]
    assert (shown["came"], shown["guests"][0]["came"]) == (True, True)
    send(event, tap(ruth, minutes=-1, **{"in": False}))
    send(event, tap(ruth, minutes=-3))  # another phone, which had no network
    ruth.refresh_from_db()
    assert ruth.came_at is None
    send(event, tap(ruth, minutes=90))  # a phone whose clock is ahead
    ruth.refresh_from_db()
    assert ruth.came_at == NOW
    assert CheckIn.objects.filter(invitee=ruth, guest=None).count() == 4


def test_what_a_database_cannot_hold_is_left_out_of_a_name(event):
    assert send(event, tap(name="Bea\x00 Bloom", outlet="\x00")).status_code == 200
    assert Invitee.objects.get().name == "Bea Bloom"
    assert send(event, tap(name="Half a smile \ud83d")).status_code == 200
    assert Invitee.objects.latest("pk").name == "Half a smile"


def test_who_walks_in_is_taken_in_once(event):
    walked = tap(name="Omar", outlet="The Paper", email="omar@paper.example.org")
    for _ in range(2):
        send(event, walked)
    omar = event.invitees.get()
    assert (omar.name, omar.is_walk_in, omar.came_at) == ("Omar", True, NOW)
    send(event, tap(name="Omar again", email="OMAR@paper.example.org"))
    assert event.invitees.count() == 1


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("nonsense", 400), ('{"a": 1}', 400), ("[1]", 400), ("", 200), ("[]", 200),
        ('[{"key": "x", "at": "2026-11-24T18:00:00Z", "name": "x"}]', 400),
        (json.dumps([{"key": KEY, "at": "2026-11-24T18:00:00", "name": "x"}]), 400),
        (json.dumps([{"key": KEY, "at": "2026-11-24T18:00:00Z"}]), 400),
        (json.dumps([{"key": KEY, "at": "0001-01-01T00:00:00+14:00", "name": "x"}]), 400),
        (json.dumps([{"key": KEY, "at": "2026-11-24T18:00:00Z", "invitee": 1e999}]), 400), ("[" * 100_000, 400),
        (json.dumps([{"key": KEY, "at": "2026-11-24T18:00:00Z", "name": "x"}] * 501), 413),
        ("[" + " " * 500_001 + "]", 413),
    ],
)  # fmt: skip
def test_nonsense_is_refused_and_changes_nothing(event, raw, status):
    assert send(event, raw=raw).status_code == status
    assert not Invitee.objects.exists()


def test_strangers_of_another_event_are_passed_over(event):
    stranger, ruth = InviteeFactory(state="yes"), InviteeFactory(event=event, state="yes")
    guest = stranger.guests.create(name="Ada")
    assert send(event, tap(stranger), tap(ruth, guest=guest.pk)).status_code == 200
    assert not CheckIn.objects.exists()
    assert send(MediaEventFactory(checkin_revoked_at=NOW)).status_code == 404


def test_the_list_holds_who_may_come_and_the_worker_is_there(event):
    for name, state in (("Ruth", "yes"), ("Tom", "waiting"), ("Ines", "invited"), ("Gone", "no"), ("Off", "cancelled")):
        InviteeFactory(event=event, name=name, state=state, waiting_since=NOW)
    page = Browser().get(reverse("events:door", args=[event.checkin_token]))
    assert [one["name"] for one in page.context["people"]] == ["Ines", "Ruth", "Tom"]
    worker = Browser().get(reverse("events:door-worker", args=[event.checkin_token]))
    assert (worker.status_code, worker["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert b"caches" in worker.content
