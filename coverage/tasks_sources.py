"""Celery's entry points of sources."""

import logging

from celery import shared_task
from django.db import InterfaceError, OperationalError

from core.session_lock import only_one
from coverage.feeds import polling
from coverage.locks import POLLING

log = logging.getLogger(__name__)
LONGEST_PASS = 15 * 60  # seconds; the claims of a pass that was cut off run out by then


@shared_task(time_limit=LONGEST_PASS)
def poll_due() -> None:
    """Ask the sources whose time has come; one pass at a time, however often beat asks."""
    try:
        with only_one(POLLING) as alone:
            tally = polling.poll_due() if alone else polling.Tally()
    except (InterfaceError, OperationalError) as error:
        log.warning("Sources are not polled, the database is away: %s", error)
        return
    if tally.polled:
        log.info("Sources: %s polled, %s failed, %s new addresses", tally.polled, tally.failed, tally.new)


@shared_task(time_limit=LONGEST_PASS)
def poll_now(pk: int) -> None:
    """Somebody asked for this one, or just added it."""
    try:
        polling.poll_now(pk)
    except (InterfaceError, OperationalError) as error:
        log.warning("Source %s waits for its next poll, the database is away: %s", pk, error)
