"""Webhooks: told of what they asked for, in the transaction of what happened, signed, until their server took it."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from team import webhooks
from team.events import announce
from team.models import Notification, WebhookDelivery, WebhookEndpoint
from team.models.webhook import EVENTS

pytestmark = pytest.mark.django_db
PAGE = reverse("team:webhook-list")
NAMES = [name for name, _ in EVENTS]


class Listening:
    """A server on this machine that keeps what it is told and answers with `status`."""

    def __init__(self) -> None:
        self.told: list[tuple[dict[str, str], bytes]] = []
        self.status = 204
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.told.append((dict(self.headers), body))
                self.send_response(outer.status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"


@pytest.fixture
def listening(settings) -> Iterator[Listening]:
    settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.0/8"]
    server = Listening()
    Thread(target=server.server.serve_forever, daemon=True).start()
    yield server
    server.server.shutdown()
    server.server.server_close()


def endpoint(by, url="https://hooks.example.org/a", events=NAMES, **more) -> WebhookEndpoint:
    return WebhookEndpoint.objects.create(name="Dashboard", url=url, told_of=list(events), made_by=by, **more)


def test_whoever_asked_is_told_and_nobody_else(manager):
    asked = endpoint(manager, events=["pitch.sent"])
    endpoint(manager, events=["pitch.answered"])
    endpoint(manager, is_active=False)
    assert announce("pitch.sent", {"id": 1}) == 1
    delivery = WebhookDelivery.objects.get()
    assert (delivery.endpoint, delivery.payload, delivery.state) == (asked, {"id": 1}, "waiting")
    with pytest.raises(ValueError, match="no event"):
        announce("pitch.lost", {})


@pytest.mark.django_db(transaction=True)
def test_what_did_not_happen_is_not_told(manager):
    endpoint(manager)

    @transaction.atomic
    def fail():
        announce("pitch.sent", {"id": 1})
        raise DatabaseError

    with pytest.raises(DatabaseError):
        fail()
    assert not WebhookDelivery.objects.exists()
    with pytest.raises(AssertionError):
        announce("pitch.sent", {"id": 1})


def test_what_is_sent_is_signed_with_its_timestamp(manager, listening):
    hook = endpoint(manager, url=listening.url)
    announce("clip.confirmed", {"id": 7, "name": "Four dark days — one battery"})
    assert webhooks.send_due() == (1, 0)
    (headers, body), delivery = listening.told[0], WebhookDelivery.objects.get()
    told = json.loads(body)
    assert (told["id"], told["event"], told["data"]["id"]) == (str(delivery.key), "clip.confirmed", 7)
    timestamp = headers["X-Mediarel-Timestamp"]
    expected = hmac.new(hook.secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
    assert headers["X-Mediarel-Signature"] == f"sha256={expected}"
    assert abs(int(timestamp) - timezone.now().timestamp()) < 60
    assert (delivery.state, delivery.attempts, delivery.said) == ("taken", 1, "answered 204")
    assert webhooks.send_due() == (0, 0)


def test_a_server_that_does_not_take_it_is_asked_again_with_longer_pauses(manager, listening):
    endpoint(manager, url=listening.url)
    announce("pitch.sent", {"id": 1})
    listening.status = 500
    pauses = []
    for _ in range(WebhookDelivery.MOST_TRIES):
        WebhookDelivery.objects.update(next_try_at=timezone.now())
        assert webhooks.send_due() == (0, 1)
        delivery = WebhookDelivery.objects.get()
        pauses.append(round((delivery.next_try_at - timezone.now()).total_seconds()))
    assert pauses[0] == pytest.approx(30, abs=5)
    assert pauses == sorted(pauses)
    assert pauses[-1] <= 6 * 3600
    assert (delivery.state, delivery.attempts, delivery.said) == ("given_up", 12, "The server answered 500.")
    assert webhooks.send_due() == (0, 0)
    assert Notification.objects.get().user == manager
    assert len({json.loads(body)["id"] for _, body in listening.told}) == 1
    listening.status = 200
    assert webhooks.send_again(delivery=delivery)
    assert not webhooks.send_again(delivery=delivery)
    assert webhooks.send_due() == (1, 0)


def test_a_silent_server_holds_up_nobody_else(manager, listening):
    silent, other = endpoint(manager, url="http://127.0.0.1:1/"), endpoint(manager, url=listening.url)
    for number in range(3):
        announce("pitch.sent", {"id": number})
    assert webhooks.send_due() == (3, 1)
    assert set(other.deliveries.values_list("state", flat=True)) == {"taken"}
    assert sum(silent.deliveries.values_list("attempts", flat=True)) == 1


def test_addresses_inside_the_network_are_not_told(manager, listening, settings):
    settings.FETCH_PRIVATE_NETWORKS = []
    endpoint(manager, url=listening.url)
    announce("pitch.sent", {"id": 1})
    assert webhooks.send_due() == (0, 1)
    assert listening.told == []
    assert "private network" in WebhookDelivery.objects.get().said


def test_what_is_switched_off_waits_and_a_lost_secret_is_said(manager, listening):
    hook = endpoint(manager, url=listening.url)
    announce("pitch.sent", {"id": 1})
    WebhookEndpoint.objects.update(is_active=False)
    assert webhooks.send_due() == (0, 0)
    WebhookEndpoint.objects.update(is_active=True)
    WebhookEndpoint.objects.filter(pk=hook.pk).update(secret="gAAAAA-nonsense")
    assert webhooks.send_due() in {(0, 1), (1, 0)}


def test_old_deliveries_are_forgotten(manager):
    endpoint(manager)
    announce("pitch.sent", {"id": 1})
    announce("pitch.sent", {"id": 2})
    kept, old = WebhookDelivery.objects.all()
    WebhookDelivery.objects.filter(pk=old.pk).update(state="taken", ended_at=timezone.now() - timedelta(days=31))
    assert webhooks.forget_old() == 1
    assert WebhookDelivery.objects.get() == kept


def test_managers_make_change_and_remove_webhooks(client_for, manager, specialist, observer):
    browser = client_for(manager)
    typed = {"name": "Dashboard", "url": "hooks.example.org/a", "told_of": ["pitch.sent"], "is_active": "on"}
    made = browser.post(PAGE, typed)
    hook = WebhookEndpoint.objects.get()
    assert (made.status_code, hook.url, hook.made_by) == (201, "https://hooks.example.org/a", manager)
    assert hook.secret in made.content.decode()
    page = hook.get_absolute_url()
    assert hook.secret not in browser.get(page).content.decode() + browser.get(PAGE).content.decode()
    assert browser.post(page, {**typed, "told_of": NAMES}).status_code == 302
    hook.refresh_from_db()
    before = hook.secret
    assert (hook.told_of, hook.is_active) == (NAMES, True)
    renewed = browser.post(reverse("team:webhook-secret", args=[hook.pk]))
    assert WebhookEndpoint.objects.get().secret != before
    assert WebhookEndpoint.objects.get().secret in renewed.content.decode()
    announce("pitch.sent", {"id": 1, "name": "Trade press"})
    assert "Trade press" in browser.get(page).content.decode()
    delivery = WebhookDelivery.objects.get()
    again, removal = (
        reverse("team:webhook-delivery-again", args=[delivery.pk]), reverse("team:webhook-removal", args=[hook.pk]),
    )  # fmt: skip
    assert browser.post(again).status_code == 302
    secret = reverse("team:webhook-secret", args=[hook.pk])
    for user in (specialist, observer):
        other = client_for(user)
        assert {other.get(address).status_code for address in (PAGE, page)} == {403}
        assert {other.post(address, typed).status_code for address in (PAGE, page, again, removal, secret)} == {403}
    assert client_for(None).get(page)["Location"].startswith("/account/login/")
    for wrong in (
        {"told_of": []},
        {"told_of": ["pitch.lost"]},
        {"url": "ftp://a.example.org/"},
        {"url": "https://me:secret@a.example.org/"},
        {"name": "\x00"},
    ):
        assert browser.post(PAGE, {**typed, **wrong}).status_code == 422
    browser.post(removal)
    assert not WebhookEndpoint.objects.exists()


def test_the_database_keeps_webhooks_whole(manager):
    hook = endpoint(manager)
    announce("pitch.sent", {"id": 1})
    for wrong in ({"name": ""}, {"url": ""}, {"told_of": []}, {"told_of": ["pitch.lost"]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            WebhookEndpoint.objects.filter(pk=hook.pk).update(**wrong)
    for wrong in ({"state": "lost"}, {"state": "taken"}, {"ended_at": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            WebhookDelivery.objects.update(**wrong)
