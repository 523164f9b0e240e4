"""The engine against a real SMTP server: what is written down must be what the server saw."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mail import delivery, handlers, outbox, pausing, suppression
from mail.delivery import outcomes
from mail.handlers import MessageHandler
from mail.models import Mailbox, OutgoingMessage
from mail.windows import Window
from team.models import Notification
from tests.factories.mail import MailboxFactory, enqueued, in_state
from tests.mail.sink import DROP, HANG, Sink, accept_password, free_port

pytestmark = [pytest.mark.services, pytest.mark.django_db]


@pytest.fixture
def sink():
    with Sink() as sink:
        yield sink


@pytest.fixture
def mailbox(sink):
    return MailboxFactory(smtp_port=sink.port)


@pytest.fixture
def little_patience(settings):
    settings.SMTP_TIMEOUT = settings.SMTP_ANSWER_TIMEOUT = 1


def states(*messages: OutgoingMessage) -> list[str]:
    for message in messages:
        message.refresh_from_db()
    return [message.state for message in messages]


def due_now(message: OutgoingMessage) -> None:
    OutgoingMessage.objects.filter(pk=message.pk).update(due_at=timezone.now())


def test_due_messages_go_out_over_one_connection(mailbox, sink):
    messages = [enqueued(mailbox, to_address=f"person{n}@example.org") for n in range(30)]
    tally = delivery.deliver_due()
    assert (tally.sent, tally.failed, tally.deferred, tally.unconfirmed) == (30, 0, 0, 0)
    assert sink.received == [(m.message_id, m.to_address) for m in messages]
    assert sink.connections == 1
    assert set(states(*messages)) == {"sent"}
    first = messages[0]
    assert first.handed_off_at <= first.accepted_at == first.ended_at or first.accepted_at <= first.ended_at


def test_message_arrives_as_it_was_built_with_the_date_of_today(mailbox, sink):
    message = enqueued(mailbox, text="one\n.two\n..three\n")
    delivery.deliver_due()
    message.refresh_from_db()
    assert sink.raw == [message.as_sent()]
    assert b"\r\n.two\r\n..three\r\n" in sink.raw[0]


def test_messages_that_are_not_due_stay(mailbox, sink):
    message = enqueued(mailbox, due_at=timezone.now() + timedelta(minutes=1))
    assert delivery.deliver_due().sent == 0
    assert states(message) == ["queued"]


@pytest.mark.parametrize("phase", ["mail", "rcpt", "received"])
@pytest.mark.parametrize("answer", ["450 4.2.0 greylisted, come back", "421 4.3.2 closing", "451 4.3.0 later"])
def test_passing_refusal_backs_off_and_leaves_the_others_alone(mailbox, sink, phase, answer):
    put_off, other = enqueued(mailbox), enqueued(mailbox)
    sink.script[phase] = [answer]
    tally = delivery.deliver_due()
    assert (tally.sent, tally.deferred, tally.unconfirmed) == (1, 1, 0)
    assert states(put_off, other) == ["queued", "sent"]
    assert put_off.last_error == answer
    assert put_off.attempts == 1
    assert put_off.handed_off_at is None
    assert timedelta(seconds=40) < put_off.due_at - timezone.now() < timedelta(seconds=80)
    due_now(put_off)
    delivery.deliver_due()
    assert states(put_off) == ["sent"]
    assert sink.message_ids == [other.message_id, put_off.message_id]


@pytest.mark.parametrize("phase", ["rcpt", "received"])
def test_permanent_refusal_ends_with_the_servers_words(mailbox, sink, phase):
    refused, other = enqueued(mailbox), enqueued(mailbox)
    sink.script[phase] = ["550 5.1.1 There is no Ines here"]
    tally = delivery.deliver_due()
    assert (tally.sent, tally.failed) == (1, 1)
    assert states(refused, other) == ["failed", "sent"]
    assert refused.last_error == "550 5.1.1 There is no Ines here"
    assert sink.connections == 1


@pytest.mark.parametrize("phase", ["mail", "rcpt"])
@pytest.mark.parametrize("fault", [DROP, HANG])
def test_connection_lost_before_the_final_dot_means_due_again(mailbox, sink, little_patience, phase, fault):
    lost, other = enqueued(mailbox), enqueued(mailbox)
    sink.script[phase] = [fault]
    tally = delivery.deliver_due()
    assert (tally.sent, tally.deferred, tally.unconfirmed) == (1, 1, 0)
    assert states(lost, other) == ["queued", "sent"]


@pytest.mark.parametrize("fault", [DROP, HANG])
def test_no_answer_after_the_final_dot_means_unconfirmed(mailbox, sink, little_patience, fault, specialist):
    Mailbox.objects.update(owner=specialist)
    doubtful, other = enqueued(mailbox), enqueued(mailbox)
    sink.script["received"] = [fault]
    tally = delivery.deliver_due()
    assert (tally.sent, tally.unconfirmed) == (1, 1)
    assert states(doubtful, other) == ["unconfirmed", "sent"]
    assert "Nobody here can know" in doubtful.last_error
    assert Notification.objects.get().user == specialist
    assert delivery.deliver_due().sent == 0
    outbox.resolve_unconfirmed(message=doubtful, was_sent=False, by=specialist)
    assert delivery.deliver_due().sent == 1
    assert sink.message_ids.count(doubtful.message_id) == 1


def test_idle_connection_that_the_server_closed_costs_no_attempt(mailbox, sink):
    first, second = enqueued(mailbox), enqueued(mailbox)
    sink.script["mail"] = ["250 OK", "421 4.4.2 too many messages on this connection"]
    assert delivery.deliver_due().sent == 2
    assert states(first, second) == ["sent", "sent"]
    assert (second.attempts, sink.connections) == (0, 2)


def test_server_that_breaks_every_connection_is_left_alone(mailbox, sink):
    messages = [enqueued(mailbox) for _ in range(10)]
    sink.script["mail"] = [DROP] * 10
    delivery.deliver_due()
    assert sorted(m.attempts for m in OutgoingMessage.objects.all()) == [0] * 7 + [1] * 3
    mailbox.refresh_from_db()
    assert (mailbox.failures, mailbox.paused_at) == (1, None)
    assert mailbox.retry_at > timezone.now()
    connections = sink.connections
    delivery.deliver_due()
    assert sink.connections == connections
    assert set(states(*messages)) == {"queued"}


def test_server_that_is_down_pauses_the_mailbox_after_an_hour_of_patience(mailbox, specialist):
    Mailbox.objects.update(owner=specialist, smtp_port=free_port())
    message = enqueued(mailbox)
    for _ in range(7):
        delivery.deliver_due()
        Mailbox.objects.update(retry_at=timezone.now())
    mailbox.refresh_from_db()
    assert mailbox.paused_at is None
    delivery.deliver_due()
    mailbox.refresh_from_db()
    assert mailbox.paused_at
    assert "refuses the connection" in mailbox.pause_reason
    assert states(message) == ["queued"]
    assert message.attempts == 0
    told = Notification.objects.get()
    assert told.user == specialist
    assert "1 message will wait" in told.text


def test_wrong_password_pauses_the_mailbox_and_fails_nothing(specialist):
    with Sink(authenticator=accept_password, auth_require_tls=False) as sink:
        mailbox = MailboxFactory(smtp_port=sink.port, smtp_username="maya", smtp_password="wrong", owner=specialist)
        messages = [enqueued(mailbox) for _ in range(5)]
        assert delivery.deliver_due().deferred == 5
        mailbox.refresh_from_db()
        assert "does not accept user name and password" in mailbox.pause_reason
        assert set(states(*messages)) == {"queued"}
        mailbox.smtp_password = "right"
        mailbox.save()
        pausing.resume(mailbox=mailbox)
        assert delivery.deliver_due().sent == 5


@pytest.mark.parametrize(
    ("phase", "answer"),
    [
        ("mail", "530 5.7.0 Authentication required"),
        ("mail", "553 5.7.1 Sender address rejected: not owned by user"),
        ("rcpt", "554 5.7.1 <ines@example.org>: Relay access denied"),
        ("rcpt", "530 5.7.0 Authentication required"),
    ],
)
def test_refusal_of_the_sender_pauses_the_mailbox_instead_of_failing_each_message(
    mailbox, sink, phase, answer, admin_user
):
    messages = [enqueued(mailbox) for _ in range(3)]
    sink.script[phase] = [answer]
    delivery.deliver_due()
    mailbox.refresh_from_db()
    assert answer in mailbox.pause_reason
    assert set(states(*messages)) == {"queued"}
    assert Notification.objects.get().user == admin_user


def test_server_without_encryption_is_not_used_when_encryption_is_asked_for(mailbox, sink):
    Mailbox.objects.update(smtp_security="starttls")
    enqueued(mailbox)
    delivery.deliver_due()
    mailbox.refresh_from_db()
    assert "does not offer encryption (STARTTLS)" in mailbox.pause_reason
    assert not sink.received


def test_message_too_large_fails_alone(mailbox, sink):
    large, small = enqueued(mailbox), enqueued(mailbox)
    sink.script["mail"] = ["552 5.3.4 Message too big"]
    delivery.deliver_due()
    assert states(large, small) == ["failed", "sent"]


def test_unicode_local_part_goes_out_where_the_server_takes_it(mailbox, sink):
    message = enqueued(mailbox, to_address="josé@example.org", to_name="José")
    delivery.deliver_due()
    assert states(message) == ["sent"]
    assert 'To: "José" <josé@example.org>'.encode() in sink.raw[0]


def test_unicode_local_part_fails_in_plain_words_where_the_server_does_not_take_it():
    with Sink(enable_SMTPUTF8=False) as sink:
        mailbox = MailboxFactory(smtp_port=sink.port)
        message, other = enqueued(mailbox, to_address="josé@example.org"), enqueued(mailbox)
        delivery.deliver_due()
    assert states(message, other) == ["failed", "sent"]
    assert "does not take letters like these before the @" in message.last_error


def test_suppressed_meanwhile_is_not_sent(mailbox, sink):
    message = enqueued(mailbox)
    suppression.suppress(message.to_address, source="unsubscribe")
    assert delivery.deliver_due().cancelled == 1
    assert states(message) == ["cancelled"]
    assert not sink.received


def test_lapsed_is_not_sent_and_says_so_even_while_paused(mailbox, sink):
    message = enqueued(mailbox, lapses_at=timezone.now() + timedelta(seconds=60))
    pausing.pause(mailbox=mailbox, why="It rests.")
    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        assert delivery.deliver_due().cancelled == 1
    assert states(message) == ["cancelled"]
    assert "has passed" in message.last_error


def test_window_that_closed_meanwhile_means_the_next_morning(mailbox, sink):
    with time_machine.travel(datetime(2026, 11, 18, 8, 0, tzinfo=UTC)):
        message = enqueued(mailbox, window=Window("Europe/Berlin", 5, 12))
        late = enqueued(
            mailbox, window=Window("Europe/Berlin", 5, 12), lapses_at=datetime(2026, 11, 18, 20, 0, tzinfo=UTC)
        )
    with time_machine.travel(datetime(2026, 11, 18, 11, 0, tzinfo=UTC)):
        tally = delivery.deliver_due()
    assert (tally.deferred, tally.cancelled) == (1, 1)
    assert states(message, late) == ["queued", "cancelled"]
    assert message.due_at == datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
    assert not sink.received


def test_hourly_limit_defers_the_rest_at_once(mailbox, sink, django_assert_max_num_queries):
    Mailbox.objects.update(hourly_limit=8)
    for n in range(50):
        enqueued(mailbox, to_address=f"person{n}@example.org")
    tally = delivery.deliver_due()
    assert (tally.sent, tally.deferred) == (8, 42)
    waiting = OutgoingMessage.objects.filter(state="queued")
    due = set(waiting.values_list("due_at", flat=True))
    assert len(due) == 1
    # A quarter of the limit is free again an hour after the second message.
    second = OutgoingMessage.objects.filter(state="sent").order_by("accepted_at")[1]
    assert due == {second.accepted_at + timedelta(hours=1)}
    with django_assert_max_num_queries(8):
        assert delivery.deliver_due().sent == 0
    with time_machine.travel(due.pop(), tick=False):
        assert delivery.deliver_due().sent == 2


def test_daily_limit_counts_what_went_out_before_a_restart(mailbox, sink):
    Mailbox.objects.update(daily_limit=2)
    earlier = timezone.now() - timedelta(hours=23)
    in_state(mailbox, "sent", handed_off_at=earlier, accepted_at=earlier)
    waiting = [enqueued(mailbox), enqueued(mailbox)]
    assert delivery.deliver_due().sent == 1
    assert states(*waiting) == ["sent", "queued"]
    assert timedelta(minutes=55) < waiting[1].due_at - timezone.now() < timedelta(minutes=65)


def test_domain_limit_holds_back_that_domain_alone(mailbox, sink):
    Mailbox.objects.update(domain_hourly_limit=2)
    crowd = [enqueued(mailbox, to_address=f"person{n}@example.org") for n in range(5)]
    other = enqueued(mailbox, to_address="anna@example.com")
    tally = delivery.deliver_due()
    assert (tally.sent, tally.deferred) == (3, 3)
    assert states(*crowd, other) == ["sent", "sent", "queued", "queued", "queued", "sent"]
    assert "had its share" in crowd[2].last_error


def test_paused_mailbox_sends_nothing(mailbox, sink):
    message = enqueued(mailbox)
    pausing.pause(mailbox=mailbox, why="It rests.")
    assert delivery.deliver_due().sent == 0
    pausing.resume(mailbox=mailbox)
    assert delivery.deliver_due().sent == 1
    assert states(message) == ["sent"]


def test_patience_ends_after_many_attempts(mailbox, sink):
    message = enqueued(mailbox)
    OutgoingMessage.objects.update(attempts=24)
    sink.script["rcpt"] = ["450 still greylisted"]
    assert delivery.deliver_due().failed == 1
    assert states(message) == ["failed"]
    assert message.last_error == "Given up after 25 attempts. 450 still greylisted"


class Recording(MessageHandler):
    """Notes what it is told; refuses or fails when asked to."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int, str]] = []
        self.says = ""
        self.fault: Exception | None = None

    def refusal(self, message: OutgoingMessage) -> str:
        if self.fault:
            raise self.fault
        return self.says

    def sent(self, message: OutgoingMessage) -> None:
        self._note("sent", message)

    def ended(self, message: OutgoingMessage) -> None:
        self._note("ended", message)

    def _note(self, what: str, message: OutgoingMessage) -> None:
        self.told.append((what, message.pk, message.state))
        if self.fault:
            raise self.fault


