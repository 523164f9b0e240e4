"""An export as one ZIP, written from its beginning to its end into a file that is open already."""

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, Final

from django.utils import timezone

from takeout.unfinished import FULL, UnfinishedExport, close_quietly

PACKED: Final = zipfile.ZIP_DEFLATED
AS_IT_IS: Final = zipfile.ZIP_STORED
"""For uploads: photos and recordings do not get smaller."""
NO_ROOM: Final = (
    "The disk is full: it must hold everything once more for a while. Nothing of the export was kept. "
    "Ask whoever runs Mediarel to make room, then start again."
)


class UnfinishedArchive(UnfinishedExport):
    """All files stand in one folder of the ZIP, `name`, so that it is one folder when it is unpacked."""

    def __init__(self, file: IO[bytes], name: str, on_entry: Callable[[int], None] = lambda files: None) -> None:
        super().__init__(tempfile.TemporaryFile(), on_entry)  # noqa: SIM115  (closed with the export)
        self._zip = zipfile.ZipFile(file, "w", PACKED)
        self._name, self._at = name, timezone.now().timetuple()[:6]

    def has(self, path: str) -> bool:
        return f"{self._name}/{path}" in self._zip.NameToInfo

    def finish(self, heading: dict[str, Any]) -> None:
        with self._open("manifest.json") as manifest, self.sentences():
            manifest.writelines(self.manifest(heading))
        with self.sentences():
            self._zip.close()

    def close(self) -> None:
        close_quietly(self._zip)
        super().close()

    def said(self, error: OSError) -> str:
        if error.errno in FULL:
            return NO_ROOM
        return (
            f"The export cannot be written ({error.strerror or error}). Nothing of it was kept. "
            "Ask whoever runs Mediarel to look at the worker's log."
        )

    @contextmanager
    def _open(self, path: str) -> Iterator[IO[bytes]]:
        about = zipfile.ZipInfo(f"{self._name}/{path}", self._at)
        about.compress_type = AS_IT_IS if path.startswith("files/") else PACKED
        about.external_attr = 0o600 << 16
        with self.sentences():
            file = self._zip.open(about, "w", force_zip64=True)
        try:
            yield file
        except BaseException:
            close_quietly(file)
            raise
        with self.sentences():
            file.close()


@contextmanager
def archive(file: IO[bytes], name: str, on_entry: Callable[[int], None]) -> Iterator[UnfinishedArchive]:
    export = UnfinishedArchive(file, name, on_entry)
    try:
        yield export
    finally:
        close_quietly(export)
