"""An export while it is written, whatever it is written into: what is in it is counted, hashed, put in the manifest."""

import errno
import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import IO, Any, BinaryIO, Final

from takeout.errors import TakeoutProblem

FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class CountedFile:
    """A file that is written once, from the beginning to the end."""

    def __init__(self, file: IO[bytes], whole: "UnfinishedExport") -> None:
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
    """An export on its way, one file after the other. `entries` of the manifest wait in a file of their own: there may
    be millions. `on_entry` is called with the number of files so far, after each."""

    def __init__(self, entries: BinaryIO, on_entry: Callable[[int], None] = lambda files: None) -> None:
        self.files = self.rows = self.bytes = 0
        self._entries, self._on_entry = entries, on_entry

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

    def manifest(self, heading: dict[str, Any]) -> Iterator[bytes]:
        """manifest.json in pieces, `heading` before the list of files."""
        totals = {"files": self.files, "rows": self.rows, "bytes": self.bytes}
        said = json.dumps({**heading, "totals": totals}, ensure_ascii=False, indent=1).removesuffix("\n}")
        yield said.encode() + b',\n "files": ['
        self._entries.seek(0)
        for number, line in enumerate(self._entries):
            yield (b",\n  " if number else b"\n  ") + line.rstrip(b"\n")
        yield b"\n ]\n}\n"

    def close(self) -> None:
        self._entries.close()

    @contextmanager
    def sentences(self) -> Iterator[None]:
        """What goes wrong with the disk, in words."""
        try:
            yield
        except OSError as error:
            raise TakeoutProblem(self.said(error)) from error

    @contextmanager
    def aside(self) -> Iterator[IO[bytes]]:
        """A file of no name for what is written while others are, and comes into the export after them."""
        with tempfile.SpooledTemporaryFile(max_size=2**22) as file:
            yield file

    def has(self, path: str) -> bool:
        raise NotImplementedError

    def finish(self, heading: dict[str, Any]) -> None:
        """Write the manifest; nothing comes after it."""
        raise NotImplementedError

    def said(self, error: OSError) -> str:
        """What went wrong, why, and what to do."""
        raise NotImplementedError

    def _open(self, path: str) -> AbstractContextManager[IO[bytes]]:
        raise NotImplementedError

    def _enter(self, path: str, kind: str, counted: CountedFile, about: dict[str, Any]) -> None:
        entry = {"path": path, "kind": kind, "bytes": counted.bytes, "sha256": counted.sha256, **about}
        with self.sentences():
            self._entries.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
        self.files += 1
        self.bytes += counted.bytes
        self._on_entry(self.files)


def close_quietly(thing: Any) -> None:
    """Closing may fail for the reason that is on its way already."""
    with suppress(OSError, ValueError):
        thing.close()