@pytest.fixture
def handler(monkeypatch):
    recording = Recording()
    monkeypatch.setitem(handlers._handlers, "test", recording)
    return recording


def test_handler_is_told_what_became_of_each(mailbox, sink, handler):
    good, bad, doubtful = (enqueued(mailbox) for _ in range(3))
    sink.script["rcpt"] = ["250 OK", "550 no"]
    sink.script["received"] = ["250 OK", DROP]
    delivery.deliver_due()
    assert handler.told == [
        ("ended", bad.pk, "failed"),
        ("ended", doubtful.pk, "unconfirmed"),
        ("sent", good.pk, "sent"),
    ]


def test_handler_may_refuse_at_the_last_moment(mailbox, sink, handler):
    message = enqueued(mailbox)
    handler.says = "She has answered already."
    assert delivery.deliver_due().cancelled == 1
    assert states(message) == ["cancelled"]
    assert message.last_error == "She has answered already."
    assert not sink.received


def test_handler_that_fails_before_hand_off_holds_its_message_back_alone(mailbox, sink, handler):
    message, other = enqueued(mailbox), enqueued(mailbox, purpose="another")
    handler.fault = RuntimeError("a mistake")
    delivery.deliver_due()
    assert states(message, other) == ["queued", "sent"]
    assert message.due_at > timezone.now()


