"""Celery's entry points of interviews and events."""

from celery import shared_task

from events import reminding


@shared_task
def tell_reminders() -> int:
    return reminding.tell_due()
