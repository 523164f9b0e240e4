from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import TimelineEntry
from mail import suppression
from mail.models import OutgoingMessage
from pitches import follow_ups, sending
from pitches.fingerprint import fingerprint_of
from pitches.models import Pitch
from pitches.sending import PitchMessages
from team.models import Notification
from tests.factories.pitches import RecipientFactory, pitch_to
from tests.pitches.conftest import accept, schedule_in_database


def test_start_enqueues_one_message_each(scheduled_pitch):
    RecipientFactory(pitch=scheduled_pitch, left_out_at=timezone.now(), left_out_why="Colleague pitched yesterday")
    assert sending.start(pitch=scheduled_pitch) == 1
    message = OutgoingMessage.objects.get()
    recipient = scheduled_pitch.recipients.get(left_out_at=None)
    assert recipient.message == message
    assert message.to_address == recipient.journalist.emails.get().address
    assert (message.window_start, message.window_end, message.weekdays_only) == (5, 12, True)
    scheduled_pitch.refresh_from_db()
    assert scheduled_pitch.state == Pitch.State.SENDING


def test_start_twice_enqueues_once(scheduled_pitch):
    assert sending.start(pitch=scheduled_pitch) == 1
    assert sending.start(pitch=scheduled_pitch) == 0
    assert OutgoingMessage.objects.count() == 1


@pytest.mark.parametrize("recipients", [3, 30])
def test_policy_is_read_once_however_many_get_it(specialist, recipients):
    pitch = pitch_to(recipients, owner=specialist)
    schedule_in_database(pitch, fingerprint_of(pitch))
    with CaptureQueriesContext(connection) as enqueueing:
        assert sending.start(pitch=pitch) == recipients
    assert policy_reads(enqueueing) == 1
    for message in OutgoingMessage.objects.all():
        accept(message)
    with time_machine.travel(timezone.now() + timedelta(days=8)), CaptureQueriesContext(connection) as following_up:
        assert follow_ups.send_due() == recipients
    assert policy_reads(following_up) == 1


def policy_reads(queries: CaptureQueriesContext) -> int:
    return sum('FROM "team_teampolicy"' in query["sql"] for query in queries)


def test_start_within_the_cancel_window_waits(scheduled_pitch):
    scheduled_pitch.starts_at = timezone.now() + timedelta(seconds=30)
    scheduled_pitch.save()
    assert sending.start(pitch=scheduled_pitch) == 0
    assert OutgoingMessage.objects.count() == 0


def test_start_after_the_text_changed_falls_back_and_tells_the_owner(scheduled_pitch):
    Pitch.objects.filter(pk=scheduled_pitch.pk).update(body="<p>Something else</p>")
    assert sending.start(pitch=scheduled_pitch) == 0
    scheduled_pitch.refresh_from_db()
    assert scheduled_pitch.state == Pitch.State.DRAFT
    assert Notification.objects.get().user == scheduled_pitch.owner
    assert OutgoingMessage.objects.count() == 0


def test_start_leaves_out_who_unsubscribed_meanwhile(scheduled_pitch):
    recipient = scheduled_pitch.recipients.get()
    suppression.suppress(recipient.journalist.emails.get().address, source="unsubscribe")
    assert sending.start(pitch=scheduled_pitch) == 0
    recipient.refresh_from_db()
    assert recipient.left_out_why.endswith("gets no more mail from us.")
    scheduled_pitch.refresh_from_db()
    assert scheduled_pitch.state == Pitch.State.SENT


def test_sent_tells_the_timeline_once_and_plans_the_follow_up(sent_recipient, accepted):
    accepted(sent_recipient.message)
    entry = TimelineEntry.objects.get()
    assert (entry.kind, entry.journalist) == ("pitched", sent_recipient.journalist)
    assert entry.body == f"Reason: {sent_recipient.reason}"
    assert sent_recipient.follow_up_due_on > timezone.localdate()
    sent_recipient.pitch.refresh_from_db()
    assert sent_recipient.pitch.state == Pitch.State.SENT


