"""Uploads, out of the storage and back into it, whichever it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any, Final

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage

from core import media
from takeout.contents import Table, tables
from takeout.errors import TakeoutProblem
from takeout.sheets import line
from takeout.unfinished import UnfinishedExport

NAMES: Final = ("original_name", "file_name", "name")
"""Fields in which models keep the name that a file had when it was uploaded."""


@dataclass(frozen=True)
class Missing:
    """A file that a record names and the storage has not."""

    stored_as: str
    belongs_to: str
    why: str

    def as_json(self) -> dict[str, str]:
        return {"stored_as": self.stored_as, "belongs_to": self.belongs_to, "why": self.why}


def write_originals(export: UnfinishedExport) -> list[Missing]:
    """Every upload that a record names, and a sheet of them. Gives those that are not there.

    What history alone names may have been replaced and deleted since; that is in order, and not missed.
    """
    missing = []
    with export.aside() as sheet:
        _say(sheet, export, "\ufeff" + line(["File", "Original name", "Belongs to", "Bytes"]))
        for table, key, stored_as, name in _named():
            path = f"files/{stored_as}"
            if not stored_as or (is_safe(stored_as) and export.has(path)):
                continue
            belongs_to = f"{table.label} {key}"
            try:
                size = _write(export, path, stored_as, name)
            except NotThere as error:
                if not table.is_history:
                    missing.append(Missing(stored_as, belongs_to, str(error)))
                continue
            _say(sheet, export, line([path, name, belongs_to, str(size)]))
        sheet.seek(0)
        with export.lines("csv/files.csv", "sheet") as lines:
            for said in sheet:
                lines.write(said)
    return missing


def expected() -> int:
    """How many uploads `write_originals` will come to, as far as that can be known before."""
    return sum(table.model._base_manager.exclude(**{field.name: ""}).count()
               for table in tables() if not table.is_history for field in table.files)  # fmt: skip


def _say(sheet: IO[bytes], export: UnfinishedExport, words: str) -> None:
    with export.sentences():
        sheet.write(words.encode())


class NotThere(Exception):
    """The storage does not give the file; the message says why."""


def is_safe(path: str) -> bool:
    """Whether a path leads to somewhere below where it is looked at from, and nowhere else."""
    if not path or "\\" in path or any(ord(sign) < 32 or 0xD800 <= ord(sign) < 0xE000 for sign in path):
        return False
    parts = path.split("/")
    return not PurePosixPath(path).is_absolute() and not any(part in {"", ".", ".."} for part in parts)


def _named() -> Iterator[tuple[Table, Any, str, str]]:
    """What records name: table, key, the name in the storage and the one it was uploaded under."""
    for table in sorted(tables(), key=lambda one: one.is_history):
        own = {field.name for field in table.columns if not field.choices and not table.is_history}
        name = next((each for each in NAMES if each in own), "")
        for field in table.files:
            rows = table.model._base_manager.exclude(**{field.name: ""}).order_by("pk")
            picked = rows.values_list("pk", field.name, *([name] if name else []))
            for key, stored_as, *rest in picked.iterator(chunk_size=2000):
                is_upload = bool(rest) and field.name == "file"
                yield table, key, stored_as or "", rest[0] if is_upload else PurePosixPath(stored_as or "").name


def _write(export: UnfinishedExport, path: str, stored_as: str, name: str) -> int:
    if not is_safe(stored_as):
        raise NotThere("its name leads out of the storage")
    pieces = _read(stored_as)
    first = next(pieces)
    with export.file(path, "file", stored_as=stored_as, name=name) as file:
        file.write(first)
        for piece in pieces:
            file.write(piece)
    return file.bytes


def _read(stored_as: str) -> Iterator[bytes]:
    """The bytes of an upload; at least one piece, which may be empty."""
    try:
        size = default_storage.size(stored_as)
        yield b""
        yield from media.stretch(stored_as, 0, size)
    except (FileNotFoundError, NotADirectoryError, SuspiciousFileOperation):
        raise NotThere("it is not in the storage") from None
    except IsADirectoryError:
        raise NotThere("a folder has its name") from None
    except PermissionError:
        raise NotThere("it may not be read") from None
    except media.Failures as error:
        raise TakeoutProblem(
            f"The storage of uploads does not give {stored_as} ({type(error).__name__}). What was written was taken "
            "away again; `manage.py doctor` says more about the storage."
        ) from error
