"""What an export holds: every table of every app, but for those that are named here with the reason.

It follows from Django's registry, so that a new model comes along without anybody thinking of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db import connection, models

LEFT_OUT: Final = {
    "core.Word": "The words of what can be searched. They are read off it again.",
    "account.EmailConfirmation": "Links that confirm an address. They hold for three days; a new one is asked for.",
    "mediakits.Upload": "Files on their way in, and their pieces. What arrived is an asset; the rest is sent again.",
    "team.KeptAnswer": "What was answered to requests of programs within a day, for the case that they are sent twice.",
    "sessions.Session": "Who is signed in. Everybody signs in again.",
    "takeout.Download": "Who fetched the exports that were made here.",
    "takeout.Export": "The exports that were made here, and their files.",
}
"""Models whose rows stay behind, and why."""

ROWS_LEFT_OUT: Final = {
    "core.Job": (
        "kind NOT IN ('mediakits.take_in', 'takeout.pack')",
        "Work on uploads and on exports, which would find nothing to work on.",
    ),
}
"""Rows that stay behind: which ones come along (SQL), and why the others do not."""

MADE_BY_ITSELF: Final = {
    "auth.Permission", "contenttypes.ContentType", "mail.SuppressionKey", "pghistory.Context", "team.TeamPolicy",
    "team.TeamPolicyEvent", "team.TrailLine",
}  # fmt: skip
"""Models that have rows in a Mediarel that nobody has used yet."""

LETTERS: Final = {"mail.IncomingMessage": "incoming", "mail.OutgoingMessage": "outgoing"}
"""Models that keep a message as it is on the wire, in `raw`, and the folder under mail/ for it."""


@dataclass(frozen=True)
class Table:
    """One model as it is taken out."""

    model: type[models.Model]

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def path(self) -> str:
        """Where its rows stand in an export."""
        return f"data/{self.label}.jsonl"

    @property
    def name(self) -> str:
        """The table in the database, quoted."""
        return quoted(self.model._meta.db_table)

    @property
    def key(self) -> str:
        return quoted(self._key_field.column)

    @property
    def columns(self) -> "list[models.Field[Any, Any]]":
        """What is kept in the table; the database computes generated columns by itself."""
        return [field for field in self.model._meta.concrete_fields if not isinstance(field, models.GeneratedField)]

    @property
    def has_sequence(self) -> bool:
        return isinstance(self._key_field, models.AutoField)

    @property
    def letters(self) -> str:
        """The folder under mail/ for its messages, or "" when it has none."""
        return LETTERS.get(self.label, "")

    @property
    def is_history(self) -> bool:
        """Whether django-pghistory's triggers write it."""
        return hasattr(self.model, "pgh_tracked_model")

    @property
    def files(self) -> "list[models.FileField]":
        return [field for field in self.columns if isinstance(field, models.FileField)]

    @property
    def _key_field(self) -> "models.Field[Any, Any]":
        key = self.model._meta.pk
        assert key is not None
        return key


def quoted(name: str | None) -> str:
    """The name of a table or column, for SQL."""
    assert name  # every concrete field has a column
    return connection.ops.quote_name(name)


def stored_models() -> Iterator[type[models.Model]]:
    """Every model that has a table of its own, the ones between many-to-many relations and history among them."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model


def reasons() -> list[str]:
    """What stays behind, in sentences."""
    return [*LEFT_OUT.values(), *(why for _, why in ROWS_LEFT_OUT.values())]


def tables() -> list[Table]:
    """What comes along, in the order of the apps."""
    return [Table(model) for model in stored_models() if model._meta.label not in LEFT_OUT]
