"""An export as a folder.

It is made beside the place where it will stand and renamed at the end, so that what has the name is whole.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from takeout.errors import TakeoutProblem
from takeout.unfinished import FULL, UnfinishedExport, close_quietly


class UnfinishedFolder(UnfinishedExport):
    """What is in `place` becomes `target`."""

    def __init__(self, place: Path, target: Path) -> None:
        super().__init__(tempfile.TemporaryFile(dir=place))  # noqa: SIM115  (closed with the export)
        self.place, self.target = place, target

    def has(self, path: str) -> bool:
        return (self.place / path).exists()

    def finish(self, heading: dict[str, Any]) -> None:
        """Write the manifest and give the export its name."""
        with self.sentences(), (self.place / "manifest.json").open("wb") as manifest:
            manifest.writelines(self.manifest(heading))
            manifest.flush()
            os.fsync(manifest.fileno())
        self.close()
        with self.sentences():
            self.place.rename(self.target)

    def said(self, error: OSError) -> str:
        return _said(error, self.target)

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
            close_quietly(file)
            place.unlink(missing_ok=True)
            raise
        with self.sentences():
            file.close()


@contextmanager
def unfinished(target: Path) -> Iterator[UnfinishedFolder]:
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
            export = UnfinishedFolder(place, target)
        except OSError as error:
            raise TakeoutProblem(_said(error, target)) from error
        yield export
    except BaseException:
        if export:
            close_quietly(export)
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
