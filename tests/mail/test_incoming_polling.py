"""Polling, against a real Dovecot. Where none is installed these tests are skipped, and say so."""

import hashlib
import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from mail import intake, polling, tasks_incoming
from mail.models import IncomingMessage, Mailbox
from team.models import Notification
from tests.factories.mail import MailboxFactory, in_state
from tests.mail import dovecot
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
        with polling._only_reader(mailbox.pk):
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
    tasks_incoming.poll_mailbox(mailbox.pk)
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
    summary = {"mailboxes": 1, "received": 1, "skipped": 0, "problems": []}
    assert json.loads(capsys.readouterr().out) == summary
    Mailbox.objects.update(imap_port=dovecot.free_port())
    call_command("poll_mailboxes")
    assert capsys.readouterr().out.startswith("maya@harbourlane.example.com: 127.0.0.1 refuses connections on port")
