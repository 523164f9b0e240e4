"""Polling, against a real Dovecot. Where none is installed these tests are skipped, and say so."""

import hashlib
import json
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from core.session_lock import only_one
from mail import fleet, handlers, intake, polling, tasks_incoming
from mail.models import IncomingMessage, Mailbox
from team.models import Notification
from tests.factories.mail import MailboxFactory, in_state
from tests.mail import dovecot, processes
from tests.mail.imap_proxy import Proxy
from tests.mail.letters import bounce, letter

pytestmark = [
    pytest.mark.services,
    pytest.mark.skipif(not dovecot.PROGRAM, reason="Dovecot is not installed: apt-get install dovecot-imapd"),
]
users = count(1)


@pytest.fixture(scope="module")
def server() -> Iterator[dovecot.Dovecot]:
    server = dovecot.Dovecot()
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def mailbox(db, server, specialist) -> Mailbox:
    """A mailbox on the server, with an inbox of its own."""
    return MailboxFactory(
        owner=specialist,
        address="maya@harbourlane.example.com",
        imap_host="127.0.0.1",
        imap_port=server.port,
        imap_security="none",
        imap_username=f"user{next(users)}",
        imap_password=server.password,
    )


@pytest.fixture
def deliver(server, mailbox) -> Callable[..., None]:
    def put(raw: bytes) -> None:
        server.deliver(mailbox.imap_username, raw)

    return put


def numbered(n: int) -> bytes:
    return letter(subject=f"Number {n}", message_id=f"<n{n}@mail.example.org>")


def subjects() -> list[str]:
    return list(IncomingMessage.objects.order_by("pk").values_list("subject", flat=True))


def fresh(mailbox: Mailbox) -> Mailbox:
    return Mailbox.objects.get(pk=mailbox.pk)


def test_poll_takes_in_what_is_new_and_leaves_no_trace(mailbox, deliver, server):
    deliver(numbered(1))
    deliver(numbered(2))
    done = polling.poll(mailbox)
    assert (done.received, done.problem) == (2, "")
    assert subjects() == ["Number 1", "Number 2"]
    assert server.flags(mailbox.imap_username) == ["", ""]
    assert fresh(mailbox).polled_at


def test_poll_hands_an_answer_to_its_pitch(mailbox, deliver):
    sent = in_state(mailbox, "sent")
    deliver(letter(in_reply_to=sent.message_id))
    deliver(bounce(sent))
    polling.poll(mailbox)
    kinds = IncomingMessage.objects.order_by("pk").values_list("kind", "matched", "mailbox")
    assert list(kinds) == [("reply", sent.pk, mailbox.pk), ("bounce", sent.pk, mailbox.pk)]


def test_poll_again_fetches_only_what_came_since(mailbox, deliver):
    deliver(numbered(1))
    polling.poll(mailbox)
    assert polling.poll(fresh(mailbox)).received == 0
    deliver(numbered(2))
    assert polling.poll(fresh(mailbox)).received == 1
    assert subjects() == ["Number 1", "Number 2"]


def test_poll_after_the_server_numbered_its_folder_anew(mailbox, deliver, server):
    deliver(numbered(1))
    deliver(numbered(2))
    polling.poll(mailbox)
    before = fresh(mailbox).imap_uid_validity
    server.number_anew(mailbox.imap_username)
    Mailbox.objects.update(imap_uid_validity=before + 7)  # the clock gives the number; two in one second are alike
    deliver(numbered(3))
    done = polling.poll(fresh(mailbox))
    assert done.problem == ""
    assert subjects() == ["Number 1", "Number 2", "Number 3"]
    assert fresh(mailbox).imap_uid_validity != before + 7


def test_poll_of_a_folder_numbered_anew_does_not_read_years_again(mailbox, deliver, server):
    old = server.deliver(mailbox.imap_username, numbered(1))
    past = (timezone.now() - timedelta(days=40)).timestamp()
    os.utime(old, (past, past))
    deliver(numbered(2))
    polling.poll(mailbox)
    assert subjects() == ["Number 2"]


def test_poll_goes_on_where_a_dead_worker_stopped(mailbox, deliver):
    """It died after storing a message and before noting so: the message is met again and handled once."""
    for n in range(3):
        deliver(numbered(n))
    polling.poll(mailbox)
    Mailbox.objects.update(imap_last_uid=1)
    assert polling.poll(fresh(mailbox)).received == 2
    assert subjects() == ["Number 0", "Number 1", "Number 2"]


