"""Files that were written for records which then did not come to be."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

from django.core.files.storage import default_storage

from core.media import Failures


@contextmanager
def files_taken_back(announce: Callable[[str], None] = lambda name: None) -> Iterator[None]:
    """If the block fails, delete what it wrote to the storage: a database forgets by itself, a storage does not.

    `announce` is told the name of each file before it is written, for whoever deletes what a killed process left.
    """
    written: list[str] = []
    save = default_storage.save

    def remembering(name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        named = default_storage.get_available_name(name or content.name or "", max_length)
        announce(named)
        written.append(save(named, content, max_length))
        return written[-1]

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
