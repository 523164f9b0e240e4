"""The folder of an export while it is written: each file is counted, hashed and entered in the manifest as it goes.

It is made beside the place where it will stand and renamed at the end, so that what has the name is whole.
"""

import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from takeout.errors import TakeoutProblem

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class CountedFile:
    """A file that is written once, from the beginning to the end."""

    def __init__(self, file: BinaryIO, whole: "UnfinishedExport") -> None:
        self._file, self._whole = file, whole
        self._digest = hashlib.sha256()
        self.bytes = 0

    def write(self, data: bytes) -> int:
        with self._whole.sentences():
            self._file.write(data)
        self._digest.update(data)
        self.bytes += len(data)
        return len(data)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


class CountedLines(CountedFile):
    """The same, whose rows are counted by their ends."""

    rows = 0

    def write(self, data: bytes) -> int:
        self.rows += data.count(b"\n")
        return super().write(data)


class UnfinishedExport:
    """An export on its way. `entries` of the manifest wait in a file of their own: there may be millions."""

    def __init__(self, place: Path, target: Path) -> None:
        self.place, self.target = place, target
        self.files = self.rows = self.bytes = 0
        self._entries: BinaryIO = tempfile.TemporaryFile(dir=place)  # noqa: SIM115  (closed with the export)

    @contextmanager
    def file(self, path: str, kind: str, **about: Any) -> Iterator[CountedFile]:
        """A new file of the export, of that kind; `about` is what else the manifest says of it."""
        with self._open(path) as file:
            counted = CountedFile(file, self)
            yield counted
        self._enter(path, kind, counted, about)

    @contextmanager
    def lines(self, path: str, kind: str, **about: Any) -> Iterator[CountedLines]:
        """The same for a file of rows, each of which ends with a line feed."""
        with self._open(path) as file:
            counted = CountedLines(file, self)
            yield counted
        self.rows += counted.rows if kind == "table" else 0
        self._enter(path, kind, counted, {"rows": counted.rows, **about})

    def has(self, path: str) -> bool:
        return (self.place / path).exists()

    def finish(self, heading: dict[str, Any]) -> None:
        """Write the manifest, `heading` before the list of files, and give the export its name."""
        totals = {"files": self.files, "rows": self.rows, "bytes": self.bytes}
        said = json.dumps({**heading, "totals": totals}, ensure_ascii=False, indent=1).removesuffix("\n}")
        with self.sentences(), (self.place / "manifest.json").open("wb") as manifest:
            manifest.write(said.encode() + b',\n "files": [')
            self._entries.seek(0)
            for number, line in enumerate(self._entries):
                manifest.write((b",\n  " if number else b"\n  ") + line.rstrip(b"\n"))
            manifest.write(b"\n ]\n}\n")
            manifest.flush()
            os.fsync(manifest.fileno())
        self.close()
        with self.sentences():
            self.place.rename(self.target)

    def close(self) -> None:
        self._entries.close()

    @contextmanager
    def sentences(self) -> Iterator[None]:
        """What goes wrong with the disk, in words."""
        try:
            yield
        except OSError as error:
            raise TakeoutProblem(_said(error, self.target)) from error

    @contextmanager
    def _open(self, path: str) -> Iterator[BinaryIO]:
        place = self.place / path
        with self.sentences():
            place.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        file = os.fdopen(descriptor, "wb")
        try:
            yield file
        except BaseException:
            _close_quietly(file)
            place.unlink(missing_ok=True)
            raise
        with self.sentences():
            file.close()

    def _enter(self, path: str, kind: str, counted: CountedFile, about: dict[str, Any]) -> None:
        entry = {"path": path, "kind": kind, "bytes": counted.bytes, "sha256": counted.sha256, **about}
        with self.sentences():
            self._entries.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
        self.files += 1
        self.bytes += counted.bytes


@contextmanager
def unfinished(target: Path) -> Iterator[UnfinishedExport]:
    """A new folder beside `target`, which must be free; taken away again when anything goes wrong."""
    target = target.absolute()
    _refuse_unless_free(target)
    try:
        place = Path(tempfile.mkdtemp(prefix=f".{target.name}.unfinished-", dir=target.parent))
    except OSError as error:
        raise TakeoutProblem(_said(error, target)) from error
    export = None
    try:
        try:
            export = UnfinishedExport(place, target)
        except OSError as error:
            raise TakeoutProblem(_said(error, target)) from error
        yield export
    except BaseException:
        if export:
            _close_quietly(export)
        shutil.rmtree(place, ignore_errors=True)
        raise


def _refuse_unless_free(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise TakeoutProblem(f"{target} is there already and is no folder. Name a folder that is new or empty.")
    if target.is_dir() and any(target.iterdir()):
        raise TakeoutProblem(f"{target} is not empty. Nothing was written; name a folder that is new or empty.")
    if not target.parent.is_dir():
        raise TakeoutProblem(f"The folder {target.parent} does not exist. Make it first, or name another.")


def _said(error: OSError, target: Path) -> str:
    if error.errno in FULL:
        return f"The disk that holds {target.parent} is full. What was written was taken away again; make room first."
    return f"{target} cannot be written ({error.strerror or error}). What was written was taken away again."


def _close_quietly(thing: Any) -> None:
    """Closing may fail for the reason that is on its way already."""
    with suppress(OSError):
        thing.close()
