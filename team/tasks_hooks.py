"""What waits for the servers of webhooks, in the queue `fetching`."""

from celery import shared_task

from team import hook_delivery


@shared_task
def deliver_due() -> tuple[int, int]:
    """Send what webhooks are to hear; beat calls it every quarter of a minute."""
    return hook_delivery.deliver_due()
