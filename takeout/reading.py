"""Rows from the lines of an export into the tables. PostgreSQL reads the JSON, as it wrote it."""

import json
from collections.abc import Iterator
from typing import Any, Final

from django.db import connection

from takeout.contents import Table, quoted
from takeout.errors import TakeoutProblem
from takeout.manifest import UNCHANGED, Entry, Manifest
from takeout.rows import AS_THEY_ARE, SETTINGS
from takeout.secrets import PATH

BETWEEN: Final = b"\x02"
"""What stands between the columns of what is copied; no JSON contains it."""


class Lines:
    """What COPY reads: pieces of any length, of which it is given as much as it asks for."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, b""
        self.problem: TakeoutProblem | None = None

    def read(self, size: int = -1) -> bytes:
        held, length = [self._rest], len(self._rest)
        while size < 0 or length < size:
            piece = self._next()
            if piece is None:
                break
            held.append(piece)
            length += len(piece)
        whole = b"".join(held)
        cut = len(whole) if size < 0 else size
        self._rest = whole[cut:]
        return whole[:cut]

    def _next(self) -> bytes | None:
        """COPY tells of what went wrong here in words of its own, so ours are kept."""
        try:
            return next(self._pieces, None)
        except TakeoutProblem as problem:
            self.problem = problem
            raise
        except OSError as error:
            self.problem = TakeoutProblem(f"A file of the export cannot be read ({error.strerror}). {UNCHANGED}")
            raise


def read_rows(table: Table, entry: Entry, said: Manifest) -> int:
    """Put all rows of a table into it. Gives how many."""
    pieces = _with_letters(table, entry, said) if table.letters else _plain(entry, said)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.execute(SETTINGS)
        cursor.execute("CREATE TEMPORARY TABLE coming_in (line json, raw bytea) ON COMMIT DROP")
        _copy(cursor, Lines(pieces))
        cursor.execute(_insert(table))
        count = cursor.rowcount
        cursor.execute("DROP TABLE coming_in")
    return count


def _copy(cursor: Any, lines: Lines) -> None:
    try:
        cursor.copy_expert(f"COPY coming_in FROM STDIN WITH ({AS_THEY_ARE})", lines)
    except Exception:
        if lines.problem:
            raise lines.problem from None
        raise


def set_sequence(table: Table, last_key: int | None) -> None:
    """The next key is one that was never given out, here or where the export was made."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max({table.key}), 0) FROM {table.name}")  # noqa: S608  (a name of ours)
        highest = max(cursor.fetchone()[0], last_key or 0)
        if highest > 0:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table.name, table.key.strip('"'), highest]
            )


def secrets_of(said: Manifest) -> Iterator[Any]:
    """The secrets, where the export has them readable."""
    if PATH in said.entries:
        with (said.folder / PATH).open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                yield _object(line, PATH, number)


def _insert(table: Table) -> str:
    names = [quoted(field.column) for field in table.columns]
    values = [_value(table, field) for field in table.columns]
    return (
        f"INSERT INTO {table.name} ({', '.join(names)}) SELECT {', '.join(values)} "  # noqa: S608  (names of ours)
        f"FROM coming_in, json_populate_record(NULL::{table.name}, coming_in.line) AS r"
    )


def _value(table: Table, field: Any) -> str:
    column = f"r.{quoted(field.column)}"
    if table.letters and field.column == "raw":
        return "coming_in.raw"
    if field.get_internal_type() == "JSONField" and not field.null:
        return f"coalesce({column}, 'null'::jsonb)"  # JSON's own null, where there can be no other
    return column


def _plain(entry: Entry, said: Manifest) -> Iterator[bytes]:
    with (said.folder / entry.path).open("rb") as lines:
        for line in lines:
            yield line.rstrip(b"\r\n") + BETWEEN + b"\n"


def _with_letters(table: Table, entry: Entry, said: Manifest) -> Iterator[bytes]:
    """Each line with its message behind it, in hex, as PostgreSQL reads bytes."""
    with (said.folder / entry.path).open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            named = _object(line, entry.path, number).get("raw")
            whence = f"line {number} of {entry.path}"
            raw = b"" if named is None else b"\\x" + _letter(named, said, whence).hex().encode()
            yield line.rstrip(b"\r\n") + BETWEEN + raw + b"\n"


def _letter(named: Any, said: Manifest, whence: str) -> bytes:
    if named == "":
        return b""
    found = said.entries.get(named) if isinstance(named, str) else None
    if found is None or found.kind != "letter":
        raise TakeoutProblem(f"The message that {whence} names is not in the export. {UNCHANGED}")
    return (said.folder / found.path).read_bytes()


def _object(line: bytes, path: str, number: int) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise TakeoutProblem(f"Line {number} of {path} is no JSON object. {UNCHANGED}")
    return found
