"""What Celery does for pitches. Truth stands in PostgreSQL: each task only finds what is due there."""

from celery import shared_task
from django.utils import timezone

from pitches import follow_ups, sending
from pitches.models import Pitch

BATCH = 50


@shared_task
def start_pitch(pitch_pk: int) -> int:
    """Start one scheduled pitch, if its cancel window is over."""
    return sending.start(pitch=Pitch(pk=pitch_pk))


@shared_task
def keep_pitches_going() -> None:
    """Start scheduled pitches whose start was missed (Redis was wiped, say), and end those that are done."""
    for pitch in Pitch.objects.filter(state=Pitch.State.SCHEDULED, starts_at__lte=timezone.now()).only("pk")[:BATCH]:
        sending.start(pitch=pitch)
    sending.catch_up()


@shared_task
def send_due_follow_ups() -> int:
    """Enqueue the follow-ups whose day has come."""
    return follow_ups.send_due()
