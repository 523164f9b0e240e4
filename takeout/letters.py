"""Messages as files that every mail program opens, byte for byte as they came or are sent."""

from collections.abc import Iterator
from typing import Final

from django.db.models.functions import Length

from takeout.contents import Table, tables
from takeout.rows import letter_path
from takeout.unfinished import UnfinishedExport

AT_ONCE: Final = 8 * 2**20
"""Bytes of messages that are fetched at a time, so that neither large nor many ones fill the memory."""


def write_letters(table: Table, export: UnfinishedExport) -> None:
    """Each message of a table that keeps them, in a file of its own."""
    for keys in _batches(table):
        fetched = table.model._base_manager.filter(pk__in=keys).order_by("pk").values_list("pk", "raw")
        for key, raw in fetched:
            with export.file(letter_path(table.letters, key), "letter") as file:
                file.write(bytes(raw))


def expected() -> int:
    """How many messages there are to write."""
    kept = (table.model._base_manager for table in tables() if table.letters)
    return sum(messages.annotate(bytes=Length("raw")).filter(bytes__gt=0).count() for messages in kept)


def _batches(table: Table) -> Iterator[list[int]]:
    """Keys of messages, as many at a time as are small enough together."""
    sizes = table.model._base_manager.annotate(bytes=Length("raw")).filter(bytes__gt=0).order_by("pk")
    keys: list[int] = []
    taken = 0
    for key, size in sizes.values_list("pk", "bytes").iterator(chunk_size=2000):
        if keys and taken + size > AT_ONCE:
            yield keys
            keys, taken = [], 0
        keys.append(key)
        taken += size
    if keys:
        yield keys
