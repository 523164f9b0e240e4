"""Copies in the Sent folder of a real Dovecot: each once, whoever dies in between, and never in the way of sending."""

import re
import signal
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mail import delivery, outbox, sent_copies, tasks_copies
from mail.connection_test import try_mailbox
from mail.imap import open_folder
from mail.mailboxes import save_mailbox
from mail.models import Mailbox, OutgoingMessage
from mail.tracking import Wanted
from team.models import Notification
from tests.factories.mail import MailboxFactory, enqueued, in_state
from tests.mail import dovecot, processes
from tests.mail import hostile_imap as does
from tests.mail.hostile_imap import Hostile
from tests.mail.imap_proxy import Proxy
from tests.mail.sink import DROP, Sink

pytestmark = [
    pytest.mark.services,
    pytest.mark.skipif(not dovecot.PROGRAM, reason="Dovecot is not installed: apt-get install dovecot-imapd"),
]
users = count(1)
MARKED = r"""
namespace inbox {
  inbox = yes
  mailbox "Gesendete Objekte für alle" {
    auto = create
    special_use = \Sent
  }
}
"""


@pytest.fixture(scope="module")
def server() -> Iterator[dovecot.Dovecot]:
    with dovecot.running(MARKED) as server:
        yield server


@pytest.fixture(scope="module")
def unmarked_server() -> Iterator[dovecot.Dovecot]:
    with dovecot.running() as server:
        yield server


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as sink:
        yield sink


def mailbox_on(server: dovecot.Dovecot, sink: Sink, **changes: object) -> Mailbox:
    return MailboxFactory(
        **{
            "smtp_port": sink.port,
            "imap_host": "127.0.0.1",
            "imap_port": server.port,
            "imap_security": "none",
            "imap_username": f"sender{next(users)}",
            "imap_password": server.password,
            "sent_copy": True,
            **changes,
        }
    )


@pytest.fixture
def mailbox(db, server, sink, specialist) -> Mailbox:
    return mailbox_on(server, sink, owner=specialist)


def files(server: dovecot.Dovecot, mailbox: Mailbox, folder: str = "Gesendete Objekte f&APw-r alle") -> list[Path]:
    where = server.maildir(mailbox.imap_username) / f".{folder}"
    return sorted(path for part in ("new", "cur") for path in (where / part).glob("*"))


def ids(paths: list[Path]) -> list[str]:
    return sorted(re.search(rb"Message-ID: (\S+)", path.read_bytes())[1].decode() for path in paths)


def fresh(mailbox: Mailbox) -> Mailbox:
    return Mailbox.objects.get(pk=mailbox.pk)


def forget_the_rest() -> None:
    """As if the time had passed for which an attempt in doubt is left alone, and the server too."""
    OutgoingMessage.objects.exclude(sent_copy_due_at=None).update(sent_copy_due_at=timezone.now())
    Mailbox.objects.update(sent_copy_retry_at=None)


def test_copy_is_what_was_sent_byte_by_byte_and_read_in_the_folder_the_server_marks(mailbox, server, sink):
    message = enqueued(mailbox, text="one\n.two\nGrüße\n")
    assert delivery.deliver_due().sent == 1
    assert sent_copies.mailboxes_with_copies_due() == [mailbox.pk]
    assert sent_copies.copy_sent(mailbox.pk).copied == 1
    [copy] = files(server, mailbox)
    with sent_copies.signed_in(mailbox, timeout=5) as box:  # the file has the line ends of the server's own system
        assert open_folder(box, "Gesendete Objekte für alle").fetch(1) == sink.raw[0]
    assert copy.name.partition(":2,")[2] == "S"
    message.refresh_from_db()
    assert message.sent_copy_at
    assert message.sent_copy_due_at is None
    assert abs(copy.stat().st_mtime - message.accepted_at.timestamp()) < 2
    assert fresh(mailbox).sent_folder_found == "Gesendete Objekte für alle"


def test_copies_are_made_once_however_often_the_task_runs(mailbox, server):
    messages = [enqueued(mailbox) for _ in range(5)]
    delivery.deliver_due()
    tasks_copies.copy_sent(mailbox.pk)
    tasks_copies.copy_sent(mailbox.pk)
    OutgoingMessage.objects.update(updated_at=timezone.now())
    assert sent_copies.mailboxes_with_copies_due() == []
    assert ids(files(server, mailbox)) == sorted(message.message_id for message in messages)


