"""Polling servers that hang, lie and break off. What one of them does costs no other mailbox its mail."""

import re
import time
import tracemalloc
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from mail import fleet, imap_client, intake, polling
from mail.models import IncomingMessage, Mailbox
from team.models import Notification
from tests.factories.mail import MailboxFactory
from tests.mail import hostile_imap as does
from tests.mail.hostile_imap import Hostile
from tests.mail.letters import letter

pytestmark = [pytest.mark.services, pytest.mark.django_db]


def numbered(n: int, **changes: str) -> bytes:
    return letter(subject=f"Number {n}", message_id=f"<n{n}@mail.example.org>", **changes)


@pytest.fixture
def server() -> Iterator[Hostile]:
    with Hostile({n: numbered(n) for n in (1, 2, 3)}) as server:
        yield server


@pytest.fixture
def mailbox(server, specialist) -> Mailbox:
    return mailbox_on(server, owner=specialist)


@pytest.fixture(autouse=True)
def little_patience(monkeypatch):
    monkeypatch.setattr(polling, "TIMEOUT", 0.5)
    monkeypatch.setattr(polling, "PATIENCE", 2)


def mailbox_on(server: Hostile, **changes: object) -> Mailbox:
    settings = {"imap_host": "127.0.0.1", "imap_port": server.port, "imap_security": "none", "imap_password": "x"}
    return MailboxFactory(**settings | changes)


def poll_again() -> polling.Poll:
    return polling.poll(Mailbox.objects.select_related("owner").get())


def subjects() -> list[str]:
    return list(IncomingMessage.objects.order_by("pk").values_list("subject", flat=True))


ALL = ["Number 1", "Number 2", "Number 3"]


@pytest.mark.parametrize(
    "act",
    [does.no, does.bad, does.hang_up, does.hang, does.half_a_literal, does.too_short_a_literal, does.hang_in_a_literal,
     does.drip, does.flood, does.chatter],
    ids=lambda act: act.__name__,
)  # fmt: skip
def test_trouble_at_a_message_that_passes_loses_and_doubles_nothing(mailbox, server, act):
    server.script["body"] = [does.body, act]
    began = time.monotonic()
    first = poll_again()
    assert time.monotonic() - began < 6
    assert (first.received, bool(first.problem)) == (0, True)
    assert subjects() == ["Number 1"]
    assert poll_again().problem == ""
    assert subjects() == ALL


def test_news_of_other_messages_leads_past_none(mailbox, server, monkeypatch):
    """A server may say at any moment that a message was read elsewhere; here it is one that is not asked for yet."""

    def with_news(session):
        session.say(r"* 3 FETCH (UID 3 FLAGS (\Seen))", r"* 1 FETCH (UID 1 FLAGS (\Seen))")
        does.entries(session)

    monkeypatch.setattr(polling, "AT_A_TIME", 1)
    server.always["UID FETCH"] = with_news
    server.script["body"] = [does.body, does.hang_up]
    assert (poll_again().problem != "", subjects()) == (True, ["Number 1"])
    assert poll_again().problem == ""
    assert (subjects(), server.fetched) == (ALL, ["1", "2", "2", "3"])


@pytest.mark.parametrize("verb", ["greeting", "LOGIN", "EXAMINE", "UID SEARCH", "UID FETCH"])
@pytest.mark.parametrize("act", [does.no, does.bad, does.hang_up, does.hang], ids=lambda act: act.__name__)
def test_trouble_at_a_command_that_passes_loses_nothing(mailbox, server, verb, act):
    server.script[verb] = [act]
    assert poll_again().problem
    assert Mailbox.objects.get().next_poll_at > timezone.now()
    assert poll_again().problem == ""
    assert subjects() == ALL


