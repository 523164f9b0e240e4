"""Celery's entry points of takeout."""

from celery import shared_task

from takeout import keeping


@shared_task
def forget_old_exports() -> int:
    """Once a night: exports that were kept long enough are deleted. Gives how many."""
    return keeping.forget_old()
