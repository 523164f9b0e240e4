"""What is done in the background, and the words that occur in searched text (core/spelling.py)."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.migrating

# Signs are listed rather than letters: what a letter is differs with the locale of the database. A word with a sign
# within ("o'brien", "muller-schmidt") counts as a whole, and so does each of its parts.
WORDS = r"""
CREATE FUNCTION mr_words(folded text) RETURNS SETOF text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 10
AS $$
    SELECT DISTINCT part.word
      FROM regexp_split_to_table(folded, $signs$[]\[[:space:][:digit:]!"#$%&()*+,./:;<=>?@\\^_`{|}~„“”‚‘’«»‹›–—…·•°§]+$signs$) AS whole,
           LATERAL (SELECT btrim(whole, $signs$'-$signs$) UNION SELECT regexp_split_to_table(whole, $signs$['-]+$signs$)) AS part (word)
     WHERE length(part.word) BETWEEN 4 AND 30
$$
"""
LEARN = """
CREATE FUNCTION mr_learn(folded text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO core_word (word) SELECT found.word FROM mr_words(folded) AS found(word)
     WHERE NOT EXISTS (SELECT FROM core_word AS kept WHERE kept.word = found.word);
END
$$
"""
# For a migration that puts the trigger on a table which has rows already.
LEARN_COLUMN = """
CREATE FUNCTION mr_learn_column(told regclass, folded text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO core_word (word) SELECT DISTINCT found.word FROM %s AS told, mr_words(%s) AS found(word)'
        ' WHERE NOT EXISTS (SELECT FROM core_word AS kept WHERE kept.word = found.word)', told, folded);
END
$$
"""


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("core", "0002_job"),
        ("core", "0003_word"),
        ("core", "0004_what_waits"),
    ]

    dependencies = [
        ("core", "0001_search"),
        ("mfa", "0003_authenticator_type_uniq"),  # while there is little yet that Django builds anew at each step of it
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.migrating.Together(
            operations=[
                migrations.CreateModel(
                    name="Word",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("word", models.TextField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["word"], name="core_word_itself"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(models.F("word"), name="gin_trgm_ops"),
                                name="core_word_alike",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Job",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("kind", models.CharField(max_length=60)),
                        ("title", models.CharField(max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("running", "Running"),
                                    ("done", "Done"),
                                    ("failed", "Failed"),
                                    ("stopped", "Stopped"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("arguments", models.JSONField(default=dict)),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("total", models.PositiveIntegerField(default=0)),
                        ("result", models.JSONField(default=dict)),
                        ("error", models.TextField(blank=True)),
                        ("started_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "heartbeat_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="When its worker was last heard of; while it waits, when it was last queued.",
                                null=True,
                            ),
                        ),
                        ("attempt", models.PositiveSmallIntegerField(default=0)),
                        ("stop_requested_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="jobs",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at"],
                        "indexes": [
                            models.Index(fields=["-created_at"], name="core_job_newest"),
                            models.Index(
                                condition=models.Q(("state__in", ["waiting", "running"])),
                                fields=["created_at"],
                                name="core_job_open",
                            ),
                            models.Index(
                                condition=models.Q(("state", "failed")), fields=["ended_at"], name="core_job_failed"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "running", "done", "failed", "stopped"])),
                                name="core_job_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["waiting", "running"]), ("ended_at__isnull", False), _connector="OR"
                                ),
                                name="core_job_ended",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("total", 0), ("done__lte", models.F("total")), _connector="OR"),
                                name="core_job_progress",
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.RunSQL(WORDS, "DROP FUNCTION mr_words(text)"),
        migrations.RunSQL(LEARN, "DROP FUNCTION mr_learn(text)"),
        migrations.RunSQL(LEARN_COLUMN, "DROP FUNCTION mr_learn_column(regclass, text)"),
    ]
