"""Celery's entry points of articles."""

from celery import shared_task

from coverage.articles import pipeline


@shared_task
def read_due() -> dict[str, int]:
    """Read the articles that sources have announced since."""
    return pipeline.read_due().as_dict()
