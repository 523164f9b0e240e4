"""Celery's entry points of counting clicks and opens."""

from datetime import datetime

from celery import shared_task

from mail import tracking


@shared_task
def record_visit(link_id: int, at: str, why: str) -> None:
    """Keep a visit, away from the reader, who is not kept waiting for it."""
    tracking.record(link_id=link_id, at=datetime.fromisoformat(at), why=why)


@shared_task
def fold_old_visits() -> int:
    """Once a day: what was kept long enough becomes a count."""
    return tracking.fold_old_visits()
