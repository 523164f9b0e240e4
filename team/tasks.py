"""What the team's room does in the background."""

from celery import shared_task

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
