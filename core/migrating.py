"""An operation for migrations beside Django's, and what an installation between old ones and new is told."""

from collections.abc import Sequence
from typing import Any, Final

from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

IN_BETWEEN: Final = (
    "{app}.{name} replaces migrations of which this database has had some, but not {app}.{missing}: it is neither the "
    "one nor the other."
)
HINT: Final = (
    "Go back to the code that still had them, migrate there, and then come here again: see “Upgrading” in "
    "docs/operations.md. If nothing is in it yet, take an empty database."
)


class Together(Operation):
    """Makes models, and triggers on them, with one look at the whole.

    After each operation Django builds anew the classes of all models that are linked to what was changed, and here all
    are linked to all: a fresh installation took a minute for that. So the classes are built once, after all of these
    operations. They must need no state in between: CreateModel with all its fields, indexes and constraints, and
    AddTrigger. Which table comes first does not matter, for foreign keys are put on at the end of the migration.
    """

    reversible = True
    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return type(self).__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # what has no classes builds none
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for operation in reversed(self.operations):  # a trigger asks for its table in the state that comes after it
            operation.database_backwards(app_label, schema_editor, from_state, from_state)

    def describe(self) -> str:
        return f"Do {len(self.operations)} operations together"


def stands_in_between(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """A check for `migrate`: a database that had some of the migrations which others replace, and not all of them.

    Django itself lets it through, and makes tables that are there or leaves out some that are not. The first of an app
    has kept its name: who had that one alone stands in between too. One that replaces is only recorded by its own name
    when all that it replaces are.
    """
    found = list[CheckMessage]()
    written = MigrationLoader(None).disk_migrations if databases else {}
    for alias in databases or ():
        applied = MigrationRecorder(connections[alias]).applied_migrations()
        for (app, name), migration in written.items():
            missing = [old for old in migration.replaces if old not in applied]
            if missing and any(one in applied for one in [(app, name), *migration.replaces]):
                found.append(
                    Error(IN_BETWEEN.format(app=app, name=name, missing=missing[0][1]), hint=HINT, id="core.E001")
                )
    return found
