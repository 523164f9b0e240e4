"""The team's webhooks: who hears what, in which words, and what happens when their server does not."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from inquiries.told_of import ESCALATION
from mail.told_of import CONVERSATION
from reports.told_of import REPORT
from team import hook_delivery, hooks
from team.hook_formats import CARD, absolute, body_of
from team.models import HookDelivery, Notification, NotificationHook, TellingChoice, User
from team.notifications import notify
from team.tasks_hooks import deliver_due
from team.told_of import COMMENT, DECIDED
from tests.factories.team import HookDeliveryFactory, NotificationHookFactory
from tests.team.hook_server import HookServer

NOON = datetime(2026, 11, 11, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def server(settings: object) -> Iterator[HookServer]:
    settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.1/32"]  # type: ignore[attr-defined]
    with HookServer() as running:
        yield running


@pytest.fixture
def channel(server: HookServer, db: None) -> NotificationHook:
    return NotificationHookFactory(name="Slack, #press", url=server.url)


def happened(user: User, text: str = "Priya commented on “Dawn”.", **more: object) -> None:
    given = {"kind": COMMENT, "users": [user], "url": "/review/1/?a=1&b=2", **more}
    notify(text=text, **given)  # type: ignore[arg-type]


def the_delivery() -> HookDelivery:
    return HookDelivery.objects.get()


# What is written down


def test_each_webhook_that_takes_the_kind_hears_once_of_all_whom_it_concerns(
    specialist: User, colleague: User, manager: User, admin_user: User
) -> None:
    takes, also = NotificationHookFactory(), NotificationHookFactory(kinds=["comment", "decided"])
    NotificationHookFactory(kinds=["decided"])
    NotificationHookFactory(is_active=False)
    people = [specialist, colleague, manager, admin_user]
    notify(kind=COMMENT, users=people, by=admin_user, text="A comment", url="/review/1/")
    said = "For Maya Lindqvist, Priya Raman and Daniel Osei: A comment"
    assert list(HookDelivery.objects.order_by("pk").values_list("hook", "text", "url", "kind")) == [
        (takes.pk, said, "/review/1/", "comment"),
        (also.pk, said, "/review/1/", "comment"),
    ]


def test_observers_are_not_named_and_get_no_letters(specialist: User, observer: User) -> None:
    NotificationHookFactory(kinds=["report", "escalation"])
    notify(kind=REPORT, users=[observer], text="A report is ready")
    notify(kind=ESCALATION, users=[observer], text="A call")
    assert set(Notification.objects.filter(user=observer).values_list("mail", "kind")) == {
        ("", "report"), ("", "escalation"),
    }  # fmt: skip
    assert not HookDelivery.objects.exists()
    notify(kind=REPORT, users=[observer, specialist], text="A report is ready")
    assert the_delivery().text == "For Maya Lindqvist: A report is ready"


def test_whoever_does_not_want_it_there_is_not_named(specialist: User, colleague: User) -> None:
    NotificationHookFactory()
    TellingChoice.objects.create(user=specialist, kind="comment", mail="never", to_webhook=False)
    notify(kind=COMMENT, users=[specialist, colleague], text="A comment")
    assert the_delivery().text == "For Priya Raman: A comment"
    notify(kind=COMMENT, users=[specialist], text="Another")
    assert HookDelivery.objects.count() == 1
    assert Notification.objects.filter(user=specialist).count() == 2


def test_a_private_conversation_stays_out_unless_its_owner_says_otherwise(specialist: User) -> None:
    NotificationHookFactory(kinds=["conversation"])
    notify(kind=CONVERSATION, users=[specialist], text="A conversation")
    assert not HookDelivery.objects.exists()
    TellingChoice.objects.create(user=specialist, kind="conversation", mail="never", to_webhook=True)
    notify(kind=CONVERSATION, users=[specialist], text="A conversation")
    assert HookDelivery.objects.count() == 1


def test_one_thing_told_to_each_by_a_call_of_their_own_is_heard_once(specialist: User, colleague: User) -> None:
    NotificationHookFactory(kinds=["escalation"])
    TellingChoice.objects.create(user=specialist, kind="escalation", mail="never", to_webhook=False)
    for user in (specialist, colleague):
        notify(kind=ESCALATION, users=[user], text=f"{user.name} is called", once="escalation-7")
    assert the_delivery().text == "Maya Lindqvist is called"


def test_what_is_rolled_back_is_not_heard(specialist: User) -> None:
    NotificationHookFactory()

    with transaction.atomic():
        happened(specialist)
        transaction.set_rollback(True)
    assert not HookDelivery.objects.exists()


def test_notify_costs_the_same_for_one_webhook_and_for_three(specialist: User, colleague: User) -> None:
    def queries(*users: User) -> int:
        with CaptureQueriesContext(connection) as seen:
            notify(kind=COMMENT, users=users, text="A comment")
        return len(seen)

    NotificationHookFactory()
    with_one = queries(specialist)
    NotificationHookFactory.create_batch(2)
    assert queries(specialist, colleague) == with_one <= 6


def test_constraints_of_webhooks_and_deliveries(db: None) -> None:
    delivery = HookDeliveryFactory(once="x")
    for broken in (
        {"kinds": []},
        {"url": ""},
        {"format": "morse"},
        {"off_because": "Gone", "is_active": True},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            NotificationHookFactory(**broken)
    for broken in (
        {"once": "x"},
        {"event": delivery.event},
        {"state": "lost"},
        {"state": "delivered"},
        {"ended_at": NOON},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            HookDeliveryFactory(hook=delivery.hook, **broken)


def test_address_and_secret_are_encrypted_and_the_address_is_never_shown_whole(db: None) -> None:
    hook = NotificationHookFactory()
    with connection.cursor() as cursor:
        cursor.execute("SELECT url, secret FROM team_notificationhook WHERE id = %s", [hook.pk])
        url, secret = cursor.fetchone()
    assert "example.com" not in url
    assert "secret" not in secret
    assert NotificationHook.objects.get().shown_url == "https://hooks.example.com/…"


# Words


def test_slack_gets_its_own_signs_escaped(specialist: User) -> None:
    NotificationHookFactory()
    happened(specialist, text="<!channel> A & B <https://evil.example.com|click>\nnext")
    said = json.loads(body_of(the_delivery(), format="slack"))
    assert said == {
        "text": "For Maya Lindqvist: &lt;!channel&gt; A &amp; B &lt;https://evil.example.com|click&gt; next "
        "<http://testserver/review/1/?a=1&amp;b=2|Open in Mediarel>"
    }


def test_teams_gets_a_card_whose_text_is_no_markdown(specialist: User) -> None:
    NotificationHookFactory()
    happened(specialist, text="[click](https://evil.example.com) **bold**")
    said = json.loads(body_of(the_delivery(), format="teams"))
    (attachment,) = said["attachments"]
    card = attachment["content"]
    assert (said["type"], attachment["contentType"]) == ("message", CARD)
    assert (card["type"], [block["type"] for block in card["body"]]) == ("AdaptiveCard", ["RichTextBlock"] * 2)
    assert card["body"][0]["inlines"][0]["text"] == "A comment in a review"
    assert card["body"][1]["inlines"] == [
        {"type": "TextRun", "text": "For Maya Lindqvist: [click](https://evil.example.com) **bold**"}
    ]
    assert card["actions"] == [
        {"type": "Action.OpenUrl", "title": "Open in Mediarel", "url": "http://testserver/review/1/?a=1&b=2"}
    ]


def test_plain_json_says_what_when_and_where(specialist: User) -> None:
    NotificationHookFactory()
    with time_machine.travel(NOON, tick=False):
        happened(specialist)
    delivery = the_delivery()
    assert json.loads(body_of(delivery, format="json")) == {
        "id": str(delivery.event),
        "event": "notification",
        "kind": "comment",
        "label": "A comment in a review",
        "text": "For Maya Lindqvist: Priya commented on “Dawn”.",
        "url": "http://testserver/review/1/?a=1&b=2",
        "at": "2026-11-11T11:00:00+00:00",
    }


@pytest.mark.parametrize("url", ["https://evil.example.com/", "//evil.example.com/", "/\\evil.example.com", "", "x"])
def test_links_lead_here_or_nowhere(url: str) -> None:
    assert absolute(url) == ""
    assert (
        "actions"
        not in json.loads(body_of(HookDelivery(text="x", url=url), format="teams"))["attachments"][0]["content"]
    )


# Sending


def test_it_is_sent_once_with_mark_and_signature(
    specialist: User, channel: NotificationHook, server: HookServer
) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        happened(specialist)
        assert hook_delivery.deliver_due() == (1, 0)
        now.shift(timedelta(days=1))
        assert hook_delivery.deliver_due() == (0, 0)
    (heard,) = server.heard
    delivery = the_delivery()
    at = str(int(NOON.timestamp()))
    signed = hmac.new(b"a secret for tests", f"{at}.".encode() + heard.body, hashlib.sha256).hexdigest()
    assert heard.headers["X-Mediarel-Signature"] == f"sha256={signed}"
    assert heard.headers["X-Mediarel-Timestamp"] == at
    assert UUID(heard.headers["X-Mediarel-Delivery"]) == delivery.event
    assert heard.headers["Content-Type"].startswith("application/json")
    assert (delivery.state, delivery.status, delivery.said, delivery.attempts) == ("delivered", 200, "ok", 1)


def test_it_is_tried_again_later_under_the_same_mark(
    specialist: User, channel: NotificationHook, server: HookServer
) -> None:
    server.says((503, "busy"), 200)
    with time_machine.travel(NOON, tick=False) as now:
        happened(specialist)
        assert hook_delivery.deliver_due() == (0, 1)
        failed = the_delivery()
        assert (failed.state, failed.status, failed.said) == ("waiting", 503, "busy")
        assert failed.next_try_at == NOON + timedelta(seconds=30)
        assert NotificationHook.objects.get().failures == 1
        assert hook_delivery.deliver_due() == (0, 0)
        now.shift(timedelta(seconds=31))
        assert hook_delivery.deliver_due() == (1, 0)
    first, second = server.heard
    assert first.headers["X-Mediarel-Delivery"] == second.headers["X-Mediarel-Delivery"]
    assert first.body == second.body
    assert first.headers["X-Mediarel-Signature"] != second.headers["X-Mediarel-Signature"]
    hook = NotificationHook.objects.get()
    assert (hook.failures, hook.rests_until) == (0, None)


def test_a_server_that_asks_for_a_pause_gets_it(
    specialist: User, channel: NotificationHook, server: HookServer
) -> None:
    server.says((429, "slow down", {"Retry-After": "600"}), 200)
    with time_machine.travel(NOON, tick=False) as now:
        happened(specialist)
        hook_delivery.deliver_due()
        assert the_delivery().next_try_at == NOON + timedelta(seconds=600)
        now.shift(timedelta(seconds=599))
        assert hook_delivery.deliver_due() == (0, 0)
        now.shift(timedelta(seconds=2))
        assert hook_delivery.deliver_due() == (1, 0)


def test_a_server_that_is_down_is_asked_once_for_all_that_waits(
    specialist: User, channel: NotificationHook, server: HookServer
) -> None:
    server.says(500)
    with time_machine.travel(NOON, tick=False) as now:
        for number in range(5):
            happened(specialist, text=f"Number {number}", url="")
        assert hook_delivery.deliver_due() == (0, 1)
        server.says(200)
        now.shift(timedelta(seconds=31))
        assert hook_delivery.deliver_due() == (5, 0)
    said = [json.loads(heard.body)["text"].removeprefix("For Maya Lindqvist: ") for heard in server.heard]
    assert said == ["Number 0", "Number 1", "Number 2", "Number 3", "Number 4", "Number 0"]


def test_one_webhook_that_is_down_holds_up_no_other(
    specialist: User, channel: NotificationHook, server: HookServer
) -> None:
    NotificationHookFactory(name="Down", url="http://127.0.0.1:1/")
    happened(specialist)
    happened(specialist)
    assert hook_delivery.deliver_due() == (2, 1)
    assert len(server.heard) == 2
    assert HookDelivery.objects.filter(hook__name="Down", attempts=1).get().said == "It refuses connections."


def test_gone_switches_it_off_and_tells_the_admins(
    specialist: User, admin_user: User, channel: NotificationHook, server: HookServer
) -> None:
    server.says((410, "gone"))
    happened(specialist)
    happened(specialist)
    assert hook_delivery.deliver_due() == (0, 1)
    hook = NotificationHook.objects.get()
    assert (hook.is_active, hook.off_because) == (False, "Its server says that this address is gone for good (410).")
    assert set(HookDelivery.objects.values_list("state", flat=True)) == {"failed"}
    line = Notification.objects.get(user=admin_user)
    assert (line.kind, line.url, line.mail) == ("webhook", hook.get_absolute_url(), "at_once")
    happened(specialist)
    assert HookDelivery.objects.count() == 2


def test_twelve_failures_in_a_row_switch_it_off_and_not_before(
    specialist: User, admin_user: User, channel: NotificationHook, server: HookServer
) -> None:
    server.says((500, "no"))
    with time_machine.travel(NOON, tick=False) as now:
        happened(specialist)
        for _ in range(11):
            hook_delivery.deliver_due()
            now.shift(timedelta(hours=1, seconds=1))
        assert NotificationHook.objects.get().is_active
        hook_delivery.deliver_due()
        hook_delivery.deliver_due()
    hook = NotificationHook.objects.get()
    delivery = the_delivery()
    assert len(server.heard) == 12
    assert (hook.is_active, hook.off_because[:31]) == (False, "12 attempts in a row failed, th")
    assert (delivery.state, delivery.attempts, delivery.said) == ("failed", 12, "no")
    assert Notification.objects.filter(user=admin_user, kind="webhook").count() == 1


def test_what_is_refused_is_given_up_while_the_rest_goes_on(
    specialist: User, channel: NotificationHook, server: HookServer
) -> None:
    """Something in one text may be refused for good: the others are not held up, and the webhook stays on."""
    server.refuses = b"indigestible"
    with time_machine.travel(NOON, tick=False) as now:
        happened(specialist, text="indigestible")
        for number in range(13):
            hook_delivery.deliver_due()
            now.shift(timedelta(hours=1, seconds=1))
            happened(specialist, text=f"Number {number}")
        hook_delivery.deliver_due()
    refused = HookDelivery.objects.get(state="failed")
    assert (refused.attempts, refused.status) == (12, 400)
    assert HookDelivery.objects.filter(state="delivered").count() == 13
    assert NotificationHook.objects.get().is_active


def test_a_redirect_is_not_followed(specialist: User, channel: NotificationHook, server: HookServer) -> None:
    server.says((302, "", {"Location": server.url}))
    happened(specialist)
    assert hook_delivery.deliver_due() == (0, 1)
    assert len(server.heard) == 1


def test_private_addresses_are_not_asked(specialist: User, channel: NotificationHook, settings: object) -> None:
    settings.FETCH_PRIVATE_NETWORKS = []  # type: ignore[attr-defined]
    happened(specialist)
    assert hook_delivery.deliver_due() == (0, 1)
    assert the_delivery().said == "That address is on a private network, which is not fetched from."


def test_a_lost_key_is_said(specialist: User, channel: NotificationHook, settings: object) -> None:
    happened(specialist)
    settings.SECRET_KEY = "another key, under which nothing here was encrypted"  # type: ignore[attr-defined]
    assert hook_delivery.deliver_due() == (0, 1)
    assert the_delivery().said == "Its address or secret cannot be read any more. Enter the address again."
    assert NotificationHook.objects.get().shown_url == "cannot be read any more: enter it again"


def test_a_worker_killed_after_the_server_took_it_sends_it_again_under_the_same_mark(
    specialist: User, channel: NotificationHook, server: HookServer
) -> None:
    """At least once: claimed and asked, and then the worker was gone before it wrote down what came of it."""
    with time_machine.travel(NOON, tick=False) as now:
        happened(specialist)
        claimed = hook_delivery._claim(the_delivery().pk)
        assert claimed
        assert hook_delivery._ask(claimed)[0] == 200
        assert hook_delivery.deliver_due() == (0, 0)  # it may still be at it
        now.shift(timedelta(minutes=3))
        assert hook_delivery.deliver_due() == (1, 0)
    first, second = server.heard
    assert first.headers["X-Mediarel-Delivery"] == second.headers["X-Mediarel-Delivery"]
    assert (first.body, the_delivery().attempts) == (second.body, 2)


def test_one_that_kills_its_worker_every_time_comes_to_an_end(
    specialist: User, channel: NotificationHook, server: HookServer
) -> None:
    happened(specialist)
    HookDelivery.objects.update(attempts=12)
    assert hook_delivery.deliver_due() == (0, 0)
    assert (the_delivery().state, server.heard) == ("failed", [])


def test_a_slow_worker_does_not_undo_what_another_did_meanwhile(
    specialist: User, channel: NotificationHook, server: HookServer
) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        happened(specialist)
        slow = hook_delivery._claim(the_delivery().pk)
        assert slow
        now.shift(timedelta(minutes=3))
        assert hook_delivery.deliver_due() == (1, 0)
        hook_delivery._settle(slow, went=False, status=500, said="too late", after=None)
    assert (the_delivery().state, the_delivery().said) == ("delivered", "ok")


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_delivery_once(server: HookServer) -> None:
    hook = NotificationHookFactory(url=server.url)
    HookDeliveryFactory.create_batch(12, hook=hook)
    barrier = threading.Barrier(3)

    def work() -> None:
        try:
            barrier.wait()
            hook_delivery.deliver_due()
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    marks = [heard.headers["X-Mediarel-Delivery"] for heard in server.heard]
    assert (len(marks), len(set(marks))) == (12, 12)
    assert HookDelivery.objects.filter(state="delivered").count() == 12


def test_a_test_that_was_broken_off_waits_for_nobody(channel: NotificationHook) -> None:
    test = hooks.begin_test(hook=channel)
    HookDelivery.objects.update(created_at=NOON)
    hook_delivery.deliver_due()
    test.refresh_from_db()
    assert (test.state, test.attempts) == ("failed", 0)


def test_an_admin_who_decided_about_it_is_told_by_other_webhooks_too(
    specialist: User, admin_user: User, channel: NotificationHook, server: HookServer
) -> None:
    other = NotificationHookFactory(name="Operations", url=server.url, kinds=["webhook"])
    server.says(410, 200)
    happened(specialist)
    hook_delivery.deliver_due()
    assert other.deliveries.get().text.startswith("For Ruth Abara: The webhook “Slack, #press” was switched off.")
    assert hook_delivery.deliver_due() == (1, 0)


def test_decided_kinds_reach_a_webhook_while_their_mail_waits(specialist: User, channel: NotificationHook) -> None:
    """Webhooks have no quiet hours: a channel is read when people come to it."""
    NotificationHook.objects.update(kinds=["decided"])
    with time_machine.travel(NOON.replace(hour=23), tick=False):
        happened(specialist, kind=DECIDED)
        assert hook_delivery.deliver_due() == (1, 0)


def test_task_makes_one_pass(specialist: User, channel: NotificationHook, server: HookServer) -> None:
    happened(specialist)
    assert deliver_due() == (1, 0)
    assert len(server.heard) == 1
