"""What the database itself refuses of interviews and media events."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from tests.factories.events import InterviewFactory, MediaEventFactory, SlotFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def test_nobody_gives_two_interviews_at_once():
    speaker, at = SpeakerFactory(), timezone.now() + timedelta(days=1)
    InterviewFactory(spokesperson=speaker, client=speaker.client, state="confirmed", starts_at=at)
    InterviewFactory(spokesperson=speaker, client=speaker.client, state="cancelled", starts_at=at, cancelled_at=at)
    InterviewFactory(
        spokesperson=speaker, client=speaker.client, state="confirmed", starts_at=at + timedelta(minutes=30)
    )
    with pytest.raises(IntegrityError, match="events_interview_no_double_booking"):
        InterviewFactory(
            spokesperson=speaker, client=speaker.client, state="confirmed", starts_at=at + timedelta(minutes=10)
        )


def test_confirmed_interview_has_a_time():
    with pytest.raises(IntegrityError, match="events_interview_confirmed"):
        InterviewFactory(state="confirmed")


def test_one_slot_is_picked():
    slot = SlotFactory(state="taken")
    with pytest.raises(IntegrityError, match="events_slot_one_taken"):
        SlotFactory(interview=slot.interview, starts_at=slot.starts_at + timedelta(days=1), state="taken")


def test_no_more_seats_than_there_are():
    with pytest.raises(IntegrityError, match="events_event_capacity"):
        MediaEventFactory(capacity=10, seats_taken=11)
