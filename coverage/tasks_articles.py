"""Celery's entry points of articles."""

from typing import Final

from celery import shared_task

from coverage.articles import catching_up, following_up, pipeline, queue

LAST_RESORT: Final = int(queue.CLAIMED_FOR.total_seconds()) - 30
"""Seconds after which a pass over articles is ended from outside, before others take over what it has claimed."""


@shared_task(time_limit=LAST_RESORT)
def read_due() -> dict[str, int]:
    """Read the articles that sources have announced since."""
    return pipeline.read_due().as_dict()


@shared_task
def catch_up() -> tuple[int, int]:
    """Give articles to outlets and journalists that were added or changed since."""
    return catching_up.take_up_recent()


@shared_task
def follow_up_left() -> int:
    """Take articles the rest of the way whose worker died behind storing them."""
    return following_up.take_up_left()
