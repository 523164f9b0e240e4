"""The migrations of a fresh installation, and of one that was there before they replaced others."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.writer import OperationWriter

from core.migrating import Together, stands_in_between

pytestmark = pytest.mark.django_db


def replaced() -> list[tuple[str, str]]:
    return [old for each in MigrationLoader(None).disk_migrations.values() for old in each.replaces]


def test_each_old_migration_is_replaced_once() -> None:
    assert len(replaced()) == len(set(replaced())) > 60


def test_an_installation_that_had_all_of_them_has_nothing_to_do(capsys) -> None:
    """As it was before: the old names, and none of those that are new."""
    new = {key for key, each in MigrationLoader(None).disk_migrations.items() if each.replaces}
    assert {("core", "0002_jobs_and_words"), ("team", "0002_trail")} <= new
    for app, name in (("core", "0002_jobs_and_words"), ("team", "0002_trail")):
        MigrationRecorder(connection).record_unapplied(app, name)
    call_command("migrate", "--plan")
    assert "No planned migration operations." in capsys.readouterr().out
    assert stands_in_between(databases=["default"]) == []


def test_one_in_between_is_told_before_anything_is_done() -> None:
    MigrationRecorder(connection).record_unapplied("pitches", "0008_audit_trail")
    with pytest.raises(CommandError, match=r"not pitches\.0008_audit_trail: it is neither(.|\n)*“Upgrading”"):
        call_command("migrate", "--plan", skip_checks=False)


def test_nothing_is_asked_of_a_database_that_is_not_looked_at(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert stands_in_between(databases=None) == []


def test_operations_together_can_be_taken_back() -> None:
    tables = {"takeout_export", "takeout_download"}
    assert tables <= set(connection.introspection.table_names())
    call_command("migrate", "takeout", "zero", verbosity=0)
    assert not tables & set(connection.introspection.table_names())
    call_command("migrate", "takeout", verbosity=0)
    assert tables <= set(connection.introspection.table_names())


def test_operations_together_are_written_as_they_are_read() -> None:
    [together] = MigrationLoader(None).disk_migrations["takeout", "0001_exports"].operations
    assert isinstance(together, Together)
    assert together.describe() == "Do 2 operations together"
    written, imports = OperationWriter(together, indentation=0).serialize()
    assert written.startswith("core.migrating.Together(\n    operations=[\n        migrations.CreateModel(")
    assert "import core.migrating" in imports
