"""Locks that the kernel gives back when their holder dies, be it by SIGKILL or a power cut."""

import fcntl
from pathlib import Path
from typing import IO


def open_lock(path: Path) -> IO[str]:
    """The file that carries a lock, for its owner alone. Closing it lets the lock go."""
    path.touch(mode=0o600)
    return path.open("r+")


def try_lock(file: IO[str]) -> bool:
    """Take the lock alone, if it is free at this moment."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def share_lock(file: IO[str]) -> None:
    """Take the lock together with others, waiting for whoever has it alone."""
    fcntl.flock(file, fcntl.LOCK_SH)
