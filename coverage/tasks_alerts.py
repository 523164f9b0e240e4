"""Celery's entry points of alerts."""

from celery import shared_task

from coverage import pruning
from coverage.monitors import crises, letters, telling


@shared_task
def tell_due() -> None:
    """Tell people what is due, and send their letters; beat calls it every half minute, something urgent at once."""
    telling.tell_due()
    letters.send_due_letters()


@shared_task
def send_letters() -> None:
    letters.send_due_letters()


@shared_task
def prune() -> dict[str, int]:
    """Let go what was told, and what sources said, more than a month ago; beat calls it once a night."""
    return pruning.prune()


@shared_task
def watch_for_crises() -> None:
    crises.watch()
