"""Reading many mailboxes at once. Servers take their time, some hang: one thread waits for each, the others go on."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

from django.db import connections

from mail import polling
from mail.models import Mailbox

AT_ONCE = 16
"""Threads, each with a session of the database while it reads."""
ROUND = 50.0
"""Seconds after which nothing more is begun: the next round is due, and another worker may take it."""


def poll_all(mailbox_ids: Sequence[int], *, seconds: float = float("inf")) -> Iterator[polling.Poll]:
    """Read these mailboxes, in this order as far as it matters; each result as it comes.

    A mailbox with more than one look takes in is read on at once. What is not begun within `seconds` is left for the
    next round, for it is still due then.
    """
    until = time.monotonic() + seconds
    if len(mailbox_ids) == 1:  # no company, no thread
        yield from _read_on(mailbox_ids[0], until)
        return
    with ThreadPoolExecutor(max_workers=min(AT_ONCE, max(1, len(mailbox_ids)))) as pool:
        for reading in as_completed([pool.submit(_in_thread, mailbox_id, until) for mailbox_id in mailbox_ids]):
            yield from reading.result()


def _in_thread(mailbox_id: int, until: float) -> list[polling.Poll]:
    try:
        return list(_read_on(mailbox_id, until))
    finally:
        connections.close_all()


def _read_on(mailbox_id: int, until: float) -> Iterator[polling.Poll]:
    while time.monotonic() < until:
        mailbox = Mailbox.objects.polled().select_related("owner").filter(pk=mailbox_id).first()
        if mailbox is None:
            return
        poll = polling.poll(mailbox)
        yield poll
        if not poll.more:
            return