def test_handler_that_cannot_say_yet_is_asked_again_with_its_words(mailbox, sink, handler):
    message = enqueued(mailbox)
    handler.fault = handlers.NotYet("Something came in that is not read yet.")
    assert delivery.deliver_due().deferred == 1
    assert states(message) == ["queued"]
    assert (message.last_error, message.due_at > timezone.now()) == ("Something came in that is not read yet.", True)


def test_handler_that_fails_afterwards_does_not_make_us_forget_what_was_sent(mailbox, sink, handler, monkeypatch):
    message = enqueued(mailbox)
    monkeypatch.setattr(handler, "refusal", lambda message: "")
    handler.fault = RuntimeError("a mistake")
    assert delivery.deliver_due().sent == 1
    assert states(message) == ["sent"]


def test_leftovers_of_a_dead_worker_are_settled_at_once(mailbox, sink, handler):
    claimed, handed_off = in_state(mailbox, "claimed"), in_state(mailbox, "handed_off")
    tally = delivery.deliver_due()
    assert (tally.sent, tally.unconfirmed) == (1, 1)
    assert states(claimed, handed_off) == ["sent", "unconfirmed"]
    assert handler.told == [("ended", handed_off.pk, "unconfirmed"), ("sent", claimed.pk, "sent")]
    assert sink.message_ids == [claimed.message_id]


