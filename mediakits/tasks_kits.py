"""What is done about kits in the background."""

from celery import shared_task

from mediakits import visits


@shared_task
def fold_old_kit_visits() -> None:
    """Single visits go after CLICKS_KEPT_DAYS; what they add up to stays."""
    visits.fold_old()