def test_poll_reads_on_at_once_when_there_is_more(mailbox, deliver, monkeypatch):
    monkeypatch.setattr(polling, "MOST_IN_ONE_POLL", 2)
    for n in range(5):
        deliver(numbered(n))
    assert [polling.poll(fresh(mailbox)).more for _ in range(3)] == [True, True, False]
    assert subjects() == [f"Number {n}" for n in range(5)]


def test_poll_is_not_held_up_by_garbage(mailbox, deliver):
    deliver(b"\xff\xfe\x00garbage\n\n\x00\x00")
    deliver(numbered(2))
    assert polling.poll(mailbox).received == 2
    assert subjects() == ["", "Number 2"]
    assert set(IncomingMessage.objects.values_list("error", flat=True)) == {""}


def test_poll_takes_only_the_beginning_of_a_huge_message(mailbox, deliver):
    sent = in_state(mailbox, "sent")
    huge = letter(in_reply_to=sent.message_id, body="The film you asked for.\n" + ("x" * 76 + "\r\n") * 660_000)
    assert len(huge) > 50_000_000
    deliver(huge)
    deliver(numbered(2))
    assert polling.poll(mailbox).received == 2
    stored = IncomingMessage.objects.get(matched=sent)
    assert stored.text.startswith("The film you asked for.")
    assert len(stored.raw) < intake.KEPT_OF_LARGER + 100


def test_poll_with_a_wrong_password_tells_the_owner_once_and_waits(mailbox, specialist):
    Mailbox.objects.update(imap_password="wrong")
    for _ in range(3):
        assert "does not accept user name and password" in polling.poll(fresh(mailbox)).problem
    notification = Notification.objects.get()
    assert notification.user == specialist
    assert notification.text.startswith("Mail to maya@harbourlane.example.com cannot be read.")
    assert not Mailbox.objects.due_for_polling().exists()
    assert fresh(mailbox).poll_failures == 3


def test_poll_of_a_folder_that_is_not_there(mailbox):
    Mailbox.objects.update(imap_folder="Press office")
    assert "The folder cannot be opened" in polling.poll(fresh(mailbox)).problem


def test_poll_of_a_folder_in_any_script(mailbox, server):
    folder = server.maildir(mailbox.imap_username)
    server.deliver(mailbox.imap_username, numbered(1))
    with polling.signed_in(mailbox, timeout=5) as box:
        box.folder.create("Anfragen für Köln")
        box.client.select('"INBOX"')
        box.copy("1", "Anfragen für Köln")
    assert folder.exists()
    Mailbox.objects.update(imap_folder="Anfragen für Köln")
    assert polling.poll(fresh(mailbox)).received == 1


def test_poll_recovers_and_clears_the_error(mailbox, deliver):
    Mailbox.objects.update(poll_error="The server does not answer.", poll_failures=4)
    deliver(numbered(1))
    polling.poll(fresh(mailbox))
    assert (fresh(mailbox).poll_error, fresh(mailbox).poll_failures) == ("", 0)


def test_poll_over_tls_refuses_a_certificate_nobody_vouches_for(mailbox, server):
    Mailbox.objects.update(imap_security="tls", imap_port=server.tls_port, imap_host="localhost")
    assert "is self-signed" in polling.poll(fresh(mailbox)).problem


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_poll_over_tls_with_a_certificate_it_trusts(mailbox, server, deliver, monkeypatch, security):
    monkeypatch.setenv("SSL_CERT_FILE", str(server.home / "cert.pem"))
    port = server.tls_port if security == "tls" else server.port
    Mailbox.objects.update(imap_security=security, imap_port=port, imap_host="localhost")
    deliver(numbered(1))
    done = polling.poll(fresh(mailbox))
    assert (done.received, done.problem) == (1, "")


def test_poll_of_a_server_that_hangs_ends(mailbox, monkeypatch):
    monkeypatch.setattr(polling, "TIMEOUT", 0.3)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        Mailbox.objects.update(imap_port=silent.getsockname()[1])
        assert "does not answer" in polling.poll(fresh(mailbox)).problem
    assert Notification.objects.count() == 0  # it may pass


def test_poll_of_a_server_that_is_away_tells_after_a_while(mailbox):
    Mailbox.objects.update(imap_port=dovecot.free_port())
    for _ in range(polling.TELL_AFTER):
        assert "refuses connections" in polling.poll(fresh(mailbox)).problem
    assert Notification.objects.count() == 1


