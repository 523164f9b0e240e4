"""What the engine does when workers meet, and when the database goes away under it: own sessions, real commits."""

import json
import os
import subprocess
import sys
import threading
import time
from datetime import timedelta
from io import StringIO

import pytest
from celery import current_app
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, connections, transaction
from django.utils import timezone
from kombu import pools

from mail import delivery, handlers, outbox, suppression, tasks
from mail.delivery import lock, recovery
from mail.handlers import MessageHandler
from mail.models import Mailbox, OutgoingMessage, Suppression
from tests.factories.mail import MailboxFactory, enqueued, in_state
from tests.mail.sink import Sink

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sink():
    with Sink() as sink:
        yield sink


@pytest.fixture
def mailbox(sink):
    return MailboxFactory(smtp_port=sink.port)


def in_another_session(work) -> None:
    """Run `work` in a thread, so with a database session of its own."""
    faults = []

    def run() -> None:
        try:
            work()
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
    if faults:
        raise faults[0]


def throw_out(pid: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])


def own_pid() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def test_mailbox_has_one_deliverer(mailbox, sink):
    enqueued(mailbox)
    with lock.only_deliverer(mailbox.pk) as first:
        assert first
        in_another_session(lambda: delivery.deliver_mailbox(mailbox.pk))
        assert not sink.received
    in_another_session(lambda: delivery.deliver_mailbox(mailbox.pk))
    assert len(sink.received) == 1


def test_lock_is_freed_by_the_death_of_its_session(mailbox, sink):
    pid, locked, dead = [], threading.Event(), threading.Event()

    def die_with_the_lock() -> None:
        with lock.only_deliverer(mailbox.pk):
            pid.append(own_pid())
            locked.set()
            dead.wait(10)

    thread = threading.Thread(target=die_with_the_lock)
    thread.start()
    locked.wait(10)
    enqueued(mailbox)
    assert delivery.deliver_mailbox(mailbox.pk).sent == 0
    throw_out(pid[0])
    deadline = time.monotonic() + 20
    while not delivery.deliver_mailbox(mailbox.pk).sent and time.monotonic() < deadline:
        time.sleep(0.05)  # the server ends the session in its own time
    assert len(sink.received) == 1
    dead.set()
    thread.join(10)


