"""Keeps several processes running: shows what they say, starts again what dies, stops all of them together."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

TIED = Path(__file__).with_name("tied.py")
STEADY_SECONDS = 60
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
STOP_SECONDS = 20
LOOK_SECONDS = 0.5
LONGEST_LINE = 2**20


@dataclass(frozen=True)
class Part:
    """One process of the group, and what it is called in the output."""

    name: str
    command: Sequence[str]


class Supervisor:
    def __init__(self, parts: Sequence[Part], *, cwd: Path, env: Mapping[str, str], news: Sequence[Path] = ()) -> None:
        """`env` is read anew at every start; what is added to the files in `news` is said."""
        self.parts = parts
        self.cwd = cwd
        self.env = env
        self.news = news
        self.width = max(len(name) for name in [*(part.name for part in parts), *(file.parent.name for file in news)])
        self.running: dict[str, asyncio.subprocess.Process] = {}
        self.stopping = asyncio.Event()

    async def run(self) -> None:
        """Run until SIGINT or SIGTERM; a second one does not wait for anybody."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.stop)
        async with asyncio.TaskGroup() as group:
            for part in self.parts:
                group.create_task(self._keep(part))
            for file in self.news:
                group.create_task(self._read_aloud(file))
            group.create_task(self._end())

    def stop(self) -> None:
        if self.stopping.is_set():
            self._signal_all(signal.SIGKILL)
        else:
            self.say("mediarel", "stopping …")
            self.stopping.set()

    def restart(self) -> None:
        """Have every part start again, as if it had ended by itself."""
        self._signal_all(signal.SIGTERM)

    def say(self, name: str, line: str) -> None:
        print(f"{name:>{self.width}} | {line}", flush=True)

    async def _keep(self, part: Part) -> None:
        pause = FIRST_PAUSE
        while not self.stopping.is_set():
            started = time.monotonic()
            code = await self._run_once(part)
            if self.stopping.is_set():
                return
            if time.monotonic() - started > STEADY_SECONDS:
                pause = FIRST_PAUSE
            self.say(part.name, f"ended by itself ({_how(code)}); starting it again in {pause:g} s")
            with suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _run_once(self, part: Part) -> int:
        """Run the part to its end, and end with it whatever it has started."""
        reading, writing = os.pipe()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-I", str(TIED), *part.command,
            cwd=self.cwd, env=dict(self.env), start_new_session=True,
            stdin=asyncio.subprocess.DEVNULL, stdout=writing, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        os.close(writing)
        self.running[part.name] = process
        speech = asyncio.create_task(self._repeat(part.name, reading))
        try:
            return await process.wait()
        finally:
            del self.running[part.name]
            _signal_group(process.pid, signal.SIGKILL)
            await speech

    async def _repeat(self, name: str, descriptor: int) -> None:
        """Say every line that comes out of the pipe, until everybody has closed it."""
        reader = asyncio.StreamReader(limit=LONGEST_LINE)
        with os.fdopen(descriptor, "rb") as pipe:
            loop = asyncio.get_running_loop()
            await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), pipe)
            async for line in reader:
                self.say(name, line.decode(errors="replace").rstrip())

    async def _read_aloud(self, file: Path) -> None:
        """Repeat what is added to the file from now on."""
        seen = file.stat().st_size if file.exists() else 0
        while not self.stopping.is_set():
            if file.exists() and file.stat().st_size > seen:
                with file.open() as news:
                    news.seek(seen)
                    for line in news:
                        self.say(file.parent.name, line.rstrip())
                    seen = news.tell()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), LOOK_SECONDS)

    async def _end(self) -> None:
        """Once told to stop: ask everybody, and insist after a while."""
        await self.stopping.wait()
        self._signal_all(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while self.running and time.monotonic() < deadline:
            await asyncio.sleep(0.1)
        self._signal_all(signal.SIGKILL)

    def _signal_all(self, number: signal.Signals) -> None:
        for process in list(self.running.values()):
            if number == signal.SIGKILL:
                _signal_group(process.pid, number)
            else:
                with suppress(ProcessLookupError):
                    process.send_signal(number)


def _signal_group(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)


def _how(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
