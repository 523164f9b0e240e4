from collections.abc import Iterator

import pytest
from django.db import connection
from django.utils import timezone

from mail import handlers, intake, suppression
from mail.models import IncomingMessage, OutgoingMessage
from mail.reports import Report
from tests.factories.mail import MailboxFactory, in_state
from tests.mail.letters import bounce, letter


class Recorder(handlers.MessageHandler):
    """A handler that remembers what it was told, and fails when told to."""

    def __init__(self) -> None:
        self.told: list[tuple[int, str]] = []
        self.failing = False

    def answered(self, message: OutgoingMessage, incoming: IncomingMessage) -> None:
        if self.failing:
            raise ValueError("the handler has a fault")
        self.told.append((message.pk, incoming.kind))

    def reported(self, message: OutgoingMessage, report: Report) -> None:
        self.told.append((message.pk, report.kind))


@pytest.fixture
def handler() -> Iterator[Recorder]:
    recorder = Recorder()
    handlers.register("test", recorder)
    yield recorder
    handlers._handlers.pop("test")


@pytest.fixture
def mailbox(db):
    return MailboxFactory(address="maya@harbourlane.example.com")


@pytest.fixture
def sent(mailbox) -> OutgoingMessage:
    return in_state(mailbox, "sent")


def test_receive_matches_an_answer_by_its_message_id(sent, handler):
    incoming = intake.receive(letter(in_reply_to=sent.message_id))
    assert (incoming.kind, incoming.matched, incoming.text) == ("reply", sent, "Yes, please send the test data.")
    assert (incoming.from_name, incoming.from_address) == ("Ines Albrecht", "ines.albrecht@example.org")
    assert handler.told == [(sent.pk, "reply")]


def test_receive_matches_the_nearest_message_of_a_thread(mailbox, sent, handler):
    second = in_state(mailbox, "sent", in_reply_to=sent)
    raw = letter(in_reply_to="<elsewhere@example.org>", references=f"{sent.message_id} {second.message_id}")
    assert intake.receive(raw).matched == second


@pytest.mark.parametrize(
    "subject",
    [
        "Re: A 100-hour battery in Altfelde",
        "AW: Re: A 100-hour battery in Altfelde",
        "SV:  A 100-hour  battery in Altfelde",
        "Antwort: a 100-hour battery in altfelde",
    ],
)
def test_receive_matches_by_sender_and_subject_without_ids(sent, handler, subject):
    incoming = intake.receive(letter(subject=subject, sender="INES.ALBRECHT@example.org"))
    assert incoming.matched == sent


def test_receive_does_not_match_another_sender_or_an_old_message(sent, handler):
    assert intake.receive(letter(sender="someone@example.net")).matched is None
    OutgoingMessage.objects.update(handed_off_at=timezone.now() - timezone.timedelta(days=61))
    assert intake.receive(letter(body="Another one.")).matched is None
    assert handler.told == []


def test_receive_does_not_match_what_was_never_handed_over(mailbox, handler):
    in_state(mailbox, "queued")
    assert intake.receive(letter()).matched is None


def test_receive_twice_changes_nothing(sent, handler):
    raw = letter(in_reply_to=sent.message_id)
    first, again = intake.receive(raw), intake.receive(raw)
    assert first == again
    assert handler.told == [(sent.pk, "reply")]


def test_receive_by_two_ways_acts_once(sent, handler):
    raw = letter(in_reply_to=sent.message_id)
    first = intake.receive(raw)
    other = intake.receive(b"Received: from mx.example.net\r\n" + raw)
    assert other.copy_of == first
    assert handler.told == [(sent.pk, "reply")]


def test_receive_same_message_id_with_other_words_is_no_copy(sent, handler):
    intake.receive(letter(in_reply_to=sent.message_id, body="First."))
    other = intake.receive(letter(in_reply_to=sent.message_id, body="Second."))
    assert other.copy_of is None
    assert len(handler.told) == 2


def test_receive_keeps_a_message_whose_handler_fails_and_tries_again(sent, handler):
    handler.failing = True
    incoming = intake.receive(letter(in_reply_to=sent.message_id))
    assert (incoming.processed_at, incoming.error) == (None, "ValueError: the handler has a fault")
    handler.failing = False
    assert list(intake.unprocessed(older_than=timezone.timedelta(0))) == [incoming.pk]
    assert intake.process(incoming.pk)
    incoming.refresh_from_db()
    assert (incoming.kind, incoming.error) == ("reply", "")
    assert handler.told == [(sent.pk, "reply")]


