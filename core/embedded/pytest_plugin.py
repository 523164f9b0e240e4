"""Gives the tests their servers and settings, before Django reads them.

Loaded through `addopts` in pyproject.toml, so that a plain `pytest` works: without DATABASE_URL and REDIS_URL it
starts a PostgreSQL and a Valkey of the run's own under var/test/ and takes them away afterwards.
"""

import os
from collections.abc import Generator
from urllib.parse import urlsplit, urlunsplit

import pytest

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


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Runs before pytest-django loads the settings."""
    os.environ.update(FIXED)
    for name in UNSET:
        os.environ.pop(name, None)
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker and "REDIS_URL" in os.environ:
        os.environ["REDIS_URL"] = _own_redis_database(os.environ["REDIS_URL"], worker)
    return (yield)
