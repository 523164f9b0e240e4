from decimal import Decimal

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.folding
import core.migrating
import core.tokens
import reports.models.report


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("reports", "0002_words"),
        ("reports", "0003_what_waits"),
        ("reports", "0004_audit_trail"),
    ]

    dependencies = [
        ("campaigns", "0001_initial"),
        ("core", "0002_jobs_and_words"),
        ("coverage", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.migrating.Together(
            operations=[
                migrations.CreateModel(
                    name="Goal",
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
                            "measure",
                            models.CharField(
                                choices=[
                                    ("articles", "Articles"),
                                    ("reach", "Reach"),
                                    ("messages", "Articles with a key message (%)"),
                                    ("positive", "Positive articles (%)"),
                                    ("voice", "Share of voice (%)"),
                                    ("answered", "Pitches answered (%)"),
                                    ("covered", "Recipients who covered it"),
                                    ("interviews", "Interviews held"),
                                    ("deadlines", "Reporters' deadlines kept (%)"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "target",
                            models.DecimalField(
                                decimal_places=1,
                                max_digits=12,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0.1")),
                                    django.core.validators.MaxValueValidator(Decimal("10000000000")),
                                ],
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="first day")),
                        ("ends_on", models.DateField(verbose_name="last day")),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="why this one")),
                        ("value", models.FloatField(blank=True, editable=False, null=True)),
                        ("formula", models.CharField(blank=True, editable=False, max_length=300)),
                        ("counted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="goals",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="campaigns.client"
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goals",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-ends_on", "client", "pk"],
                        "indexes": [models.Index(fields=["-ends_on", "client", "id"], name="reports_goal_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "measure__in",
                                        [
                                            "articles",
                                            "reach",
                                            "messages",
                                            "positive",
                                            "voice",
                                            "answered",
                                            "covered",
                                            "interviews",
                                            "deadlines",
                                        ],
                                    )
                                ),
                                name="reports_goal_measure",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="reports_goal_days",
                                violation_error_message="The last day lies before the first one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("target__gt", 0)),
                                name="reports_goal_target",
                                violation_error_message="A goal is more than nothing.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("measure__in", ["messages", "positive", "voice", "answered", "deadlines"]),
                                        _negated=True,
                                    ),
                                    ("target__lte", 100),
                                    _connector="OR",
                                ),
                                name="reports_goal_share",
                                violation_error_message="A share is 100 %% at the most.",
                            ),
                            models.UniqueConstraint(
                                fields=("client", "campaign", "measure", "starts_on", "ends_on"),
                                name="reports_goal_once",
                                nulls_distinct=False,
                                violation_error_message="There is a goal for this figure and these days. Change that one.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoalEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "measure",
                            models.CharField(
                                choices=[
                                    ("articles", "Articles"),
                                    ("reach", "Reach"),
                                    ("messages", "Articles with a key message (%)"),
                                    ("positive", "Positive articles (%)"),
                                    ("voice", "Share of voice (%)"),
                                    ("answered", "Pitches answered (%)"),
                                    ("covered", "Recipients who covered it"),
                                    ("interviews", "Interviews held"),
                                    ("deadlines", "Reporters' deadlines kept (%)"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "target",
                            models.DecimalField(
                                decimal_places=1,
                                max_digits=12,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0.1")),
                                    django.core.validators.MaxValueValidator(Decimal("10000000000")),
                                ],
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="first day")),
                        ("ends_on", models.DateField(verbose_name="last day")),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="why this one")),
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
                                to="reports.goal",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Monthly",
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
                            "sections",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("figures", "Headline figures"),
                                        ("objectives", "Objectives and outcomes"),
                                        ("tone", "Articles and tone over time"),
                                        ("voice", "Share of voice"),
                                        ("messages", "Key messages"),
                                        ("quality", "How we were covered"),
                                        ("outlets", "Outlets and reach"),
                                        ("best", "Best clips"),
                                        ("outreach", "Outreach"),
                                        ("inquiries", "Inquiries"),
                                        ("events", "Interviews and media events"),
                                        ("goals", "Goals"),
                                        ("clips", "List of clips"),
                                        ("learnt", "What we learnt"),
                                    ],
                                    max_length=12,
                                ),
                                default=reports.models.report.usual_sections,
                                size=None,
                            ),
                        ),
                        (
                            "day",
                            models.PositiveSmallIntegerField(
                                default=3,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(28),
                                ],
                                verbose_name="day of the month",
                            ),
                        ),
                        (
                            "addresses",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.EmailField(max_length=254), size=20
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="goes out")),
                        ("next_on", models.DateField()),
                        (
                            "mailed",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.EmailField(max_length=254),
                                blank=True,
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        (
                            "sent_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="last sent"),
                        ),
                        ("problem", models.CharField(blank=True, editable=False, max_length=300)),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="monthlies",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="monthlies",
                                to="campaigns.client",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="monthlies",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "last_report",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="reports.report",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "monthly reports",
                        "ordering": ["client__name", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("is_active", True)), fields=["next_on"], name="reports_monthly_due"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("day__gte", 1), ("day__lte", 28)),
                                name="reports_monthly_day",
                                violation_error_message="Choose a day from 1 to 28, which every month has.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("addresses", []), _negated=True),
                                name="reports_monthly_addressed",
                                violation_error_message="Name at least one address.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sections", []), _negated=True), name="reports_monthly_sections"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MonthlyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "sections",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("figures", "Headline figures"),
                                        ("objectives", "Objectives and outcomes"),
                                        ("tone", "Articles and tone over time"),
                                        ("voice", "Share of voice"),
                                        ("messages", "Key messages"),
                                        ("quality", "How we were covered"),
                                        ("outlets", "Outlets and reach"),
                                        ("best", "Best clips"),
                                        ("outreach", "Outreach"),
                                        ("inquiries", "Inquiries"),
                                        ("events", "Interviews and media events"),
                                        ("goals", "Goals"),
                                        ("clips", "List of clips"),
                                        ("learnt", "What we learnt"),
                                    ],
                                    max_length=12,
                                ),
                                default=reports.models.report.usual_sections,
                                size=None,
                            ),
                        ),
                        (
                            "day",
                            models.PositiveSmallIntegerField(
                                default=3,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(28),
                                ],
                                verbose_name="day of the month",
                            ),
                        ),
                        (
                            "addresses",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.EmailField(max_length=254), size=20
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="goes out")),
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
                                to="reports.monthly",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Report",
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
                        ("starts_on", models.DateField(verbose_name="first day")),
                        ("ends_on", models.DateField(verbose_name="last day")),
                        (
                            "sections",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("figures", "Headline figures"),
                                        ("objectives", "Objectives and outcomes"),
                                        ("tone", "Articles and tone over time"),
                                        ("voice", "Share of voice"),
                                        ("messages", "Key messages"),
                                        ("quality", "How we were covered"),
                                        ("outlets", "Outlets and reach"),
                                        ("best", "Best clips"),
                                        ("outreach", "Outreach"),
                                        ("inquiries", "Inquiries"),
                                        ("events", "Interviews and media events"),
                                        ("goals", "Goals"),
                                        ("clips", "List of clips"),
                                        ("learnt", "What we learnt"),
                                    ],
                                    max_length=12,
                                ),
                                default=reports.models.report.usual_sections,
                                size=None,
                            ),
                        ),
                        ("summary", models.TextField(blank=True, max_length=4000, verbose_name="in three sentences")),
                        ("objectives", models.TextField(blank=True, max_length=4000)),
                        (
                            "objectives_unknown",
                            models.BooleanField(default=False, verbose_name="nobody set objectives"),
                        ),
                        ("outcomes", models.TextField(blank=True, max_length=4000)),
                        ("outcomes_unknown", models.BooleanField(default=False, verbose_name="outcomes are not known")),
                        ("learnt", models.TextField(blank=True, max_length=4000, verbose_name="what we learnt")),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        ("asked", models.PositiveIntegerField(default=1, editable=False)),
                        ("figures", models.JSONField(blank=True, default=dict, editable=False)),
                        (
                            "figures_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="figures as of"),
                        ),
                        ("figures_of", models.PositiveIntegerField(default=0, editable=False)),
                        ("workbook_of", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "workbook",
                            models.FileField(blank=True, editable=False, max_length=300, upload_to="reports/%Y/%m"),
                        ),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="campaigns.client",
                            ),
                        ),
                        (
                            "job",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="core.job",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "released_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "best",
                            models.ManyToManyField(
                                blank=True, related_name="+", through="reports.ReportClip", to="coverage.clip"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-ends_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["-ends_on", "-id"], name="reports_report_newest"),
                            models.Index(fields=["client", "-ends_on"], name="reports_report_client"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    core.folding.Fold("title"), name="gin_trgm_ops"
                                ),
                                name="reports_report_search",
                            ),
                            models.Index(
                                condition=models.Q(("released_at", None)),
                                fields=["-ends_on", "-id"],
                                name="reports_report_unreleased",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="reports_report_titled",
                                violation_error_message="Give it a title.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="reports_report_days",
                                violation_error_message="The last day lies before the first one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sections", []), _negated=True),
                                name="reports_report_sections",
                                violation_error_message="Choose at least one section.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("released_at", None),
                                    models.Q(
                                        models.Q(
                                            models.Q(("objectives", ""), _negated=True),
                                            ("objectives_unknown", True),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            models.Q(("outcomes", ""), _negated=True),
                                            ("outcomes_unknown", True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="reports_report_says_outcomes",
                                violation_error_message="Write objectives and outcomes, or say that they are not known.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("figures_at", None), ("figures_of__gte", 1), _connector="OR"),
                                name="reports_report_figures_of",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportClip",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "clip",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="coverage.clip"
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="chosen", to="reports.report"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                        "constraints": [models.UniqueConstraint(fields=("report", "clip"), name="reports_best_once")],
                    },
                ),
                migrations.CreateModel(
                    name="ReportEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("title", models.CharField(max_length=160)),
                        ("starts_on", models.DateField(verbose_name="first day")),
                        ("ends_on", models.DateField(verbose_name="last day")),
                        (
                            "sections",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("figures", "Headline figures"),
                                        ("objectives", "Objectives and outcomes"),
                                        ("tone", "Articles and tone over time"),
                                        ("voice", "Share of voice"),
                                        ("messages", "Key messages"),
                                        ("quality", "How we were covered"),
                                        ("outlets", "Outlets and reach"),
                                        ("best", "Best clips"),
                                        ("outreach", "Outreach"),
                                        ("inquiries", "Inquiries"),
                                        ("events", "Interviews and media events"),
                                        ("goals", "Goals"),
                                        ("clips", "List of clips"),
                                        ("learnt", "What we learnt"),
                                    ],
                                    max_length=12,
                                ),
                                default=reports.models.report.usual_sections,
                                size=None,
                            ),
                        ),
                        ("summary", models.TextField(blank=True, max_length=4000, verbose_name="in three sentences")),
                        ("objectives", models.TextField(blank=True, max_length=4000)),
                        (
                            "objectives_unknown",
                            models.BooleanField(default=False, verbose_name="nobody set objectives"),
                        ),
                        ("outcomes", models.TextField(blank=True, max_length=4000)),
                        ("outcomes_unknown", models.BooleanField(default=False, verbose_name="outcomes are not known")),
                        ("learnt", models.TextField(blank=True, max_length=4000, verbose_name="what we learnt")),
                        ("asked", models.PositiveIntegerField(default=1, editable=False)),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
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
                                to="reports.report",
                            ),
                        ),
                        (
                            "released_by",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReportLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("label", models.CharField(max_length=120, verbose_name="for whom")),
                        (
                            "token",
                            models.CharField(default=core.tokens.new_token, editable=False, max_length=32, unique=True),
                        ),
                        ("password", models.CharField(blank=True, help_text="Hashed.", max_length=200)),
                        ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="open until")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("opened", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "opened_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="last opened"),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="links", to="reports.report"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("label", ""), _negated=True),
                                name="reports_link_labelled",
                                violation_error_message="Say whom it is for.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportLinkEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("label", models.CharField(max_length=120, verbose_name="for whom")),
                        ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="open until")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
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
                                to="reports.reportlink",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="reports.report",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="goal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_goalevent" ("campaign_id", "client_id", "created_at", "ends_on", "id", "measure", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "target", "why") VALUES (NEW."campaign_id", NEW."client_id", NEW."created_at", NEW."ends_on", NEW."id", NEW."measure", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."target", NEW."why"); RETURN NULL;',
                            hash="9232662a3901b8f8912947f00e7e06ab3f81fae0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7bc1b",
                            table="reports_goal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="goal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."measure" IS DISTINCT FROM (NEW."measure") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."target" IS DISTINCT FROM (NEW."target") OR OLD."why" IS DISTINCT FROM (NEW."why"))',
                            func='INSERT INTO "reports_goalevent" ("campaign_id", "client_id", "created_at", "ends_on", "id", "measure", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "target", "why") VALUES (NEW."campaign_id", NEW."client_id", NEW."created_at", NEW."ends_on", NEW."id", NEW."measure", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."target", NEW."why"); RETURN NULL;',
                            hash="1206be925072c296f94b2df59893c502d921a8ed",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6e2b5",
                            table="reports_goal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="goal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_goalevent" ("campaign_id", "client_id", "created_at", "ends_on", "id", "measure", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "target", "why") VALUES (OLD."campaign_id", OLD."client_id", OLD."created_at", OLD."ends_on", OLD."id", OLD."measure", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on", OLD."target", OLD."why"); RETURN NULL;',
                            hash="51ce362e59d153425cb0d68cccfe984fff6937fb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8d2ba",
                            table="reports_goal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="monthly",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_monthlyevent" ("addresses", "campaign_id", "client_id", "created_at", "day", "id", "is_active", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sections") VALUES (NEW."addresses", NEW."campaign_id", NEW."client_id", NEW."created_at", NEW."day", NEW."id", NEW."is_active", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sections"); RETURN NULL;',
                            hash="2db3e018139ec963dd1c54ff27fb34e8a3dfcc10",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_30831",
                            table="reports_monthly",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="monthly",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."addresses" IS DISTINCT FROM (NEW."addresses") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."sections" IS DISTINCT FROM (NEW."sections"))',
                            func='INSERT INTO "reports_monthlyevent" ("addresses", "campaign_id", "client_id", "created_at", "day", "id", "is_active", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sections") VALUES (NEW."addresses", NEW."campaign_id", NEW."client_id", NEW."created_at", NEW."day", NEW."id", NEW."is_active", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sections"); RETURN NULL;',
                            hash="13995709492b9da6dbe1e8377d493bd0122da56f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4e45c",
                            table="reports_monthly",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="monthly",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_monthlyevent" ("addresses", "campaign_id", "client_id", "created_at", "day", "id", "is_active", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sections") VALUES (OLD."addresses", OLD."campaign_id", OLD."client_id", OLD."created_at", OLD."day", OLD."id", OLD."is_active", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sections"); RETURN NULL;',
                            hash="96d39044018dc99d7d0b1327cad9fe56d15e0bcd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0dcb4",
                            table="reports_monthly",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="report",
                    trigger=pgtrigger.compiler.Trigger(
                        name="learn_words",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(mr_fold(NEW.title)); ELSIF NEW.title IS DISTINCT FROM OLD.title THEN PERFORM mr_learn(mr_fold(NEW.title)); END IF; RETURN NULL;",
                            hash="9babc788698c1c81829a17474457ff1996cea20b",
                            operation='INSERT OR UPDATE OF "title"',
                            pgid="pgtrigger_learn_words_74c58",
                            table="reports_report",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="report",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_reportevent" ("asked", "campaign_id", "client_id", "created_at", "ends_on", "id", "learnt", "objectives", "objectives_unknown", "outcomes", "outcomes_unknown", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "released_at", "released_by_id", "sections", "starts_on", "summary", "title") VALUES (NEW."asked", NEW."campaign_id", NEW."client_id", NEW."created_at", NEW."ends_on", NEW."id", NEW."learnt", NEW."objectives", NEW."objectives_unknown", NEW."outcomes", NEW."outcomes_unknown", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."released_at", NEW."released_by_id", NEW."sections", NEW."starts_on", NEW."summary", NEW."title"); RETURN NULL;',
                            hash="09850085cebb93920ee64d0dcfcb9fea9e457fee",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_84ceb",
                            table="reports_report",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="report",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked" IS DISTINCT FROM (NEW."asked") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."learnt" IS DISTINCT FROM (NEW."learnt") OR OLD."objectives" IS DISTINCT FROM (NEW."objectives") OR OLD."objectives_unknown" IS DISTINCT FROM (NEW."objectives_unknown") OR OLD."outcomes" IS DISTINCT FROM (NEW."outcomes") OR OLD."outcomes_unknown" IS DISTINCT FROM (NEW."outcomes_unknown") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."released_at" IS DISTINCT FROM (NEW."released_at") OR OLD."released_by_id" IS DISTINCT FROM (NEW."released_by_id") OR OLD."sections" IS DISTINCT FROM (NEW."sections") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                            func='INSERT INTO "reports_reportevent" ("asked", "campaign_id", "client_id", "created_at", "ends_on", "id", "learnt", "objectives", "objectives_unknown", "outcomes", "outcomes_unknown", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "released_at", "released_by_id", "sections", "starts_on", "summary", "title") VALUES (NEW."asked", NEW."campaign_id", NEW."client_id", NEW."created_at", NEW."ends_on", NEW."id", NEW."learnt", NEW."objectives", NEW."objectives_unknown", NEW."outcomes", NEW."outcomes_unknown", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."released_at", NEW."released_by_id", NEW."sections", NEW."starts_on", NEW."summary", NEW."title"); RETURN NULL;',
                            hash="8ceb73e6476ca370e5876ad820dee0b4f786f112",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_234a9",
                            table="reports_report",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="report",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_reportevent" ("asked", "campaign_id", "client_id", "created_at", "ends_on", "id", "learnt", "objectives", "objectives_unknown", "outcomes", "outcomes_unknown", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "released_at", "released_by_id", "sections", "starts_on", "summary", "title") VALUES (OLD."asked", OLD."campaign_id", OLD."client_id", OLD."created_at", OLD."ends_on", OLD."id", OLD."learnt", OLD."objectives", OLD."objectives_unknown", OLD."outcomes", OLD."outcomes_unknown", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."released_at", OLD."released_by_id", OLD."sections", OLD."starts_on", OLD."summary", OLD."title"); RETURN NULL;',
                            hash="696ec00edc693b2a467a97a01a42c03d1606a431",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6acd6",
                            table="reports_report",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reportlink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_reportlinkevent" ("by_id", "created_at", "expires_at", "id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "revoked_at") VALUES (NEW."by_id", NEW."created_at", NEW."expires_at", NEW."id", NEW."label", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."report_id", NEW."revoked_at"); RETURN NULL;',
                            hash="52b34babdbc4f57c5d86d1876076b6d09355de66",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fbf3d",
                            table="reports_reportlink",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reportlink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."report_id" IS DISTINCT FROM (NEW."report_id") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at"))',
                            func='INSERT INTO "reports_reportlinkevent" ("by_id", "created_at", "expires_at", "id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "revoked_at") VALUES (NEW."by_id", NEW."created_at", NEW."expires_at", NEW."id", NEW."label", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."report_id", NEW."revoked_at"); RETURN NULL;',
                            hash="f32d45e1e75dccdcfa5b4fb53aab7fac986a7f75",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8437d",
                            table="reports_reportlink",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reportlink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_reportlinkevent" ("by_id", "created_at", "expires_at", "id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "revoked_at") VALUES (OLD."by_id", OLD."created_at", OLD."expires_at", OLD."id", OLD."label", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."report_id", OLD."revoked_at"); RETURN NULL;',
                            hash="8387715e8cf8d7740a24ae1b148b7214ce32e9b9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_239ad",
                            table="reports_reportlink",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
