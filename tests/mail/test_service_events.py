"""What mail services tell us: believed when it is theirs, stored once, acted on once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mail import handlers, service_events, suppression, tasks_incoming
from mail.delivery import recovery
from mail.models import Mailbox, OutgoingMessage, ServiceEvent, Suppression
from mail.reports import Report
from team.models import TeamPolicy
from tests.factories.mail import MailboxFactory, ServiceMailboxFactory, enqueued, in_state
from tests.mail import service_calls as calls

pytestmark = pytest.mark.django_db


class Recorder(handlers.MessageHandler):
    def __init__(self) -> None:
        self.told: list[tuple[int, str, bool]] = []
        self.sent_after_all: list[int] = []
        self.failing = False
        self.countable = True

    def may_count(self, message: OutgoingMessage) -> bool:
        return self.countable

    def reported(self, message: OutgoingMessage, report: Report) -> None:
        if self.failing:
            raise ValueError("the handler has a fault")
        self.told.append((message.pk, report.kind, report.permanent))

    def sent(self, message: OutgoingMessage) -> None:
        self.sent_after_all.append(message.pk)


@pytest.fixture
def handler(monkeypatch):
    recorder = Recorder()
    monkeypatch.setitem(handlers._handlers, "test", recorder)
    return recorder


@pytest.fixture
def mailbox():
    return ServiceMailboxFactory()


@pytest.fixture
def sent(mailbox) -> OutgoingMessage:
    return in_state(mailbox, "sent", service_id="883953f4-6105-42a2-a16a-77a8eac79483")


def sent_through(service: str, **fields: Any) -> OutgoingMessage:
    return in_state(ServiceMailboxFactory(service=service, service_secret="second", **fields), "sent")


def test_delivery_is_noted_on_the_message_and_told(sent, handler):
    answer = calls.call(sent.mailbox, calls.postmark("Delivery", sent, DeliveredAt="2026-11-24T09:00:00Z"))
    assert (answer.status_code, answer.content, answer.cookies) == (200, b"", {})
    sent.refresh_from_db()
    event = ServiceEvent.objects.get()
    assert (event.kind, event.matched, event.permanent, event.is_claim) == ("delivered", sent, False, False)
    assert sent.delivered_at == event.occurred_at
    assert f"{sent.delivered_at:%Y-%m-%d %H:%M}" == "2026-11-24 09:00"
    assert handler.told == [(sent.pk, "delivered", False)]
    assert not suppression.is_suppressed(sent.to_address)
    sent.mailbox.refresh_from_db()
    assert sent.mailbox.events_heard_at


def test_bounce_for_good_marks_the_message_and_strikes_the_address_off(sent, handler):
    calls.call(sent.mailbox, calls.bounce(sent))
    sent.refresh_from_db()
    assert sent.bounced_at == ServiceEvent.objects.get().occurred_at
    assert "does not exist" in sent.bounce_reason
    assert suppression.is_suppressed(sent.to_address)
    assert handler.told == [(sent.pk, "bounce", True)]


SERVICES_THAT_TELL_OF_A_DEAD_ADDRESS = {
    "mailgun": lambda m: calls.signed_by_mailgun(
        calls.mailgun(
            "failed", m, severity="permanent", reason="bounce",
            **{"delivery-status": {"code": 550, "message": "5.1.1 The email account does not exist."}},
        )
    ),
    "brevo": lambda m: calls.brevo("hard_bounce", m, reason=" RecipientError: 550 5.1.1 User unknown"),
    "mailjet": lambda m: calls.mailjet("bounce", m, hard_bounce=True, error="user unknown"),
    "sparkpost": lambda m: [
        calls.sparkpost("bounce", m, bounce_class="10", raw_reason="550 5.1.1 Recipient address rejected: User unknown")
    ],
}  # fmt: skip


@pytest.mark.parametrize("service", SERVICES_THAT_TELL_OF_A_DEAD_ADDRESS)
def test_each_service_tells_of_a_dead_address(service):
    message = sent_through(service, service_signing_key=calls.MAILGUN_KEY)
    assert calls.call(message.mailbox, SERVICES_THAT_TELL_OF_A_DEAD_ADDRESS[service](message)).status_code == 200
    event = ServiceEvent.objects.get()
    assert (event.kind, event.permanent, event.matched) == ("bounced", True, message)
    assert suppression.is_suppressed(message.to_address)


def test_sendgrid_tells_of_a_dead_address():
    message = sent_through("sendgrid", service_signing_key=calls.SENDGRID_PUBLIC)
    event = calls.sendgrid("bounce", message, type="bounce", status="5.1.1", reason="550 5.1.1 User unknown")
    assert calls.signed_by_sendgrid(message.mailbox, [event]).status_code == 200
    assert suppression.is_suppressed(message.to_address)


@pytest.mark.parametrize(
    ("service", "build"),
    [
        ("postmark", lambda m: calls.bounce(m, Type="SoftBounce", Details="smtp;452 mailbox full")),
        ("postmark", lambda m: calls.bounce(m, Details="smtp;552 5.2.2 The mailbox is full")),
        ("postmark", lambda m: calls.bounce(m, Details="smtp;550 5.7.1 Message rejected as spam")),
        ("brevo", lambda m: calls.brevo("soft_bounce", m, reason="550 5.1.1 User unknown")),
        ("mailjet", lambda m: calls.mailjet("bounce", m, hard_bounce=False, error="quota exceeded")),
        ("sparkpost", lambda m: [calls.sparkpost("bounce", m, bounce_class="22", raw_reason="552 mailbox full")]),
    ],
)
def test_bounce_that_says_nothing_of_the_address_is_noted_and_does_no_more(service, build):
    message = sent_through(service)
    calls.call(message.mailbox, build(message))
    event = ServiceEvent.objects.get()
    assert (event.kind, event.permanent, event.matched) == ("bounced", False, message)
    message.refresh_from_db()
    assert message.bounced_at is None
    assert Suppression.objects.count() == 0


def test_delay_is_noted_and_told_to_nobody(sent, handler):
    calls.call(sent.mailbox, calls.bounce(sent, Type="Transient", Details="smtp;451 greylisted"))
    assert ServiceEvent.objects.get().kind == "deferred"
    assert handler.told == []


def test_complaint_strikes_the_address_off_and_is_told(sent, handler):
    calls.call(sent.mailbox, calls.postmark("SpamComplaint", sent, ID=42, Type="SpamComplaint"))
    assert Suppression.objects.get().source == "complaint"
    assert handler.told == [(sent.pk, "complaint", False)]


def test_unsubscription_strikes_the_address_off_and_is_told(sent, handler):
    change = {"SuppressSending": True, "SuppressionReason": "ManualSuppression", "ChangedAt": "2026-11-24T09:00:00Z"}
    calls.call(sent.mailbox, calls.postmark("SubscriptionChange", sent, **change))
    assert Suppression.objects.get().source == "unsubscribe"
    assert handler.told == [(sent.pk, "unsubscribe", False)]


@pytest.mark.parametrize(("record", "kind"), [("Open", "opened"), ("Click", "clicked")])
def test_opens_and_clicks_are_kept_as_claims_without_where_and_with_what(sent, handler, record, kind):
    TeamPolicy.objects.update_or_create(pk=1, defaults={"count_clicks": True, "count_opens": True})
    more = {"ReceivedAt": "2026-11-24T09:00:00Z", "UserAgent": "Mozilla/5.0", "Geo": {"IP": "188.2.95.4"}}
    calls.call(sent.mailbox, calls.postmark(record, sent, **more))
    event = ServiceEvent.objects.get()
    assert (event.kind, event.is_claim, event.raw, event.matched) == (kind, True, {}, sent)
    assert handler.told == []
    before = OutgoingMessage.objects.values().get(pk=sent.pk)
    sent.refresh_from_db()
    assert before["updated_at"] == sent.updated_at


@pytest.mark.parametrize(("record", "policy"), [("Open", "count_opens"), ("Click", "count_clicks")])
def test_opens_and_clicks_that_nobody_wants_counted_are_forgotten(sent, handler, record, policy):
    said = calls.postmark(record, sent, ReceivedAt="2026-11-24T09:00:00Z")
    TeamPolicy.objects.update_or_create(pk=1, defaults={"count_clicks": True, "count_opens": True, policy: False})
    assert calls.call(sent.mailbox, said).status_code == 200
    TeamPolicy.objects.update(**{policy: True})
    handler.countable = False
    assert calls.call(sent.mailbox, said).status_code == 200
    assert ServiceEvent.objects.count() == 0


def test_message_that_the_service_did_not_send_on_counts_as_come_back(handler):
    message = sent_through("sendgrid", service_signing_key=calls.SENDGRID_PUBLIC)
    event = calls.sendgrid("dropped", message, reason="Bounced Address")
    assert calls.signed_by_sendgrid(message.mailbox, [event]).status_code == 200
    message.refresh_from_db()
    assert message.bounced_at == ServiceEvent.objects.get().occurred_at
    assert message.bounce_reason.startswith("SendGrid did not send it.")
    assert Suppression.objects.count() == 0
    assert handler.told == []


def test_same_event_twice_changes_nothing(sent, handler):
    for _ in range(2):
        assert calls.call(sent.mailbox, calls.bounce(sent)).status_code == 200
    assert ServiceEvent.objects.count() == 1
    assert handler.told == [(sent.pk, "bounce", True)]


def test_mailgun_signs_each_attempt_anew_and_is_heard_once(handler):
    message = sent_through("mailgun", service_signing_key=calls.MAILGUN_KEY)
    for token in ("first", "second"):
        data = calls.signed_by_mailgun(calls.mailgun("complained", message), token=token)
        assert calls.call(message.mailbox, data).status_code == 200
    assert ServiceEvent.objects.count() == 1
    assert handler.told == [(message.pk, "complaint", False)]


def test_one_thing_told_in_two_ways_is_acted_on_once(sent, handler):
    calls.call(sent.mailbox, calls.bounce(sent))
    calls.call(sent.mailbox, calls.bounce(sent, ID=43, BouncedAt="2026-11-25T17:00:00Z"))
    assert ServiceEvent.objects.count() == 2
    assert handler.told == [(sent.pk, "bounce", True)]


def test_events_out_of_order_do_no_harm(sent, handler):
    calls.call(sent.mailbox, calls.bounce(sent))
    calls.call(sent.mailbox, calls.postmark("Delivery", sent, DeliveredAt="2026-11-24T09:00:00Z"))
    calls.call(sent.mailbox, calls.bounce(sent, ID=44, Type="Transient", Details="smtp;451 later"))
    sent.refresh_from_db()
    assert sent.bounced_at
    assert sent.delivered_at
    assert suppression.is_suppressed(sent.to_address)
    assert sent.state == "sent"


def test_several_events_in_one_call(handler):
    message = sent_through("sendgrid", service_signing_key=calls.SENDGRID_PUBLIC)
    events = [calls.sendgrid(kind, message) for kind in ("processed", "delivered", "open")]
    assert calls.signed_by_sendgrid(message.mailbox, events).status_code == 200
    assert set(ServiceEvent.objects.values_list("kind", flat=True)) == {"other", "delivered"}


@pytest.mark.parametrize("ours", ["other mailbox", "waiting", "other recipient", "no message"])
def test_event_about_what_we_did_not_send_is_forgotten_and_does_nothing(mailbox, handler, ours):
    message = {
        "other mailbox": lambda: in_state(ServiceMailboxFactory(), "sent"),
        "waiting": lambda: enqueued(mailbox),
        "other recipient": lambda: in_state(mailbox, "sent"),
        "no message": lambda: OutgoingMessage(reply_token="unheard-of", to_address="victim@example.org"),
    }[ours]()
    said = calls.bounce(message) | ({"Email": "victim@example.org"} if ours == "other recipient" else {})
    assert calls.call(mailbox, said).status_code == 200
    assert ServiceEvent.objects.count() == 0
    assert Suppression.objects.count() == 0
    assert handler.told == []


def test_message_is_found_by_the_services_own_name_for_it(sent):
    said = calls.bounce(sent) | {"Metadata": {}}
    calls.call(sent.mailbox, said)
    assert ServiceEvent.objects.get().matched == sent


def test_event_settles_a_doubt(mailbox, handler):
    doubtful = in_state(mailbox, "unconfirmed")
    calls.call(mailbox, calls.postmark("Delivery", doubtful, DeliveredAt="2026-11-25T09:00:00Z"))
    doubtful.refresh_from_db()
    assert (doubtful.state, doubtful.accepted_at) == ("sent", doubtful.handed_off_at)
    assert doubtful.service_id == "883953f4-6105-42a2-a16a-77a8eac79483"
    assert doubtful.delivered_at
    assert handler.sent_after_all == [doubtful.pk]


def test_event_that_overtakes_the_engine_waits_for_it(mailbox, handler):
    message = in_state(mailbox, "handed_off")
    calls.call(mailbox, calls.postmark("Delivery", message, DeliveredAt="2026-11-25T09:00:00Z"))
    event = ServiceEvent.objects.get()
    assert (event.processed_at, event.attempts) == (None, 0)
    recovery.recover(mailbox.pk)
    message.refresh_from_db()
    assert message.state == "unconfirmed"
    assert service_events.process(event.pk)
    message.refresh_from_db()
    assert (message.state, message.delivered_at) == ("sent", event.occurred_at)


def test_message_that_is_to_go_out_again_is_left_alone(mailbox, handler):
    again = in_state(mailbox, "queued", service_id="883953f4-6105-42a2-a16a-77a8eac79483")
    calls.call(mailbox, calls.postmark("Delivery", again, DeliveredAt="2026-11-25T09:00:00Z"))
    again.refresh_from_db()
    assert (again.state, again.delivered_at) == ("queued", None)


def test_event_whose_handler_fails_is_kept_and_tried_again(sent, handler):
    handler.failing = True
    assert calls.call(sent.mailbox, calls.bounce(sent)).status_code == 200
    event = ServiceEvent.objects.get()
    assert (event.processed_at, event.attempts, event.error) == (None, 1, "ValueError: the handler has a fault")
    assert not suppression.is_suppressed(sent.to_address)
    handler.failing = False
    ServiceEvent.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    tasks_incoming.process_incoming()
    event.refresh_from_db()
    assert event.processed_at
    assert suppression.is_suppressed(sent.to_address)
    assert handler.told == [(sent.pk, "bounce", True)]


def test_event_that_always_fails_is_given_up(sent, handler):
    handler.failing = True
    calls.call(sent.mailbox, calls.bounce(sent))
    event = ServiceEvent.objects.get()
    for _ in range(service_events.MOST_ATTEMPTS - 1):
        service_events.process(event.pk)
    event.refresh_from_db()
    assert event.processed_at
    assert event.matched is None


def test_raw_form_is_bounded(sent):
    calls.call(sent.mailbox, calls.bounce(sent, Content="x" * 100_000))
    raw = ServiceEvent.objects.get().raw
    assert list(raw) == ["shortened"]
    assert len(raw["shortened"]) == service_events.MOST_RAW


def test_date_in_the_future_and_no_date_are_not_believed(sent):
    calls.call(sent.mailbox, calls.bounce(sent, BouncedAt="2999-01-01T00:00:00Z"))
    assert abs(ServiceEvent.objects.get().occurred_at - timezone.now()) < timedelta(minutes=1)


# What must never be true


@pytest.mark.parametrize(
    "wrong",
    [
        {"service": "sendmail"},
        {"service_region": "xx"},
        {"service": "postmark", "service_key": ""},
        {"service": "postmark", "hook_token": None},
        {"service": "postmark", "hook_password": ""},
        {"service": "mailjet", "service_secret": ""},
        {"service": "", "smtp_host": ""},
    ],
)
def test_mailbox_constraints(wrong):
    mailbox = ServiceMailboxFactory(smtp_host="", service_secret="second")
    with pytest.raises(IntegrityError, match="mail_mailbox_serv"), transaction.atomic():
        Mailbox.objects.filter(pk=mailbox.pk).update(**wrong)


def test_hook_tokens_are_each_mailboxs_own(mailbox):
    with pytest.raises(IntegrityError, match="hook_token"), transaction.atomic():
        ServiceMailboxFactory(hook_token=mailbox.hook_token)


def test_service_id_stands_once_in_a_mailbox_and_in_as_many_as_there_are(sent):
    other = in_state(sent.mailbox, "sent")
    with pytest.raises(IntegrityError, match="mail_outgoing_service_id_once"), transaction.atomic():
        OutgoingMessage.objects.filter(pk=other.pk).update(service_id=sent.service_id)
    elsewhere = in_state(MailboxFactory(), "sent")
    OutgoingMessage.objects.filter(pk=elsewhere.pk).update(service_id=sent.service_id)


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"kind": "read"}, "mail_serviceevent_kind"),
        ({"kind": "delivered", "permanent": True}, "mail_serviceevent_permanent_bounce"),
    ],
)
def test_event_constraints(sent, wrong, rule):
    fields = {"mailbox": sent.mailbox, "digest": "d", "kind": "bounced", "occurred_at": timezone.now()}
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        ServiceEvent.objects.create(**fields | wrong)
    ServiceEvent.objects.create(**fields)
    with pytest.raises(IntegrityError, match="mail_serviceevent_once"), transaction.atomic():
        ServiceEvent.objects.create(**fields)


def test_service_secrets_are_not_in_the_database_in_the_clear(django_db_blocker):
    from django.db import connection

    mailbox = ServiceMailboxFactory(service_secret="second", service_signing_key="third")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT service_key, service_secret, service_signing_key, hook_password FROM mail_mailbox WHERE id = %s",
            [mailbox.pk],
        )
        stored = cursor.fetchone()
    for secret in ("right-key", "second", "third", mailbox.hook_password):
        assert secret not in " ".join(stored)
