"""Celery's entry points of incoming mail."""

import logging

from celery import shared_task
from django.db import InterfaceError, OperationalError

from mail import fleet, intake, polling, service_events, threads

log = logging.getLogger(__name__)
LONGEST_ROUND = 15 * 60  # seconds; the locks of a round that was cut off go with its process


@shared_task(time_limit=LONGEST_ROUND)
def poll_due_mailboxes() -> None:
    """Read every mailbox whose time has come, many at once. One that is being read already is left alone."""
    try:
        for poll in fleet.poll_all(polling.due_mailboxes(), seconds=fleet.ROUND):
            log.debug("Mailbox %s: %s new", poll.mailbox.pk, poll.received)
    except (OperationalError, InterfaceError) as error:
        log.warning("Mailboxes are not read, the database is away: %s", error)


@shared_task
def process_incoming() -> None:
    """Understand what was stored and then left lying, because a worker died or something failed; and give threads to
    what came in before there were any."""
    try:
        for pk in intake.unprocessed():
            intake.process(pk)
        for pk in service_events.unprocessed():
            service_events.process(pk)
        threads.backfill()
    except (OperationalError, InterfaceError) as error:
        log.warning("Incoming mail waits for the database: %s", error)
