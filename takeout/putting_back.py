"""Uploads from an export back into the storage, under the names that records know them by."""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.core.files.storage import default_storage

from core import media
from takeout.errors import TakeoutProblem
from takeout.manifest import UNCHANGED, Entry, Manifest

logger = logging.getLogger(__name__)


def refuse_strangers(said: Manifest) -> None:
    """Names that are taken by something else. The same file is none: an import that was cut off has left it."""
    for entry in said.of_kind("file"):
        with _in_words(entry):
            if default_storage.exists(entry.stored_as) and not _is_there(entry):
                raise TakeoutProblem(
                    f"The storage holds another file under the name {entry.stored_as}. Empty MEDIA_ROOT (or the "
                    f"bucket), or name another. {UNCHANGED}"
                )


def put_back(said: Manifest, put: list[str]) -> int:
    """Every file; the names of those that were not there yet are added to `put`. Gives how many the export has."""
    count = 0
    for entry in said.of_kind("file"):
        count += 1
        with _in_words(entry):
            if default_storage.exists(entry.stored_as):
                continue
            with (said.folder / entry.path).open("rb") as file:
                kept = default_storage.save(entry.stored_as, File(file))
            put.append(kept)
            if kept != entry.stored_as:
                raise TakeoutProblem(f"The storage does not take the name {entry.stored_as}. {UNCHANGED}")
    return count


@contextmanager
def taken_away_on_failure() -> Iterator[list[str]]:
    """A list of what was put into the storage, which is emptied again when anything goes wrong."""
    put: list[str] = []
    try:
        yield put
    except BaseException:
        for name in put:
            try:
                default_storage.delete(name)
            except media.Failures:
                logger.exception("A file of an import that failed could not be taken away again")
        raise


@contextmanager
def _in_words(entry: Entry) -> Iterator[None]:
    try:
        yield
    except (*media.Failures, SuspiciousFileOperation) as error:
        raise TakeoutProblem(
            f"The storage of uploads does not take {entry.stored_as} ({type(error).__name__}: {error!s:.200}). "
            f"`manage.py doctor` says more about it. {UNCHANGED}"
        ) from error


def _is_there(entry: Entry) -> bool:
    if default_storage.size(entry.stored_as) != entry.bytes:
        return False
    digest = hashlib.sha256()
    for piece in media.stretch(entry.stored_as, 0, entry.bytes):
        digest.update(piece)
    return digest.hexdigest() == entry.sha256
