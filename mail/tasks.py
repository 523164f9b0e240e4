"""Celery's entry points of mail."""

import logging

from celery import shared_task
from django.db import InterfaceError, OperationalError

from mail import delivery
from mail.waking import Wake

log = logging.getLogger(__name__)


@shared_task
def deliver_mailbox(mailbox_id: int) -> None:
    """One pass over one mailbox; the next one follows when work is left."""
    try:
        tally = delivery.deliver_mailbox(mailbox_id)
    except (InterfaceError, OperationalError) as error:
        log.warning("Mailbox %s waits for the database: %s", mailbox_id, error)
        return
    if tally.more:
        Wake(mailbox_id)()


@shared_task
def deliver_due() -> None:
    """Find what is due, whatever became of the broker's memory, and have it delivered."""
    try:
        delivery.reap()
        waiting = delivery.mailboxes_to_visit()
    except (InterfaceError, OperationalError) as error:
        log.warning("The outbox waits for the database: %s", error)
        return
    for mailbox_id in waiting:
        Wake(mailbox_id)()