def test_workers_that_meet_send_each_message_once(sink):
    mailboxes = [MailboxFactory(smtp_port=sink.port) for _ in range(2)]
    for n in range(60):
        enqueued(mailboxes[n % 2], to_address=f"person{n}@example.org")
    threads = [threading.Thread(target=_deliver_and_close) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    delivery.deliver_due()
    assert len(sink.message_ids) == len(set(sink.message_ids)) == 60
    assert set(OutgoingMessage.objects.values_list("state", flat=True)) == {"sent"}


def _deliver_and_close() -> None:
    try:
        delivery.deliver_due()
    finally:
        connections.close_all()


class CutsOff(MessageHandler):
    """Has the session of its own deliverer thrown out before a hand-off, as a restart of PostgreSQL would."""

    def __init__(self, *, before: int) -> None:
        self.before, self.asked, self.done = before, 0, False

    def refusal(self, message: OutgoingMessage) -> str:
        self.asked += 1
        if self.asked == self.before:
            self._cut()
        return ""

    def _cut(self) -> None:
        if not self.done:
            self.done = True
            pid = own_pid()
            in_another_session(lambda: throw_out(pid))
            own_pid()  # finds out


def test_database_lost_after_the_server_took_the_message_is_written_down_all_the_same(mailbox, sink, monkeypatch):
    monkeypatch.setitem(handlers._handlers, "test", CutsOff(before=2))
    messages = [enqueued(mailbox) for _ in range(3)]
    with pytest.raises(OperationalError):
        in_another_session(lambda: delivery.deliver_mailbox(mailbox.pk))
    messages[0].refresh_from_db()
    assert messages[0].state == "sent"
    assert delivery.deliver_due().sent == 2
    assert sink.message_ids == [message.message_id for message in messages]


def test_database_lost_before_hand_off_sends_nothing_and_doubts_nothing(mailbox, sink, monkeypatch):
    monkeypatch.setitem(handlers._handlers, "test", CutsOff(before=1))
    message = enqueued(mailbox)
    with pytest.raises(OperationalError):
        in_another_session(lambda: delivery.deliver_mailbox(mailbox.pk))
    assert not sink.received
    tally = delivery.deliver_due()
    assert (tally.sent, tally.unconfirmed) == (1, 0)
    assert sink.message_ids == [message.message_id]


def test_task_survives_a_database_that_is_away(mailbox, sink, monkeypatch):
    monkeypatch.setitem(handlers._handlers, "test", CutsOff(before=1))
    enqueued(mailbox)
    in_another_session(lambda: tasks.deliver_mailbox(mailbox.pk))
    in_another_session(lambda: tasks.deliver_mailbox(mailbox.pk))
    assert len(sink.received) == 1


def test_what_is_in_hand_for_too_long_is_settled_whoever_holds_the_lock(mailbox):
    long_ago = timezone.now() - recovery.HUNG_AFTER * 2
    hung = in_state(mailbox, "handed_off", claimed_at=long_ago, handed_off_at=long_ago)
    claimed = in_state(mailbox, "claimed", claimed_at=long_ago)
    at_work = in_state(mailbox, "handed_off", claimed_at=timezone.now())
    assert recovery.reap() == 1
    for message in (hung, claimed, at_work):
        message.refresh_from_db()
    assert (hung.state, claimed.state, at_work.state) == ("unconfirmed", "queued", "handed_off")


def test_mailboxes_to_visit_are_those_with_something_to_do(mailbox):
    later, paused, left_alone, leftover = (MailboxFactory() for _ in range(4))
    for box in (mailbox, paused, left_alone):
        enqueued(box)
    enqueued(later, due_at=timezone.now() + timedelta(hours=1))
    in_state(leftover, "handed_off")
    Mailbox.objects.filter(pk__in=[paused.pk, leftover.pk]).update(paused_at=timezone.now(), pause_reason="rest")
    Mailbox.objects.filter(pk=left_alone.pk).update(retry_at=timezone.now() + timedelta(minutes=1))
    assert delivery.mailboxes_to_visit() == [mailbox.pk, leftover.pk]


@pytest.fixture
def no_broker():
    """Celery's connection leads nowhere, as when Redis is down."""
    was = current_app.conf.broker_url
    current_app.conf.update(broker_url="redis://127.0.0.1:1/0", broker_write_url="redis://127.0.0.1:1/0")
    _forget_connections()
    yield
    current_app.conf.update(broker_url=was, broker_write_url=was)
    _forget_connections()


def _forget_connections() -> None:
    pools.reset()
    current_app._pool = None
    current_app.amqp._producer_pool = None


@pytest.mark.usefixtures("no_broker")
def test_broker_that_is_down_loses_nothing(mailbox, sink, caplog):
    with transaction.atomic():
        message = enqueued(mailbox)
    assert "could not be woken" in caplog.text
    assert OutgoingMessage.objects.get(pk=message.pk).state == "queued"
    assert delivery.deliver_due().sent == 1


def test_send_due_prints_what_became_of_it(mailbox, sink):
    for n in range(3):
        enqueued(mailbox, to_address=f"person{n}@example.org")
    sink.script["rcpt"] = ["550 no", "450 later"]
    out = StringIO()
    call_command("send_due", "--json", stdout=out)
    counts = {"sent": 1, "failed": 1, "deferred": 1, "unconfirmed": 0, "cancelled": 0, "copied": 0, "copies_waiting": 0}
    assert json.loads(out.getvalue()) == counts
    out = StringIO()
    call_command("send_due", stdout=out)
    assert out.getvalue() == "0 sent, 0 failed, 0 deferred, 0 unconfirmed, 0 cancelled, 0 copied, 0 copies waiting\n"


def test_send_due_says_that_the_database_went_away(mailbox, sink, monkeypatch):
    monkeypatch.setitem(handlers._handlers, "test", CutsOff(before=1))
    enqueued(mailbox)
    with pytest.raises(CommandError, match="The database is away"):
        in_another_session(lambda: call_command("send_due", stdout=StringIO()))


def test_cancel_while_a_worker_checks_keeps_the_message_back(mailbox, sink, monkeypatch):
    class CancelsFromElsewhere(MessageHandler):
        cancelled: list[int] = []

        def refusal(self, message: OutgoingMessage) -> str:
            in_another_session(lambda: self._cancel(message.pk))
            return ""

        def _cancel(self, pk: int) -> None:
            self.cancelled.append(outbox.cancel([OutgoingMessage.objects.get(pk=pk)], by=None, why="Not now."))

    handler = CancelsFromElsewhere()
    monkeypatch.setitem(handlers._handlers, "test", handler)
    message = enqueued(mailbox)
    assert delivery.deliver_due().sent == 0
    message.refresh_from_db()
    assert (message.state, message.last_error, handler.cancelled) == ("cancelled", "Not now.", [1])
    assert not sink.received


@pytest.mark.parametrize("meanwhile", ["suppressed", "paused"])
def test_what_happens_while_a_worker_checks_is_seen_at_hand_off(mailbox, sink, monkeypatch, meanwhile):
    class Meanwhile(MessageHandler):
        def refusal(self, message: OutgoingMessage) -> str:
            in_another_session(self._happens)
            return ""

        def _happens(self) -> None:
            if meanwhile == "paused":
                Mailbox.objects.update(paused_at=timezone.now(), pause_reason="A holiday.")
            else:
                suppression.suppress(message.to_address, source=Suppression.Source.UNSUBSCRIBE)

    message = enqueued(mailbox)
    monkeypatch.setitem(handlers._handlers, "test", Meanwhile())
    assert delivery.deliver_due().sent == 0
    message.refresh_from_db()
    assert message.state == ("queued" if meanwhile == "paused" else "cancelled")
    assert not sink.received


@pytest.mark.slow
def test_crash_bench_small(tmp_path):
    """The benchmark itself, small: real worker processes, killed while they send."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.crash", "--messages", "60", "--times", "2", "--rounds", "kill", "--json"],
        capture_output=True, text=True, timeout=170, env=os.environ, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr + done.stdout
    result = json.loads(done.stdout.splitlines()[-1])
    assert (result["doubled"], result["lost"], result["untrue"]) == (0, 0, 0)
    assert result["sent"] + result["unconfirmed"] == 60
