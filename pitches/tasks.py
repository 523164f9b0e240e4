"""What Celery does for pitches. Truth stands in PostgreSQL: each task only finds what is due there."""

from celery import shared_task
from django.utils import timezone

from pitches import follow_ups, sending
from pitches.models import Pitch


@shared_task
def start_pitch(pitch_pk: int) -> int:
    """Start one scheduled pitch, if its cancel window is over."""
    return sending.start(pitch=Pitch(pk=pitch_pk))


@shared_task
def start_due_pitches() -> None:
    """Find scheduled pitches whose start was missed, for example because Redis was wiped."""
    for pitch in Pitch.objects.filter(state=Pitch.State.SCHEDULED, starts_at__lte=timezone.now()).only("pk")[:50]:
        sending.start(pitch=pitch)


@shared_task
def send_due_follow_ups() -> int:
    """Enqueue the follow-ups whose day has come."""
    return follow_ups.send_due()
