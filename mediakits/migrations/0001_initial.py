import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.folding
import core.migrating
import core.tokens
import mediakits.models.asset


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("mediakits", "0002_past_coverage_from_clips"),
        ("mediakits", "0003_words"),
        ("mediakits", "0004_what_waits"),
        ("mediakits", "0005_audit_trail"),
    ]

    dependencies = [
        ("campaigns", "0001_initial"),
        ("contacts", "0001_initial"),
        ("core", "0002_jobs_and_words"),
        ("coverage", "0001_initial"),
        ("mail", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.migrating.Together(
            operations=[
                migrations.CreateModel(
                    name="Asset",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("photo", "Photo"),
                                    ("logo", "Logo"),
                                    ("video", "Video"),
                                    ("audio", "Audio"),
                                    ("document", "Document"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        (
                            "caption",
                            models.TextField(blank=True, help_text="What it shows: who, where, when.", max_length=2000),
                        ),
                        (
                            "credit",
                            models.CharField(
                                blank=True, help_text="Whom to name, for example “Photo: Lena Hartwig”.", max_length=160
                            ),
                        ),
                        (
                            "alt_text",
                            models.CharField(
                                blank=True,
                                help_text="In one sentence.",
                                max_length=500,
                                verbose_name="description for those who cannot see it",
                            ),
                        ),
                        (
                            "rights",
                            models.CharField(
                                blank=True,
                                default="Free to print with credit",
                                help_text="On which terms.",
                                max_length=200,
                                verbose_name="may be used",
                            ),
                        ),
                        (
                            "rights_until",
                            models.DateField(
                                blank=True,
                                help_text="The last day. Leave it empty when there is no end.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        ("others_shown", models.CharField(blank=True, max_length=300, verbose_name="others shown")),
                        (
                            "language",
                            models.CharField(blank=True, help_text="Of what is said or written in it.", max_length=10),
                        ),
                        ("video_url", models.URLField(blank=True, max_length=500, verbose_name="address of the video")),
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
                        ("expiry_told_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("ended_told_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "search_text",
                            models.GeneratedField(
                                db_persist=True,
                                expression=core.folding.Fold(
                                    django.db.models.functions.text.Concat(
                                        "title",
                                        models.Value(" "),
                                        "caption",
                                        models.Value(" "),
                                        "credit",
                                        models.Value(" "),
                                        "others_shown",
                                        output_field=models.TextField(),
                                    )
                                ),
                                output_field=models.TextField(),
                            ),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assets",
                                to="campaigns.client",
                            ),
                        ),
                        (
                            "people",
                            models.ManyToManyField(
                                blank=True,
                                related_name="pictures",
                                to="campaigns.spokesperson",
                                verbose_name="spokespeople shown",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["-created_at", "-id"], name="mediakits_asset_newest"),
                            models.Index(
                                condition=models.Q(("ended_told_at", None), ("rights_until__isnull", False)),
                                fields=["rights_until"],
                                name="mediakits_asset_expiring",
                            ),
                            models.Index(
                                condition=models.Q(("archived_at", None), ("rights_until__isnull", False)),
                                fields=["rights_until"],
                                name="mediakits_asset_rights",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                                name="mediakits_asset_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["photo", "logo", "video", "audio", "document"])),
                                name="mediakits_asset_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="mediakits_asset_title",
                                violation_error_message="Give it a title.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("video_url", ""), ("kind", "video"), _connector="OR"),
                                name="mediakits_asset_video_url",
                                violation_error_message="Only a video has an address elsewhere.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssetEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("photo", "Photo"),
                                    ("logo", "Logo"),
                                    ("video", "Video"),
                                    ("audio", "Audio"),
                                    ("document", "Document"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        (
                            "caption",
                            models.TextField(blank=True, help_text="What it shows: who, where, when.", max_length=2000),
                        ),
                        (
                            "credit",
                            models.CharField(
                                blank=True, help_text="Whom to name, for example “Photo: Lena Hartwig”.", max_length=160
                            ),
                        ),
                        (
                            "alt_text",
                            models.CharField(
                                blank=True,
                                help_text="In one sentence.",
                                max_length=500,
                                verbose_name="description for those who cannot see it",
                            ),
                        ),
                        (
                            "rights",
                            models.CharField(
                                blank=True,
                                default="Free to print with credit",
                                help_text="On which terms.",
                                max_length=200,
                                verbose_name="may be used",
                            ),
                        ),
                        (
                            "rights_until",
                            models.DateField(
                                blank=True,
                                help_text="The last day. Leave it empty when there is no end.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        ("others_shown", models.CharField(blank=True, max_length=300, verbose_name="others shown")),
                        (
                            "language",
                            models.CharField(blank=True, help_text="Of what is said or written in it.", max_length=10),
                        ),
                        ("video_url", models.URLField(blank=True, max_length=500, verbose_name="address of the video")),
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="campaigns.client",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="mediakits.asset",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AssetFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("number", models.PositiveIntegerField()),
                        ("is_current", models.BooleanField(default=False)),
                        ("file", models.FileField(max_length=120, upload_to=mediakits.models.asset._file_path)),
                        ("original_name", models.CharField(max_length=200)),
                        ("size", models.PositiveBigIntegerField(help_text="Bytes.")),
                        ("sha256", models.CharField(max_length=64)),
                        ("content_type", models.CharField(max_length=100)),
                        ("width", models.PositiveIntegerField(blank=True, null=True)),
                        ("height", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asset",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="files", to="mediakits.asset"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["asset", "-number"],
                        "indexes": [models.Index(fields=["sha256"], name="mediakits_file_content")],
                        "constraints": [
                            models.UniqueConstraint(fields=("asset", "number"), name="mediakits_file_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("is_current", True)),
                                fields=("asset",),
                                name="mediakits_file_one_current",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Document",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("press_release", "Press release"),
                                    ("advisory", "Media advisory"),
                                    ("fact_sheet", "Fact sheet"),
                                    ("overview", "Company overview"),
                                    ("bio", "Biography"),
                                    ("questions", "Interview questions"),
                                    ("statement", "Statement"),
                                ],
                                max_length=13,
                            ),
                        ),
                        (
                            "title",
                            models.CharField(help_text="The headline; of a biography, the name.", max_length=200),
                        ),
                        ("content", models.JSONField(default=dict)),
                        ("language", models.CharField(default="en", max_length=10)),
                        ("embargo_until", models.DateTimeField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "In review"),
                                    ("changes", "Changes requested"),
                                    ("approved", "Approved"),
                                ],
                                default="draft",
                                max_length=9,
                            ),
                        ),
                        ("approved_fingerprint", models.CharField(blank=True, max_length=64)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "token",
                            models.CharField(default=core.tokens.new_token, editable=False, max_length=32, unique=True),
                        ),
                        ("slug", models.SlugField(max_length=80)),
                        (
                            "published_at",
                            models.DateTimeField(blank=True, help_text="When the press office released it.", null=True),
                        ),
                        (
                            "public_from",
                            models.DateTimeField(
                                blank=True,
                                help_text="When everybody may read it: released, and its embargo over.",
                                null=True,
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_why", models.CharField(blank=True, max_length=200)),
                        (
                            "search_text",
                            models.GeneratedField(
                                db_persist=True, expression=core.folding.Fold("title"), output_field=models.TextField()
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="campaigns.client",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="media contact",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "saved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "spokesperson",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="documents",
                                to="campaigns.spokesperson",
                            ),
                        ),
                        (
                            "translation_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="translations",
                                to="mediakits.document",
                            ),
                        ),
                        (
                            "published_version",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="mediakits.documentversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-updated_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["-updated_at", "-id"], name="mediakits_document_newest"),
                            models.Index(
                                condition=models.Q(("public_from__isnull", False), ("withdrawn_at", None)),
                                fields=["client", "-public_from", "-id"],
                                name="mediakits_document_public",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("archived_at", None),
                                    models.Q(
                                        ("state__in", ["draft", "in_review", "changes"]),
                                        models.Q(("published_version", None), ("state", "approved")),
                                        _connector="OR",
                                    ),
                                ),
                                fields=["state", "owner", "-updated_at"],
                                name="mediakits_document_open",
                            ),
                            models.Index(
                                condition=models.Q(("public_from__isnull", False), ("withdrawn_at", None)),
                                fields=["public_from"],
                                name="mediakits_document_lifting",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                                name="mediakits_document_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "press_release",
                                            "advisory",
                                            "fact_sheet",
                                            "overview",
                                            "bio",
                                            "questions",
                                            "statement",
                                        ],
                                    )
                                ),
                                name="mediakits_document_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "in_review", "changes", "approved"])),
                                name="mediakits_document_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="mediakits_document_title",
                                violation_error_message="Give it a title.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "approved"), _negated=True),
                                    models.Q(("approved_fingerprint", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="mediakits_document_approved_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("public_from", None), ("published_at", None), ("published_version", None)
                                    ),
                                    models.Q(
                                        ("public_from__isnull", False),
                                        ("published_at__isnull", False),
                                        ("published_version__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="mediakits_document_published_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("public_from", None),
                                    ("public_from__gte", models.F("published_at")),
                                    _connector="OR",
                                ),
                                name="mediakits_document_public_after",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_why", ""), ("withdrawn_at__isnull", False), _connector="OR"
                                ),
                                name="mediakits_document_withdrawn_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("translation_of", None),
                                    models.Q(("translation_of", models.F("pk")), _negated=True),
                                    _connector="OR",
                                ),
                                name="mediakits_document_translation",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("number", models.PositiveIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        ("content", models.JSONField(default=dict)),
                        ("language", models.CharField(max_length=10)),
                        ("embargo_until", models.DateTimeField(blank=True, null=True)),
                        ("fingerprint", models.CharField(max_length=64)),
                        (
                            "note",
                            models.CharField(
                                blank=True, help_text="What it was made for: submitted, published.", max_length=200
                            ),
                        ),
                        (
                            "search_text",
                            models.TextField(
                                blank=True,
                                editable=False,
                                help_text="Folded: what the search of a newsroom reads. Written when it first asks.",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="mediakits.document",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["document", "-number"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                                name="mediakits_version_search",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("document", "number"), name="mediakits_version_number")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("press_release", "Press release"),
                                    ("advisory", "Media advisory"),
                                    ("fact_sheet", "Fact sheet"),
                                    ("overview", "Company overview"),
                                    ("bio", "Biography"),
                                    ("questions", "Interview questions"),
                                    ("statement", "Statement"),
                                ],
                                max_length=13,
                            ),
                        ),
                        (
                            "title",
                            models.CharField(help_text="The headline; of a biography, the name.", max_length=200),
                        ),
                        ("language", models.CharField(default="en", max_length=10)),
                        ("embargo_until", models.DateTimeField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "In review"),
                                    ("changes", "Changes requested"),
                                    ("approved", "Approved"),
                                ],
                                default="draft",
                                max_length=9,
                            ),
                        ),
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
                        ("slug", models.SlugField(db_index=False, max_length=80)),
                        (
                            "published_at",
                            models.DateTimeField(blank=True, help_text="When the press office released it.", null=True),
                        ),
                        (
                            "public_from",
                            models.DateTimeField(
                                blank=True,
                                help_text="When everybody may read it: released, and its embargo over.",
                                null=True,
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_why", models.CharField(blank=True, max_length=200)),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="campaigns.client",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="media contact",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="mediakits.document",
                            ),
                        ),
                        (
                            "spokesperson",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="campaigns.spokesperson",
                            ),
                        ),
                        (
                            "translation_of",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="mediakits.document",
                            ),
                        ),
                        (
                            "published_version",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="mediakits.documentversion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Kit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("title", models.CharField(max_length=160)),
                        ("slug", models.SlugField(max_length=80)),
                        (
                            "standfirst",
                            models.TextField(
                                blank=True, help_text="The story in two or three sentences.", max_length=600
                            ),
                        ),
                        ("language", models.CharField(default="en", max_length=10)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "In review"),
                                    ("changes", "Changes requested"),
                                    ("approved", "Approved"),
                                ],
                                default="draft",
                                max_length=9,
                            ),
                        ),
                        ("approved_fingerprint", models.CharField(blank=True, max_length=64)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        (
                            "token",
                            models.CharField(default=core.tokens.new_token, editable=False, max_length=32, unique=True),
                        ),
                        (
                            "access",
                            models.CharField(
                                choices=[("link", "Whoever has a link"), ("public", "Everybody, in the newsroom")],
                                default="link",
                                max_length=6,
                            ),
                        ),
                        ("password", models.CharField(blank=True, help_text="Hashed.", max_length=200)),
                        ("embargo_until", models.DateTimeField(blank=True, null=True)),
                        ("expires_at", models.DateTimeField(blank=True, null=True)),
                        ("shared", models.JSONField(blank=True, null=True)),
                        ("shared_at", models.DateTimeField(blank=True, null=True)),
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "old_looks",
                            models.PositiveIntegerField(
                                default=0, help_text="Visits by the common address, folded into a count."
                            ),
                        ),
                        ("old_takes", models.PositiveIntegerField(default=0)),
                        (
                            "search_text",
                            models.GeneratedField(
                                db_persist=True,
                                expression=core.folding.Fold(
                                    django.db.models.functions.text.Concat(
                                        "title", models.Value(" "), "standfirst", output_field=models.TextField()
                                    )
                                ),
                                output_field=models.TextField(),
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kits",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="kits", to="campaigns.client"
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="press contact",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kits",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "shared_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "translation_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="translations",
                                to="mediakits.kit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-updated_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["-updated_at", "-id"], name="mediakits_kit_newest"),
                            models.Index(
                                condition=models.Q(("access", "public"), ("shared_at__isnull", False)),
                                fields=["client", "-shared_at", "-id"],
                                name="mediakits_kit_public",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("archived_at", None),
                                    models.Q(
                                        ("state__in", ["draft", "in_review", "changes"]),
                                        models.Q(("shared_at", None), ("state", "approved")),
                                        _connector="OR",
                                    ),
                                ),
                                fields=["state", "owner", "-updated_at"],
                                name="mediakits_kit_open",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                                name="mediakits_kit_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("access__in", ["link", "public"])), name="mediakits_kit_access"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "in_review", "changes", "approved"])),
                                name="mediakits_kit_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="mediakits_kit_title",
                                violation_error_message="Give it a title.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "approved"), _negated=True),
                                    models.Q(("approved_fingerprint", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="mediakits_kit_approved_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("shared", None), ("shared_at", None), ("shared_by", None)),
                                    models.Q(
                                        ("shared__isnull", False),
                                        ("shared_at__isnull", False),
                                        ("shared_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="mediakits_kit_shared_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("expires_at", None),
                                    ("embargo_until", None),
                                    ("expires_at__gt", models.F("embargo_until")),
                                    _connector="OR",
                                ),
                                name="mediakits_kit_expires_after_embargo",
                                violation_error_message="A kit cannot expire before its embargo lifts.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KitEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("title", models.CharField(max_length=160)),
                        ("slug", models.SlugField(db_index=False, max_length=80)),
                        (
                            "standfirst",
                            models.TextField(
                                blank=True, help_text="The story in two or three sentences.", max_length=600
                            ),
                        ),
                        ("language", models.CharField(default="en", max_length=10)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "In review"),
                                    ("changes", "Changes requested"),
                                    ("approved", "Approved"),
                                ],
                                default="draft",
                                max_length=9,
                            ),
                        ),
                        ("approved_fingerprint", models.CharField(blank=True, max_length=64)),
                        ("token", models.CharField(default=core.tokens.new_token, editable=False, max_length=32)),
                        (
                            "access",
                            models.CharField(
                                choices=[("link", "Whoever has a link"), ("public", "Everybody, in the newsroom")],
                                default="link",
                                max_length=6,
                            ),
                        ),
                        ("embargo_until", models.DateTimeField(blank=True, null=True)),
                        ("expires_at", models.DateTimeField(blank=True, null=True)),
                        ("shared_at", models.DateTimeField(blank=True, null=True)),
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="campaigns.client",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="press contact",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="mediakits.kit",
                            ),
                        ),
                        (
                            "shared_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "translation_of",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="mediakits.kit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="KitItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("url", models.URLField(blank=True, max_length=500)),
                        ("title", models.CharField(blank=True, help_text="Of a link.", max_length=200)),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Of a link: where it was published.",
                                max_length=120,
                                verbose_name="outlet",
                            ),
                        ),
                        ("published_on", models.DateField(blank=True, help_text="Of a link.", null=True)),
                        (
                            "asset",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kit_items",
                                to="mediakits.asset",
                            ),
                        ),
                        (
                            "clip",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kit_items",
                                to="coverage.clip",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kit_items",
                                to="mediakits.document",
                            ),
                        ),
                        (
                            "spokesperson",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kit_items",
                                to="campaigns.spokesperson",
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="mediakits.kitsection",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("asset__isnull", False),
                                        ("clip", None),
                                        ("document", None),
                                        ("spokesperson", None),
                                        ("url", ""),
                                    ),
                                    models.Q(
                                        ("asset", None),
                                        ("clip", None),
                                        ("document__isnull", False),
                                        ("spokesperson", None),
                                        ("url", ""),
                                    ),
                                    models.Q(
                                        ("asset", None),
                                        ("clip", None),
                                        ("document", None),
                                        ("spokesperson__isnull", False),
                                        ("url", ""),
                                    ),
                                    models.Q(
                                        ("asset", None),
                                        ("clip__isnull", False),
                                        ("document", None),
                                        ("spokesperson", None),
                                        ("url", ""),
                                    ),
                                    models.Q(
                                        ("asset", None),
                                        ("clip", None),
                                        ("document", None),
                                        ("spokesperson", None),
                                        models.Q(("url", ""), _negated=True),
                                        models.Q(("title", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="mediakits_item_exactly_one",
                                violation_error_message="Choose one thing, or give a link with its title.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("asset__isnull", False)),
                                fields=("section", "asset"),
                                name="mediakits_item_asset_once",
                                violation_error_message="This stands in the section already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("document__isnull", False)),
                                fields=("section", "document"),
                                name="mediakits_item_document_once",
                                violation_error_message="This stands in the section already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("spokesperson__isnull", False)),
                                fields=("section", "spokesperson"),
                                name="mediakits_item_spokesperson_once",
                                violation_error_message="This stands in the section already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("clip__isnull", False)),
                                fields=("section", "clip"),
                                name="mediakits_item_clip_once",
                                violation_error_message="This stands in the section already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KitLink",
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
                            models.CharField(default=core.tokens.new_token, editable=False, max_length=32, unique=True),
                        ),
                        ("label", models.CharField(blank=True, max_length=120, verbose_name="for whom")),
                        (
                            "opens_embargo",
                            models.BooleanField(
                                default=False,
                                help_text="They agreed to the embargo in writing.",
                                verbose_name="may see it under embargo",
                            ),
                        ),
                        ("expires_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "old_looks",
                            models.PositiveIntegerField(default=0, help_text="Visits that were folded into a count."),
                        ),
                        ("old_takes", models.PositiveIntegerField(default=0)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "journalist",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="kit_links",
                                to="contacts.journalist",
                            ),
                        ),
                        (
                            "kit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="links", to="mediakits.kit"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("journalist__isnull", False), ("revoked_at", None)),
                                fields=("kit", "journalist"),
                                name="mediakits_link_one_a_journalist",
                                violation_error_message="This journalist has a link already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("journalist__isnull", False),
                                    models.Q(("label", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="mediakits_link_for_whom",
                                violation_error_message="Say for whom the link is.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KitLinkEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("label", models.CharField(blank=True, max_length=120, verbose_name="for whom")),
                        (
                            "opens_embargo",
                            models.BooleanField(
                                default=False,
                                help_text="They agreed to the embargo in writing.",
                                verbose_name="may see it under embargo",
                            ),
                        ),
                        ("expires_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "journalist",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="contacts.journalist",
                            ),
                        ),
                        (
                            "kit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="mediakits.kit",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="mediakits.kitlink",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="KitSection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("overview", "Overview"),
                                    ("photos", "Photos"),
                                    ("facts", "Fact sheets"),
                                    ("people", "People"),
                                    ("releases", "Releases"),
                                    ("questions", "Interview questions"),
                                    ("coverage", "Coverage"),
                                    ("links", "Links"),
                                    ("files", "Files"),
                                ],
                                max_length=9,
                            ),
                        ),
                        (
                            "title",
                            models.CharField(blank=True, help_text="Empty: the name of its kind.", max_length=80),
                        ),
                        ("text", models.TextField(blank=True, help_text="Sanitised HTML.")),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "kit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="mediakits.kit"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "overview",
                                            "photos",
                                            "facts",
                                            "people",
                                            "releases",
                                            "questions",
                                            "coverage",
                                            "links",
                                            "files",
                                        ],
                                    )
                                ),
                                name="mediakits_section_kind",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KitItemEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("url", models.URLField(blank=True, max_length=500)),
                        ("title", models.CharField(blank=True, help_text="Of a link.", max_length=200)),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Of a link: where it was published.",
                                max_length=120,
                                verbose_name="outlet",
                            ),
                        ),
                        ("published_on", models.DateField(blank=True, help_text="Of a link.", null=True)),
                        (
                            "asset",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="mediakits.asset",
                            ),
                        ),
                        (
                            "clip",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="coverage.clip",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="mediakits.document",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="mediakits.kititem",
                            ),
                        ),
                        (
                            "spokesperson",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="campaigns.spokesperson",
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="mediakits.kitsection",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="KitSectionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("overview", "Overview"),
                                    ("photos", "Photos"),
                                    ("facts", "Fact sheets"),
                                    ("people", "People"),
                                    ("releases", "Releases"),
                                    ("questions", "Interview questions"),
                                    ("coverage", "Coverage"),
                                    ("links", "Links"),
                                    ("files", "Files"),
                                ],
                                max_length=9,
                            ),
                        ),
                        (
                            "title",
                            models.CharField(blank=True, help_text="Empty: the name of its kind.", max_length=80),
                        ),
                        ("text", models.TextField(blank=True, help_text="Sanitised HTML.")),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "kit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="mediakits.kit",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="mediakits.kitsection",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="KitVisit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("looked", "Looked"),
                                    ("asset", "Took a file"),
                                    ("document", "Took a document"),
                                    ("all", "Took everything"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "by_machine",
                            models.BooleanField(
                                default=False, help_text="A scanner or a prefetcher; left out of every figure."
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "asset",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="mediakits.asset",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="mediakits.document",
                            ),
                        ),
                        (
                            "kit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="visits", to="mediakits.kit"
                            ),
                        ),
                        (
                            "link",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="visits",
                                to="mediakits.kitlink",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "indexes": [
                            models.Index(fields=["kit", "-at", "-id"], name="mediakits_visit_newest"),
                            models.Index(fields=["link", "-at"], name="mediakits_visit_of_link"),
                            models.Index(fields=["at"], name="mediakits_visit_oldest"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("what__in", ["looked", "asset", "document", "all"])),
                                name="mediakits_visit_what",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Newsroom",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("slug", models.SlugField(help_text="Its path: /newsroom/…/", max_length=60, unique=True)),
                        (
                            "host",
                            models.CharField(
                                blank=True,
                                help_text="For example press.fernhall.example.",
                                max_length=120,
                                verbose_name="host name of its own",
                            ),
                        ),
                        ("is_open", models.BooleanField(default=False, verbose_name="open to everybody")),
                        ("title", models.CharField(blank=True, help_text="Empty: the client's name.", max_length=120)),
                        ("intro", models.TextField(blank=True, max_length=600, verbose_name="in one paragraph")),
                        (
                            "colour",
                            models.CharField(
                                blank=True,
                                max_length=7,
                                validators=[
                                    django.core.validators.RegexValidator("^#[0-9a-f]{6}\\Z", "Write it like #1b4d3e.")
                                ],
                            ),
                        ),
                        ("language", models.CharField(default="en", max_length=10)),
                        ("phone", models.CharField(help_text="A number that somebody answers.", max_length=40)),
                        (
                            "hours",
                            models.CharField(
                                blank=True, help_text="For example: 07:00 to 20:00, Berlin.", max_length=120
                            ),
                        ),
                        ("address", models.CharField(blank=True, max_length=200, verbose_name="postal address")),
                        ("takes_inquiries", models.BooleanField(default=True, verbose_name="inquiry form")),
                        ("takes_subscribers", models.BooleanField(default=True, verbose_name="subscription by e-mail")),
                        ("stamp", models.CharField(default=core.tokens.new_token, editable=False, max_length=32)),
                        (
                            "client",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="newsroom",
                                to="campaigns.client",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="press contact",
                            ),
                        ),
                        (
                            "mailbox",
                            models.ForeignKey(
                                blank=True,
                                help_text="Where inquiries arrive, and what news is sent from.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="mail.mailbox",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["slug"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("host"),
                                condition=models.Q(("host", ""), _negated=True),
                                name="mediakits_newsroom_host",
                                violation_error_message="Another newsroom has this host name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("colour", ""), ("colour__regex", "^#[0-9a-f]{6}$"), _connector="OR"
                                ),
                                name="mediakits_newsroom_colour",
                                violation_error_message="Write the colour like #1b4d3e.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_open", False), models.Q(("phone", ""), _negated=True), _connector="OR"
                                ),
                                name="mediakits_newsroom_phone",
                                violation_error_message="An open newsroom needs a phone number that somebody answers.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NewsroomEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("slug", models.SlugField(db_index=False, help_text="Its path: /newsroom/…/", max_length=60)),
                        (
                            "host",
                            models.CharField(
                                blank=True,
                                help_text="For example press.fernhall.example.",
                                max_length=120,
                                verbose_name="host name of its own",
                            ),
                        ),
                        ("is_open", models.BooleanField(default=False, verbose_name="open to everybody")),
                        ("title", models.CharField(blank=True, help_text="Empty: the client's name.", max_length=120)),
                        ("intro", models.TextField(blank=True, max_length=600, verbose_name="in one paragraph")),
                        (
                            "colour",
                            models.CharField(
                                blank=True,
                                max_length=7,
                                validators=[
                                    django.core.validators.RegexValidator("^#[0-9a-f]{6}\\Z", "Write it like #1b4d3e.")
                                ],
                            ),
                        ),
                        ("language", models.CharField(default="en", max_length=10)),
                        ("phone", models.CharField(help_text="A number that somebody answers.", max_length=40)),
                        (
                            "hours",
                            models.CharField(
                                blank=True, help_text="For example: 07:00 to 20:00, Berlin.", max_length=120
                            ),
                        ),
                        ("address", models.CharField(blank=True, max_length=200, verbose_name="postal address")),
                        ("takes_inquiries", models.BooleanField(default=True, verbose_name="inquiry form")),
                        ("takes_subscribers", models.BooleanField(default=True, verbose_name="subscription by e-mail")),
                        (
                            "client",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="campaigns.client",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="press contact",
                            ),
                        ),
                        (
                            "mailbox",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Where inquiries arrive, and what news is sent from.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="mail.mailbox",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="mediakits.newsroom",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Rendition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                choices=[("thumb", "Thumbnail"), ("card", "Card"), ("web", "Web")], max_length=8
                            ),
                        ),
                        ("file", models.FileField(max_length=120, upload_to=mediakits.models.asset._file_path)),
                        ("content_type", models.CharField(max_length=100)),
                        ("width", models.PositiveIntegerField()),
                        ("height", models.PositiveIntegerField()),
                        ("size", models.PositiveIntegerField()),
                        (
                            "asset_file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="renditions",
                                to="mediakits.assetfile",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["asset_file", "width"],
                        "constraints": [
                            models.UniqueConstraint(fields=("asset_file", "name"), name="mediakits_rendition_once"),
                            models.CheckConstraint(
                                condition=models.Q(("name__in", ["thumb", "card", "web"])),
                                name="mediakits_rendition_name",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Subscriber",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("email", models.EmailField(max_length=254)),
                        ("name", models.CharField(max_length=120)),
                        ("outlet_name", models.CharField(blank=True, max_length=120, verbose_name="outlet")),
                        (
                            "token",
                            models.CharField(default=core.tokens.new_token, editable=False, max_length=32, unique=True),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("confirmation_sent_at", models.DateTimeField(blank=True, null=True)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("left_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "journalist",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="subscriptions",
                                to="contacts.journalist",
                            ),
                        ),
                        (
                            "newsroom",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="subscribers",
                                to="mediakits.newsroom",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["newsroom", "-asked_at", "-id"], name="mediakits_subscriber_newest"),
                            models.Index(
                                condition=models.Q(("confirmation_sent_at", None), ("confirmed_at", None)),
                                fields=["asked_at"],
                                name="mediakits_subscriber_unsent",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("newsroom"),
                                django.db.models.functions.text.Lower("email"),
                                name="mediakits_subscriber_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("skipped", models.CharField(blank=True, max_length=200)),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to="mediakits.document",
                            ),
                        ),
                        (
                            "message",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="newsroom_notice",
                                to="mail.outgoingmessage",
                            ),
                        ),
                        (
                            "subscriber",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to="mediakits.subscriber",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("subscriber", "document"), name="mediakits_notice_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Upload",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("token", models.CharField(default=core.tokens.new_token, max_length=32, unique=True)),
                        ("name", models.CharField(max_length=200)),
                        ("size", models.PositiveBigIntegerField()),
                        ("received", models.PositiveBigIntegerField(default=0)),
                        ("pieces", models.PositiveIntegerField(default=0)),
                        ("problem", models.CharField(blank=True, max_length=300)),
                        (
                            "asset_file",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="mediakits.assetfile",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="campaigns.client"
                            ),
                        ),
                        (
                            "duplicate_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="mediakits.asset",
                            ),
                        ),
                        (
                            "job",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="core.job",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="mediakits.asset",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("received__lte", models.F("size"))),
                                name="mediakits_upload_received",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0)), name="mediakits_upload_not_empty"
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="asset",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mediakits_assetevent" ("added_by_id", "alt_text", "archived_at", "caption", "client_id", "created_at", "credit", "id", "kind", "language", "others_shown", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rights", "rights_until", "title", "video_url") VALUES (NEW."added_by_id", NEW."alt_text", NEW."archived_at", NEW."caption", NEW."client_id", NEW."created_at", NEW."credit", NEW."id", NEW."kind", NEW."language", NEW."others_shown", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rights", NEW."rights_until", NEW."title", NEW."video_url"); RETURN NULL;',
                            hash="12f772081783f6bebe1f83dfef6937680a042a35",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8a3d1",
                            table="mediakits_asset",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="asset",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."alt_text" IS DISTINCT FROM (NEW."alt_text") OR OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."caption" IS DISTINCT FROM (NEW."caption") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."credit" IS DISTINCT FROM (NEW."credit") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."others_shown" IS DISTINCT FROM (NEW."others_shown") OR OLD."rights" IS DISTINCT FROM (NEW."rights") OR OLD."rights_until" IS DISTINCT FROM (NEW."rights_until") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."video_url" IS DISTINCT FROM (NEW."video_url"))',
                            func='INSERT INTO "mediakits_assetevent" ("added_by_id", "alt_text", "archived_at", "caption", "client_id", "created_at", "credit", "id", "kind", "language", "others_shown", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rights", "rights_until", "title", "video_url") VALUES (NEW."added_by_id", NEW."alt_text", NEW."archived_at", NEW."caption", NEW."client_id", NEW."created_at", NEW."credit", NEW."id", NEW."kind", NEW."language", NEW."others_shown", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rights", NEW."rights_until", NEW."title", NEW."video_url"); RETURN NULL;',
                            hash="c55355b8a73fd363dfca67cf287fb54dfd7b1b31",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bc8e4",
                            table="mediakits_asset",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="asset",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mediakits_assetevent" ("added_by_id", "alt_text", "archived_at", "caption", "client_id", "created_at", "credit", "id", "kind", "language", "others_shown", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rights", "rights_until", "title", "video_url") VALUES (OLD."added_by_id", OLD."alt_text", OLD."archived_at", OLD."caption", OLD."client_id", OLD."created_at", OLD."credit", OLD."id", OLD."kind", OLD."language", OLD."others_shown", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rights", OLD."rights_until", OLD."title", OLD."video_url"); RETURN NULL;',
                            hash="d4940e8bd7c303eecb207129b209e2fee7cf52a2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_82561",
                            table="mediakits_asset",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="document",
                    trigger=pgtrigger.compiler.Trigger(
                        name="learn_words",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(NEW.search_text); ELSIF NEW.search_text IS DISTINCT FROM OLD.search_text THEN PERFORM mr_learn(NEW.search_text); END IF; RETURN NULL;",
                            hash="ca4c05d2c72f7c3af97abba01bd7b43620e93179",
                            operation='INSERT OR UPDATE OF "search_text"',
                            pgid="pgtrigger_learn_words_4c91f",
                            table="mediakits_document",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="document",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mediakits_documentevent" ("archived_at", "campaign_id", "client_id", "contact_id", "created_at", "embargo_until", "id", "kind", "language", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_from", "published_at", "published_version_id", "slug", "spokesperson_id", "state", "title", "translation_of_id", "withdrawn_at", "withdrawn_why") VALUES (NEW."archived_at", NEW."campaign_id", NEW."client_id", NEW."contact_id", NEW."created_at", NEW."embargo_until", NEW."id", NEW."kind", NEW."language", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_from", NEW."published_at", NEW."published_version_id", NEW."slug", NEW."spokesperson_id", NEW."state", NEW."title", NEW."translation_of_id", NEW."withdrawn_at", NEW."withdrawn_why"); RETURN NULL;',
                            hash="6c36c80de085cc1cf811c0e40933240f5f4e4e4c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4bc03",
                            table="mediakits_document",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="document",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."contact_id" IS DISTINCT FROM (NEW."contact_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."embargo_until" IS DISTINCT FROM (NEW."embargo_until") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."public_from" IS DISTINCT FROM (NEW."public_from") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_version_id" IS DISTINCT FROM (NEW."published_version_id") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."spokesperson_id" IS DISTINCT FROM (NEW."spokesperson_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."translation_of_id" IS DISTINCT FROM (NEW."translation_of_id") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_why" IS DISTINCT FROM (NEW."withdrawn_why"))',
                            func='INSERT INTO "mediakits_documentevent" ("archived_at", "campaign_id", "client_id", "contact_id", "created_at", "embargo_until", "id", "kind", "language", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_from", "published_at", "published_version_id", "slug", "spokesperson_id", "state", "title", "translation_of_id", "withdrawn_at", "withdrawn_why") VALUES (NEW."archived_at", NEW."campaign_id", NEW."client_id", NEW."contact_id", NEW."created_at", NEW."embargo_until", NEW."id", NEW."kind", NEW."language", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_from", NEW."published_at", NEW."published_version_id", NEW."slug", NEW."spokesperson_id", NEW."state", NEW."title", NEW."translation_of_id", NEW."withdrawn_at", NEW."withdrawn_why"); RETURN NULL;',
                            hash="5757776a1f696d8da4e5e2dcc2c3e2e4e1147ea6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_67a64",
                            table="mediakits_document",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="document",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mediakits_documentevent" ("archived_at", "campaign_id", "client_id", "contact_id", "created_at", "embargo_until", "id", "kind", "language", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_from", "published_at", "published_version_id", "slug", "spokesperson_id", "state", "title", "translation_of_id", "withdrawn_at", "withdrawn_why") VALUES (OLD."archived_at", OLD."campaign_id", OLD."client_id", OLD."contact_id", OLD."created_at", OLD."embargo_until", OLD."id", OLD."kind", OLD."language", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_from", OLD."published_at", OLD."published_version_id", OLD."slug", OLD."spokesperson_id", OLD."state", OLD."title", OLD."translation_of_id", OLD."withdrawn_at", OLD."withdrawn_why"); RETURN NULL;',
                            hash="756c910ac0e4e6f2b72b3a65724d325db276f020",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a9f62",
                            table="mediakits_document",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="learn_words",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(NEW.search_text); ELSIF NEW.search_text IS DISTINCT FROM OLD.search_text THEN PERFORM mr_learn(NEW.search_text); END IF; RETURN NULL;",
                            hash="7aa904e3381450d624e2b89bd1a5c64655f4af6b",
                            operation='INSERT OR UPDATE OF "search_text"',
                            pgid="pgtrigger_learn_words_1ab03",
                            table="mediakits_kit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mediakits_kitevent" ("access", "approved_fingerprint", "archived_at", "campaign_id", "client_id", "contact_id", "created_at", "embargo_until", "expires_at", "id", "language", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_at", "shared_by_id", "slug", "standfirst", "state", "title", "token", "translation_of_id") VALUES (NEW."access", NEW."approved_fingerprint", NEW."archived_at", NEW."campaign_id", NEW."client_id", NEW."contact_id", NEW."created_at", NEW."embargo_until", NEW."expires_at", NEW."id", NEW."language", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."shared_at", NEW."shared_by_id", NEW."slug", NEW."standfirst", NEW."state", NEW."title", NEW."token", NEW."translation_of_id"); RETURN NULL;',
                            hash="f63d4a22b3ad03eca27e94215ba2e84324bc0fd5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0c3b6",
                            table="mediakits_kit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."access" IS DISTINCT FROM (NEW."access") OR OLD."approved_fingerprint" IS DISTINCT FROM (NEW."approved_fingerprint") OR OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."contact_id" IS DISTINCT FROM (NEW."contact_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."embargo_until" IS DISTINCT FROM (NEW."embargo_until") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."shared_at" IS DISTINCT FROM (NEW."shared_at") OR OLD."shared_by_id" IS DISTINCT FROM (NEW."shared_by_id") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."standfirst" IS DISTINCT FROM (NEW."standfirst") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."token" IS DISTINCT FROM (NEW."token") OR OLD."translation_of_id" IS DISTINCT FROM (NEW."translation_of_id"))',
                            func='INSERT INTO "mediakits_kitevent" ("access", "approved_fingerprint", "archived_at", "campaign_id", "client_id", "contact_id", "created_at", "embargo_until", "expires_at", "id", "language", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_at", "shared_by_id", "slug", "standfirst", "state", "title", "token", "translation_of_id") VALUES (NEW."access", NEW."approved_fingerprint", NEW."archived_at", NEW."campaign_id", NEW."client_id", NEW."contact_id", NEW."created_at", NEW."embargo_until", NEW."expires_at", NEW."id", NEW."language", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."shared_at", NEW."shared_by_id", NEW."slug", NEW."standfirst", NEW."state", NEW."title", NEW."token", NEW."translation_of_id"); RETURN NULL;',
                            hash="b67d9c704e2e06383e8a54a9ff26e2e1359b273d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_668e2",
                            table="mediakits_kit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mediakits_kitevent" ("access", "approved_fingerprint", "archived_at", "campaign_id", "client_id", "contact_id", "created_at", "embargo_until", "expires_at", "id", "language", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_at", "shared_by_id", "slug", "standfirst", "state", "title", "token", "translation_of_id") VALUES (OLD."access", OLD."approved_fingerprint", OLD."archived_at", OLD."campaign_id", OLD."client_id", OLD."contact_id", OLD."created_at", OLD."embargo_until", OLD."expires_at", OLD."id", OLD."language", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."shared_at", OLD."shared_by_id", OLD."slug", OLD."standfirst", OLD."state", OLD."title", OLD."token", OLD."translation_of_id"); RETURN NULL;',
                            hash="5c60ec082b282e1994064913c99c1bcd77e0517f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7d5d7",
                            table="mediakits_kit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kitlink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mediakits_kitlinkevent" ("by_id", "created_at", "expires_at", "id", "journalist_id", "kit_id", "label", "opens_embargo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at") VALUES (NEW."by_id", NEW."created_at", NEW."expires_at", NEW."id", NEW."journalist_id", NEW."kit_id", NEW."label", NEW."opens_embargo", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revoked_at"); RETURN NULL;',
                            hash="0e3ec9dd9b28c94553f2b326f56d11ec0f3a7b6c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e5dcf",
                            table="mediakits_kitlink",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kitlink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."journalist_id" IS DISTINCT FROM (NEW."journalist_id") OR OLD."kit_id" IS DISTINCT FROM (NEW."kit_id") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."opens_embargo" IS DISTINCT FROM (NEW."opens_embargo") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at"))',
                            func='INSERT INTO "mediakits_kitlinkevent" ("by_id", "created_at", "expires_at", "id", "journalist_id", "kit_id", "label", "opens_embargo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at") VALUES (NEW."by_id", NEW."created_at", NEW."expires_at", NEW."id", NEW."journalist_id", NEW."kit_id", NEW."label", NEW."opens_embargo", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revoked_at"); RETURN NULL;',
                            hash="8fbb6a7cf237fffff0fa5f7963ea809a469f5553",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_27628",
                            table="mediakits_kitlink",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kitlink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mediakits_kitlinkevent" ("by_id", "created_at", "expires_at", "id", "journalist_id", "kit_id", "label", "opens_embargo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at") VALUES (OLD."by_id", OLD."created_at", OLD."expires_at", OLD."id", OLD."journalist_id", OLD."kit_id", OLD."label", OLD."opens_embargo", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."revoked_at"); RETURN NULL;',
                            hash="ef9d43df08c67b2a5744f1e130f0051e72b477c9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1bf12",
                            table="mediakits_kitlink",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kitsection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mediakits_kitsectionevent" ("id", "kind", "kit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "title") VALUES (NEW."id", NEW."kind", NEW."kit_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."text", NEW."title"); RETURN NULL;',
                            hash="da5a34a0f01d2d3590b9c1059957ee23f6ea62dd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6ec0e",
                            table="mediakits_kitsection",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kitsection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mediakits_kitsectionevent" ("id", "kind", "kit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "title") VALUES (NEW."id", NEW."kind", NEW."kit_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."text", NEW."title"); RETURN NULL;',
                            hash="a18b33175d1d5e35d25640936eeed301ce09e7fc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d2fe4",
                            table="mediakits_kitsection",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kitsection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mediakits_kitsectionevent" ("id", "kind", "kit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "title") VALUES (OLD."id", OLD."kind", OLD."kit_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."text", OLD."title"); RETURN NULL;',
                            hash="ec1409673ee8d005cf68e686ec6fe0b9d6097cb0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d5a87",
                            table="mediakits_kitsection",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kititem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mediakits_kititemevent" ("asset_id", "clip_id", "document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "published_on", "section_id", "source", "spokesperson_id", "title", "url") VALUES (NEW."asset_id", NEW."clip_id", NEW."document_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."published_on", NEW."section_id", NEW."source", NEW."spokesperson_id", NEW."title", NEW."url"); RETURN NULL;',
                            hash="96e77d0ac3e59796cc30e63b5fb253ac008d2d86",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8c4e3",
                            table="mediakits_kititem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kititem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mediakits_kititemevent" ("asset_id", "clip_id", "document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "published_on", "section_id", "source", "spokesperson_id", "title", "url") VALUES (NEW."asset_id", NEW."clip_id", NEW."document_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."published_on", NEW."section_id", NEW."source", NEW."spokesperson_id", NEW."title", NEW."url"); RETURN NULL;',
                            hash="33f5d3221ad205c44294f101309d6ad3845fcb28",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_27130",
                            table="mediakits_kititem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kititem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mediakits_kititemevent" ("asset_id", "clip_id", "document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "published_on", "section_id", "source", "spokesperson_id", "title", "url") VALUES (OLD."asset_id", OLD."clip_id", OLD."document_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."published_on", OLD."section_id", OLD."source", OLD."spokesperson_id", OLD."title", OLD."url"); RETURN NULL;',
                            hash="89a1c95921235e4f57133dbfdbdb9d291aaf84b2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_378be",
                            table="mediakits_kititem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="newsroom",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mediakits_newsroomevent" ("address", "client_id", "colour", "contact_id", "created_at", "host", "hours", "id", "intro", "is_open", "language", "mailbox_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "slug", "takes_inquiries", "takes_subscribers", "title") VALUES (NEW."address", NEW."client_id", NEW."colour", NEW."contact_id", NEW."created_at", NEW."host", NEW."hours", NEW."id", NEW."intro", NEW."is_open", NEW."language", NEW."mailbox_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."slug", NEW."takes_inquiries", NEW."takes_subscribers", NEW."title"); RETURN NULL;',
                            hash="b1f146335b85aea492a8d97e2826385f0d484b3c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_08f03",
                            table="mediakits_newsroom",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="newsroom",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."colour" IS DISTINCT FROM (NEW."colour") OR OLD."contact_id" IS DISTINCT FROM (NEW."contact_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."host" IS DISTINCT FROM (NEW."host") OR OLD."hours" IS DISTINCT FROM (NEW."hours") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."intro" IS DISTINCT FROM (NEW."intro") OR OLD."is_open" IS DISTINCT FROM (NEW."is_open") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."mailbox_id" IS DISTINCT FROM (NEW."mailbox_id") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."takes_inquiries" IS DISTINCT FROM (NEW."takes_inquiries") OR OLD."takes_subscribers" IS DISTINCT FROM (NEW."takes_subscribers") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                            func='INSERT INTO "mediakits_newsroomevent" ("address", "client_id", "colour", "contact_id", "created_at", "host", "hours", "id", "intro", "is_open", "language", "mailbox_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "slug", "takes_inquiries", "takes_subscribers", "title") VALUES (NEW."address", NEW."client_id", NEW."colour", NEW."contact_id", NEW."created_at", NEW."host", NEW."hours", NEW."id", NEW."intro", NEW."is_open", NEW."language", NEW."mailbox_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."slug", NEW."takes_inquiries", NEW."takes_subscribers", NEW."title"); RETURN NULL;',
                            hash="29f4fc1b1a5efb368d596b8a07c74f432f495866",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7adad",
                            table="mediakits_newsroom",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="newsroom",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mediakits_newsroomevent" ("address", "client_id", "colour", "contact_id", "created_at", "host", "hours", "id", "intro", "is_open", "language", "mailbox_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "slug", "takes_inquiries", "takes_subscribers", "title") VALUES (OLD."address", OLD."client_id", OLD."colour", OLD."contact_id", OLD."created_at", OLD."host", OLD."hours", OLD."id", OLD."intro", OLD."is_open", OLD."language", OLD."mailbox_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."slug", OLD."takes_inquiries", OLD."takes_subscribers", OLD."title"); RETURN NULL;',
                            hash="c6054bbe1b3f7b39eeea7c787071671bfa08533f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_67703",
                            table="mediakits_newsroom",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