@pytest.mark.parametrize("act", [does.no, does.hang_up, does.half_a_literal, does.flood], ids=lambda act: act.__name__)
def test_message_that_cannot_be_had_is_left_in_the_end_and_its_owner_told(mailbox, server, act, specialist):
    def at_two(session: does.Session) -> None:
        (act if session.words[2] == "2" else does.body)(session)

    server.always["body"] = at_two
    polls = [poll_again() for _ in range(5)]
    assert [bool(poll.problem) for poll in polls] == [True, True, True, True, False]
    assert (polls[-1].received, polls[-1].skipped) == (1, 1)
    assert subjects() == ["Number 1", "Number 3"]
    told = Notification.objects.get()
    assert told.user == specialist
    assert re.search("cannot be read: the server does not give it out", told.text)
    assert poll_again().received == 0


def test_server_that_gives_out_nothing_loses_nothing(mailbox, server):
    """One message is left only when the server gives out others: else it is the server, and that may pass."""
    server.always["body"] = does.no
    assert all(poll_again().problem for _ in range(8))
    assert not IncomingMessage.objects.exists()
    server.always.clear()
    assert poll_again().problem == ""
    assert subjects() == ALL


def test_last_message_holds_up_nobody_and_is_not_given_up(mailbox, server):
    server.messages = {1: numbered(1)}
    server.always["body"] = does.hang_up
    assert all(poll_again().problem for _ in range(6))
    server.always.clear()
    poll_again()
    assert subjects() == ["Number 1"]


def test_message_at_which_the_server_breaks_off_is_asked_for_in_part(mailbox, server):
    """A server, or a line, too slow for a large message gets it over as far as it goes."""
    large = numbered(2, body="x" * (intake.KEPT_OF_LARGER + 5000))
    server.messages[2] = large

    def only_parts(session: does.Session) -> None:
        too_much = session.words[2] == "2" and "<0." not in session.words[-1]
        (does.half_a_literal if too_much else does.body)(session)

    server.always["body"] = only_parts
    polls = [poll_again() for _ in range(3)]
    assert [bool(poll.problem) for poll in polls] == [True, True, False]
    assert subjects() == ALL
    stored = bytes(IncomingMessage.objects.get(subject="Number 2").raw)
    assert stored.startswith(b"X-Mediarel-Shortened: ")


def test_answer_about_another_message_is_not_taken_for_it(mailbox, server):
    server.always["body"] = does.somebody_elses
    assert poll_again().received == 3
    assert subjects() == ALL


def test_number_behind_the_bytes_is_understood(mailbox, server):
    server.always["body"] = does.number_behind
    assert poll_again().received == 3


def test_highest_number_there_can_be(mailbox, server):
    server.messages = {2**32 - 2: numbered(1), 2**32 - 1: numbered(2)}
    assert poll_again().received == 2
    assert Mailbox.objects.get().imap_last_uid == 2**32 - 1
    again = poll_again()
    assert (again.received, again.problem) == (0, "")
    server.uid_validity, server.messages = "8", {1: numbered(3)}
    assert poll_again().received == 1
    assert subjects() == ALL


@pytest.mark.parametrize("numbers", ["0 1", "99999999999999999999 1", "x y", "-1"])
def test_numbers_that_cannot_be_do_no_harm(mailbox, server, numbers):
    server.script["UID SEARCH"] = [lambda session: (session.say(f"* SEARCH {numbers}"), session.done())] * 2
    poll_again()
    poll_again()
    assert poll_again().problem == ""
    assert set(subjects()) <= set(ALL)


@pytest.mark.parametrize("following", ["none", "4294967295", "99999999999999999999999"])
def test_uidnext_that_is_missing_or_wrong_hides_no_mail(mailbox, server, following):
    server.uid_next = following
    assert poll_again().received == 3
    server.messages[4] = numbered(4)
    assert poll_again().received == 1
    assert subjects() == [*ALL, "Number 4"]


def test_backup_put_back_under_the_same_validity_is_noticed(mailbox, server):
    server.messages = {n: numbered(n) for n in range(50, 53)}
    poll_again()
    server.messages = {1: server.messages[50], 2: numbered(1)}  # restored: lower numbers, and a new message
    poll_again()
    assert sorted(subjects()) == ["Number 1", "Number 50", "Number 51", "Number 52"]
    server.messages[3] = numbered(2)
    assert poll_again().received == 1