def test_poll_with_a_password_under_a_lost_key_says_so(mailbox, settings):
    settings.SECRET_KEY = "another key of at least thirty-two characters"
    assert "SECRET_KEY has changed" in polling.poll(fresh(mailbox)).problem


@pytest.mark.django_db(transaction=True)
def test_poll_leaves_a_mailbox_alone_that_another_process_reads(mailbox):
    held, done = threading.Event(), threading.Event()

    def other() -> None:
        with only_one(polling.LOCKS, mailbox.pk):
            held.set()
            done.wait(10)
        connection.close()

    thread = threading.Thread(target=other)
    thread.start()
    try:
        assert held.wait(10)
        assert polling.poll(mailbox).busy
    finally:
        done.set()
        thread.join()
    assert not polling.poll(mailbox).busy


def test_tasks_read_every_due_mailbox(mailbox, deliver, settings):
    deliver(numbered(1))
    assert polling.due_mailboxes() == [mailbox.pk]
    tasks_incoming.poll_due_mailboxes()
    assert subjects() == ["Number 1"]
    assert polling.due_mailboxes() == []


def test_task_understands_what_was_left_lying(mailbox):
    sent = in_state(mailbox, "sent")
    raw = letter(in_reply_to=sent.message_id)
    stored = IncomingMessage.objects.create(raw=raw, digest=hashlib.sha256(raw).hexdigest(), received_at=timezone.now())
    IncomingMessage.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    tasks_incoming.process_incoming()
    stored.refresh_from_db()
    assert (stored.kind, stored.matched) == ("reply", sent)


def test_poll_mailboxes_says_what_it_did(mailbox, deliver, capsys):
    deliver(numbered(1))
    call_command("poll_mailboxes", "--json")
    summary = {"mailboxes": 1, "received": 1, "skipped": 0, "busy": 0, "problems": []}
    assert json.loads(capsys.readouterr().out) == summary
    Mailbox.objects.update(imap_port=dovecot.free_port())
    call_command("poll_mailboxes")
    assert capsys.readouterr().out.startswith("maya@harbourlane.example.com: 127.0.0.1 refuses connections on port")


@pytest.mark.django_db(transaction=True)
def test_poller_killed_in_the_middle_of_a_batch_loses_and_doubles_nothing(server, specialist):
    mailbox = mailbox_of(server, specialist)
    for n in range(20):
        server.deliver(mailbox.imap_username, numbered(n))
    with Proxy(server.port) as proxy:
        Mailbox.objects.update(imap_port=proxy.port)
        poller = []
        proxy.at(b"BODY[]", lambda: poller[0].send_signal(signal.SIGKILL) or False, nth=8)
        poller.append(processes.start("from mail import fleet, polling; list(fleet.poll_all(polling.due_mailboxes()))"))
        assert poller[0].wait(60) == -signal.SIGKILL
    Mailbox.objects.update(imap_port=server.port)
    assert 0 < IncomingMessage.objects.count() < 20
    wait_until_free(mailbox)
    assert polling.poll(fresh(mailbox)).problem == ""
    assert subjects() == [f"Number {n}" for n in range(20)]
    assert set(server.flags(mailbox.imap_username)) == {""}


@pytest.mark.django_db(transaction=True)
def test_two_pollers_at_once_take_each_message_once(server, specialist):
    mailbox = mailbox_of(server, specialist)
    for n in range(30):
        server.deliver(mailbox.imap_username, numbered(n))
    code = "from mail import fleet, polling; list(fleet.poll_all(polling.due_mailboxes()))"
    pollers = [processes.start(code) for _ in range(3)]
    assert [poller.wait(180) for poller in pollers] == [0, 0, 0]
    assert subjects() == [f"Number {n}" for n in range(30)]


@pytest.mark.django_db(transaction=True)
def test_one_answer_in_two_mailboxes_at_once_is_acted_on_once(server, specialist, monkeypatch):
    """Each copy with the trace of its own way, as mail servers write it."""
    told = []
    monkeypatch.setitem(handlers._handlers, "test", Told(told))
    boxes = [mailbox_of(server, specialist), mailbox_of(server, specialist)]
    answers = [in_state(boxes[0], "sent") for _ in range(10)]
    for n, sent in enumerate(answers):
        raw = letter(in_reply_to=sent.message_id, message_id=f"<a{n}@mail.example.org>")
        for box in boxes:
            server.deliver(box.imap_username, f"Received: by mx for {box.imap_username}\r\n".encode() + raw)
    polls = list(fleet.poll_all([box.pk for box in boxes]))
    assert [poll.received for poll in polls] == [10, 10]
    assert sorted(told) == sorted(sent.pk for sent in answers)
    assert IncomingMessage.objects.filter(copy_of=None).count() == 10
    assert IncomingMessage.objects.exclude(copy_of=None).count() == 10


