"""Waking the delivery engine right after something became due, instead of at the next beat."""

import logging

from celery import current_app
from django.db import connection, transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


class Wake:
    """Asks a worker to look at one mailbox, now or so many seconds later. A broker that is down loses nothing: beat
    finds the rows again."""

    def __init__(self, mailbox_id: int, seconds: float = 0) -> None:
        self.mailbox_id, self.seconds = mailbox_id, seconds

    def __call__(self) -> None:
        try:
            current_app.send_task("mail.tasks.deliver_mailbox", [self.mailbox_id], countdown=self.seconds, retry=False)
        except (OperationalError, RedisError, OSError) as error:
            log.warning("Mailbox %s could not be woken (%s); the next beat finds it", self.mailbox_id, error)


def wake_after_commit(mailbox_id: int, *, seconds: float = 0) -> None:
    """Wake the mailbox once (so many seconds later) when the transaction commits, however many messages it enqueues."""
    for _, callback, *_ in connection.run_on_commit:
        if isinstance(callback, Wake) and (callback.mailbox_id, callback.seconds) == (mailbox_id, seconds):
            return
    transaction.on_commit(Wake(mailbox_id, seconds))
