"""What every test stands on: no way out to the network, files kept apart, nothing left over in the cache."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from tests.chromium import find_chromium
from tests.nameserver import NameServer

pytest_plugins = ["tests.fixtures", "tests.s3"]

NO_CHROMIUM = "no Chromium on this machine"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class NetworkBlocked(RuntimeError):
    """A test tried to reach something outside this machine."""


@pytest.fixture(autouse=True, scope="session")
def _only_loopback() -> Iterator[None]:
    """Refuse every connection that would leave this machine."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def check(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK and not address[0].startswith("127."):
            raise NetworkBlocked(f"A test tried to connect to {address[0]}; tests use servers on this machine only.")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        check(self, address)
        return connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        check(self, address)
        return connect_ex(self, address)

    socket.socket.connect, socket.socket.connect_ex = guarded_connect, guarded_connect_ex  # type: ignore[method-assign]
    yield
    socket.socket.connect, socket.socket.connect_ex = connect, connect_ex  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    """Uploads go to a folder of the test's own; static files need not have been collected."""
    settings.MEDIA_ROOT = tmp_path / "media"
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(autouse=True)
def _suppression_key(settings: Any) -> None:
    """A key that does not stand in the database, so that counts of queries do not hang on who asked first."""
    settings.SUPPRESSION_KEY = "a key for tests"


@pytest.fixture(autouse=True)
def _no_spam_filter(settings: Any) -> None:
    """Whatever the environment names; tests that want one start their own."""
    settings.SPAMD = None


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """What one test left in the cache (rate limits, locks) does not reach the next."""
    yield
    cache.clear()


@pytest.fixture(scope="session")
def _name_server() -> Iterator[NameServer]:
    with NameServer() as server:
        yield server


@pytest.fixture(autouse=True)
def nameserver(_name_server: NameServer, settings: Any) -> Iterator[NameServer]:
    """The only name server there is: it knows what the test tells it, and nothing of the world."""
    settings.DNS_SERVERS = [("127.0.0.1", _name_server.port)]
    yield _name_server
    _name_server.forget()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests under tests/browser/ need Chromium."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            if find_chromium() is None:
                item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Skipped browser tests are not to be overlooked."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if NO_CHROMIUM in str(report.longrepr)]
    if skipped:
        terminalreporter.section("NO BROWSER TESTS", red=True, bold=True)
        terminalreporter.line(
            f"{len(skipped)} browser tests were skipped, because Chromium was not found. "
            "Install it (Debian: apt install chromium), or name it in CHROMIUM, to prove the pages themselves.",
            red=True,
        )