def test_sent_to_somebody_who_wants_no_follow_up_plans_none(scheduled_pitch, accepted):
    recipient = scheduled_pitch.recipients.get()
    recipient.journalist.never_follow_up = True
    recipient.journalist.save()
    sending.start(pitch=scheduled_pitch)
    recipient.refresh_from_db()
    accepted(recipient.message)
    recipient.refresh_from_db()
    assert recipient.follow_up_due_on is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"do_not_contact": True}, "does not want to be contacted"),
        ({"paused_until": timezone.localdate() + timedelta(days=5)}, "has asked for a pause until"),
    ],
)
def test_refusal_of_who_must_not_be_written_to(scheduled_pitch, change, words):
    sending.start(pitch=scheduled_pitch)
    recipient = scheduled_pitch.recipients.get()
    handler = PitchMessages()
    assert handler.refusal(recipient.message) == ""
    for field, value in change.items():
        setattr(recipient.journalist, field, value)
    recipient.journalist.save()
    assert words in handler.refusal(recipient.message)


def test_refusal_after_the_pitch_was_stopped(scheduled_pitch):
    sending.start(pitch=scheduled_pitch)
    message = OutgoingMessage.objects.get()
    Pitch.objects.filter(pk=scheduled_pitch.pk).update(state=Pitch.State.CANCELLED)
    assert PitchMessages().refusal(message) == "The pitch is cancelled."


def test_refusal_once_the_embargo_it_speaks_of_has_lifted(scheduled_pitch):
    speaks_of_an_embargo(scheduled_pitch)
    sending.start(pitch=scheduled_pitch)
    message = OutgoingMessage.objects.get()
    assert PitchMessages().refusal(message) == ""
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert PitchMessages().refusal(message).startswith("The embargo lifted on")


def test_refusal_once_the_embargo_it_speaks_of_was_moved(scheduled_pitch):
    speaks_of_an_embargo(scheduled_pitch)
    sending.start(pitch=scheduled_pitch)
    scheduled_pitch.campaign.embargo_until += timedelta(days=2)
    scheduled_pitch.campaign.save()
    refusal = PitchMessages().refusal(OutgoingMessage.objects.get())
    assert refusal == "The embargo was changed after this was written."


def speaks_of_an_embargo(pitch):
    """In the subject alone, until an hour from now."""
    pitch.campaign.embargo_until = timezone.now() + timedelta(hours=1)
    pitch.campaign.save()
    pitch.subject = "Embargo: a 100-hour battery"
    pitch.approved_fingerprint = fingerprint_of(pitch)
    pitch.save()
    Pitch.objects.filter(pk=pitch.pk).update(approved_fingerprint=fingerprint_of(Pitch.objects.get(pk=pitch.pk)))


def test_refusal_after_the_campaign_was_closed(scheduled_pitch):
    sending.start(pitch=scheduled_pitch)
    scheduled_pitch.campaign.state = "closed"
    scheduled_pitch.campaign.save()
    refusal = PitchMessages().refusal(OutgoingMessage.objects.get())
    assert refusal == f"The campaign “{scheduled_pitch.campaign}” is closed."


def test_catch_up_repairs_what_a_failing_handler_left_open(scheduled_pitch):
    sending.start(pitch=scheduled_pitch)
    now = timezone.now()
    OutgoingMessage.objects.update(state="sent", handed_off_at=now, accepted_at=now, ended_at=now)
    assert sending.catch_up() == 1
    recipient = scheduled_pitch.recipients.get()
    assert recipient.sent_at == now
    assert TimelineEntry.objects.filter(kind="pitched").count() == 1
    scheduled_pitch.refresh_from_db()
    assert scheduled_pitch.state == Pitch.State.SENT
    assert sending.catch_up() == 0