def test_receive_gives_up_on_a_message_that_always_fails(sent, handler):
    handler.failing = True
    incoming = intake.receive(letter(in_reply_to=sent.message_id))
    for _ in range(intake.MOST_ATTEMPTS):
        intake.process(incoming.pk)
    incoming.refresh_from_db()
    assert (incoming.kind, incoming.error) == ("other", "ValueError: the handler has a fault")
    assert incoming.processed_at


def test_bounce_of_a_dead_address_marks_the_message_and_strikes_it_off(sent, handler):
    incoming = intake.receive(bounce(sent))
    assert (incoming.kind, incoming.permanent, incoming.addresses) == ("bounce", True, ["ines.albrecht@example.org"])
    sent.refresh_from_db()
    assert sent.bounced_at == incoming.received_at
    assert "User unknown" in sent.bounce_reason
    assert suppression.is_suppressed("ines.albrecht@example.org")
    assert handler.told == [(sent.pk, "bounce")]


@pytest.mark.parametrize(
    ("status", "diagnostic"),
    [
        ("5.2.2", "smtp; 552 5.2.2 mailbox full"),
        ("5.7.1", "smtp; 550 5.7.1 Message rejected as spam"),
        ("4.2.0", "smtp; 451 4.2.0 Greylisted, please try again later"),
    ],
)
def test_bounce_that_says_nothing_of_the_address_strikes_nobody_off(sent, handler, status, diagnostic):
    incoming = intake.receive(bounce(sent, status=status, diagnostic=diagnostic))
    assert (incoming.kind, incoming.permanent, incoming.matched) == ("bounce", False, sent)
    sent.refresh_from_db()
    assert sent.bounced_at is None
    assert not suppression.is_suppressed("ines.albrecht@example.org")


def test_bounce_nobody_can_prove_strikes_nobody_off(sent, handler):
    """Anybody can write a report; only ours carries the Message-ID that nobody else knows."""
    incoming = intake.receive(bounce(None))
    assert incoming.matched == sent
    assert not suppression.is_suppressed("ines.albrecht@example.org")
    assert handler.told == []


def test_bounce_about_an_address_we_never_wrote_to_does_nothing(sent, handler):
    incoming = intake.receive(bounce(None, recipient="stranger@example.net"))
    assert (incoming.kind, incoming.matched) == ("bounce", None)
    assert not suppression.is_suppressed("stranger@example.net")
    assert handler.told == []


def test_unsubscribe_by_mail_with_its_token_strikes_the_address_off(sent, handler):
    raw = letter(sender="ines@private.example.net", subject=f"unsubscribe {sent.reply_token}", body="")
    incoming = intake.receive(raw)
    assert (incoming.kind, incoming.matched) == ("unsubscribe", sent)
    assert suppression.is_suppressed("ines.albrecht@example.org")
    assert suppression.is_suppressed("ines@private.example.net")
    assert handler.told == [(sent.pk, "unsubscribe")]


def test_unsubscribe_with_a_forged_token_strikes_off_only_the_sender(sent, handler):
    intake.receive(letter(sender="someone@example.net", subject="unsubscribe " + "x" * 32, body=""))
    assert suppression.is_suppressed("someone@example.net")
    assert not suppression.is_suppressed("ines.albrecht@example.org")


def test_receive_shortens_what_is_larger_than_people_write(db):
    raw = letter(body="Hello.\n" + "x" * intake.LARGEST)
    incoming = intake.receive(raw)
    assert len(incoming.raw) < intake.KEPT_OF_LARGER + 100
    assert incoming.from_address == "ines.albrecht@example.org"
    assert bytes(incoming.raw).startswith(f"X-Mediarel-Shortened: {len(raw)}".encode())


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00\x01\x02\xff\xfe" * 100,
        b"\n\n\n",
        b"Subject: =?utf-8?b?////?=\xff\x00\n\nhello \x00 there",
        b"From: a@example.org\nContent-Type: text/plain; charset=klingon\n\n\xff\xfe\n",
        b'From: "a" <<>>@@\nMessage-ID: <no\nIn-Reply-To: <x>\n\n',
        b"Subject: " + b"x" * 1_000_000 + b"\n\nbody",
    ],
    ids=["binary", "empty lines", "bad encoding", "unknown charset", "broken addresses", "huge header"],
)
def test_receive_takes_any_bytes(db, raw):
    incoming = intake.receive(raw)
    assert incoming.processed_at
    assert incoming.error == ""


def test_receive_takes_ten_thousand_nested_parts(db):
    boxes = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(10_000))
    incoming = intake.receive(b"From: a@example.org\nSubject: Boxes\n" + boxes.encode())
    assert (incoming.kind, incoming.subject) == ("other", "Boxes")


def test_receive_needs_few_queries(sent, handler, django_assert_max_num_queries):
    with django_assert_max_num_queries(24):
        intake.receive(letter(in_reply_to=sent.message_id))
    assert not connection.needs_rollback
