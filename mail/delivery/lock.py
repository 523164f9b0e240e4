"""One deliverer per mailbox, on however many machines: an advisory lock of the database session.

PostgreSQL frees it when the session ends, so a worker that was killed frees its mailbox by dying. The keepalives make
that true for a machine that lost its power or its network too. It needs a session of its own: PgBouncer must not pool
transactions here (the conditional updates would still keep messages from going out twice, but doubts would be told
that are none).
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, connection

log = logging.getLogger(__name__)

LOCKS = 0x4D41494C  # "MAIL": the first half of the key, so that other locks of the database are not met


@contextmanager
def only_deliverer(mailbox_id: int) -> Iterator[bool]:
    """Whether this process may deliver for the mailbox as long as the block lasts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false),"
            " set_config('tcp_keepalives_count', '3', false), pg_try_advisory_lock(%s, %s)",
            [LOCKS, mailbox_id],
        )
        held = cursor.fetchone()[3]
    try:
        yield held
    finally:
        if held:
            _free(mailbox_id)


def _free(mailbox_id: int) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCKS, mailbox_id])
    except Error:
        log.info("The session that delivered for mailbox %s is gone, and its lock with it", mailbox_id)
        connection.close()
