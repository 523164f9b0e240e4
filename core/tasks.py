"""Celery's entry points of core."""

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from core import jobs, spelling
from core.doctor import HEARTBEAT_KEY


@shared_task
def run_job(job_id: int) -> None:
    jobs.run(job_id=job_id)


@shared_task
def take_up_lost_jobs() -> None:
    jobs.take_up_lost()


@shared_task
def beat_heartbeat() -> None:
    """Beat sends this on, a worker runs it: `manage.py doctor` then knows that both are alive."""
    cache.set(HEARTBEAT_KEY, timezone.now(), timeout=None)


@shared_task
def relearn_words() -> None:
    spelling.relearn()
