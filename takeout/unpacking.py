"""Everything in, from the folder of an export, into a Mediarel that nobody has used yet; all of it or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, transaction

from core import spelling
from mail import suppression
from mail.models import OutgoingMessage, SuppressionKey
from takeout import manifest, putting_back, secrets
from takeout.contents import MADE_BY_ITSELF, Table, stored_models, tables
from takeout.errors import TakeoutProblem
from takeout.manifest import UNCHANGED, Entry, Manifest
from takeout.reading import read_rows, secrets_of, set_sequence

IN_USE: Final = "import_all takes only a Mediarel that was migrated and not used since"
PATIENCE: Final = 30
"""Seconds to wait for those who hold a table: the web server or a worker that was not stopped."""

Say = Callable[[str], None]


@dataclass(frozen=True)
class Unpacked:
    """What came of an import. `waiting` messages go out as soon as a worker runs."""

    rows: int
    files: int
    missing: list[dict[str, str]]
    unreadable: int
    waiting: int

    def as_json(self) -> dict[str, Any]:
        return {
            "rows": self.rows,
            "files": self.files,
            "missing": self.missing,
            "unreadable_secrets": self.unreadable,
            "waiting_messages": self.waiting,
        }


def unpack(*, folder: Path, say: Say = lambda words: None) -> Unpacked:
    """Bring in an export. Raises `TakeoutProblem`, and then nothing was changed."""
    if connection.in_atomic_block:
        raise TakeoutProblem("An import is one transaction of its own and cannot be made within another.")
    folder = folder.absolute()
    _refuse_if_used()
    said = manifest.read(folder)
    say("Looking whether every file is what was exported")
    manifest.verify(said)
    putting_back.refuse_strangers(said)
    say("Rows")
    try:
        with putting_back.taken_away_on_failure() as put, _in_words(), _without_history(), transaction.atomic():
            rows = _load(said)
            say("Files")
            files = putting_back.put_back(said, put)
    finally:
        suppression.forget_key()
        ContentType.objects.clear_cache()
    spelling.relearn()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    waiting = OutgoingMessage.objects.filter(state=OutgoingMessage.State.QUEUED).count()
    return Unpacked(rows, files, said.missing, secrets.count_unreadable(), waiting)


def _refuse_if_used() -> None:
    """Whoever has anything here keeps it."""
    for table in tables():
        if table.label not in MADE_BY_ITSELF:
            count = table.model._base_manager.count()
            if count:
                name = table.model._meta.verbose_name if count == 1 else table.model._meta.verbose_name_plural
                raise TakeoutProblem(f"This Mediarel is in use ({count} {name}): {IN_USE}. {UNCHANGED}")


@contextmanager
def _in_words() -> Iterator[None]:
    """What PostgreSQL refuses, as a sentence."""
    try:
        yield
    except DatabaseError as error:
        said = str(error).strip().partition("\n")[0]
        raise TakeoutProblem(f"The database does not take what stands in the export: {said}. {UNCHANGED}") from error


@contextmanager
def _without_history() -> Iterator[None]:
    """History comes along; nothing happens anew. Around the transaction, because it asks the database when it ends."""
    with pgtrigger.ignore():
        yield


def _load(said: Manifest) -> int:
    with connection.cursor() as cursor:
        every = ", ".join(Table(model).name for model in stored_models())
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
        cursor.execute(f"LOCK TABLE {every} IN ACCESS EXCLUSIVE MODE")
        _refuse_if_used()  # again, now that nobody can come in between
        cursor.execute(f"TRUNCATE {every} RESTART IDENTITY")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        found = {entry.model: entry for entry in said.of_kind("table")}
        rows = sum(_table(table, found[table.label], said) for table in tables())
        secrets.bring_in(secrets_of(said))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _refuse_other_key(said)
    return rows


def _table(table: Table, entry: Entry, said: Manifest) -> int:
    rows = read_rows(table, entry, said)
    if rows != entry.rows:
        raise TakeoutProblem(f"{entry.path} has {rows} rows; the manifest names {entry.rows}. {UNCHANGED}")
    if table.has_sequence:
        set_sequence(table, entry.last_key)
    return rows


def _refuse_other_key(said: Manifest) -> None:
    """Who gets no more mail is known by hashes alone; under another key they would stop nobody."""
    suppression.forget_key()
    has_key = settings.SUPPRESSION_KEY or SuppressionKey.objects.exists()
    if not has_key or suppression.fingerprint() != said.suppression_key:
        raise TakeoutProblem(
            "Who gets no more mail could not be recognised: the list was made with another SUPPRESSION_KEY. Set the "
            f"one of the old installation, or none where it had none. {UNCHANGED}"
        )
