"""What Celery does for contacts."""

from celery import shared_task

from contacts import timeline


@shared_task
def refresh_relationships() -> int:
    """Once a day: relationships cool that nothing has happened in. Gives how many changed."""
    return timeline.refresh_relationships()
