"""Asks a worker to look at once. Without a broker the next beat finds what is due."""

import logging
from typing import Any

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


def wake(task: str, *arguments: Any) -> None:
    """Have this task of coverage run when the transaction is through: `wake("tasks_alerts.tell_due")`."""
    transaction.on_commit(lambda: _send(task, arguments))


def _send(task: str, arguments: tuple[Any, ...]) -> None:
    try:
        current_app.send_task(f"coverage.{task}", arguments, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        log.warning("The worker could not be woken (%s); the next beat finds the work.", type(error).__name__)
