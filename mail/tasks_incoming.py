"""Celery's entry points of incoming mail."""

import logging

from celery import shared_task
from django.db import InterfaceError, OperationalError

from mail import intake, polling, threads
from mail.models import Mailbox

log = logging.getLogger(__name__)
LONGEST_POLL = 15 * 60  # seconds; the lock of a poll that was cut off goes with its process


@shared_task
def poll_due_mailboxes() -> None:
    """Have every mailbox whose time has come read by a task of its own."""
    for mailbox_id in polling.due_mailboxes():
        poll_mailbox.apply_async((mailbox_id,), expires=60)


@shared_task(time_limit=LONGEST_POLL)
def poll_mailbox(mailbox_id: int) -> None:
    """Read one mailbox; again at once when there is more than one look can take."""
    mailbox = Mailbox.objects.polled().select_related("owner").filter(pk=mailbox_id).first()
    if mailbox is not None and polling.poll(mailbox).more:
        poll_mailbox.delay(mailbox_id)


@shared_task
def process_incoming() -> None:
    """Understand what was stored and then left lying, because a worker died or something failed; and give threads to
    what came in before there were any."""
    try:
        for pk in intake.unprocessed():
            intake.process(pk)
        threads.backfill()
    except (OperationalError, InterfaceError) as error:
        log.warning("Incoming mail waits for the database: %s", error)
