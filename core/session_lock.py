"""At most one process at a thing, on however many machines: an advisory lock of the database session.

PostgreSQL frees it when the session ends, so whoever is killed frees it by dying. The keepalives make that true for a
machine that lost its power or its network too. It needs a session of its own: PgBouncer must not pool transactions.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, connection

log = logging.getLogger(__name__)


@contextmanager
def only_one(kind: int, number: int = 0) -> Iterator[bool]:
    """Whether this process may do a `kind` of work as long as the block lasts; `number` says on what, as a mailbox.

    `kind` is the first half of the key, so that locks for other work are not met.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false),"
            " set_config('tcp_keepalives_count', '3', false), pg_try_advisory_lock(%s, %s)",
            [kind, number],
        )
        held = cursor.fetchone()[3]
    try:
        yield held
    finally:
        if held:
            _free(kind, number)


def _free(kind: int, number: int) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [kind, number])
    except Error:
        log.info("The session that held lock %#x for %s is gone, and the lock with it", kind, number)
        connection.close()
