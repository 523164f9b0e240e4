import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.migrating
import core.tokens


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0002_jobs_and_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.migrating.Together(
            operations=[
                migrations.CreateModel(
                    name="Export",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        (
                            "token",
                            models.CharField(default=core.tokens.new_token, editable=False, max_length=64, unique=True),
                        ),
                        ("file", models.FileField(blank=True, max_length=200, upload_to="")),
                        ("size", models.BigIntegerField(default=0, verbose_name="bytes of the file")),
                        ("rows", models.BigIntegerField(default=0, verbose_name="records")),
                        ("files", models.BigIntegerField(default=0, verbose_name="files in it")),
                        (
                            "missing",
                            models.JSONField(
                                default=list, help_text="The first files that records name and the storage has not."
                            ),
                        ),
                        ("missing_count", models.PositiveIntegerField(default=0)),
                        ("packed_at", models.DateTimeField(blank=True, null=True)),
                        ("gone_at", models.DateTimeField(blank=True, null=True, verbose_name="file deleted at")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "job",
                            models.ForeignKey(
                                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="core.job"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at", "-pk"],
                        "indexes": [models.Index(fields=["-created_at", "-id"], name="takeout_export_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("file", ""),
                                    models.Q(("gone_at", None), ("packed_at__isnull", False), ("size__gt", 0)),
                                    _connector="OR",
                                ),
                                name="takeout_export_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("gone_at", None), ("packed_at__isnull", False), _connector="OR"),
                                name="takeout_export_gone",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Download",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "export",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="downloads",
                                to="takeout.export",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                    },
                ),
            ],
        ),
    ]
