"""The states of records before and after what lines tell of, over many kinds in one statement."""

import json
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from django.db import connection, models

from team.models import TrailLine
from team.trail.kinds import Kind

# The state before is wanted for changes alone. Adding 0 keeps PostgreSQL from walking back through all events of all
# records by the primary key; the few of this record are found by the index on pgh_obj_id.
STATES: Final = """
SELECT %s, to_jsonb(e)::text, (
    SELECT to_jsonb(p)::text FROM {table} p
     WHERE e.pgh_label = 'update' AND p.pgh_obj_id = e.pgh_obj_id AND p.pgh_id < e.pgh_id
     ORDER BY p.pgh_id + 0 DESC LIMIT 1
) FROM {table} e WHERE e.pgh_id = ANY(%s)
"""

States = dict[tuple[str, int], tuple[Any, Any]]


def states_of(lines: Sequence[TrailLine], kinds: dict[str, Kind]) -> States:
    """By kind and key of the event: the event, and the one before it of the same record where something was changed."""
    keys: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        if line.event is not None and line.kind in kinds:
            keys[line.kind].append(line.event)
    if not keys:
        return {}
    parts: list[str] = []
    values: list[Any] = []
    for label, wanted in keys.items():
        table = connection.ops.quote_name(kinds[label].event_model._meta.db_table)
        parts.append(STATES.format(table=table))
        values += [label, wanted]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        rows = cursor.fetchall()
    found: States = {}
    for label, after, before in rows:
        event = _event(kinds[label].event_model, after)
        event.pgh_context = None  # who it was is known from the line
        found[label, event.pgh_id] = (event, _event(kinds[label].event_model, before) if before else None)
    return found


def _event(model: type[models.Model], written: str) -> Any:
    """An event row, out of the JSON that PostgreSQL made of it."""
    row = json.loads(written, parse_float=Decimal)
    fields = model._meta.concrete_fields
    return model.from_db("default", [f.attname for f in fields], [f.to_python(row.get(f.column)) for f in fields])


def record_of(event: Any, kind: Kind) -> models.Model:
    """The record as the event shows it, not to be saved: good for its address and its name."""
    kept = {field.attname for field in kind.model._meta.concrete_fields}
    columns = {f.attname: getattr(event, f.attname) for f in event._meta.concrete_fields if f.attname in kept}
    return kind.model(**{**columns, "pk": event.pgh_obj_id})
