import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from mail.models import OutgoingMessage
from pitches import drafting, scheduling, sending
from pitches.errors import Blocked, NotApproved, WrongState
from pitches.models import Pitch
from pitches.sign_off import needs_sign_off, submit_for_review
from team import reviews
from team.models import TeamPolicy
from tests.factories.pitches import PitchFactory, RecipientFactory


@pytest.fixture
def policy(db) -> TeamPolicy:
    """A freelancer's: nobody signs off."""
    policy = TeamPolicy.current()
    policy.sign_off, policy.postal_address = TeamPolicy.SignOff.NEVER, "Uferweg 8, 10999 Berlin"
    policy.save()
    return policy


@pytest.fixture
def pitch(specialist, policy) -> Pitch:
    pitch = PitchFactory(owner=specialist)
    RecipientFactory(pitch=pitch)
    return pitch


def test_schedule_opens_the_cancel_window(pitch, specialist):
    scheduled = scheduling.schedule(pitch=pitch, by=specialist)
    assert scheduled.state == Pitch.State.SCHEDULED
    assert scheduled.starts_at - scheduled.scheduled_at == timedelta(seconds=30)
    assert OutgoingMessage.objects.count() == 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (30, "30 seconds"),
        (60, "1 minute"),
        (150, "2 minutes and 30 seconds"),
        (3600, "1 hour"),
        (3661, "1 hour, 1 minute and 1 second"),
    ],
)
def test_way_back_says_how_long_in_words(policy, seconds, words):
    policy.cancel_window = seconds
    policy.save()
    assert scheduling.way_back().startswith(f"You can take it back for {words}; later you can still stop")


def test_way_back_says_when_there_is_none(policy):
    policy.cancel_window = 0
    policy.save()
    assert scheduling.way_back().startswith("It cannot be taken back")


def test_the_dialog_before_scheduling_says_how_long_the_way_back_is_open(pitch, specialist, policy, client_for):
    policy.cancel_window = 120
    policy.save()
    page = client_for(specialist).get(reverse("pitches:pitch-compose", args=[pitch.pk])).content.decode()
    (dialog,) = re.findall(r'data-mr-confirm-before="(Schedule [^"]*)"', page)
    assert (
        "You can take it back for 2 minutes; later you can still stop what has not gone out yet. | Schedule" in dialog
    )


def test_schedule_without_the_sign_off_that_policy_asks_for(pitch, specialist, policy):
    policy.sign_off = TeamPolicy.SignOff.ALWAYS
    policy.save()
    with pytest.raises(NotApproved, match="needs a manager's approval of exactly this text"):
        scheduling.schedule(pitch=pitch, by=specialist)


def test_schedule_above_a_number_counts_recipients(pitch, specialist, policy):
    policy.sign_off, policy.sign_off_above = TeamPolicy.SignOff.ABOVE, 1
    policy.save()
    assert not needs_sign_off(pitch)
    RecipientFactory(pitch=pitch)
    assert needs_sign_off(pitch)


def test_schedule_after_an_edit_of_what_was_approved(pitch, specialist, manager, policy):
    policy.sign_off = TeamPolicy.SignOff.ALWAYS
    policy.save()
    review = submit_for_review(pitch=pitch, by=specialist)
    reviews.approve(review=review, by=manager)
    pitch.refresh_from_db()
    assert pitch.state == Pitch.State.APPROVED
    drafting.save(pitch=pitch, by=specialist, revision=pitch.revision, subject="Something else")
    with pytest.raises(NotApproved):
        scheduling.schedule(pitch=pitch, by=specialist)


def test_schedule_twice_says_so(pitch, specialist):
    scheduling.schedule(pitch=pitch, by=specialist)
    with pytest.raises(WrongState, match="is scheduled already"):
        scheduling.schedule(pitch=pitch, by=specialist)


def test_schedule_stopped_by_a_check(pitch, specialist):
    pitch.recipients.update(reason="")
    with pytest.raises(Blocked, match="cannot go out yet"):
        scheduling.schedule(pitch=pitch, by=specialist)


def test_unschedule_within_the_window_gives_the_draft_back(pitch, specialist):
    scheduling.schedule(pitch=pitch, by=specialist)
    assert scheduling.unschedule(pitch=pitch, by=specialist).state == Pitch.State.DRAFT


def test_unschedule_keeps_the_approval(pitch, specialist, manager, policy):
    policy.sign_off = TeamPolicy.SignOff.ALWAYS
    policy.save()
    reviews.approve(review=submit_for_review(pitch=pitch, by=specialist), by=manager)
    pitch.refresh_from_db()
    scheduling.schedule(pitch=pitch, by=specialist)
    assert scheduling.unschedule(pitch=pitch, by=specialist).state == Pitch.State.APPROVED


def test_unschedule_too_late_says_what_can_be_done(pitch, specialist):
    scheduling.schedule(pitch=pitch, by=specialist)
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        sending.start(pitch=pitch)
    with pytest.raises(WrongState, match="What has not gone out yet can still be stopped"):
        scheduling.unschedule(pitch=pitch, by=specialist)


def test_stop_holds_back_what_has_not_gone_out(pitch, specialist):
    scheduling.schedule(pitch=pitch, by=specialist)
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        sending.start(pitch=pitch)
    assert scheduling.stop(pitch=pitch, by=specialist) == 1
    message = OutgoingMessage.objects.get()
    assert (message.state, message.last_error) == ("cancelled", "Maya Lindqvist stopped the pitch.")
    pitch.refresh_from_db()
    assert pitch.state == Pitch.State.CANCELLED
