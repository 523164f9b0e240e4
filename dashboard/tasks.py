"""What the dashboard does in the background."""

from celery import shared_task

from dashboard import counting


@shared_task
def count_today(user: int) -> int | None:
    """Count what waits for one person; a page of theirs asked for it."""
    return counting.count(user)
