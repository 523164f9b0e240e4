"""Processes that a benchmark starts beside itself, and waiting for them."""

import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class TookTooLong(Exception):
    """Something that must happen did not."""


@contextmanager
def process(command: list[str]) -> Iterator[None]:
    """Runs as long as the block does."""
    started = subprocess.Popen(command)
    try:
        yield
    finally:
        started.kill()
        started.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_it_answers(port: int) -> None:
    wait_for(lambda: _answers(port), 20, f"Nothing answers on port {port}.")


def wait_for(condition: Callable[[], bool], seconds: float, otherwise: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TookTooLong(otherwise)
        time.sleep(0.02)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
