from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from mail import handlers, intake, outbox
from mail.models import IncomingMessage, OutgoingMessage
from pitches import follow_ups, responses
from pitches.sending import PITCH, FollowUpMessages, PitchMessages
from team.models import Notification
from tests.mail.letters import letter


def later(recipient, days=0):
    """Noon, UTC, of the day the follow-up is due, or some days after."""
    day = recipient.follow_up_due_on + timedelta(days=days)
    return timezone.now().replace(year=day.year, month=day.month, day=day.day, hour=12)


def test_send_due_goes_to_whoever_has_not_answered_in_the_same_thread(sent_recipient):
    with time_machine.travel(later(sent_recipient), tick=False):
        assert follow_ups.send_due() == 1
    sent_recipient.refresh_from_db()
    message = sent_recipient.follow_up_message
    assert message.in_reply_to == sent_recipient.message
    assert message.subject == f"Re: {sent_recipient.message.subject}"
    assert sent_recipient.message.message_id.encode() in bytes(message.raw)
    assert message.lapses_at.date() >= sent_recipient.follow_up_due_on + timedelta(days=7)


def test_send_due_before_its_day_waits(sent_recipient):
    assert follow_ups.send_due() == 0


def test_send_due_twice_sends_one(sent_recipient):
    with time_machine.travel(later(sent_recipient), tick=False):
        assert follow_ups.send_due() == 1
        assert follow_ups.send_due() == 0


def test_send_due_leaves_out_who_answered(sent_recipient):
    responses.respond(recipient=sent_recipient, kind="no")
    with time_machine.travel(later(sent_recipient), tick=False):
        assert follow_ups.send_due() == 0


@pytest.mark.parametrize("wish", ["never_follow_up", "do_not_contact"])
def test_send_due_leaves_out_who_wants_none(sent_recipient, wish):
    setattr(sent_recipient.journalist, wish, True)
    sent_recipient.journalist.save()
    with time_machine.travel(later(sent_recipient), tick=False):
        assert follow_ups.send_due() == 0
    sent_recipient.refresh_from_db()
    assert sent_recipient.follow_up_stopped_why == "Wants no follow-up"


def test_send_due_too_late_lapses(sent_recipient):
    with time_machine.travel(later(sent_recipient, days=9), tick=False):
        assert follow_ups.send_due() == 0
    sent_recipient.refresh_from_db()
    assert sent_recipient.follow_up_stopped_why == "Lapsed: too late to be of use"


@pytest.mark.parametrize("state", ["unconfirmed", "failed"])
def test_send_due_leaves_out_what_was_not_sent(sent_recipient, state):
    fields = {"claim": "00000000-0000-0000-0000-000000000001", "accepted_at": None}
    OutgoingMessage.objects.filter(pk=sent_recipient.message_id).update(state=state, **fields)
    with time_machine.travel(later(sent_recipient), tick=False):
        assert follow_ups.send_due() == 0


def test_refusal_when_an_answer_comes_in_while_the_follow_up_waits(sent_recipient):
    with time_machine.travel(later(sent_recipient), tick=False):
        follow_ups.send_due()
    sent_recipient.refresh_from_db()
    handler = FollowUpMessages()
    assert handler.refusal(sent_recipient.follow_up_message) == ""
    responses.respond(recipient=sent_recipient, kind="interested")
    assert handler.refusal(sent_recipient.follow_up_message) == f"{sent_recipient.journalist} has answered."


def test_stop_for_before_and_after_it_was_enqueued(sent_recipient, specialist):
    assert follow_ups.stop_for(recipient=sent_recipient, by=specialist)
    sent_recipient.refresh_from_db()
    assert sent_recipient.follow_up_stopped_why == "Stopped by Maya Lindqvist"
    with time_machine.travel(later(sent_recipient), tick=False):
        assert follow_ups.send_due() == 0


def test_stop_for_enqueued_one_is_cancelled(sent_recipient, specialist):
    with time_machine.travel(later(sent_recipient), tick=False):
        follow_ups.send_due()
        sent_recipient.refresh_from_db()
        assert follow_ups.stop_for(recipient=sent_recipient, by=specialist)
    sent_recipient.follow_up_message.refresh_from_db()
    assert sent_recipient.follow_up_message.state == OutgoingMessage.State.CANCELLED
    assert outbox.cancel([sent_recipient.follow_up_message], by=specialist, why="again") == 0


def test_send_due_waits_while_nobody_reads_the_inbox(sent_recipient):
    mailbox = sent_recipient.pitch.mailbox
    mailbox.imap_host, mailbox.polled_at = "imap.example.com", later(sent_recipient) - timedelta(hours=4)
    mailbox.save()
    with time_machine.travel(later(sent_recipient), tick=False):
        assert follow_ups.send_due() == 0
        mailbox.polled_at = timezone.now()
        mailbox.save()
        assert follow_ups.send_due() == 1


def answer_to(recipient, **headers) -> bytes:
    address = recipient.message.to_address
    return letter(sender=f"{recipient.message.to_name} <{address}>", **headers)


def follow_up_of(recipient) -> OutgoingMessage:
    with time_machine.travel(later(recipient), tick=False):
        assert follow_ups.send_due() == 1
    recipient.refresh_from_db()
    return recipient.follow_up_message


@pytest.mark.parametrize("by", ["the mailbox", "a pipe"])
def test_follow_up_waits_while_something_is_not_read_yet(sent_recipient, by):
    follow_up = follow_up_of(sent_recipient)
    mailbox = follow_up.mailbox if by == "the mailbox" else None
    stored = intake.store(answer_to(sent_recipient, in_reply_to=sent_recipient.message.message_id), mailbox=mailbox)
    with pytest.raises(handlers.NotYet):
        FollowUpMessages().refusal(follow_up)
    assert intake.process(stored.pk)
    assert FollowUpMessages().refusal(follow_up) == f"{sent_recipient.journalist} has answered."


class CannotRead(PitchMessages):
    def answered(self, message, incoming):
        raise ValueError("a fault of ours")


@pytest.mark.parametrize("enqueued", [False, True])
@pytest.mark.parametrize("says", ["which message it answers", "nothing"])
def test_answer_that_cannot_be_read_stops_the_follow_up(sent_recipient, monkeypatch, enqueued, says):
    follow_up = follow_up_of(sent_recipient) if enqueued else None
    monkeypatch.setitem(handlers._handlers, PITCH, CannotRead())
    named = {"in_reply_to": sent_recipient.message.message_id} if says != "nothing" else {}
    stored = intake.store(answer_to(sent_recipient, **named))
    for _ in range(intake.MOST_ATTEMPTS):
        intake.process(stored.pk)
    stored.refresh_from_db()
    assert (stored.kind, stored.matched) == (IncomingMessage.Kind.OTHER, sent_recipient.message)
    with time_machine.travel(later(sent_recipient), tick=False):
        assert follow_ups.send_due() == 0
    if follow_up:
        follow_up.refresh_from_db()
        assert follow_up.state == "cancelled"
    told = Notification.objects.get(user=sent_recipient.pitch.owner)
    assert told.text.endswith("something came in that could not be read, so there is no follow-up")
