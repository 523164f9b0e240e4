"""What the team's room does in the background."""

from celery import shared_task

from team.postman import send_due_invitations


@shared_task
def send_invitations() -> None:
    """Send the invitations that are due; beat calls it every minute, a new invitation at once."""
    send_due_invitations()
