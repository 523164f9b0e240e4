"""Celery's entry points of reports."""

from celery import shared_task

from reports import monthly


@shared_task
def send_monthly_reports() -> tuple[int, int]:
    """Begin the monthly reports that are due, and mail those that are worked out."""
    return monthly.make_due(), monthly.send_due()
