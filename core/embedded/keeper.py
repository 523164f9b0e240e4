"""The process that keeps one embedded server for as long as anybody uses it.

`python -m core.embedded.keeper postgres FOLDER [disposable]` starts the server, says on its standard output one line of
JSON (`{"url": …}` or `{"error": …}`), restarts the server when it dies, and stops it when its last user has gone. Who
uses it is known by locks on files in FOLDER:

    turn     held by whoever attaches, or by the keeper while it gives up
    users    shared by every process that uses the server
    keeper   held by the keeper for its whole life; the process that started it took it and handed it down
"""

import json
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from subprocess import Popen
from types import FrameType
from typing import IO

from core.embedded.catalogue import PARTS
from core.embedded.errors import EmbeddedError
from core.embedded.folders import explain
from core.embedded.locks import open_lock, try_lock
from core.embedded.part import Part, free_port

START_SECONDS = 60
LOOK_SECONDS = 0.2
STEADY_SECONDS = 30
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0


class Keeper:
    def __init__(self, part: Part) -> None:
        self.part = part
        self.ending = False
        self.pause = FIRST_PAUSE
        self.turn: IO[str] | None = None

    def start(self) -> None:
        """Start the server on the port it had before, when that is still free, else on another; write down where."""
        self.part.prepare()
        for attempt in range(3):
            port = (self._last_port() if attempt == 0 else None) or free_port()
            self.process = self.part.start(port)
            if self._wait_until_ready(self.process, port):
                self._announce(port)
                return
            self.part.stop(self.process)
            if not self.part.port_was_taken():
                break
        raise EmbeddedError(self.part.why_not())

    def keep(self) -> None:
        """Stay until nobody uses the server any more; mend it when it dies before."""
        started = time.monotonic()
        while not self.ending and not self._nobody_uses_it():
            time.sleep(LOOK_SECONDS)
            if self.process.poll() is not None:
                self.tell(f"{self.part.title} ended by itself (exit code {self.process.returncode}); starting it again")
                if time.monotonic() - started > STEADY_SECONDS:
                    self.pause = FIRST_PAUSE
                self._restart()
                started = time.monotonic()
        self.part.address.unlink(missing_ok=True)
        self.part.stop(self.process)

    def end(self, number: int, frame: FrameType | None) -> None:
        self.ending = True

    def tell(self, sentence: str) -> None:
        """To the file that `make run` reads aloud."""
        with self.part.news.open("a") as news:
            news.write(sentence + "\n")

    def _restart(self) -> None:
        """Try until the server is back or nobody wants it; the pauses grow."""
        while not self.ending and not self._nobody_uses_it():
            time.sleep(self.pause)
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
            try:
                self.start()
            except (EmbeddedError, OSError) as error:
                self.tell(f"{self.part.title} could not be started again: {error}")
            else:
                self.tell(f"{self.part.title} is back")
                return

    def _wait_until_ready(self, process: Popen[bytes], port: int) -> bool:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            if self.part.ready(process, port):
                return True
            time.sleep(0.02)
        return False

    def _last_port(self) -> int | None:
        with suppress(OSError, ValueError):
            return int(self.part.port.read_text())
        return None

    def _announce(self, port: int) -> None:
        """Write down where the server is, for its owner alone and in one piece."""
        self.part.port.write_text(str(port))
        fresh = self.part.address.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(self.part.url(port))
        fresh.replace(self.part.address)

    def _nobody_uses_it(self) -> bool:
        """True once nobody does: the turn is then kept, so that nobody attaches to a server about to stop."""
        if self.turn is not None:
            return True
        turn = open_lock(self.part.folder / "turn")
        with open_lock(self.part.folder / "users") as users:
            if try_lock(turn) and try_lock(users):
                self.turn = turn
                return True
        turn.close()
        return False


def answer(**what: str) -> None:
    """Tell the process that started the keeper, which waits for this."""
    with suppress(BrokenPipeError):  # it may have been killed meanwhile
        print(json.dumps(what), flush=True)
    with suppress(BrokenPipeError):
        sys.stdout.close()


def main(name: str, folder: str, *options: str) -> int:
    part = PARTS[name](Path(folder), disposable="disposable" in options)
    keeper = Keeper(part)
    signal.signal(signal.SIGTERM, keeper.end)
    for ignored in (signal.SIGINT, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    try:
        keeper.start()
    except (EmbeddedError, OSError) as error:
        answer(error=explain(error, part.folder) if isinstance(error, OSError) else str(error))
        return 1
    answer(url=part.address.read_text())
    keeper.keep()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