def test_cancelled_between_claim_and_hand_off_is_not_sent(mailbox, sink, handler, monkeypatch):
    first, second = enqueued(mailbox), enqueued(mailbox)

    def cancel_the_second(message: OutgoingMessage) -> str:
        outbox.cancel([second], by=None, why="Answered by telephone.")
        return ""

    monkeypatch.setattr(handler, "refusal", cancel_the_second)
    delivery.deliver_due()
    assert states(first, second) == ["sent", "cancelled"]
    assert sink.message_ids == [first.message_id]


def test_answer_heard_after_all_corrects_the_doubt(mailbox, handler):
    slow = in_state(mailbox, "handed_off")
    doubted = OutgoingMessage.objects.get(pk=slow.pk)
    with transaction.atomic():
        assert outcomes.unconfirmed(doubted, "nobody knows")
    assert outcomes.accepted(slow, timezone.now())
    assert states(slow) == ["sent"]
    assert not outcomes.accepted(doubted, timezone.now())


def test_handler_that_fails_at_one_message_is_told_of_the_others(mailbox, sink, handler, monkeypatch):
    messages = [enqueued(mailbox) for _ in range(3)]
    told: list[int] = []

    def sent(message: OutgoingMessage) -> None:
        if message.pk == messages[1].pk:
            raise RuntimeError("a mistake")
        told.append(message.pk)

    monkeypatch.setattr(handler, "sent", sent)
    assert delivery.deliver_due().sent == 3
    assert told[-2:] == [messages[0].pk, messages[2].pk]


def test_a_message_costs_one_statement(mailbox, sink):
    def queries(count: int) -> int:
        for _ in range(count):
            enqueued(mailbox)
        with CaptureQueriesContext(connection) as captured:
            assert delivery.deliver_mailbox(mailbox.pk).sent == count
        return len(captured)

    assert queries(3) - queries(1) == 2
