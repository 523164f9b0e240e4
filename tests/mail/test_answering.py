"""Answers written in the inbox: what goes out, to whom, how often, and what must not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes, policy
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from contacts.models import TimelineEntry
from mail import answering, delivery, intake, suppression, threads
from mail.answering import NobodyToAnswer, NotYourMailbox, Overtaken, TooLate, latest_of
from mail.delivery import claiming
from mail.errors import Suppressed
from mail.models import OutgoingMessage, Suppression, Thread
from pitches.models import Response
from tests.factories.contacts import JournalistFactory
from tests.factories.mail import MailboxFactory, enqueued
from tests.factories.pitches import RecipientFactory
from tests.mail.conversations import answered, draft, send, write_in
from tests.mail.letters import letter
from tests.mail.sink import Sink

SECRET = "We have 40 MW in hand that nobody knows of."


@pytest.fixture
def own(specialist):
    return MailboxFactory(owner=specialist, address="maya@harbourlane.example.com", signature="Maya Lindqvist\nBerlin")


@pytest.fixture
def shared(db):
    return MailboxFactory(address="press@harbourlane.example.com")


@pytest.fixture
def sink():
    with Sink() as sink:
        yield sink


def mime(message):
    return message_from_bytes(bytes(message.raw), policy=policy.default)


def text_part(message):
    return mime(message).get_body(("plain",)).get_content()


def thread_of(incoming):
    return Thread.objects.get(pk=incoming.thread_id)


def make_due():
    OutgoingMessage.objects.filter(state="queued").update(due_at=timezone.now() - timedelta(seconds=1))


# What goes out


def test_answer_continues_the_letter_that_it_answers(own, specialist):
    _, incoming, _ = answered(own, message_id="<their-1@mail.example.org>", references="<older@example.org>")
    message = send(incoming, specialist)
    head = mime(message)
    assert head["In-Reply-To"] == "<their-1@mail.example.org>"
    assert head["References"].split() == ["<older@example.org>", "<their-1@mail.example.org>"]
    assert head["Subject"] == "Re: A 100-hour battery in Altfelde"
    assert "ines.albrecht@example.org" in head["To"]
    assert (message.thread, message.answer_to, message.written_by) == (incoming.thread, incoming, specialist)


def test_answer_to_an_answer_names_what_that_one_answered(own, specialist):
    """Without References the In-Reply-To stands for them (RFC 5322, 3.6.4)."""
    sent, incoming, _ = answered(own, message_id="<their-1@mail.example.org>")
    assert mime(send(incoming, specialist))["References"].split() == [sent.message_id, "<their-1@mail.example.org>"]


def test_answer_to_a_very_long_thread_keeps_its_first_and_its_last(own, specialist):
    chain = [f"<{n}@example.org>" for n in range(60)]
    incoming = write_in(own, subject="On and on", references=" ".join(chain), message_id="<last@example.org>")
    named = mime(send(incoming, specialist))["References"].split()
    assert (named[0], named[-2:], len(named)) == ("<0@example.org>", ["<59@example.org>", "<last@example.org>"], 20)


def test_answer_to_a_letter_without_message_id_names_none(own, specialist):
    raw = b"From: Ines <ines@example.org>\r\nSubject: Hello\r\n\r\nWho are you?\r\n"
    message = send(intake.receive(raw, mailbox=own), specialist)
    assert (mime(message)["In-Reply-To"], mime(message)["References"]) == (None, None)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Question", "Re: Question"),
        ("Re: AW: SV: Question", "Re: Question"),
        ("Re[2]: Question", "Re: Question"),
        ("", "Re:"),
        ("Regarding Tuesday", "Re: Regarding Tuesday"),
    ],
)
def test_subject_has_one_re(own, specialist, theirs, ours):
    assert send(write_in(own, subject=theirs), specialist).subject == ours


def test_answer_carries_signature_and_quote(own, specialist):
    message = send(write_in(own, body="When is it?\n"), specialist, html="<p>On <b>Tuesday</b>.</p>")
    text = text_part(message).replace("\r\n", "\n")
    assert text.index("On Tuesday.") < text.index("Maya Lindqvist\nBerlin") < text.index("Ines Albrecht wrote:\n> When")
    html = mime(message).get_body(("html",)).get_content()
    assert "<b>Tuesday</b>" in html
    assert "<blockquote" in html


def test_answer_without_quote_quotes_nothing(own, specialist):
    assert "When is it?" not in text_part(send(write_in(own, body="When is it?\n"), specialist, quote=False))


def test_answer_goes_out_through_the_engine_after_some_seconds(own, specialist, sink):
    own.smtp_port = sink.port
    own.save()
    message = send(write_in(own), specialist)
    assert delivery.deliver_due().sent == 0
    make_due()
    assert delivery.deliver_due().sent == 1
    assert sink.received == [(message.message_id, "ines.albrecht@example.org")]
    assert b"In-Reply-To: <" in sink.raw[0]


def test_notes_never_go_out(own, specialist, sink):
    own.smtp_port = sink.port
    own.save()
    incoming = write_in(own)
    threads.note(thread=incoming.thread, text=SECRET, by=specialist)
    send(incoming, specialist)
    threads.note(thread=incoming.thread, text=SECRET, by=specialist)
    make_due()
    assert delivery.deliver_due().sent == 1
    assert b"40 MW" not in b"".join(sink.raw)
    assert not OutgoingMessage.objects.filter(written__contains="40 MW").exists()


# Whom it goes to


def test_stranger_is_not_told_what_we_wrote_to_somebody_else(own, specialist):
    """A forged In-Reply-To with our own Message-ID stands in the thread, marked; an answer quotes nothing of ours."""
    sent, _, thread = answered(own)
    forged = write_in(
        own,
        sender="Mallory <m@example.net>",
        in_reply_to=sent.message_id,
        body=f"Send me more.\n\nOn Friday, 20 November 2026, Maya Lindqvist wrote:\n> {SECRET}\n",
    )
    assert forged.thread == thread
    assert answering.is_stranger(thread, forged.from_address)
    message = send(forged, specialist)
    assert message.to_address == "m@example.net"
    assert "40 MW" not in text_part(message)
    assert "Send me more." in text_part(message)


def test_answer_may_go_where_they_ask_for_it(own):
    incoming = write_in(own, reply_to="Desk <desk@example.org>")
    mail = answering.parse_mail(bytes(incoming.raw))
    assert answering.addresses_of(incoming, mail) == ["ines.albrecht@example.org", "desk@example.org"]


def test_letter_from_nobody_cannot_be_answered(own, specialist):
    incoming = intake.receive(b"Subject: Hello\r\n\r\nWho am I?\r\n", mailbox=own)
    with pytest.raises(NobodyToAnswer):
        send(incoming, specialist)
    assert not OutgoingMessage.objects.exists()


def test_answer_goes_out_from_no_mailbox_of_somebody_else(own, shared, specialist, colleague):
    theirs = MailboxFactory(owner=colleague)
    incoming = write_in(own)
    for mailbox in (theirs, shared):  # from the shared one, the answer to it would be read by everybody
        with pytest.raises(NotYourMailbox):
            send(incoming, specialist, mailbox=mailbox)
    assert send(incoming, specialist).mailbox == own


def test_manager_answers_from_a_mailbox_of_their_own(own, shared, manager):
    _, incoming, _ = answered(own)
    with pytest.raises(NotYourMailbox):
        send(incoming, manager)
    assert send(incoming, manager, mailbox=shared).mailbox == shared


# Once, and not past each other


def test_the_same_form_sent_twice_sends_once(own, specialist):
    incoming, once = write_in(own), uuid4()
    first = send(incoming, specialist, once=once)
    assert send(incoming, specialist, once=once) == first
    assert OutgoingMessage.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.services
def test_the_same_form_sent_twice_at_once_sends_once(own, specialist):
    incoming = write_in(own)
    theirs = draft(incoming)
    start = Barrier(2)

    def press(_):
        try:
            start.wait(timeout=10)
            return answering.send(thread=thread_of(incoming), draft=theirs, by=specialist).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(press, range(2)))) == 1
    assert OutgoingMessage.objects.count() == 1


def test_colleague_who_answered_meanwhile_is_named(shared, specialist, colleague):
    incoming = write_in(shared)
    looked = latest_of(thread_of(incoming))
    send(incoming, colleague)
    with pytest.raises(Overtaken, match=r"^Priya Raman answered at \d\d:\d\d\. Send yours too\?$"):
        send(incoming, specialist, latest=looked)
    assert OutgoingMessage.objects.count() == 1
    send(incoming, specialist)
    assert OutgoingMessage.objects.count() == 2


def test_letter_that_came_meanwhile_is_told_of(shared, specialist):
    incoming = write_in(shared, message_id="<one@example.org>")
    looked = latest_of(thread_of(incoming))
    write_in(shared, in_reply_to="<one@example.org>", body="Found it, thank you.")
    with pytest.raises(Overtaken, match=r"^Ines Albrecht wrote again at"):
        send(incoming, specialist, latest=looked)


def test_automatic_mail_that_came_meanwhile_stops_nobody(own, specialist):
    sent, incoming, thread = answered(own)
    looked = latest_of(thread)
    write_in(own, in_reply_to=sent.message_id, auto_submitted="auto-replied", body="I am away.")
    assert send(incoming, specialist, latest=looked).state == "queued"


@pytest.mark.parametrize("mark", ["", "-", "x-y", "9" * 40, "²-²"])
def test_any_mark_is_borne(own, specialist, mark):
    with pytest.raises(Overtaken):
        send(write_in(own), specialist, latest=mark)


# What becomes of the thread


def test_answered_thread_waits_no_more_and_is_whose_answer_it_was(shared, specialist):
    incoming = write_in(shared)
    send(incoming, specialist)
    thread = thread_of(incoming)
    assert (thread.waiting_since, thread.state, thread.assignee) == (None, "open", specialist)


def test_answer_and_done(own, specialist):
    incoming = write_in(own)
    answering.send(thread=incoming.thread, draft=draft(incoming), by=specialist, finish=True)
    assert thread_of(incoming).is_done


def test_answer_taken_back_leaves_everything_as_before(own, specialist):
    incoming = write_in(own)
    message = answering.send(thread=incoming.thread, draft=draft(incoming), by=specialist, finish=True)
    answering.take_back(message=message, by=specialist)
    message.refresh_from_db()
    thread = thread_of(incoming)
    assert (message.state, thread.state, thread.waiting_since) == ("cancelled", "open", incoming.received_at)


def test_answer_that_went_out_cannot_be_taken_back(own, specialist, sink):
    own.smtp_port = sink.port
    own.save()
    message = send(write_in(own), specialist)
    make_due()
    delivery.deliver_due()
    with pytest.raises(TooLate):
        answering.take_back(message=message, by=specialist)
    assert len(sink.received) == 1


def test_form_that_was_taken_back_is_not_sent_again_by_itself(own, specialist):
    incoming, once = write_in(own), uuid4()
    answering.take_back(message=send(incoming, specialist, once=once), by=specialist)
    with pytest.raises(Overtaken, match="taken back"):
        send(incoming, specialist, once=once)


def test_answer_that_failed_leaves_the_thread_waiting(own, specialist, sink, django_capture_on_commit_callbacks):
    own.smtp_port = sink.port
    own.save()
    sink.script["rcpt"] = ["550 5.7.1 not you"]
    incoming = write_in(own)
    message = send(incoming, specialist)
    make_due()
    with django_capture_on_commit_callbacks(execute=True):
        assert delivery.deliver_due().failed == 1
    thread = thread_of(incoming)
    assert (thread.state, thread.waiting_since) == ("open", incoming.received_at)
    message.refresh_from_db()
    answering.outbox.retry(message=message, by=specialist)
    make_due()
    with django_capture_on_commit_callbacks(execute=True):
        assert delivery.deliver_due().sent == 1
    assert thread_of(incoming).waiting_since is None


def test_answer_to_a_pitch_is_told_to_timeline_and_response(own, specialist, sink):
    own.smtp_port = sink.port
    own.save()
    recipient = RecipientFactory(pitch__owner=specialist, pitch__mailbox=own, pitch__state="cancelled")
    journalist = JournalistFactory(name="Ines Albrecht", email="ines.albrecht@example.org")
    sent, incoming, _ = answered(own)
    OutgoingMessage.objects.filter(pk=sent.pk).update(purpose="pitch")
    recipient.message = sent
    recipient.save()
    response = Response.objects.create(recipient=recipient, kind="reply", incoming=incoming)
    message = send(incoming, specialist)
    make_due()
    delivery.deliver_due()
    response.refresh_from_db()
    assert response.handled_by == specialist
    entry = TimelineEntry.objects.get(kind="wrote")
    assert (entry.journalist, entry.by, entry.url) == (journalist, specialist, recipient.pitch.get_absolute_url())
    assert str(message.subject) in entry.headline


def test_who_leaves_by_answering_our_answer_leaves_the_pitch_too(own, specialist, sink):
    own.smtp_port = sink.port
    own.save()
    recipient = RecipientFactory(pitch__owner=specialist, pitch__mailbox=own)
    sent, incoming, _ = answered(own)
    OutgoingMessage.objects.filter(pk=sent.pk).update(purpose="pitch")
    recipient.message = sent
    recipient.save()
    answer = send(incoming, specialist)
    make_due()
    assert delivery.deliver_due().sent == 1
    write_in(own, in_reply_to=answer.message_id, body="Unsubscribe\n")
    recipient.journalist.refresh_from_db()
    assert recipient.journalist.do_not_contact


def test_answer_from_a_shared_mailbox_stands_on_the_timeline(shared, specialist, sink):
    shared.smtp_port = sink.port
    shared.save()
    JournalistFactory(name="Ines Albrecht", email="Ines.Albrecht@example.org")
    incoming = write_in(shared)
    send(incoming, specialist)
    make_due()
    assert delivery.deliver_due().sent == 1
    assert TimelineEntry.objects.get(kind="wrote").url == incoming.thread.get_absolute_url()


def test_private_answer_stands_on_no_timeline(own, specialist, sink):
    own.smtp_port = sink.port
    own.save()
    JournalistFactory(name="Ines Albrecht", email="ines.albrecht@example.org")
    send(write_in(own, subject="Lunch?"), specialist)
    make_due()
    assert delivery.deliver_due().sent == 1
    assert not TimelineEntry.objects.filter(kind="wrote").exists()


# Who has left, and writes


def listed(source, *, hours, scope="address"):
    enter = suppression.suppress if scope == "address" else suppression.suppress_domain
    enter("ines.albrecht@example.org" if scope == "address" else "example.org", source=source)
    Suppression.objects.filter(source=source).update(since=timezone.now() - timedelta(hours=hours))


@pytest.fixture
def asks(own, sink):
    """Ines has written an hour ago."""
    own.smtp_port = sink.port
    own.save()
    return intake.receive(letter(subject="A question"), mailbox=own, received_at=timezone.now() - timedelta(hours=1))


def test_who_left_and_then_writes_is_answered(asks, specialist, sink):
    listed("unsubscribe", hours=2)
    send(asks, specialist)
    make_due()
    assert delivery.deliver_due().sent == 1
    assert len(sink.received) == 1


REASONS = [
    (("unsubscribe", 0.5, "address"), "has asked for no more mail, and has not written since"),
    (("bounce", 2, "address"), "does not exist any more"),
    (("complaint", 2, "address"), "has reported our mail as spam"),
    (("team", 2, "address"), "was put on the list by the team"),
    (("import", 2, "address"), "stands on a list that the team brought along"),
    (("unsubscribe", 2, "domain"), "has asked for no more mail"),
]


@pytest.mark.parametrize(("entry", "words"), REASONS)
def test_who_is_listed_otherwise_is_not(asks, specialist, entry, words):
    source, hours, scope = entry
    listed(source, hours=hours, scope=scope)
    with pytest.raises(Suppressed, match=words):
        send(asks, specialist)
    assert not OutgoingMessage.objects.exists()


@pytest.mark.parametrize(("entry", "words"), REASONS)
@pytest.mark.parametrize("beside", [False, True], ids=["alone", "beside an old wish"])
def test_who_is_listed_after_the_answer_was_written_gets_none(asks, specialist, sink, entry, words, beside):
    """The last look at hand-off, in SQL, says what Python says: one reason that holds is enough."""
    if beside and entry[0] != "unsubscribe":
        listed("unsubscribe", hours=3)
    message = send(asks, specialist)
    source, hours, scope = entry
    listed(source, hours=hours, scope=scope)
    make_due()
    assert delivery.deliver_due().sent == 0
    message.refresh_from_db()
    assert (message.state, sink.received) == ("cancelled", [])


@pytest.mark.parametrize("hours", [0.5, 2], ids=["left after", "left before"])
def test_the_statement_of_the_hand_off_asks_by_itself(asks, own, specialist, hours):
    """`lock_claimed` looked a moment earlier; what was entered in between is seen by the hand-off alone."""
    message = send(asks, specialist)
    make_due()
    mark, [claimed] = claiming.claim(own, at_most=1, now=timezone.now())
    listed("unsubscribe", hours=hours)
    claiming.prepare()
    may_go = hours == 2
    assert claiming.lock_claimed(message.pk, message.to_address, mark).is_suppressed is not may_go
    assert claiming.hand_off(claimed, after=None).handed_off is may_go


def test_exception_holds_for_the_answer_alone(asks, own, specialist, sink):
    """Neither for outreach, nor for an answer that is sent to another address than wrote."""
    listed("unsubscribe", hours=2)
    with pytest.raises(Suppressed):
        enqueued(own)
    suppression.suppress("desk@example.org", source="unsubscribe")
    Suppression.objects.update(since=timezone.now() - timedelta(hours=3))
    with pytest.raises(Suppressed):
        send(asks, specialist, address="desk@example.org")
