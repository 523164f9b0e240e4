"""Celery's entry points of articles."""

from celery import shared_task

from coverage.articles import catching_up, pipeline


@shared_task
def read_due() -> dict[str, int]:
    """Read the articles that sources have announced since."""
    return pipeline.read_due().as_dict()


@shared_task
def catch_up() -> tuple[int, int]:
    """Give articles to outlets and journalists that were added or changed since."""
    return catching_up.take_up_recent()