def test_without_the_switch_nothing_is_due(mailbox):
    Mailbox.objects.update(sent_copy=False)
    enqueued(mailbox)
    assert delivery.deliver_due().sent == 1
    assert OutgoingMessage.objects.get().sent_copy_due_at is None


def test_only_what_was_accepted_is_copied(mailbox, sink, server):
    for _ in range(3):
        enqueued(mailbox)
    sink.script["rcpt"] = ["550 nobody here", "250 OK"]
    sink.script["received"] = [DROP]
    delivery.deliver_due()
    assert sent_copies.copy_sent(mailbox.pk).copied == 1
    assert ids(files(server, mailbox)) == sink.message_ids


def test_what_a_person_confirms_as_sent_is_copied_too(mailbox, server, specialist):
    message = in_state(mailbox, "unconfirmed")
    outbox.resolve_unconfirmed(message=message, was_sent=True, by=specialist)
    assert sent_copies.copy_sent(mailbox.pk).copied == 1
    assert ids(files(server, mailbox)) == [message.message_id]


@pytest.mark.parametrize("name", ["Sent", "INBOX.Sent Items", "Gesendet", "Éléments envoyés"])
def test_a_folder_with_a_usual_name_is_found(db, unmarked_server, sink, name):
    mailbox = mailbox_on(unmarked_server, sink)
    with sent_copies.signed_in(mailbox, timeout=5) as box:
        box.folder.create("Drafts")
        box.folder.create(name)
    enqueued(mailbox)
    delivery.deliver_due()
    assert sent_copies.copy_sent(mailbox.pk).problem == ""
    assert fresh(mailbox).sent_folder_found == name


def test_a_folder_set_by_hand_goes_before_all_others(mailbox, server):
    with sent_copies.signed_in(mailbox, timeout=5) as box:
        box.folder.create("Our copies")
    Mailbox.objects.update(sent_folder="Our copies")
    enqueued(mailbox)
    delivery.deliver_due()
    sent_copies.copy_sent(mailbox.pk)
    assert len(files(server, mailbox, "Our copies")) == 1
    assert not files(server, mailbox)


def test_no_folder_is_said_on_the_mailbox_and_mended_by_naming_one(db, unmarked_server, sink, specialist, client_for):
    mailbox = mailbox_on(unmarked_server, sink, owner=specialist)
    enqueued(mailbox)
    delivery.deliver_due()
    assert "No folder for sent mail was found" in sent_copies.copy_sent(mailbox.pk).problem
    page = client_for(specialist).get(reverse("mail:mailbox-edit", args=[mailbox.pk])).content.decode()
    assert "No folder for sent mail was found" in page
    assert sent_copies.mailboxes_with_copies_due() == []  # it is left alone for a while
    with sent_copies.signed_in(mailbox, timeout=5) as box:
        box.folder.create("Mine")
    mended = fresh(mailbox)
    mended.sent_folder = "Mine"
    save_mailbox(mailbox=mended, changed={"sent_folder"}, by=specialist)
    assert sent_copies.mailboxes_with_copies_due() == [mailbox.pk]
    assert sent_copies.copy_sent(mailbox.pk).copied == 1
    assert fresh(mailbox).sent_copy_error == ""


