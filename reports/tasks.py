"""Celery's entry points of reports."""

from celery import shared_task

from reports import goals, monthly


@shared_task
def send_monthly_reports() -> tuple[int, int]:
    """Begin the monthly reports that are due, and mail those that are worked out."""
    return monthly.make_due(), monthly.send_due()


@shared_task
def count_goals() -> int:
    """Count again the goals whose turn it is."""
    return goals.count_due()
