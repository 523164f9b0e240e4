"""Asks a worker to tell webhooks at once. Without a broker the next beat finds what is due."""

import logging

from celery import current_app
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


def wake_webhooks() -> None:
    try:
        current_app.send_task("team.tasks_webhooks.send_due", retry=False)
    except (OperationalError, RedisError, OSError) as error:
        log.warning("The worker could not be woken (%s); the next beat tells webhooks.", type(error).__name__)
