"""What the dashboard does in the background."""

from celery import shared_task

from dashboard import counting
from dashboard.demo_here import leftovers


@shared_task
def count_today(user: int) -> int | None:
    """Count what waits for one person; a page of theirs asked for it."""
    return counting.count(user)


@shared_task
def forget_leftovers() -> int:
    """Delete files of a demo whose loading was killed and not tried again."""
    return leftovers.clear()
