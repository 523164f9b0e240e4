"""The ground that a benchmark stands on: a database and a Redis database of its own, gone afterwards."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import redis

from core.embedded import services
from core.embedded.folders import private_folder, var_folder


class NoGround(Exception):
    """The benchmark cannot begin; the message says why."""


@contextmanager
def own_ground(name: str) -> Iterator[None]:
    """Empty, migrated servers behind DATABASE_URL and REDIS_URL, with Django set up on them.

    Where those are set, a new database beside theirs is used and an empty Redis database; else servers are started.
    """
    os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(48))
    os.environ["DJANGO_SETTINGS_MODULE"] = "mediarel.settings"
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=private_folder(var_folder())))
    try:
        with services(folder, disposable=True, wait=True), own_database(f"mediarel_{name}_{os.getpid()}"):
            os.environ["REDIS_URL"] = _empty_redis(os.environ["REDIS_URL"])
            _migrate()
            try:
                yield
            finally:
                redis.Redis.from_url(os.environ["REDIS_URL"]).flushdb()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def own_database(name: str, *, copied: bool = False) -> Iterator[None]:
    """A database behind DATABASE_URL, empty or `copied` from the one there, which nothing may use at that moment."""
    given = os.environ["DATABASE_URL"]
    source = urlsplit(given).path.lstrip("/")
    if copied:
        beside = urlunsplit(urlsplit(given)._replace(path="/postgres"))
        _ask(beside, f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    else:
        _ask(given, f'CREATE DATABASE "{name}"')
    os.environ["DATABASE_URL"] = urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
    try:
        yield
    finally:
        os.environ["DATABASE_URL"] = given
        _ask(given, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _ask(url: str, statement: str) -> None:
    connection = psycopg2.connect(url)
    try:
        connection.autocommit = True
        connection.cursor().execute(statement)
    finally:
        connection.close()


def _empty_redis(url: str) -> str:
    for number in range(15, -1, -1):
        candidate = urlunsplit(urlsplit(url)._replace(path=f"/{number}"))
        if redis.Redis.from_url(candidate).dbsize() == 0:
            return candidate
    raise NoGround(
        "None of the sixteen databases of this Redis server is empty; give the benchmark a server of its own."
    )


def _migrate() -> None:
    import django  # only now that the environment names the servers
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
