"""What Celery does for contacts."""

from celery import shared_task

from contacts import timeline
from contacts.importing import keeping


@shared_task
def refresh_relationships() -> int:
    """Once a day: relationships cool that nothing has happened in. Gives how many changed."""
    return timeline.refresh_relationships()


@shared_task
def forget_old_import_files() -> int:
    """Once a day: files that were kept long enough are deleted. Gives how many."""
    return keeping.forget_old_files()
