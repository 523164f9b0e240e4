"""The trail hangs on the tables of django-pghistory: each event row gets its line by a trigger, in the same statement.

The triggers are put on after every `migrate`, on all event tables that have none yet, so that a model that is tracked
later comes along without anybody thinking of it; what its table holds by then gets its lines at once. The function
that they call is made by the migration team/0001.
"""

from typing import Any, Final

from django.apps import apps
from django.db import connection, models, transaction

FUNCTION: Final = "team_trail_of_events"
TRIGGER: Final = "team_trail"
KNOWN: Final = "known"
"""The label of an event row that only says how a record looked when its history began."""

# Only what is in our hands stands in the statements below: names of tables and columns, and labels of models.
MAKE_TRIGGER: Final = (
    "CREATE TRIGGER {trigger} AFTER INSERT OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}('{kind}')"
)
LINES_OF_OLD_EVENTS: Final = """
INSERT INTO team_trailline (at, what, kind, record, event, by_id, token_id, said)
SELECT e.pgh_created_at, e.pgh_label, '{kind}', e.pgh_obj_id, e.pgh_id,
       substring(c.metadata->>'user' FROM '^[0-9]{{1,18}}$')::bigint, NULL, ''
  FROM {table} e LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id
 WHERE e.pgh_label IN ('insert', 'update', 'delete')
 ORDER BY e.pgh_id
ON CONFLICT (kind, event) DO NOTHING
"""
HOW_THEY_LOOK_NOW: Final = """
INSERT INTO {table} (pgh_created_at, pgh_label, pgh_obj_id, {columns})
SELECT now(), '{known}', t.{key}, {columns} FROM {tracked} t
 WHERE NOT EXISTS (SELECT FROM {table})
"""


def event_models() -> list[type[models.Model]]:
    """The models that django-pghistory writes into, in the order of the apps."""
    return [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model") and model._meta.managed]


def kind_of(event_model: type[models.Model]) -> str:
    """What lines of a tracked model say in `kind`."""
    tracked: type[models.Model] = event_model.pgh_tracked_model  # type: ignore[attr-defined]
    return tracked._meta.label


def wire(**_: Any) -> int:
    """Put the trigger on every event table that has none; gives how many those were. One query when all have it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = %s) "
            "FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'",
            [TRIGGER],
        )
        wired = dict(cursor.fetchall())
    if "team_trailline" not in wired or "pghistory_context" not in wired:
        return 0
    missing = [model for model in event_models() if wired.get(model._meta.db_table) is False]
    for model in missing:
        _wire(model)
    return len(missing)


@transaction.atomic
def _wire(model: type[models.Model]) -> None:
    """Making the trigger locks the table against writers, so no event falls between the old ones and the new."""
    tracked: type[models.Model] = model.pgh_tracked_model  # type: ignore[attr-defined]
    quoted = connection.ops.quote_name
    columns = [quoted(str(field.column)) for field in model._meta.concrete_fields if not field.name.startswith("pgh_")]
    key = tracked._meta.pk
    assert key is not None
    names = {
        "trigger": TRIGGER, "function": FUNCTION, "known": KNOWN, "kind": kind_of(model),
        "table": quoted(model._meta.db_table), "tracked": quoted(tracked._meta.db_table),
        "key": quoted(str(key.column)), "columns": ", ".join(columns),
    }  # fmt: skip
    with connection.cursor() as cursor:
        for statement in (MAKE_TRIGGER, LINES_OF_OLD_EVENTS, HOW_THEY_LOOK_NOW):
            cursor.execute(statement.format(**names))
