"""Using an embedded server: attach to the running one, or start it."""

import json
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

from core.embedded.catalogue import PARTS
from core.embedded.errors import EmbeddedError
from core.embedded.folders import PROJECT, private_folder
from core.embedded.locks import open_lock, share_lock, try_lock

TURN_SECONDS = 90


class Attachment:
    """This process's hold on one server. `begin` does not wait for the server, `url` does, `release` lets go."""

    def __init__(self, name: str, var: Path, *, disposable: bool = False) -> None:
        self.part = PARTS[name](var / name, disposable=disposable)
        self._turn: IO[str] | None = None
        self._users: IO[str] | None = None
        self._keeper: subprocess.Popen[str] | None = None

    def begin(self) -> None:
        """Take hold of the server, and start it when it is not running."""
        private_folder(self.part.folder)
        self._turn = self._take_turn()
        self._users = open_lock(self.part.folder / "users")
        share_lock(self._users)
        self._start_if_stopped()

    def url(self) -> str:
        """Where the server is, once it answers."""
        try:
            return self._read_address() if self._keeper is None else self._hear(self._keeper)
        finally:
            self._end_turn()

    def mend(self) -> str | None:
        """Start the server anew when its keeper was killed; its URL, which may be another one, comes back then."""
        with open_lock(self.part.folder / "turn") as turn:
            if not try_lock(turn):
                return None
            started = self._start_if_stopped()
            return self._hear(cast(subprocess.Popen[str], self._keeper)) if started else None

    def release(self) -> None:
        """Let go. The keeper stops the server when this was its last user."""
        self._end_turn()
        if self._users is not None:
            self._users.close()
            self._users = None

    def wait_until_stopped(self, seconds: float = 40) -> None:
        """After `release`: return when the server has stopped, or when somebody else is seen to use it."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with open_lock(self.part.folder / "turn") as turn:
                if try_lock(turn) and (self._is_stopped() or self._is_wanted()):
                    break
            time.sleep(0.05)
        if self._keeper is not None:
            self._keeper.poll()

    def _take_turn(self) -> IO[str]:
        """Another command may be starting or stopping the server just now."""
        turn = open_lock(self.part.folder / "turn")
        deadline = time.monotonic() + TURN_SECONDS
        while not try_lock(turn):
            if time.monotonic() > deadline:
                raise EmbeddedError(f"{self.part.title} is still being started or stopped by another command.")
            time.sleep(0.05)
        return turn

    def _end_turn(self) -> None:
        if self._turn is not None:
            self._turn.close()
            self._turn = None

    def _start_keeper(self, lock: IO[str]) -> subprocess.Popen[str]:
        """The keeper inherits the lock, so that there is no moment in which two could be started."""
        self.part.address.unlink(missing_ok=True)
        options = ["disposable"] if self.part.disposable else []
        with self._keeper_log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "core.embedded.keeper", self.part.name, str(self.part.folder), *options],
                cwd=PROJECT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                pass_fds=(lock.fileno(),),
                start_new_session=True,  # Ctrl-C is for the command, not for the server that others may use too
                text=True,
            )

    def _hear(self, keeper: subprocess.Popen[str]) -> str:
        """What the keeper that we started says about its server."""
        with cast(IO[str], keeper.stdout) as said:
            answer = json.loads(said.readline() or "{}")
        if "url" not in answer:
            raise EmbeddedError(answer.get("error") or f"{self.part.title} did not start; {self._keeper_log} says why.")
        return answer["url"]

    def _read_address(self) -> str:
        """What the keeper that somebody else started has written down; it may be starting or about to end."""
        deadline = time.monotonic() + TURN_SECONDS
        while time.monotonic() < deadline:
            with suppress(FileNotFoundError):
                return self.part.address.read_text()
            if self._start_if_stopped():
                return self._hear(cast(subprocess.Popen[str], self._keeper))
            time.sleep(0.05)
        raise EmbeddedError(f"{self.part.title} neither starts nor stops; {self._keeper_log} may say why.")

    def _start_if_stopped(self) -> bool:
        """To be called in one's turn."""
        with open_lock(self.part.folder / "keeper") as keeper:
            if not try_lock(keeper):
                return False
            self._keeper = self._start_keeper(keeper)
            return True

    @property
    def _keeper_log(self) -> Path:
        return self.part.folder / "keeper.log"

    def _is_stopped(self) -> bool:
        with open_lock(self.part.folder / "keeper") as keeper:
            return try_lock(keeper)

    def _is_wanted(self) -> bool:
        with open_lock(self.part.folder / "users") as users:
            return not try_lock(users)
