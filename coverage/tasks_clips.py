"""Celery's entry points of clips."""

from celery import shared_task

from coverage.clips import evidence


@shared_task
def keep_pages() -> int:
    """Every minute: keep the pages of what was called ours. Gives how many."""
    return evidence.keep_due()
