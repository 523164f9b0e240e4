"""What the team's room does in the background."""

from celery import shared_task

from team import letters, pruning, telling
from team.api import once
from team.postman import send_due_invitations


@shared_task
def send_invitations() -> None:
    """Send the invitations that are due; beat calls it every minute, a new invitation at once."""
    send_due_invitations()


@shared_task
def forget_kept_answers() -> int:
    """Forget what was answered to requests with an `Idempotency-Key` a day ago."""
    return once.forget_old()


@shared_task
def tell_by_mail() -> None:
    """Write and send the letters that are due; beat calls it every half minute."""
    telling.tell_due()
    letters.send_due_letters()


@shared_task
def prune_notifications() -> dict[str, int]:
    """Let go of old notifications, letters and deliveries; beat calls it once a night."""
    return pruning.prune()
