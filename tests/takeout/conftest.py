"""A second, empty Mediarel beside the one of the test: a database of its own, and a folder of its own for uploads."""

import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from django.db import connection

from dashboard import learned


def _name(name: str) -> None:
    """Go over to another database of the same server."""
    connection.close()
    connection.settings_dict["NAME"] = name


@pytest.fixture
def move(db: None, settings, tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Call it to go over to a Mediarel that was migrated and never used. Its content types have other keys."""
    first = connection.settings_dict["NAME"]
    second = f"{first}_second"
    connection.close()
    quote = connection.ops.quote_name
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quote(second)}")
        cursor.execute(f"CREATE DATABASE {quote(second)} TEMPLATE {quote(first)}")

    def over() -> None:
        _name(second)
        settings.MEDIA_ROOT = tmp_path / "second media"
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE auth_permission, auth_group_permissions, team_user_user_permissions CASCADE")
            cursor.execute("UPDATE django_content_type SET id = id + 100000")
        learned.forget()

    yield over
    learned.forget()
    _name(first)
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [first])
        cursor.execute(f"DROP DATABASE IF EXISTS {quote(second)}")


@pytest.fixture
def disk_of() -> Callable[[int], AbstractContextManager[None]]:
    """A limit on the size of files stands in for the end of the disk; both come back from `write`."""

    @contextmanager
    def limited(allowed: int) -> Iterator[None]:
        earlier, ignored = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (allowed, earlier[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, earlier)
            signal.signal(signal.SIGXFSZ, ignored)

    return limited
