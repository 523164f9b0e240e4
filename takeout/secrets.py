"""What is encrypted under SECRET_KEY: passwords of mailboxes, keys of mail services and DKIM, second factors.

In the rows of an export they stand as they lie in the database, encrypted. Only `--with-secrets` writes them readable,
into one file of their own, for a new home with another SECRET_KEY; there they are encrypted under that one.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from core.fields import EncryptedTextField, UnreadableSecret, decrypt, encrypt
from takeout.contents import Table, tables
from takeout.errors import TakeoutProblem
from takeout.unfinished import UnfinishedExport

PATH: Final = "secrets.jsonl"
WITHIN_JSON: Final = {"mfa.Authenticator": ("data", ("secret", "seed", "migrated_codes"))}
"""Models that keep encrypted texts within JSON: the field, and the keys in it."""

Change = Callable[[str], str]


def write_secrets(export: UnfinishedExport) -> int:
    """Every secret, readable, one a line. Gives how many cannot be read, because SECRET_KEY has changed."""
    unreadable = 0
    with export.lines(PATH, "secrets") as lines:
        for label, key, field, sealed in _sealed():
            try:
                value = _opened(sealed)
            except UnreadableSecret:
                unreadable += 1
                continue
            told = {"model": label, "key": key, "field": field, "value": value}
            lines.write(json.dumps(told, ensure_ascii=False).encode() + b"\n")
    return unreadable


def bring_in(told: Iterator[Any]) -> None:
    """Encrypt what `write_secrets` wrote under the SECRET_KEY of here, and put it into its rows."""
    known = {(table.label, field.name): table for table in tables() for field in _fields(table.columns)}
    for one in told:
        try:
            table = known[one["model"], one["field"]]
            _bring_in(table, one["key"], one["field"], one["value"])
        except (KeyError, TypeError, ValueError, AttributeError, ObjectDoesNotExist):
            raise TakeoutProblem(f"{PATH} tells of a secret that there is not here. Nothing was changed.") from None


def _bring_in(table: Table, key: Any, field: str, value: Any) -> None:
    rows = table.model._base_manager.filter(pk=key)
    if table.label in WITHIN_JSON:
        stands = rows.values_list(field, flat=True).get()
        rows.update(**{field: {**stands, **_changed(value, encrypt)}})
    else:
        rows.update(**{field: value})


def count_unreadable() -> int:
    """How many secrets the SECRET_KEY of here does not open."""
    count = 0
    for _, _, _, sealed in _sealed():
        try:
            _opened(sealed)
        except UnreadableSecret:
            count += 1
    return count


def _sealed() -> Iterator[tuple[str, Any, str, Any]]:
    """Model, key, field and encrypted value: a text, or an object of texts."""
    for table in tables():
        for field in _fields(table.columns):
            inside = WITHIN_JSON.get(table.label)
            plain = models.Func(models.F(field.name), template="%(expressions)s", output_field=models.TextField())
            source = models.F(field.name) if inside else plain
            rows = table.model._base_manager.annotate(sealed=source).order_by("pk").values_list("pk", "sealed")
            for key, sealed in rows.iterator(chunk_size=500):
                value = {each: sealed[each] for each in inside[1] if each in sealed} if inside else sealed
                if value:
                    yield table.label, key, field.name, value


def _fields(columns: "list[models.Field[Any, Any]]") -> "Iterator[models.Field[Any, Any]]":
    for field in columns:
        within = WITHIN_JSON.get(field.model._meta.label)
        if isinstance(field, EncryptedTextField) or (within and field.name == within[0]):
            yield field


def _opened(sealed: Any) -> Any:
    return _changed(sealed, decrypt) if isinstance(sealed, dict) else decrypt(sealed)


def _changed(value: dict[str, Any], change: Change) -> dict[str, Any]:
    return {
        key: [change(one) for one in each] if isinstance(each, list) else change(each) for key, each in value.items()
    }