def test_message_delivered_twice_is_handled_once(mailbox, deliver):
    raw = numbered(1)
    deliver(raw)
    deliver(raw)
    assert polling.poll(mailbox).received == 2
    assert subjects() == ["Number 1"]


@pytest.mark.slow
def test_first_look_into_a_folder_of_ten_thousand_old_messages_reads_the_last_days(mailbox, server, deliver):
    past = (timezone.now() - timedelta(days=60)).timestamp()
    for n in range(10_000):
        os.utime(server.deliver(mailbox.imap_username, numbered(n)), (past, past))
    deliver(numbered(10_000))
    began = time.monotonic()
    done = polling.poll(mailbox)
    assert (done.received, done.problem, done.more) == (1, "", False)
    assert subjects() == ["Number 10000"]
    assert time.monotonic() - began < 30
    assert polling.poll(fresh(mailbox)).received == 0
    assert fresh(mailbox).imap_last_uid == 10_001


def test_old_message_with_a_later_number_is_passed_by(mailbox, server, deliver, monkeypatch):
    """A folder that was put together anew: numbers do not follow time."""
    monkeypatch.setattr(polling, "MOST_IN_ONE_POLL", 1)
    past = (timezone.now() - timedelta(days=60)).timestamp()
    deliver(numbered(1))
    os.utime(server.deliver(mailbox.imap_username, numbered(2)), (past, past))
    deliver(numbered(3))
    polls = [polling.poll(fresh(mailbox)) for _ in range(3)]
    assert not polls[-1].more
    assert subjects() == ["Number 1", "Number 3"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_message_of_fifty_megabytes_takes_little_memory_and_time(server, specialist):
    """Measured in a process of its own: how much more it holds at its peak than before."""
    mailbox = mailbox_of(server, specialist)
    server.deliver(mailbox.imap_username, numbered(1))
    polling.poll(mailbox)
    server.deliver(mailbox.imap_username, numbered(2) + b"x" * 50_000_000)
    code = (
        "import re, time; from mail import fleet, classification, intake; intake.examine(b'From: a@b.example\\n\\nx'); "
        "peak = lambda: int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]); "
        "before, began = peak(), time.monotonic(); "
        f"[done] = fleet.poll_all([{mailbox.pk}]); "
        "print(done.received, peak() - before, time.monotonic() - began)"
    )
    reader = processes.start(code, stdout=subprocess.PIPE)
    received, kilobytes, seconds = reader.communicate(timeout=180)[0].split()
    assert received == "1", (kilobytes, seconds)
    assert 0 < int(kilobytes) < 60_000
    assert float(seconds) < 30
    assert subjects() == ["Number 1", "Number 2"]


@pytest.mark.django_db(transaction=True)
def test_fifty_mailboxes_on_a_real_server(server, specialist):
    boxes = [mailbox_of(server, specialist) for _ in range(50)]
    for n, box in enumerate(boxes):
        server.deliver(box.imap_username, numbered(n))
    began = time.monotonic()
    polls = list(fleet.poll_all(polling.due_mailboxes()))
    assert sum(poll.received for poll in polls) == 50
    assert {poll.problem for poll in polls} == {""}
    assert time.monotonic() - began < 40


class Told(handlers.MessageHandler):
    """Notes whom it was told of."""

    def __init__(self, told: list[int]) -> None:
        self.told = told

    def answered(self, message, incoming) -> None:
        self.told.append(message.pk)


def mailbox_of(server: dovecot.Dovecot, owner) -> Mailbox:
    return MailboxFactory(
        owner=owner,
        imap_host="127.0.0.1",
        imap_port=server.port,
        imap_security="none",
        imap_username=f"user{next(users)}",
        imap_password=server.password,
    )


def wait_until_free(mailbox: Mailbox) -> None:
    """PostgreSQL ends the session of a process that was killed in its own time."""
    for _ in range(200):
        with only_one(polling.LOCKS, mailbox.pk) as free:
            if free:
                return
        time.sleep(0.05)
