"""What Celery does for media kits."""

from celery import shared_task

from mediakits import expiry, uploads


@shared_task
def forget_old_uploads() -> int:
    """Once a day: uploads that were left half-done are deleted after two days. Gives how many."""
    return uploads.forget_old()


@shared_task
def tell_of_ending_rights() -> int:
    """Once a day: whoever added an asset, or uses it, hears that its rights end or have ended. Gives how many."""
    return expiry.tell()
