"""Celery's entry points of articles."""

from typing import Final

from celery import shared_task

from core.session_lock import only_one
from coverage.articles import catching_up, following_up, pipeline, queue
from coverage.locks import FOLLOWING_UP, READING

LAST_RESORT: Final = int(queue.CLAIMED_FOR.total_seconds()) - 30
"""Seconds after which a pass over articles is ended from outside, before others take over what it has claimed."""


@shared_task(time_limit=LAST_RESORT)
def read_due() -> dict[str, int]:
    """Read the articles that sources have announced since; one pass at a time, however often beat asks."""
    with only_one(READING) as alone:
        return pipeline.read_due().as_dict() if alone else {}


@shared_task
def catch_up() -> tuple[int, int]:
    """Give articles to outlets and journalists that were added or changed since."""
    return catching_up.take_up_recent()


@shared_task
def follow_up_left() -> int:
    """Take articles the rest of the way whose worker died behind storing them; one pass at a time."""
    with only_one(FOLLOWING_UP) as alone:
        return following_up.take_up_left() if alone else 0
