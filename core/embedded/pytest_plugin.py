"""Gives the tests their servers and settings, before Django reads them.

Loaded through `addopts` in pyproject.toml, so that a plain `pytest` works: without DATABASE_URL and REDIS_URL it
starts a PostgreSQL and a Valkey of the run's own under var/test/ and takes them away afterwards.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from core.embedded import EmbeddedError, services
from core.embedded.folders import private_folder, var_folder
from core.embedded.locks import open_lock, try_lock

# The tests do not lean on what the developer has set for the running product.
FIXED = {
    "SECRET_KEY": "only-for-tests-only-for-tests-only-for-tests-only-for-tests",
    "SITE_URL": "http://testserver",
    "TIME_ZONE": "Europe/Berlin",
    "DEBUG": "0",
    "LOG_LEVEL": "WARNING",
}
UNSET = ("ALLOWED_HOSTS", "BEHIND_PROXY", "DEFAULT_FROM_EMAIL", "EMAIL_URL", "FETCH_PRIVATE_NETWORKS", "MEDIA_ROOT")


def _own_redis_database(url: str, worker: str) -> str:
    """The URL with another of the server's sixteen databases for each xdist worker (gw0, gw1, …)."""
    parts = urlsplit(url)
    first = int(parts.path.strip("/") or 0)
    return urlunsplit(parts._replace(path=f"/{(first + 1 + int(worker.removeprefix('gw'))) % 16}"))


def _sweep(folder: Path) -> None:
    """Take away what test runs that were killed have left behind; their locks are free."""
    for old in folder.glob("run-*"):
        if time.time() - old.stat().st_mtime < 60:
            continue  # it may be about to take its lock
        with open_lock(old / "running") as lock:
            abandoned = try_lock(lock)
        if abandoned:
            shutil.rmtree(old, ignore_errors=True)


def _start_services(stack: ExitStack) -> None:
    """Servers of this run's own, so that tests may run beside `make run` and beside each other."""
    folder = private_folder(var_folder() / "test")
    _sweep(folder)
    own = Path(tempfile.mkdtemp(prefix="run-", dir=folder))
    stack.callback(shutil.rmtree, own, ignore_errors=True)
    assert try_lock(stack.enter_context(open_lock(own / "running")))
    stack.enter_context(services(own, disposable=True, wait=True))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Runs before pytest-django loads the settings."""
    os.environ.update(FIXED)
    for name in UNSET:
        os.environ.pop(name, None)
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        os.environ["REDIS_URL"] = _own_redis_database(os.environ["REDIS_URL"], worker)
        return (yield)
    stack = ExitStack()
    early_config.add_cleanup(stack.close)
    try:
        _start_services(stack)
    except EmbeddedError as error:
        pytest.exit(str(error), returncode=pytest.ExitCode.USAGE_ERROR)
    return (yield)