@pytest.mark.django_db(transaction=True)
def test_killed_between_append_and_commit_and_still_there_once(server, sink):
    """The server has stored the copy, and the worker dies before it hears so."""
    mailbox = mailbox_on(server, sink)
    messages = [enqueued(mailbox) for _ in range(4)]
    delivery.deliver_due()
    with Proxy(server.port) as proxy:
        Mailbox.objects.update(imap_port=proxy.port)
        worker = []
        proxy.at(b"Append completed", lambda: worker[0].send_signal(signal.SIGKILL) or False, nth=2)
        worker.append(processes.start(f"from mail import sent_copies; sent_copies.copy_sent({mailbox.pk})"))
        assert worker[0].wait(60) == -signal.SIGKILL
    Mailbox.objects.update(imap_port=server.port)
    assert len(files(server, mailbox)) == 2
    assert OutgoingMessage.objects.exclude(sent_copy_at=None).count() == 1
    assert sent_copies.copy_sent(mailbox.pk).copied == 2  # the one in doubt rests
    forget_the_rest()
    assert sent_copies.copy_sent(mailbox.pk).copied == 1
    assert ids(files(server, mailbox)) == sorted(message.message_id for message in messages)
    assert not OutgoingMessage.objects.filter(sent_copy_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_killed_before_the_server_got_it_all_and_copied_later(server, sink):
    mailbox = mailbox_on(server, sink)
    message = enqueued(mailbox)
    delivery.deliver_due()
    with Proxy(server.port) as proxy:
        Mailbox.objects.update(imap_port=proxy.port)
        worker = []
        proxy.at(b"+ OK", lambda: worker[0].send_signal(signal.SIGKILL) or False)
        worker.append(processes.start(f"from mail import sent_copies; sent_copies.copy_sent({mailbox.pk})"))
        assert worker[0].wait(60) == -signal.SIGKILL
    Mailbox.objects.update(imap_port=server.port)
    assert not files(server, mailbox)
    forget_the_rest()
    assert sent_copies.copy_sent(mailbox.pk).copied == 1
    assert ids(files(server, mailbox)) == [message.message_id]


def test_server_that_hangs_after_append_holds_up_nothing_and_doubles_nothing(mailbox, server, sink, monkeypatch):
    monkeypatch.setattr(sent_copies, "TIMEOUT", 0.5)
    enqueued(mailbox)
    delivery.deliver_due()
    with Proxy(server.port) as proxy:
        proxy.at(b"Append completed", lambda: False)
        Mailbox.objects.update(imap_port=proxy.port)
        assert "does not answer" in sent_copies.copy_sent(mailbox.pk).problem
        later = enqueued(mailbox)
        assert delivery.deliver_due().sent == 1  # the sending goes on
    Mailbox.objects.update(imap_port=server.port)
    forget_the_rest()
    assert sent_copies.copy_sent(mailbox.pk).copied == 2
    assert len(files(server, mailbox)) == 2
    assert later.message_id in ids(files(server, mailbox))


def test_trouble_backs_off_and_is_told_once(mailbox, specialist):
    for _ in range(3):
        enqueued(mailbox)
    delivery.deliver_due()
    Mailbox.objects.update(imap_port=dovecot.free_port())
    waits = []
    for _ in range(7):
        assert "refuses connections" in sent_copies.copy_sent(mailbox.pk).problem
        waits.append(round((fresh(mailbox).sent_copy_retry_at - timezone.now()) / timedelta(minutes=1)))
    assert waits == [1, 2, 4, 8, 16, 32, 64]
    assert Notification.objects.get().text.startswith(f"Copies of what {mailbox.address} sent do not get into its Sent")
    assert OutgoingMessage.objects.exclude(sent_copy_due_at=None).count() == 3


def test_a_message_that_is_refused_waits_alone_and_is_given_up_in_the_end(mailbox, server):
    """Dovecot refuses to append to a folder that is not there."""
    Mailbox.objects.update(sent_folder="Nowhere")
    enqueued(mailbox)
    delivery.deliver_due()
    for attempt in range(1, sent_copies.MOST_ATTEMPTS + 1):
        forget_the_rest()
        assert "does not take the copy" in sent_copies.copy_sent(mailbox.pk).problem
        assert OutgoingMessage.objects.get().sent_copy_attempts == attempt
    message = OutgoingMessage.objects.get()
    assert (message.state, message.sent_copy_due_at, message.sent_copy_at) == ("sent", None, None)


@pytest.fixture
def odd(mailbox) -> Iterator[Hostile]:
    """A server that does what it is told; the mailbox's copies go there."""
    with Hostile() as server:
        Mailbox.objects.update(imap_port=server.port)
        yield server


def copies_in(server: Hostile) -> list[str]:
    return sorted(re.search(rb"Message-ID: (\S+)", raw)[1].decode() for raw in server.messages.values())


def test_message_at_which_the_server_breaks_off_lets_the_others_go_first(mailbox, odd):
    """It is tried ever later, and goes without a copy in the end."""
    stuck, *others = [enqueued(mailbox, text=f"number {n}") for n in range(3)]
    delivery.deliver_due()

    def break_off_at_one(session: does.Session) -> None:
        before = dict(session.server.messages)
        does.keep(session)
        if stuck.message_id in copies_in(session.server):
            session.server.messages = before
            session.drop()
        session.done()

    odd.always["APPEND"] = break_off_at_one
    assert sent_copies.copy_sent(mailbox.pk).problem
    Mailbox.objects.update(sent_copy_retry_at=None)
    assert sent_copies.copy_sent(mailbox.pk).copied == 2
    assert copies_in(odd) == sorted(message.message_id for message in others)
    for _ in range(sent_copies.MOST_ATTEMPTS - 1):
        forget_the_rest()
        assert sent_copies.copy_sent(mailbox.pk).problem
    forget_the_rest()
    assert sent_copies.copy_sent(mailbox.pk).problem == ""
    stuck.refresh_from_db()
    assert (stuck.state, stuck.sent_copy_due_at, stuck.sent_copy_at) == ("sent", None, None)


def test_doubt_stays_when_the_folder_cannot_be_searched(mailbox, odd):
    """The server has kept it without saying so, and then does not let us look: no second copy."""
    message = enqueued(mailbox)
    delivery.deliver_due()
    odd.script["APPEND"] = [does.keep_and_hang_up]
    odd.script["UID SEARCH"] = [does.no, does.hang_up, does.bad]
    for _ in range(4):
        assert sent_copies.copy_sent(mailbox.pk).problem
        forget_the_rest()
    assert sent_copies.copy_sent(mailbox.pk).copied == 1
    assert copies_in(odd) == [message.message_id]
    assert odd.asked["APPEND"] == 1


@pytest.mark.parametrize("act", [does.no, does.bad], ids=lambda act: act.__name__)
def test_no_is_certain_and_the_next_attempt_does_not_search(mailbox, odd, act):
    message = enqueued(mailbox)
    delivery.deliver_due()
    odd.script["APPEND"] = [act]
    assert "does not take the copy" in sent_copies.copy_sent(mailbox.pk).problem
    forget_the_rest()
    assert sent_copies.copy_sent(mailbox.pk).copied == 1
    assert copies_in(odd) == [message.message_id]
    assert odd.asked["UID SEARCH"] == 0


def test_copy_of_a_counted_message_counts_nobody(mailbox, odd):
    """Whoever opens it in their own mail program is not the reader."""
    html = '<p>See <a href="https://data.example.org/?a=1&amp;b=2">the data</a>, grün.</p>'
    enqueued(mailbox, html=html, text="", count=Wanted(clicks=True, opens=True))
    delivery.deliver_due()
    sent_copies.copy_sent(mailbox.pk)
    [raw] = odd.messages.values()
    copy = message_from_bytes(raw, policy=policy.default)
    page = copy.get_body(("html",)).get_content()
    assert '<a href="https://data.example.org/?a=1&amp;b=2">the data</a>' in page
    assert "<img" not in page
    assert copy.get_body(("plain",)).get_content() == "See the data (https://data.example.org/?a=1&b=2), grün."
    assert settings.SITE_URL not in page + copy.get_body(("plain",)).get_content()


def test_switching_copies_off_drops_those_that_wait(mailbox):
    enqueued(mailbox)
    delivery.deliver_due()
    changed = fresh(mailbox)
    changed.sent_copy = False
    save_mailbox(mailbox=changed, changed={"sent_copy"}, by=mailbox.owner)
    assert not OutgoingMessage.objects.exclude(sent_copy_due_at=None).exists()


def test_test_it_names_the_folder_or_what_there_is(mailbox, unmarked_server, sink):
    assert try_mailbox(mailbox)[2].what == "They go to “Gesendete Objekte für alle”."
    without = mailbox_on(unmarked_server, sink)
    finding = try_mailbox(without)[2]
    assert (finding.good, finding.what) == (False, "No folder for sent mail was found on the server.")
    assert finding.folders == ["INBOX"]


def test_paused_mailbox_goes_on_though_its_copies_must_wait(mailbox, server, specialist, client_for):
    Mailbox.objects.update(paused_at=timezone.now(), pause_reason="Wrong password.", sent_folder="Nowhere")
    server.deliver(mailbox.imap_username, b"From: a@example.org\n\nx")  # there is an inbox to read
    client_for(specialist).post(reverse("mail:mailbox-resumption", args=[mailbox.pk]))
    assert fresh(mailbox).paused_at is None


def test_copies_only_of_what_was_sent_and_not_due_once_done(mailbox):
    message = enqueued(mailbox)
    now = timezone.now()
    with pytest.raises(IntegrityError, match="mail_outgoing_copy_sent"), transaction.atomic():
        OutgoingMessage.objects.filter(pk=message.pk).update(sent_copy_due_at=now)
    sent = in_state(mailbox, "sent")
    with pytest.raises(IntegrityError, match="mail_outgoing_copy_once"), transaction.atomic():
        OutgoingMessage.objects.filter(pk=sent.pk).update(sent_copy_due_at=now, sent_copy_at=now)
    with pytest.raises(IntegrityError, match="mail_mailbox_sent_copy_needs_imap"), transaction.atomic():
        Mailbox.objects.filter(pk=mailbox.pk).update(imap_host="")
