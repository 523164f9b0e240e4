"""Celery's entry points of inquiries."""

from celery import shared_task

from inquiries import calling, pages, undelivered


@shared_task
def call_due() -> int:
    """Call whoever is to be called because a clock runs out; beat asks every half minute."""
    called = calling.call_due()
    pages.send_due()
    return called


@shared_task
def send_pages() -> tuple[int, int]:
    return pages.send_due()


@shared_task
def take_back_undelivered() -> int:
    return undelivered.take_back_all()
