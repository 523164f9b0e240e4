"""Nothing is forgotten: what stays behind is named with a reason, and all else comes along."""

import pytest
from django.apps import apps
from django.db import connection, models

from core.fields import EncryptedTextField
from takeout.contents import LEFT_OUT, LETTERS, MADE_BY_ITSELF, ROWS_LEFT_OUT, stored_models, tables
from takeout.secrets import WITHIN_JSON
from takeout.sheets import NOT_FOR_READING, is_readable, sheet_path
from team.trail import wiring

pytestmark = pytest.mark.django_db

HASHED = {"team.User.password", "mediakits.Kit.password", "reports.ReportLink.password"}
"""Columns called like a secret that hold a hash. A new one is encrypted, or stands here."""


def test_every_table_of_the_database_comes_along_or_is_named_with_a_reason():
    taken, left = {table.label for table in tables()}, set(LEFT_OUT)
    assert taken | left == {model._meta.label for model in stored_models()}
    assert not taken & left
    assert all(len(reason) > 20 for reason in [*LEFT_OUT.values(), *(why for _, why in ROWS_LEFT_OUT.values())])
    with connection.cursor() as cursor:
        of_models = {model._meta.db_table for model in stored_models()}
        assert set(connection.introspection.table_names(cursor)) - of_models == {"django_migrations"}


def test_what_is_named_is_there():
    for label in {*LEFT_OUT, *ROWS_LEFT_OUT, *LETTERS, *MADE_BY_ITSELF, *NOT_FOR_READING, *WITHIN_JSON}:
        assert apps.get_model(label)._meta.label == label


def test_nothing_that_comes_along_points_at_what_stays_behind():
    for table in tables():
        for field in table.columns:
            if isinstance(field, models.ForeignKey):
                assert field.related_model._meta.label not in LEFT_OUT, f"{table.label}.{field.name}"


def test_history_and_tables_in_between_come_along():
    taken = {table.label for table in tables()}
    assert {"contacts.JournalistEvent", "contacts.Journalist_beats", "pghistory.Context"} <= taken
    events = {model._meta.label for model in apps.get_models() if hasattr(model, "pgh_tracked_model")}
    assert events - {"pghistory.Events", "pghistory.MiddlewareEvents"} <= taken


def test_every_kind_of_column_can_be_written_and_read_by_postgresql():
    """Foreign keys wait until the end; a null of JSON can be told from none only where there may be none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint "
            "WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND NOT condeferrable"
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal AND tgname NOT LIKE 'pgtr%' "
            f"AND tgname <> '{wiring.TRIGGER}'"  # held back with them, as test_there_and_back shows
        )
        assert cursor.fetchall() == [], "a trigger that an import does not hold back"


def test_columns_called_like_secrets_are_encrypted_or_hashed():
    for table in tables():
        for field in table.columns:
            if any(word in field.name for word in ("password", "secret", "private_key")):
                name = f"{table.label}.{field.name}"
                assert isinstance(field, EncryptedTextField) or name in HASHED, name


def test_binary_columns_are_messages_or_few():
    binary = {f"{table.label}.{field.name}" for table in tables() for field in table.columns
              if isinstance(field, models.BinaryField)}  # fmt: skip
    assert binary == {f"{label}.raw" for label in LETTERS} | {"mail.SuppressionImport.pending"}


def test_main_records_have_a_sheet_of_their_own():
    paths = [sheet_path(table) for table in tables() if is_readable(table)]
    assert len(set(paths)) == len(paths)
    wanted = (
        "clients campaigns outlets journalists positions e-mail-addresses media-lists timeline pitches "
        "recipients responses documents kits assets sources monitors articles clips inquiries questions answers "
        "interviews media-events invitees outgoing-messages incoming-messages statements suppressions users"
    )
    assert {f"csv/{name}.csv" for name in wanted.split()} <= set(paths)
