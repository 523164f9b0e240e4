"""Celery's entry points of webhooks. They wait for other people's servers, so they stand in the queue `fetching`."""

from celery import shared_task

from team import webhooks


@shared_task
def send_due() -> tuple[int, int]:
    """Tell webhooks what is due; beat asks every half minute, a new event at once."""
    return webhooks.send_due()


@shared_task
def forget_old_deliveries() -> int:
    return webhooks.forget_old()