def test_server_that_does_not_stop_talking_takes_no_memory(mailbox, server, monkeypatch):
    monkeypatch.setattr(imap_client, "LARGEST_ANSWER", 3_000_000)
    server.script["body"] = [does.chatter]
    tracemalloc.start()
    began, problem = time.monotonic(), poll_again().problem
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "more than" in problem
    assert time.monotonic() - began < 2
    assert peak < 15_000_000, peak


def test_slow_server_gets_on_look_by_look_without_trouble(mailbox, server, monkeypatch):
    """What is in time is kept, and the next look goes on from there: no error, nobody is told."""
    monkeypatch.setattr(polling, "PATIENCE", 1.2)

    def slowly(session: does.Session) -> None:
        time.sleep(0.4)
        does.body(session)

    server.always["body"] = slowly
    polls = [poll_again() for _ in range(2)]
    assert [(poll.received, poll.more, poll.problem) for poll in polls] == [(2, True, ""), (1, False, "")]
    assert subjects() == ALL


def test_huge_message_that_comes_whole_though_a_part_was_asked_for_takes_no_memory(mailbox, server):
    server.messages[2] = numbered(2, body="x" * 50_000_000)

    def whole(session: does.Session) -> None:
        session.words[-1] = "BODY.PEEK[]"
        does.body(session)

    server.always["body"] = whole
    tracemalloc.start()
    polls = [poll_again() for _ in range(5)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert polls[-1].problem == ""
    assert subjects() == ["Number 1", "Number 3"]
    assert peak < 160_000_000, peak  # the server's own copies, in this process, included


@pytest.mark.django_db(transaction=True)
def test_fleet_of_fifty_of_which_five_hang_is_read_in_time():
    well = Hostile({1: numbered(1)})
    stuck = [Hostile({1: numbered(1)}) for _ in range(5)]
    acts = [does.hang, does.hang_in_a_literal, does.drip, does.flood, does.half_a_literal]
    for server, act in zip(stuck, acts, strict=True):
        server.always["body"] = act
    stuck[0].always["greeting"] = does.hang
    with well, stuck[0], stuck[1], stuck[2], stuck[3], stuck[4]:
        hanging = {mailbox_on(server).pk for server in stuck}  # the first in the row
        for _ in range(45):
            mailbox_on(well)
        began, read_at = time.monotonic(), {}
        for poll in fleet.poll_all(polling.due_mailboxes()):
            read_at[poll.mailbox.pk] = (time.monotonic() - began, bool(poll.problem))
    assert len(read_at) == 50
    assert {pk for pk, (_, problem) in read_at.items() if problem} == hanging
    assert max(at for at, problem in read_at.values() if not problem) < 10
    assert max(at for at, _ in read_at.values()) < 12
    # Fifty copies of one letter came in at once, and it is one letter.
    assert IncomingMessage.objects.get().subject == "Number 1"
    connections.close_all()


def test_mailboxes_that_answered_last_time_come_first(mailbox, server):
    MailboxFactory(imap_host="127.0.0.1", imap_port=server.port, poll_failures=2)
    fine = MailboxFactory(imap_host="127.0.0.1", imap_port=server.port)
    Mailbox.objects.filter(pk=mailbox.pk).update(poll_failures=7)
    due = polling.due_mailboxes()
    assert (due[0], due[-1]) == (fine.pk, mailbox.pk)


def test_what_is_not_begun_in_its_round_stays_due(mailbox):
    assert list(fleet.poll_all([mailbox.pk], seconds=-1)) == []
    assert polling.due_mailboxes() == [mailbox.pk]


def test_pause_after_trouble_at_a_message_is_short_at_first(mailbox, server):
    server.always["body"] = does.hang_up
    poll_again()
    assert Mailbox.objects.get().next_poll_at - timezone.now() < timedelta(minutes=1, seconds=1)
