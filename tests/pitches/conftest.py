"""A pitch that has gone out, as the engine leaves it, without a mail server."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from mail.models import OutgoingMessage
from pitches import sending
from pitches.models import Pitch, Recipient
from tests.factories.pitches import PitchFactory, RecipientFactory


@pytest.fixture
def scheduled_pitch(specialist) -> Pitch:
    """Scheduled, its cancel window over, to one journalist."""
    from pitches.fingerprint import fingerprint_of

    pitch = PitchFactory(owner=specialist)
    RecipientFactory(pitch=pitch)
    schedule_in_database(pitch, fingerprint_of(pitch))
    return pitch


def schedule_in_database(pitch: Pitch, fingerprint: str) -> None:
    pitch.state, pitch.scheduled_by, pitch.approved_fingerprint = Pitch.State.SCHEDULED, pitch.owner, fingerprint
    pitch.scheduled_at = pitch.starts_at = timezone.now()
    pitch.save()


def accept(message: OutgoingMessage) -> None:
    """What the engine writes when the server has said 250, and whom it tells."""
    now = timezone.now()
    message.state = OutgoingMessage.State.SENT
    message.handed_off_at = message.accepted_at = message.ended_at = now
    message.save()
    (sending.FollowUpMessages() if message.purpose == sending.FOLLOW_UP else sending.PitchMessages()).sent(message)


@pytest.fixture
def accepted() -> Callable[[OutgoingMessage], None]:
    return accept


@pytest.fixture
def sent_recipient(scheduled_pitch) -> Recipient:
    """The one recipient of a pitch that was sent a moment ago."""
    sending.start(pitch=scheduled_pitch)
    recipient = scheduled_pitch.recipients.get()
    assert recipient.message, recipient.left_out_why
    accept(recipient.message)
    recipient.refresh_from_db()
    return recipient
