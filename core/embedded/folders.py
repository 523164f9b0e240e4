"""Where the embedded servers keep their data, and what must hold there before they start."""

import errno
import os
import shutil
from pathlib import Path

from core.embedded.errors import EmbeddedError

PROJECT = Path(__file__).resolve().parent.parent.parent
NEEDED_BYTES = 200 * 1024 * 1024
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def var_folder() -> Path:
    """The folder that holds all of Mediarel's own data: VAR_DIR, else var/ beside manage.py."""
    return Path(os.environ.get("VAR_DIR") or PROJECT / "var").absolute()


def private_folder(path: Path) -> Path:
    """Make the folder, readable by its owner alone, or say why that cannot be done."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = path / f".probe-{os.getpid()}"
        probe.touch(mode=0o600)
        probe.unlink()
    except OSError as error:
        raise EmbeddedError(explain(error, path)) from error
    return path


def explain(error: OSError, path: Path) -> str:
    """The sentence for a failure to write below `path`."""
    if error.errno in NO_ROOM:
        return f"The disk that holds {path} is full. Make room, then start again."
    if isinstance(error, PermissionError):
        return (
            f"{path} cannot be written by you. It was probably made by another user (root?): start as that user, "
            f"or name another folder in VAR_DIR."
        )
    return f"{path} cannot be written: {error.strerror}."


def require_room(path: Path) -> None:
    """Refuse to start a server on a disk that is about to be full."""
    free = shutil.disk_usage(path).free
    if free < NEEDED_BYTES:
        raise EmbeddedError(
            f"The disk that holds {path} is full: {free // 2**20} MB are free, {NEEDED_BYTES // 2**20} MB are needed. "
            f"Make room, or name a folder on another disk in VAR_DIR."
        )
