"""Rows out of the database and into it: one JSON object a line, made and read by PostgreSQL itself.

So nothing is lost on the way through Python (times to the microsecond, numbers, arrays, search vectors), and memory
stays flat, because COPY streams in both directions. Keys are the columns; primary keys are kept.
"""

from typing import Final

from django.db import connection

from takeout.contents import ROWS_LEFT_OUT, Table, quoted
from takeout.unfinished import UnfinishedExport

SETTINGS: Final = (
    "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres'; "
    "SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1"
)
"""How values are written, whatever the server prefers."""
# CSV with marks that JSON cannot contain, so that the lines come and go as they are.
AS_THEY_ARE: Final = r"FORMAT csv, QUOTE E'\x01', ESCAPE E'\x01', DELIMITER E'\x02'"


def write_rows(table: Table, export: UnfinishedExport) -> None:
    """All rows of a table, in the order of their keys."""
    about = {"model": table.label, "last_key": _last_key(table)}
    with (
        export.lines(table.path, "table", **about) as lines,
        connection.cursor() as cursor,
        connection.wrap_database_errors,
    ):
        cursor.copy_expert(f"COPY ({_as_json(table)}) TO STDOUT WITH ({AS_THEY_ARE})", lines)


def letter_path(folder: str, key: int) -> str:
    """The file of a message; a thousand to a folder."""
    return f"mail/{folder}/{key // 1000}/{key}.eml"


def _as_json(table: Table) -> str:
    columns = ", ".join(
        f"{_letter(table)} AS raw" if table.letters and field.column == "raw" else quoted(field.column)
        for field in table.columns
    )
    where = f" WHERE {ROWS_LEFT_OUT[table.label][0]}" if table.label in ROWS_LEFT_OUT else ""
    return f"SELECT row_to_json(r) FROM (SELECT {columns} FROM {table.name}{where} ORDER BY {table.key}) r"  # noqa: S608


def _letter(table: Table) -> str:
    """In place of a message: the file in which it stands. An empty one has none. As `letter_path`."""
    path = f"'mail/{table.letters}/' || {table.key} / 1000 || '/' || {table.key} || '.eml'"
    return f"CASE WHEN length(raw) > 0 THEN {path} WHEN raw IS NOT NULL THEN '' END"


def _last_key(table: Table) -> int | None:
    """The last key that was given out, so that none is given twice, even where its row is gone."""
    if not table.has_sequence:
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT last_value FROM pg_sequences WHERE format('%%I.%%I', schemaname, sequencename) = "
            "pg_get_serial_sequence(%s, %s)",
            [table.name, table.key.strip('"')],
        )
        found = cursor.fetchone()
    return found[0] if found else None
