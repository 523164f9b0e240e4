"""Reading many things as they were at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read in the block is as it was when it began, whatever others commit meanwhile.

    Within a transaction that is under way the block reads as that one does.
    """
    under_way = connection.in_atomic_block
    with transaction.atomic():
        if not under_way:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
