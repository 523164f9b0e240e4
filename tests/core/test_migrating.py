"""The migrations of a fresh installation, and of one that was there before they replaced others."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.writer import OperationWriter

from core import doctor
from core.migrating import Together, stands_in_between

pytestmark = pytest.mark.django_db


def replaced() -> list[tuple[str, str]]:
    return [old for each in MigrationLoader(None).disk_migrations.values() for old in each.replaces]


def test_each_old_migration_is_replaced_once() -> None:
    assert len(replaced()) == len(set(replaced())) > 60


def forget(*applied: tuple[str, str]) -> None:
    for app, name in applied:
        MigrationRecorder(connection).record_unapplied(app, name)


def test_an_installation_that_had_all_of_them_has_nothing_to_do(capsys) -> None:
    """As it was before: the old names, and none of those that are new."""
    forget(("core", "0002_jobs_and_words"))
    call_command("migrate", "--plan", skip_checks=False)
    assert "No planned migration operations." in capsys.readouterr().out


def test_what_is_recorded_is_the_same_wherever_an_installation_began() -> None:
    """An export names what was applied, and is only taken where the same was (takeout.manifest)."""
    began = set(MigrationRecorder(connection).applied_migrations())
    assert set(replaced()) <= began
    forget(("core", "0002_jobs_and_words"))
    call_command("migrate", verbosity=0)
    assert set(MigrationRecorder(connection).applied_migrations()) == began


OLD_FIRST = ("pitches", "0001_initial")
OLD_LATER = [("pitches", name) for app, name in replaced() if app == "pitches"]


@pytest.mark.parametrize(
    ("missing", "first"),
    [
        ([("pitches", "0008_audit_trail")], "pitches.0008_audit_trail"),
        (OLD_LATER, "pitches.0002_embargo_told"),
        ([OLD_FIRST, *OLD_LATER[1:]], "pitches.0003_kit"),
        ([("team", "0010_audit_trail")], "team.0010_audit_trail"),
    ],
    ids=["all but one", "only the first", "only the second", "all but the very last"],
)
@pytest.mark.parametrize(("command", "options"), [("migrate", {"skip_checks": False}), ("prepare", {})])
def test_one_in_between_is_told_before_anything_is_done(command, options, missing, first) -> None:
    forget(*missing)
    before = MigrationRecorder(connection).applied_migrations().keys()
    with pytest.raises(CommandError, match=rf"not {re.escape(first)}: it is neither(.|\n)*“Upgrading”"):
        call_command(command, **options)
    assert MigrationRecorder(connection).applied_migrations().keys() == before


def test_doctor_tells_the_same() -> None:
    assert [finding.state for finding in doctor.migrations()] == [doctor.State.GOOD]
    forget(("pitches", "0008_audit_trail"))
    (finding,) = doctor.migrations()
    assert finding.state == doctor.State.BROKEN
    assert "but not pitches.0008_audit_trail" in finding.says
    assert "“Upgrading”" in finding.advice


def test_one_that_was_not_begun_or_broke_off_while_it_was_installed_is_not_in_between() -> None:
    forget(OLD_FIRST, *OLD_LATER)
    assert stands_in_between(databases=["default"]) == []
    for app, name in OLD_LATER:  # made, but its own name is recorded at the end of `migrate`
        MigrationRecorder(connection).record_applied(app, name)
    assert stands_in_between(databases=["default"]) == []


def test_nothing_is_asked_of_a_database_that_is_not_looked_at(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert stands_in_between(databases=None) == []


def test_operations_together_can_be_taken_back() -> None:
    """With triggers and all; nothing else points at the tables of reports."""
    tables = {name for name in connection.introspection.table_names() if name.startswith("reports_")}
    assert {"reports_report", "reports_reportevent"} <= tables
    call_command("migrate", "reports", "zero", verbosity=0)
    assert not tables & set(connection.introspection.table_names())
    call_command("migrate", "reports", verbosity=0)
    assert tables <= set(connection.introspection.table_names())


def test_operations_together_are_written_as_they_are_read() -> None:
    [together] = MigrationLoader(None).disk_migrations["takeout", "0001_exports"].operations
    assert isinstance(together, Together)
    assert together.describe() == "Do 2 operations together"
    written, imports = OperationWriter(together, indentation=0).serialize()
    assert written.startswith("core.migrating.Together(\n    operations=[\n        migrations.CreateModel(")
    assert "import core.migrating" in imports
