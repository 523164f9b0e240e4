"""Files that were written for records which then did not come to be."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

from django.core.files.storage import default_storage

from core.media import Failures


@contextmanager
def files_taken_back() -> Iterator[None]:
    """If the block fails, delete what it wrote to the storage: a database forgets by itself, a storage does not."""
    written: list[str] = []
    save = default_storage.save

    def remembering(name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        kept = save(name, content, max_length)
        written.append(kept)
        return kept

    default_storage.save = remembering  # type: ignore[method-assign]
    try:
        yield
    except BaseException:
        for name in written:
            with suppress(*Failures):
                default_storage.delete(name)
        raise
    finally:
        del default_storage.save
