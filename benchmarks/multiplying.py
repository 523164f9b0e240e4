"""Multiplies what is in a database, by SQL: every row again and again, with keys, names and times of its own."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models

from benchmarks.finishing import FINISHED

APPS = {"campaigns", "mail", "contacts", "coverage", "mediakits", "pitches", "inquiries", "events", "reports"}
TOO = {"team.User", "team.Review", "team.ReviewComment", "team.Notification", "core.Job"}
CREW = {"team.User", "mail.Mailbox"}
BRAND = {"campaigns.Client", "campaigns.Spokesperson", "mediakits.Newsroom"}
ONCE = {
    "contacts.Beat", "contacts.Tag", "inquiries.Topic", "inquiries.PressDesk", "inquiries.IntakeKey", "inquiries.Duty",
    "mail.SuppressionKey", "mail.SendingDomain", "mail.Suppression", "coverage.AlertHours", "coverage.NotAPerson",
    "events.CalendarFeed",
}  # fmt: skip
SHORTENED = {"text": 300, "full_text": 100, "body": 300, "story": 100}


def multiply(times: int, *, open_copies: int, crews: int, brands: int, stride: int, days: int) -> None:
    """Leave `times` of each row, `open_copies` of them as they are, the rest older and older, and finished."""
    chosen = {model: _copies(model, times, crews, brands) for model in _models()}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # neither history nor foreign keys are measured
        cursor.execute("SET synchronous_commit = off")
        for index in _word_indexes():  # what is typed is measured by benchmarks.palette
            cursor.execute(f'DROP INDEX IF EXISTS "{index}"')
        for model, copies in chosen.items():
            if copies > 1:
                cursor.execute(_insert(model, copies, chosen, stride, open_copies, days / times))
        for statement in FINISHED:
            cursor.execute(statement, {"old": open_copies * stride})
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")


def _models() -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        is_history = any(field.name == "pgh_id" for field in model._meta.concrete_fields)
        if (model._meta.app_label in APPS or model._meta.label in TOO) and not is_history:
            yield model


def _copies(model: type[models.Model], times: int, crews: int, brands: int) -> int:
    label = model._meta.label
    if label in ONCE:
        return 1
    if model._meta.auto_created:  # pairs: as many as there are of the more numerous side
        sides = {field.related_model for field in model._meta.concrete_fields if field.remote_field}
        return max(_copies(side, times, crews, brands) for side in sides)
    return crews if label in CREW else brands if label in BRAND else times


def _word_indexes() -> Iterator[str]:
    for model in _models():
        yield from (index.name for index in model._meta.indexes if isinstance(index, GinIndex))


def _insert(model: Any, copies: int, chosen: dict[Any, int], stride: int, open_copies: int, step: float) -> str:
    meta = model._meta
    fields = [field for field in meta.concrete_fields if not field.generated]
    unique = _unique(model, chosen)
    behind = f"make_interval(mins => ({step} * 1440 * k)::int + 43200)"
    ago = f"CASE WHEN k < {open_copies} THEN interval '0' ELSE {behind} END"
    values = [_value(field, unique, chosen, stride, ago) for field in fields]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    return (
        f'INSERT INTO "{meta.db_table}" ({columns}) SELECT {", ".join(values)} '
        f'FROM "{meta.db_table}" AS t, generate_series(1::bigint, {copies - 1}) AS k'
    )


def _value(field: Any, unique: set[str], chosen: dict[Any, int], stride: int, ago: str) -> str:
    column = f't."{field.column}"'
    if field.primary_key and not field.remote_field:
        return f"{column} + k * {stride}"
    if field.remote_field:
        copies = chosen.get(field.related_model, 1)
        return column if copies == 1 else f"{column} + (k % {copies}) * {stride}"
    if field.name == "object_id":
        return f"{column} + k * {stride}"
    if field.name == "serial":
        return f"{column} + k * 1000"
    if isinstance(field, models.DateTimeField):
        return f"{column} - {ago}"
    if isinstance(field, models.DateField):
        return f"({column} - {ago})::date"
    if isinstance(field, models.UUIDField):
        return (
            f"CASE WHEN {column} IS NULL THEN NULL ELSE gen_random_uuid() END"
            if field.unique or field.name in unique
            else column
        )
    if isinstance(field, models.BinaryField):
        return r"'\x00'::bytea"
    if isinstance(field, SearchVectorField):
        return "''::tsvector"
    if isinstance(field, ArrayField) and field.name == "shingles":
        return f"{column}[1:4]"
    if isinstance(field, (models.CharField, models.TextField)) and (field.unique or field.name in unique):
        return _another(field, column)
    if isinstance(field, models.TextField) and field.name in SHORTENED:
        return f"left({column}, {SHORTENED[field.name]})"
    return column


def _another(field: Any, column: str) -> str:
    most = field.max_length or 200
    if isinstance(field, models.EmailField):
        other = f"'k' || k || '.' || {column}"
    elif isinstance(field, models.URLField):
        other = f"{column} || '?k=' || k"
    elif field.unique or most in (32, 64):
        other = f"left(md5({column} || k) || md5(k || {column}), {min(most, 64)})"
    else:
        other = f"left({column}, {most - 8}) || ' ' || k"
    return f"CASE WHEN {column} = '' THEN '' ELSE {other} END"


def _unique(model: Any, chosen: dict[Any, int]) -> set[str]:
    """Fields of words that must differ, because nothing else of what must be unique together does."""
    found: set[str] = set()
    most = max(chosen.values())
    for one in model._meta.constraints:
        if not isinstance(one, models.UniqueConstraint):
            continue
        names = {*one.fields, *_named(one.expressions)}
        parts = [model._meta.get_field(name) for name in names]
        if not any(part.remote_field and chosen.get(part.related_model) == most for part in parts):
            found |= {
                part.name for part in parts if isinstance(part, (models.CharField, models.TextField, models.UUIDField))
            }
    return found


def _named(expressions: Any) -> Iterator[str]:
    for expression in expressions:
        if isinstance(expression, models.F):
            yield expression.name
        elif hasattr(expression, "get_source_expressions"):
            yield from _named(expression.get_source_expressions())
