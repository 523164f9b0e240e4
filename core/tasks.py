"""Celery's entry points of core."""

from celery import shared_task

from core import jobs


@shared_task
def run_job(job_id: int) -> None:
    jobs.run(job_id=job_id)


@shared_task
def take_up_lost_jobs() -> None:
    jobs.take_up_lost()
