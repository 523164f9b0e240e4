import datetime

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.migrating
import core.tokens
import inquiries.models.duty


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("events", "0002_longest_event"),
        ("events", "0003_calendar_answers"),
        ("events", "0004_words"),
        ("events", "0005_what_waits"),
        ("events", "0006_audit_trail"),
    ]

    dependencies = [
        ("campaigns", "0001_initial"),
        ("contacts", "0001_initial"),
        ("core", "0002_jobs_and_words"),
        ("coverage", "0001_initial"),
        ("inquiries", "0001_initial"),
        ("mail", "0001_initial"),
        ("mediakits", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("pitches", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.migrating.Together(
            operations=[
                migrations.CreateModel(
                    name="Brief",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("content", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "Waiting for sign-off"),
                                    ("changes", "Changes requested"),
                                    ("approved", "Approved"),
                                ],
                                default="draft",
                                max_length=9,
                            ),
                        ),
                        ("approved_fingerprint", models.CharField(blank=True, editable=False, max_length=64)),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        ("mailed_at", models.DateTimeField(blank=True, null=True)),
                        ("mailed_to", models.EmailField(blank=True, max_length=254)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="briefs",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "interview",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="brief", to="events.interview"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "in_review", "changes", "approved"])),
                                name="events_brief_state",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Correction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("wrong", models.TextField(max_length=2000, verbose_name="what is wrong")),
                        ("right", models.TextField(max_length=2000, verbose_name="what is right")),
                        ("asked_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Requested"),
                                    ("made", "Corrected"),
                                    ("refused", "Refused"),
                                    ("dropped", "Dropped"),
                                ],
                                default="asked",
                                max_length=7,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "clip",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="corrections",
                                to="coverage.clip",
                            ),
                        ),
                        (
                            "inquiry",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="corrections",
                                to="inquiries.inquiry",
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="corrections",
                                to="events.interview",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "asked")),
                                fields=["asked_at"],
                                name="events_correction_open",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("inquiry", None), ("interview__isnull", False)),
                                    models.Q(("inquiry__isnull", False), ("interview", None)),
                                    _connector="OR",
                                ),
                                name="events_correction_of_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["asked", "made", "refused", "dropped"])),
                                name="events_correction_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("state", "asked")),
                                    models.Q(models.Q(("state", "asked"), _negated=True), ("ended_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="events_correction_ended",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("wrong", ""), _negated=True), models.Q(("right", ""), _negated=True)
                                ),
                                name="events_correction_says",
                                violation_error_message="Say what is wrong, and what is right.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Interview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("reporter_name", models.CharField(blank=True, max_length=200)),
                        ("reporter_email", models.EmailField(blank=True, max_length=254)),
                        ("reporter_phone", models.CharField(blank=True, max_length=60)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("requested", "Requested"),
                                    ("offered", "Times offered"),
                                    ("confirmed", "Confirmed"),
                                    ("held", "Held"),
                                    ("cancelled", "Called off"),
                                    ("declined", "Declined"),
                                ],
                                default="requested",
                                max_length=9,
                            ),
                        ),
                        ("topic", models.CharField(max_length=200)),
                        (
                            "angle",
                            models.TextField(blank=True, max_length=4000, verbose_name="what the story is about"),
                        ),
                        ("wishes", models.TextField(blank=True, max_length=1000, verbose_name="when it suits them")),
                        (
                            "format",
                            models.CharField(
                                choices=[
                                    ("phone", "Phone"),
                                    ("video", "Video call"),
                                    ("person", "In person"),
                                    ("studio", "Studio"),
                                    ("written", "In writing"),
                                ],
                                default="phone",
                                max_length=7,
                            ),
                        ),
                        (
                            "place",
                            models.CharField(blank=True, help_text="A number, a room, an address.", max_length=300),
                        ),
                        ("link", models.URLField(blank=True, max_length=1000, verbose_name="link of the call")),
                        ("minutes", models.PositiveSmallIntegerField(default=30, verbose_name="length in minutes")),
                        ("starts_at", models.DateTimeField(blank=True, null=True)),
                        ("ends_at", models.DateTimeField(blank=True, null=True)),
                        ("zone", models.CharField(blank=True, max_length=60, verbose_name="their time zone")),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("on_record", "On the record"),
                                    ("background", "Background"),
                                    ("off_record", "Off the record"),
                                ],
                                default="on_record",
                                max_length=10,
                                verbose_name="ground rules",
                            ),
                        ),
                        ("ground_note", models.CharField(blank=True, max_length=300)),
                        ("publication", models.CharField(blank=True, max_length=120, verbose_name="to appear")),
                        (
                            "token",
                            models.CharField(default=core.tokens.new_token, editable=False, max_length=32, unique=True),
                        ),
                        ("token_revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("uid", models.CharField(editable=False, max_length=120, unique=True)),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("put_off", models.PositiveSmallIntegerField(default=0, editable=False)),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cancelled_side",
                            models.CharField(
                                blank=True, choices=[("us", "By us"), ("them", "By the journalist")], max_length=4
                            ),
                        ),
                        ("cancelled_why", models.CharField(blank=True, max_length=300)),
                        ("late_cancel", models.BooleanField(default=False)),
                        ("notes", models.TextField(blank=True, verbose_name="what was said")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Not known yet"),
                                    ("expected", "Story expected"),
                                    ("published", "Published"),
                                    ("nothing", "No story"),
                                    ("no_show", "Did not take place"),
                                ],
                                default="",
                                max_length=9,
                            ),
                        ),
                        ("outcome_note", models.TextField(blank=True)),
                        (
                            "search_text",
                            models.TextField(blank=True, editable=False, help_text="Topic and names, folded."),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="interviews",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interviews",
                                to="campaigns.client",
                            ),
                        ),
                        (
                            "inquiry",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="interviews",
                                to="inquiries.inquiry",
                            ),
                        ),
                        (
                            "journalist",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="interviews",
                                to="contacts.journalist",
                            ),
                        ),
                        (
                            "outlet",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="interviews",
                                to="contacts.outlet",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interviews",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                blank=True,
                                help_text="The pitch that it came of.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="interviews",
                                to="pitches.recipient",
                            ),
                        ),
                        (
                            "spokesperson",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interviews",
                                to="campaigns.spokesperson",
                            ),
                        ),
                    ],
                    options={
                        "ordering": [models.OrderBy(models.F("starts_at"), nulls_first=True), "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("starts_at__isnull", False)),
                                fields=["starts_at"],
                                name="events_interview_when",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ["requested", "offered"])),
                                fields=["created_at"],
                                name="events_interview_open",
                            ),
                            models.Index(
                                condition=models.Q(("state", "confirmed")),
                                fields=["starts_at"],
                                name="events_interview_agreed",
                            ),
                            models.Index(fields=["spokesperson", "starts_at"], name="events_interview_speaker"),
                            models.Index(fields=["journalist", "-created_at"], name="events_interview_reporter"),
                            models.Index(fields=["owner", "state"], name="events_interview_owner"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                                name="events_interview_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["requested", "offered", "confirmed", "held", "cancelled", "declined"],
                                    )
                                ),
                                name="events_interview_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("format__in", ["phone", "video", "person", "studio", "written"])),
                                name="events_interview_format",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ground__in", ["on_record", "background", "off_record"])),
                                name="events_interview_ground",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome__in", ["", "expected", "published", "nothing", "no_show"])
                                ),
                                name="events_interview_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cancelled_side__in", ["", "us", "them"])),
                                name="events_interview_side",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("topic", ""), _negated=True),
                                name="events_interview_topic",
                                violation_error_message="Say what it is about.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gte", 5), ("minutes__lte", 480)),
                                name="events_interview_minutes",
                                violation_error_message="An interview takes between 5 minutes and 8 hours.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ends_at", None), ("starts_at", None)),
                                    ("ends_at__gt", models.F("starts_at")),
                                    _connector="OR",
                                ),
                                name="events_interview_ends",
                                violation_error_message="An interview ends after it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["confirmed", "held"]), _negated=True),
                                    models.Q(
                                        ("ends_at__isnull", False),
                                        ("spokesperson__isnull", False),
                                        ("starts_at__isnull", False),
                                    ),
                                    models.Q(("format", "written"), ("spokesperson__isnull", False)),
                                    _connector="OR",
                                ),
                                name="events_interview_confirmed",
                                violation_error_message="A confirmed interview has a time and a spokesperson.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancelled_at__isnull", False), ("state", "cancelled")),
                                    models.Q(("state", "cancelled"), _negated=True),
                                    _connector="OR",
                                ),
                                name="events_interview_cancelled",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("starts_at__isnull", False), ("state__in", ["confirmed", "held"])),
                                expressions=[
                                    ("spokesperson", "="),
                                    (
                                        inquiries.models.duty.Period(
                                            "starts_at",
                                            "ends_at",
                                            django.contrib.postgres.fields.ranges.RangeBoundary(),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="events_interview_no_double_booking",
                                violation_error_message="This spokesperson is giving another interview at that time.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CorrectionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("wrong", models.TextField(max_length=2000, verbose_name="what is wrong")),
                        ("right", models.TextField(max_length=2000, verbose_name="what is right")),
                        ("asked_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Requested"),
                                    ("made", "Corrected"),
                                    ("refused", "Refused"),
                                    ("dropped", "Dropped"),
                                ],
                                default="asked",
                                max_length=7,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "inquiry",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inquiries.inquiry",
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
                                to="events.correction",
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="events.interview",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BriefEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("content", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "Waiting for sign-off"),
                                    ("changes", "Changes requested"),
                                    ("approved", "Approved"),
                                ],
                                default="draft",
                                max_length=9,
                            ),
                        ),
                        ("approved_fingerprint", models.CharField(blank=True, editable=False, max_length=64)),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        ("mailed_at", models.DateTimeField(blank=True, null=True)),
                        ("mailed_to", models.EmailField(blank=True, max_length=254)),
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
                                to="events.brief",
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="events.interview",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InterviewEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("reporter_name", models.CharField(blank=True, max_length=200)),
                        ("reporter_email", models.EmailField(blank=True, max_length=254)),
                        ("reporter_phone", models.CharField(blank=True, max_length=60)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("requested", "Requested"),
                                    ("offered", "Times offered"),
                                    ("confirmed", "Confirmed"),
                                    ("held", "Held"),
                                    ("cancelled", "Called off"),
                                    ("declined", "Declined"),
                                ],
                                default="requested",
                                max_length=9,
                            ),
                        ),
                        ("topic", models.CharField(max_length=200)),
                        (
                            "angle",
                            models.TextField(blank=True, max_length=4000, verbose_name="what the story is about"),
                        ),
                        ("wishes", models.TextField(blank=True, max_length=1000, verbose_name="when it suits them")),
                        (
                            "format",
                            models.CharField(
                                choices=[
                                    ("phone", "Phone"),
                                    ("video", "Video call"),
                                    ("person", "In person"),
                                    ("studio", "Studio"),
                                    ("written", "In writing"),
                                ],
                                default="phone",
                                max_length=7,
                            ),
                        ),
                        (
                            "place",
                            models.CharField(blank=True, help_text="A number, a room, an address.", max_length=300),
                        ),
                        ("link", models.URLField(blank=True, max_length=1000, verbose_name="link of the call")),
                        ("minutes", models.PositiveSmallIntegerField(default=30, verbose_name="length in minutes")),
                        ("starts_at", models.DateTimeField(blank=True, null=True)),
                        ("ends_at", models.DateTimeField(blank=True, null=True)),
                        ("zone", models.CharField(blank=True, max_length=60, verbose_name="their time zone")),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("on_record", "On the record"),
                                    ("background", "Background"),
                                    ("off_record", "Off the record"),
                                ],
                                default="on_record",
                                max_length=10,
                                verbose_name="ground rules",
                            ),
                        ),
                        ("ground_note", models.CharField(blank=True, max_length=300)),
                        ("publication", models.CharField(blank=True, max_length=120, verbose_name="to appear")),
                        ("token", models.CharField(default=core.tokens.new_token, editable=False, max_length=32)),
                        ("token_revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("uid", models.CharField(editable=False, max_length=120)),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("put_off", models.PositiveSmallIntegerField(default=0, editable=False)),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cancelled_side",
                            models.CharField(
                                blank=True, choices=[("us", "By us"), ("them", "By the journalist")], max_length=4
                            ),
                        ),
                        ("cancelled_why", models.CharField(blank=True, max_length=300)),
                        ("late_cancel", models.BooleanField(default=False)),
                        ("notes", models.TextField(blank=True, verbose_name="what was said")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Not known yet"),
                                    ("expected", "Story expected"),
                                    ("published", "Published"),
                                    ("nothing", "No story"),
                                    ("no_show", "Did not take place"),
                                ],
                                default="",
                                max_length=9,
                            ),
                        ),
                        ("outcome_note", models.TextField(blank=True)),
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
                            "inquiry",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inquiries.inquiry",
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
                            "outlet",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="contacts.outlet",
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
                                to="events.interview",
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The pitch that it came of.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="pitches.recipient",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InterviewMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("was", models.DateTimeField(help_text="The time that was given up.")),
                        (
                            "now",
                            models.DateTimeField(blank=True, help_text="The time instead; empty: none yet.", null=True),
                        ),
                        (
                            "side",
                            models.CharField(choices=[("us", "By us"), ("them", "By the journalist")], max_length=4),
                        ),
                        ("why", models.CharField(blank=True, max_length=300)),
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
                            "interview",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="moves", to="events.interview"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["us", "them"])), name="events_move_side"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitee",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name", models.CharField(max_length=200)),
                        ("outlet", models.CharField(blank=True, max_length=200)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("phone", models.CharField(blank=True, max_length=60)),
                        (
                            "token",
                            models.CharField(default=core.tokens.new_token, editable=False, max_length=32, unique=True),
                        ),
                        ("token_revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("invited", "No answer yet"),
                                    ("yes", "Coming"),
                                    ("waiting", "On the waiting list"),
                                    ("no", "Not coming"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="invited",
                                max_length=9,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("waiting_since", models.DateTimeField(blank=True, null=True)),
                        ("is_photographer", models.BooleanField(default=False, verbose_name="brings a camera")),
                        ("accreditation", models.TextField(blank=True, max_length=1000)),
                        ("message", models.TextField(blank=True, max_length=2000, verbose_name="what they wrote")),
                        ("is_walk_in", models.BooleanField(default=False)),
                        ("came_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "follow_up",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="after_event",
                                to="mail.outgoingmessage",
                            ),
                        ),
                        (
                            "forwarded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="forwarded",
                                to="events.invitee",
                            ),
                        ),
                        (
                            "journalist",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invited_to",
                                to="contacts.journalist",
                            ),
                        ),
                        (
                            "recipient",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="invitee",
                                to="pitches.recipient",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitees",
                                to="events.mediaevent",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name", "pk"],
                        "indexes": [
                            models.Index(fields=["event", "state", "name"], name="events_invitee_list"),
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["event", "waiting_since"],
                                name="events_invitee_waiting",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["invited", "yes", "waiting", "no", "cancelled"])),
                                name="events_invitee_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="events_invitee_named",
                                violation_error_message="Give the name.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("journalist__isnull", False)),
                                fields=("event", "journalist"),
                                name="events_invitee_once",
                                violation_error_message="They are invited already.",
                            ),
                            models.UniqueConstraint(
                                models.F("event"),
                                django.db.models.functions.text.Lower("email"),
                                condition=models.Q(("email", ""), _negated=True),
                                name="events_invitee_address",
                                violation_error_message="Somebody with this address is on the list already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "waiting"), _negated=True),
                                    ("waiting_since__isnull", False),
                                    _connector="OR",
                                ),
                                name="events_invitee_waits",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Guest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name", models.CharField(max_length=200)),
                        ("role", models.CharField(blank=True, help_text="For example: photographer.", max_length=120)),
                        ("is_photographer", models.BooleanField(default=False)),
                        ("came_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "invitee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="guests", to="events.invitee"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="events_guest_named",
                                violation_error_message="Give the name.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarLetter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("to_address", models.EmailField(max_length=254)),
                        ("to_name", models.CharField(blank=True, max_length=200)),
                        (
                            "method",
                            models.CharField(
                                choices=[("REQUEST", "Invitation"), ("CANCEL", "Cancellation")], max_length=7
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField()),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[("accepted", "Accepted"), ("tentative", "Perhaps"), ("declined", "Declined")],
                                help_text="What their calendar program said.",
                                max_length=9,
                            ),
                        ),
                        ("answer_note", models.CharField(blank=True, max_length=300)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "message",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="calendar_letter",
                                to="mail.outgoingmessage",
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letters",
                                to="events.interview",
                            ),
                        ),
                        (
                            "invitee",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letters",
                                to="events.invitee",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at", None)),
                                    models.Q(
                                        ("answer__in", ["accepted", "tentative", "declined"]),
                                        ("answered_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="events_letter_answer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("method__in", ["REQUEST", "CANCEL"])), name="events_letter_method"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("interview__isnull", False), ("invitee", None)),
                                    models.Q(("interview", None), ("invitee__isnull", False)),
                                    _connector="OR",
                                ),
                                name="events_letter_of_one",
                            ),
                            models.UniqueConstraint(
                                fields=("interview", "invitee", "to_address", "sequence", "method"),
                                name="events_letter_once",
                                nulls_distinct=False,
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MediaEvent",
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
                                    ("conference", "Press conference"),
                                    ("briefing", "Briefing"),
                                    ("visit", "Visit"),
                                    ("launch", "Launch"),
                                    ("webinar", "Webinar"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        (
                            "about",
                            models.TextField(blank=True, max_length=4000, verbose_name="what there is to see and hear"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("open", "Invitations out"),
                                    ("closed", "No more answers"),
                                    ("over", "Over"),
                                    ("cancelled", "Called off"),
                                ],
                                default="planned",
                                max_length=9,
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("zone", models.CharField(max_length=60, verbose_name="time zone of the place")),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("address", models.TextField(blank=True, max_length=600)),
                        ("access", models.TextField(blank=True, max_length=1000, verbose_name="access and parking")),
                        ("link", models.URLField(blank=True, max_length=1000, verbose_name="link to take part")),
                        (
                            "capacity",
                            models.PositiveIntegerField(
                                blank=True, help_text="Seats. Empty: as many as come.", null=True
                            ),
                        ),
                        ("seats_taken", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "guests_allowed",
                            models.PositiveSmallIntegerField(default=2, verbose_name="guests each may bring"),
                        ),
                        ("rsvp_by", models.DateTimeField(blank=True, null=True, verbose_name="answers until")),
                        (
                            "asks_accreditation",
                            models.BooleanField(default=False, verbose_name="asks for accreditation details"),
                        ),
                        (
                            "accreditation_note",
                            models.CharField(
                                blank=True, help_text="For example: press card, date of birth.", max_length=300
                            ),
                        ),
                        (
                            "photo_note",
                            models.CharField(blank=True, max_length=300, verbose_name="photo opportunities"),
                        ),
                        ("followed_up_at", models.DateTimeField(blank=True, null=True)),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        ("cancelled_why", models.CharField(blank=True, max_length=300)),
                        ("uid", models.CharField(editable=False, max_length=120, unique=True)),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "checkin_token",
                            models.CharField(default=core.tokens.new_token, editable=False, max_length=32, unique=True),
                        ),
                        ("checkin_revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("search_text", models.TextField(blank=True, editable=False)),
                        (
                            "advisory",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="media_events",
                                to="mediakits.document",
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="media_events",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="media_events",
                                to="campaigns.client",
                            ),
                        ),
                        (
                            "kit_came",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="mediakits.kit",
                                verbose_name="kit for those who came",
                            ),
                        ),
                        (
                            "kit_missed",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="mediakits.kit",
                                verbose_name="kit for those who did not",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="media_events",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pitch",
                            models.OneToOneField(
                                blank=True,
                                help_text="The invitation.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="media_event",
                                to="pitches.pitch",
                            ),
                        ),
                        (
                            "speakers",
                            models.ManyToManyField(
                                blank=True, related_name="media_events", to="campaigns.spokesperson"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["starts_at", "pk"],
                        "indexes": [
                            models.Index(fields=["starts_at", "id"], name="events_event_when"),
                            models.Index(fields=["client", "starts_at"], name="events_event_client"),
                            models.Index(fields=["campaign", "starts_at"], name="events_event_campaign"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                                name="events_event_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["conference", "briefing", "visit", "launch", "webinar"])
                                ),
                                name="events_event_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["planned", "open", "closed", "over", "cancelled"])),
                                name="events_event_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="events_event_title",
                                violation_error_message="Give it a title.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="events_event_ends",
                                violation_error_message="An event ends after it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "ends_at__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("starts_at"), "+", models.Value(datetime.timedelta(days=31))
                                        ),
                                    )
                                ),
                                name="events_event_longest",
                                violation_error_message="An event takes 31 days at most. Plan a longer one as several.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("capacity", None), ("seats_taken__lte", models.F("capacity")), _connector="OR"
                                ),
                                name="events_event_capacity",
                                violation_error_message="More people have a seat than that.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rsvp_by", None), ("rsvp_by__lte", models.F("ends_at")), _connector="OR"
                                ),
                                name="events_event_rsvp",
                                violation_error_message="Answers are needed before the event is over.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "cancelled"), _negated=True),
                                    ("cancelled_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="events_event_cancelled",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckIn",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("key", models.UUIDField(unique=True)),
                        ("is_in", models.BooleanField(default=True, help_text="False takes an earlier one back.")),
                        (
                            "at",
                            models.DateTimeField(
                                help_text="By the clock of the phone, never later than when it arrived here."
                            ),
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
                            "guest",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="check_ins",
                                to="events.guest",
                            ),
                        ),
                        (
                            "invitee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="check_ins",
                                to="events.invitee",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="check_ins",
                                to="events.mediaevent",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="MediaEventEvent",
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
                                    ("conference", "Press conference"),
                                    ("briefing", "Briefing"),
                                    ("visit", "Visit"),
                                    ("launch", "Launch"),
                                    ("webinar", "Webinar"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        (
                            "about",
                            models.TextField(blank=True, max_length=4000, verbose_name="what there is to see and hear"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("open", "Invitations out"),
                                    ("closed", "No more answers"),
                                    ("over", "Over"),
                                    ("cancelled", "Called off"),
                                ],
                                default="planned",
                                max_length=9,
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("zone", models.CharField(max_length=60, verbose_name="time zone of the place")),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("address", models.TextField(blank=True, max_length=600)),
                        ("access", models.TextField(blank=True, max_length=1000, verbose_name="access and parking")),
                        ("link", models.URLField(blank=True, max_length=1000, verbose_name="link to take part")),
                        (
                            "capacity",
                            models.PositiveIntegerField(
                                blank=True, help_text="Seats. Empty: as many as come.", null=True
                            ),
                        ),
                        (
                            "guests_allowed",
                            models.PositiveSmallIntegerField(default=2, verbose_name="guests each may bring"),
                        ),
                        ("rsvp_by", models.DateTimeField(blank=True, null=True, verbose_name="answers until")),
                        (
                            "asks_accreditation",
                            models.BooleanField(default=False, verbose_name="asks for accreditation details"),
                        ),
                        (
                            "accreditation_note",
                            models.CharField(
                                blank=True, help_text="For example: press card, date of birth.", max_length=300
                            ),
                        ),
                        (
                            "photo_note",
                            models.CharField(blank=True, max_length=300, verbose_name="photo opportunities"),
                        ),
                        ("followed_up_at", models.DateTimeField(blank=True, null=True)),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        ("cancelled_why", models.CharField(blank=True, max_length=300)),
                        ("uid", models.CharField(editable=False, max_length=120)),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "checkin_token",
                            models.CharField(default=core.tokens.new_token, editable=False, max_length=32),
                        ),
                        ("checkin_revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "advisory",
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
                            "kit_came",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="mediakits.kit",
                                verbose_name="kit for those who came",
                            ),
                        ),
                        (
                            "kit_missed",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="mediakits.kit",
                                verbose_name="kit for those who did not",
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
                                to="events.mediaevent",
                            ),
                        ),
                        (
                            "pitch",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The invitation.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="pitches.pitch",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Promise",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("text", models.CharField(max_length=300)),
                        ("due_on", models.DateField()),
                        ("kept_at", models.DateTimeField(blank=True, null=True)),
                        ("dropped_at", models.DateTimeField(blank=True, null=True)),
                        ("dropped_why", models.CharField(blank=True, max_length=300)),
                        (
                            "inquiry",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="promises",
                                to="inquiries.inquiry",
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="promises",
                                to="events.interview",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="promises",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_on", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("dropped_at", None), ("kept_at", None)),
                                fields=["due_on"],
                                name="events_promise_open",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("inquiry", None), ("interview__isnull", False)),
                                    models.Q(("inquiry__isnull", False), ("interview", None)),
                                    _connector="OR",
                                ),
                                name="events_promise_of_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="events_promise_says",
                                violation_error_message="Say what was promised.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kept_at", None), ("dropped_at", None), _connector="OR"),
                                name="events_promise_one_end",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PromiseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("text", models.CharField(max_length=300)),
                        ("due_on", models.DateField()),
                        ("kept_at", models.DateTimeField(blank=True, null=True)),
                        ("dropped_at", models.DateTimeField(blank=True, null=True)),
                        ("dropped_why", models.CharField(blank=True, max_length=300)),
                        (
                            "inquiry",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inquiries.inquiry",
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="events.interview",
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
                                to="events.promise",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Recording",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("file", models.FileField(max_length=300, upload_to="recordings/")),
                        ("name", models.CharField(max_length=200)),
                        ("media_type", models.CharField(max_length=100)),
                        ("size", models.PositiveBigIntegerField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recordings",
                                to="events.interview",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Reminder",
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
                            "whom",
                            models.CharField(
                                choices=[
                                    ("owner", "Who is in charge"),
                                    ("speaker", "Spokesperson"),
                                    ("journalist", "Journalist"),
                                    ("invitees", "Those who are coming"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("due_at", models.DateTimeField()),
                        ("told_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "dropped_at",
                            models.DateTimeField(blank=True, help_text="When it had become pointless.", null=True),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reminders",
                                to="events.mediaevent",
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reminders",
                                to="events.interview",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_at", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("dropped_at", None), ("told_at", None)),
                                fields=["due_at"],
                                name="events_reminder_due",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("whom__in", ["owner", "speaker", "journalist", "invitees"])),
                                name="events_reminder_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("event", None), ("interview__isnull", False)),
                                    models.Q(("event__isnull", False), ("interview", None)),
                                    _connector="OR",
                                ),
                                name="events_reminder_of_one",
                            ),
                            models.UniqueConstraint(
                                fields=("interview", "event", "whom", "due_at"),
                                name="events_reminder_once",
                                nulls_distinct=False,
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Result",
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
                            "clip",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="came_of", to="coverage.clip"
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="results",
                                to="events.mediaevent",
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="results",
                                to="events.interview",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("event", None), ("interview__isnull", False)),
                                    models.Q(("event__isnull", False), ("interview", None)),
                                    _connector="OR",
                                ),
                                name="events_result_of_one",
                            ),
                            models.UniqueConstraint(
                                fields=("interview", "event", "clip"),
                                name="events_result_once",
                                nulls_distinct=False,
                                violation_error_message="This clip stands there already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Slot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("offered", "Offered"), ("taken", "Picked"), ("withdrawn", "Withdrawn")],
                                default="offered",
                                max_length=9,
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="events.interview"
                            ),
                        ),
                        (
                            "offered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "spokesperson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slots",
                                to="campaigns.spokesperson",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["starts_at", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "offered")),
                                fields=["spokesperson", "starts_at"],
                                name="events_slot_offered",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["offered", "taken", "withdrawn"])),
                                name="events_slot_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="events_slot_ends",
                                violation_error_message="A time ends after it begins.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "withdrawn"), _negated=True),
                                fields=("interview", "spokesperson", "starts_at"),
                                name="events_slot_once",
                                violation_error_message="This time is offered already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "taken")),
                                fields=("interview",),
                                name="events_slot_one_taken",
                                violation_error_message="A time has been picked already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpokespersonTime",
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
                                choices=[("free", "Available"), ("busy", "Not available")], default="free", max_length=4
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("note", models.CharField(blank=True, max_length=160)),
                        (
                            "spokesperson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="times",
                                to="campaigns.spokesperson",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["starts_at"],
                        "indexes": [models.Index(fields=["spokesperson", "ends_at"], name="events_time_of")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["free", "busy"])), name="events_time_kind"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="events_time_ends",
                                violation_error_message="A time ends after it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name", models.CharField(max_length=120)),
                        (
                            "token",
                            models.CharField(default=core.tokens.new_token, editable=False, max_length=32, unique=True),
                        ),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                blank=True,
                                default=list,
                                help_text="Empty: all.",
                                size=None,
                            ),
                        ),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "read_at",
                            models.DateTimeField(blank=True, help_text="When a program last asked.", null=True),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="campaigns.client",
                            ),
                        ),
                        (
                            "spokesperson",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="campaigns.spokesperson",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feeds",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="events_feed_named",
                                violation_error_message="Name the calendar.",
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="learn_words",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(NEW.search_text); ELSIF NEW.search_text IS DISTINCT FROM OLD.search_text THEN PERFORM mr_learn(NEW.search_text); END IF; RETURN NULL;",
                            hash="8ab2c75a3933c98eab2aaca6504406b11c70a5a3",
                            operation='INSERT OR UPDATE OF "search_text"',
                            pgid="pgtrigger_learn_words_ad74a",
                            table="events_interview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "events_interviewevent" ("angle", "campaign_id", "cancelled_at", "cancelled_side", "cancelled_why", "client_id", "confirmed_at", "created_at", "ends_at", "format", "ground", "ground_note", "id", "inquiry_id", "journalist_id", "late_cancel", "link", "minutes", "notes", "outcome", "outcome_note", "outlet_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "publication", "put_off", "recipient_id", "reporter_email", "reporter_name", "reporter_phone", "revision", "sequence", "spokesperson_id", "starts_at", "state", "token", "token_revoked_at", "topic", "uid", "wishes", "zone") VALUES (NEW."angle", NEW."campaign_id", NEW."cancelled_at", NEW."cancelled_side", NEW."cancelled_why", NEW."client_id", NEW."confirmed_at", NEW."created_at", NEW."ends_at", NEW."format", NEW."ground", NEW."ground_note", NEW."id", NEW."inquiry_id", NEW."journalist_id", NEW."late_cancel", NEW."link", NEW."minutes", NEW."notes", NEW."outcome", NEW."outcome_note", NEW."outlet_id", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."publication", NEW."put_off", NEW."recipient_id", NEW."reporter_email", NEW."reporter_name", NEW."reporter_phone", NEW."revision", NEW."sequence", NEW."spokesperson_id", NEW."starts_at", NEW."state", NEW."token", NEW."token_revoked_at", NEW."topic", NEW."uid", NEW."wishes", NEW."zone"); RETURN NULL;',
                            hash="0730324ab6c4b94ef087f8737235a087cf939d72",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_34e4a",
                            table="events_interview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."angle" IS DISTINCT FROM (NEW."angle") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."cancelled_at" IS DISTINCT FROM (NEW."cancelled_at") OR OLD."cancelled_side" IS DISTINCT FROM (NEW."cancelled_side") OR OLD."cancelled_why" IS DISTINCT FROM (NEW."cancelled_why") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."format" IS DISTINCT FROM (NEW."format") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."ground_note" IS DISTINCT FROM (NEW."ground_note") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."inquiry_id" IS DISTINCT FROM (NEW."inquiry_id") OR OLD."journalist_id" IS DISTINCT FROM (NEW."journalist_id") OR OLD."late_cancel" IS DISTINCT FROM (NEW."late_cancel") OR OLD."link" IS DISTINCT FROM (NEW."link") OR OLD."minutes" IS DISTINCT FROM (NEW."minutes") OR OLD."notes" IS DISTINCT FROM (NEW."notes") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."outcome_note" IS DISTINCT FROM (NEW."outcome_note") OR OLD."outlet_id" IS DISTINCT FROM (NEW."outlet_id") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."put_off" IS DISTINCT FROM (NEW."put_off") OR OLD."recipient_id" IS DISTINCT FROM (NEW."recipient_id") OR OLD."reporter_email" IS DISTINCT FROM (NEW."reporter_email") OR OLD."reporter_name" IS DISTINCT FROM (NEW."reporter_name") OR OLD."reporter_phone" IS DISTINCT FROM (NEW."reporter_phone") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."sequence" IS DISTINCT FROM (NEW."sequence") OR OLD."spokesperson_id" IS DISTINCT FROM (NEW."spokesperson_id") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."token" IS DISTINCT FROM (NEW."token") OR OLD."token_revoked_at" IS DISTINCT FROM (NEW."token_revoked_at") OR OLD."topic" IS DISTINCT FROM (NEW."topic") OR OLD."uid" IS DISTINCT FROM (NEW."uid") OR OLD."wishes" IS DISTINCT FROM (NEW."wishes") OR OLD."zone" IS DISTINCT FROM (NEW."zone"))',
                            func='INSERT INTO "events_interviewevent" ("angle", "campaign_id", "cancelled_at", "cancelled_side", "cancelled_why", "client_id", "confirmed_at", "created_at", "ends_at", "format", "ground", "ground_note", "id", "inquiry_id", "journalist_id", "late_cancel", "link", "minutes", "notes", "outcome", "outcome_note", "outlet_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "publication", "put_off", "recipient_id", "reporter_email", "reporter_name", "reporter_phone", "revision", "sequence", "spokesperson_id", "starts_at", "state", "token", "token_revoked_at", "topic", "uid", "wishes", "zone") VALUES (NEW."angle", NEW."campaign_id", NEW."cancelled_at", NEW."cancelled_side", NEW."cancelled_why", NEW."client_id", NEW."confirmed_at", NEW."created_at", NEW."ends_at", NEW."format", NEW."ground", NEW."ground_note", NEW."id", NEW."inquiry_id", NEW."journalist_id", NEW."late_cancel", NEW."link", NEW."minutes", NEW."notes", NEW."outcome", NEW."outcome_note", NEW."outlet_id", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."publication", NEW."put_off", NEW."recipient_id", NEW."reporter_email", NEW."reporter_name", NEW."reporter_phone", NEW."revision", NEW."sequence", NEW."spokesperson_id", NEW."starts_at", NEW."state", NEW."token", NEW."token_revoked_at", NEW."topic", NEW."uid", NEW."wishes", NEW."zone"); RETURN NULL;',
                            hash="f35b1cb83f64559b3cf3e8c381a2d14663730ba3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_35245",
                            table="events_interview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "events_interviewevent" ("angle", "campaign_id", "cancelled_at", "cancelled_side", "cancelled_why", "client_id", "confirmed_at", "created_at", "ends_at", "format", "ground", "ground_note", "id", "inquiry_id", "journalist_id", "late_cancel", "link", "minutes", "notes", "outcome", "outcome_note", "outlet_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "publication", "put_off", "recipient_id", "reporter_email", "reporter_name", "reporter_phone", "revision", "sequence", "spokesperson_id", "starts_at", "state", "token", "token_revoked_at", "topic", "uid", "wishes", "zone") VALUES (OLD."angle", OLD."campaign_id", OLD."cancelled_at", OLD."cancelled_side", OLD."cancelled_why", OLD."client_id", OLD."confirmed_at", OLD."created_at", OLD."ends_at", OLD."format", OLD."ground", OLD."ground_note", OLD."id", OLD."inquiry_id", OLD."journalist_id", OLD."late_cancel", OLD."link", OLD."minutes", OLD."notes", OLD."outcome", OLD."outcome_note", OLD."outlet_id", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."publication", OLD."put_off", OLD."recipient_id", OLD."reporter_email", OLD."reporter_name", OLD."reporter_phone", OLD."revision", OLD."sequence", OLD."spokesperson_id", OLD."starts_at", OLD."state", OLD."token", OLD."token_revoked_at", OLD."topic", OLD."uid", OLD."wishes", OLD."zone"); RETURN NULL;',
                            hash="c7ebfb1dce6f0085bafc8ee5cffd3b02547f044e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4aba1",
                            table="events_interview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "events_correctionevent" ("asked_at", "asked_by_id", "clip_id", "created_at", "ended_at", "id", "inquiry_id", "interview_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right", "state", "wrong") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."clip_id", NEW."created_at", NEW."ended_at", NEW."id", NEW."inquiry_id", NEW."interview_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."right", NEW."state", NEW."wrong"); RETURN NULL;',
                            hash="65cb3d49b910aba072a8e1fed5718db8414bc1d2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4afa9",
                            table="events_correction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."clip_id" IS DISTINCT FROM (NEW."clip_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."inquiry_id" IS DISTINCT FROM (NEW."inquiry_id") OR OLD."interview_id" IS DISTINCT FROM (NEW."interview_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."right" IS DISTINCT FROM (NEW."right") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."wrong" IS DISTINCT FROM (NEW."wrong"))',
                            func='INSERT INTO "events_correctionevent" ("asked_at", "asked_by_id", "clip_id", "created_at", "ended_at", "id", "inquiry_id", "interview_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right", "state", "wrong") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."clip_id", NEW."created_at", NEW."ended_at", NEW."id", NEW."inquiry_id", NEW."interview_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."right", NEW."state", NEW."wrong"); RETURN NULL;',
                            hash="cd484be73d89ce03142be12e8dcd526354b23c8c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_35291",
                            table="events_correction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "events_correctionevent" ("asked_at", "asked_by_id", "clip_id", "created_at", "ended_at", "id", "inquiry_id", "interview_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right", "state", "wrong") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."clip_id", OLD."created_at", OLD."ended_at", OLD."id", OLD."inquiry_id", OLD."interview_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."right", OLD."state", OLD."wrong"); RETURN NULL;',
                            hash="4df9c68bf84abb94c5df02d1f57ecfd8a8ce7e66",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f1d76",
                            table="events_correction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="brief",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "events_briefevent" ("approved_fingerprint", "content", "created_at", "id", "interview_id", "mailed_at", "mailed_to", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "state") VALUES (NEW."approved_fingerprint", NEW."content", NEW."created_at", NEW."id", NEW."interview_id", NEW."mailed_at", NEW."mailed_to", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revision", NEW."state"); RETURN NULL;',
                            hash="ed7bad5b90914e7fdffd40a472f7e5aed295329f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_72861",
                            table="events_brief",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="brief",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."approved_fingerprint" IS DISTINCT FROM (NEW."approved_fingerprint") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."interview_id" IS DISTINCT FROM (NEW."interview_id") OR OLD."mailed_at" IS DISTINCT FROM (NEW."mailed_at") OR OLD."mailed_to" IS DISTINCT FROM (NEW."mailed_to") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "events_briefevent" ("approved_fingerprint", "content", "created_at", "id", "interview_id", "mailed_at", "mailed_to", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "state") VALUES (NEW."approved_fingerprint", NEW."content", NEW."created_at", NEW."id", NEW."interview_id", NEW."mailed_at", NEW."mailed_to", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revision", NEW."state"); RETURN NULL;',
                            hash="935b7580e4b8603a47dbbee188b82b52241e58ef",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_29bf0",
                            table="events_brief",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="brief",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "events_briefevent" ("approved_fingerprint", "content", "created_at", "id", "interview_id", "mailed_at", "mailed_to", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "state") VALUES (OLD."approved_fingerprint", OLD."content", OLD."created_at", OLD."id", OLD."interview_id", OLD."mailed_at", OLD."mailed_to", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."revision", OLD."state"); RETURN NULL;',
                            hash="42448d5d2dbf0c7d1088d3a15dda3bc6ab2ebfc6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e9fcf",
                            table="events_brief",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="mediaevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="learn_words",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(NEW.search_text); ELSIF NEW.search_text IS DISTINCT FROM OLD.search_text THEN PERFORM mr_learn(NEW.search_text); END IF; RETURN NULL;",
                            hash="66742c436b44c3fef648bdb9851a189c0d80f114",
                            operation='INSERT OR UPDATE OF "search_text"',
                            pgid="pgtrigger_learn_words_984ac",
                            table="events_mediaevent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="mediaevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "events_mediaeventevent" ("about", "access", "accreditation_note", "address", "advisory_id", "asks_accreditation", "campaign_id", "cancelled_at", "cancelled_why", "capacity", "checkin_revoked_at", "checkin_token", "client_id", "created_at", "ends_at", "followed_up_at", "guests_allowed", "id", "kind", "kit_came_id", "kit_missed_id", "link", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_note", "pitch_id", "place", "revision", "rsvp_by", "sequence", "starts_at", "state", "title", "uid", "zone") VALUES (NEW."about", NEW."access", NEW."accreditation_note", NEW."address", NEW."advisory_id", NEW."asks_accreditation", NEW."campaign_id", NEW."cancelled_at", NEW."cancelled_why", NEW."capacity", NEW."checkin_revoked_at", NEW."checkin_token", NEW."client_id", NEW."created_at", NEW."ends_at", NEW."followed_up_at", NEW."guests_allowed", NEW."id", NEW."kind", NEW."kit_came_id", NEW."kit_missed_id", NEW."link", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."photo_note", NEW."pitch_id", NEW."place", NEW."revision", NEW."rsvp_by", NEW."sequence", NEW."starts_at", NEW."state", NEW."title", NEW."uid", NEW."zone"); RETURN NULL;',
                            hash="88b0cb5645f28c8f62564b8c6849c2f2060ec216",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e5413",
                            table="events_mediaevent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="mediaevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."access" IS DISTINCT FROM (NEW."access") OR OLD."accreditation_note" IS DISTINCT FROM (NEW."accreditation_note") OR OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."advisory_id" IS DISTINCT FROM (NEW."advisory_id") OR OLD."asks_accreditation" IS DISTINCT FROM (NEW."asks_accreditation") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."cancelled_at" IS DISTINCT FROM (NEW."cancelled_at") OR OLD."cancelled_why" IS DISTINCT FROM (NEW."cancelled_why") OR OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."checkin_revoked_at" IS DISTINCT FROM (NEW."checkin_revoked_at") OR OLD."checkin_token" IS DISTINCT FROM (NEW."checkin_token") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."followed_up_at" IS DISTINCT FROM (NEW."followed_up_at") OR OLD."guests_allowed" IS DISTINCT FROM (NEW."guests_allowed") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."kit_came_id" IS DISTINCT FROM (NEW."kit_came_id") OR OLD."kit_missed_id" IS DISTINCT FROM (NEW."kit_missed_id") OR OLD."link" IS DISTINCT FROM (NEW."link") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."photo_note" IS DISTINCT FROM (NEW."photo_note") OR OLD."pitch_id" IS DISTINCT FROM (NEW."pitch_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."rsvp_by" IS DISTINCT FROM (NEW."rsvp_by") OR OLD."sequence" IS DISTINCT FROM (NEW."sequence") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."uid" IS DISTINCT FROM (NEW."uid") OR OLD."zone" IS DISTINCT FROM (NEW."zone"))',
                            func='INSERT INTO "events_mediaeventevent" ("about", "access", "accreditation_note", "address", "advisory_id", "asks_accreditation", "campaign_id", "cancelled_at", "cancelled_why", "capacity", "checkin_revoked_at", "checkin_token", "client_id", "created_at", "ends_at", "followed_up_at", "guests_allowed", "id", "kind", "kit_came_id", "kit_missed_id", "link", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_note", "pitch_id", "place", "revision", "rsvp_by", "sequence", "starts_at", "state", "title", "uid", "zone") VALUES (NEW."about", NEW."access", NEW."accreditation_note", NEW."address", NEW."advisory_id", NEW."asks_accreditation", NEW."campaign_id", NEW."cancelled_at", NEW."cancelled_why", NEW."capacity", NEW."checkin_revoked_at", NEW."checkin_token", NEW."client_id", NEW."created_at", NEW."ends_at", NEW."followed_up_at", NEW."guests_allowed", NEW."id", NEW."kind", NEW."kit_came_id", NEW."kit_missed_id", NEW."link", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."photo_note", NEW."pitch_id", NEW."place", NEW."revision", NEW."rsvp_by", NEW."sequence", NEW."starts_at", NEW."state", NEW."title", NEW."uid", NEW."zone"); RETURN NULL;',
                            hash="b9ada2ab5e9a753f47d5b41eb2b2347131b92db4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_aaf86",
                            table="events_mediaevent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="mediaevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "events_mediaeventevent" ("about", "access", "accreditation_note", "address", "advisory_id", "asks_accreditation", "campaign_id", "cancelled_at", "cancelled_why", "capacity", "checkin_revoked_at", "checkin_token", "client_id", "created_at", "ends_at", "followed_up_at", "guests_allowed", "id", "kind", "kit_came_id", "kit_missed_id", "link", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_note", "pitch_id", "place", "revision", "rsvp_by", "sequence", "starts_at", "state", "title", "uid", "zone") VALUES (OLD."about", OLD."access", OLD."accreditation_note", OLD."address", OLD."advisory_id", OLD."asks_accreditation", OLD."campaign_id", OLD."cancelled_at", OLD."cancelled_why", OLD."capacity", OLD."checkin_revoked_at", OLD."checkin_token", OLD."client_id", OLD."created_at", OLD."ends_at", OLD."followed_up_at", OLD."guests_allowed", OLD."id", OLD."kind", OLD."kit_came_id", OLD."kit_missed_id", OLD."link", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."photo_note", OLD."pitch_id", OLD."place", OLD."revision", OLD."rsvp_by", OLD."sequence", OLD."starts_at", OLD."state", OLD."title", OLD."uid", OLD."zone"); RETURN NULL;',
                            hash="ff04ff2a173d7660430775ccad8ccfeb57f4a485",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6686e",
                            table="events_mediaevent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "events_promiseevent" ("created_at", "dropped_at", "dropped_why", "due_on", "id", "inquiry_id", "interview_id", "kept_at", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."created_at", NEW."dropped_at", NEW."dropped_why", NEW."due_on", NEW."id", NEW."inquiry_id", NEW."interview_id", NEW."kept_at", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;',
                            hash="eb897f29f9794b173c27ae1102ecea3153dbba11",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d81b6",
                            table="events_promise",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."dropped_at" IS DISTINCT FROM (NEW."dropped_at") OR OLD."dropped_why" IS DISTINCT FROM (NEW."dropped_why") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."inquiry_id" IS DISTINCT FROM (NEW."inquiry_id") OR OLD."interview_id" IS DISTINCT FROM (NEW."interview_id") OR OLD."kept_at" IS DISTINCT FROM (NEW."kept_at") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                            func='INSERT INTO "events_promiseevent" ("created_at", "dropped_at", "dropped_why", "due_on", "id", "inquiry_id", "interview_id", "kept_at", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."created_at", NEW."dropped_at", NEW."dropped_why", NEW."due_on", NEW."id", NEW."inquiry_id", NEW."interview_id", NEW."kept_at", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;',
                            hash="4fc68707bb95c99c123b503446b9d45c9b29c82b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_aa548",
                            table="events_promise",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "events_promiseevent" ("created_at", "dropped_at", "dropped_why", "due_on", "id", "inquiry_id", "interview_id", "kept_at", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."created_at", OLD."dropped_at", OLD."dropped_why", OLD."due_on", OLD."id", OLD."inquiry_id", OLD."interview_id", OLD."kept_at", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;',
                            hash="11b65fa8f209e2b9fbe415a58037a87145c6db6d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3fe95",
                            table="events_promise",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
