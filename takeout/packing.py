"""Everything out, into a folder: rows, sheets, messages, uploads, a manifest."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.db import connection

from core.snapshots import one_moment
from mail import suppression
from takeout import letters, manifest, originals
from takeout.contents import tables
from takeout.errors import TakeoutProblem
from takeout.folder import unfinished
from takeout.letters import write_letters
from takeout.originals import Missing, write_originals
from takeout.rows import SETTINGS, write_rows
from takeout.secrets import write_secrets
from takeout.sheets import is_readable, write_sheet
from takeout.unfinished import UnfinishedExport

README: Final = """\
Everything that a Mediarel held at one moment, in open formats.

csv/           for people: one file a kind of record, UTF-8, times in UTC
data/          for programs: one file a table, one JSON object a line, keys as in the database, history included
mail/          messages as they came and as they are sent, one file each, for any mail program
files/         photos, documents and recordings under the names the storage gave them; csv/files.csv has their own
secrets.jsonl  passwords and keys, readable; only where they were asked for
manifest.json  what there is: for each file its length and SHA-256

`manage.py import_all` brings it into an empty Mediarel of the same release. It is as confidential as the database.
"""

Say = Callable[[str], None]


@dataclass(frozen=True)
class Packed:
    """What came of an export. `unreadable` secrets were written by nobody who knows their key."""

    folder: Path
    rows: int
    files: int
    bytes: int
    missing: list[Missing]
    unreadable: int

    def as_json(self) -> dict[str, Any]:
        return {
            "folder": str(self.folder),
            "rows": self.rows,
            "files": self.files,
            "bytes": self.bytes,
            "missing": [one.as_json() for one in self.missing],
            "unreadable_secrets": self.unreadable,
        }


def pack(*, target: Path, with_secrets: bool = False, say: Say = lambda words: None) -> Packed:
    """Everything, as it was at one moment, into `target`, which must be new or empty. Raises `TakeoutProblem`."""
    with unfinished(target) as export:
        missing, unreadable = write_everything(export, with_secrets=with_secrets, say=say)
    return Packed(export.target, export.rows, export.files, export.bytes, missing, unreadable)


def write_everything(
    export: UnfinishedExport, *, with_secrets: bool = False, say: Say = lambda words: None
) -> tuple[list[Missing], int]:
    """All of it, as it was at one moment, and the manifest. Gives what is missing, and how many secrets cannot be read.

    Raises `TakeoutProblem`.
    """
    if connection.in_atomic_block:
        raise TakeoutProblem("An export begins a transaction of its own and cannot be made within another.")
    key = suppression.fingerprint()  # first, because it makes the key where there is none yet
    with one_moment(), connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        missing, unreadable = _write(export, with_secrets=with_secrets, say=say)
        heading = manifest.heading(missing=missing, suppression_key=key, with_secrets=with_secrets)
    export.finish(heading)
    return missing, unreadable


def files_to_come() -> int:
    """How many files an export will have, as far as that can be known before: for whoever waits."""
    readable = sum(1 for table in tables() if is_readable(table))
    return len(tables()) + readable + letters.expected() + originals.expected() + len(("csv/files.csv", "README.txt"))


def _write(export: UnfinishedExport, *, with_secrets: bool, say: Say) -> tuple[list[Missing], int]:
    say("Rows")
    for table in tables():
        write_rows(table, export)
    say("Sheets")
    for table in filter(is_readable, tables()):
        write_sheet(table, export)
    say("Messages")
    for table in tables():
        if table.letters:
            write_letters(table, export)
    say("Files")
    missing = write_originals(export)
    with export.file("README.txt", "note") as readme:
        readme.write(README.encode())
    return missing, write_secrets(export) if with_secrets else 0
