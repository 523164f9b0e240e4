"""Celery's entry points of the copies in Sent folders."""

import logging

from celery import shared_task
from django.db import InterfaceError, OperationalError

from mail import sent_copies

log = logging.getLogger(__name__)
LONGEST_BATCH = 5 * 60  # seconds; the lock of a batch that was cut off goes with its process


@shared_task
def copy_due() -> None:
    """Have the copies that are due made, by a task for each mailbox."""
    try:
        for mailbox_id in sent_copies.mailboxes_with_copies_due():
            copy_sent.apply_async((mailbox_id,), expires=30)
    except (OperationalError, InterfaceError) as error:
        log.warning("Copies wait for the database: %s", error)


@shared_task(time_limit=LONGEST_BATCH)
def copy_sent(mailbox_id: int) -> None:
    """Make some copies for one mailbox; again at once when there are more."""
    try:
        if sent_copies.copy_sent(mailbox_id).more:
            copy_sent.delay(mailbox_id)
    except (OperationalError, InterfaceError) as error:
        log.warning("Copies of mailbox %s wait for the database: %s", mailbox_id, error)
