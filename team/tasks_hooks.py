"""What waits for the servers of webhooks, in the queue `fetching`."""

from typing import Final

from celery import shared_task

from core.session_lock import only_one
from team import hook_delivery

PASS: Final = 0x484F4F4B  # "HOOK"


@shared_task
def deliver_due() -> tuple[int, int]:
    """Send what webhooks are to hear; beat asks every quarter of a minute. One pass at a time, so that
    servers that hang keep one worker, not all."""
    with only_one(PASS) as alone:
        return hook_delivery.deliver_due() if alone else (0, 0)
