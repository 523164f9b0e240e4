import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import core.folding
import core.migrating
import core.tokens
import inquiries.models.duty


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("inquiries", "0002_answered_by_time"),
        ("inquiries", "0003_words"),
        ("inquiries", "0004_audit_trail"),
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
        BtreeGistExtension(),
        core.migrating.Together(
            operations=[
                migrations.CreateModel(
                    name="Answer",
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
                                    ("full", "Answer"),
                                    ("holding", "Holding statement"),
                                    ("decline", "Declined kindly"),
                                    ("correction", "Correction"),
                                ],
                                default="full",
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "Waiting for sign-off"),
                                    ("changes", "Changes requested"),
                                    ("approved", "Approved"),
                                    ("sent", "Sent"),
                                    ("given", "Given"),
                                    ("dropped", "Dropped"),
                                ],
                                default="draft",
                                max_length=9,
                            ),
                        ),
                        ("text", models.TextField(blank=True, help_text="Sanitised HTML, as it goes out.")),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        ("approved_fingerprint", models.CharField(blank=True, editable=False, max_length=64)),
                        (
                            "given_at",
                            models.DateTimeField(
                                blank=True, help_text="When it was sent, or told by phone.", null=True
                            ),
                        ),
                        (
                            "given_how",
                            models.CharField(blank=True, help_text="For example: by phone at 10:42.", max_length=160),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "mailbox",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="mail.mailbox",
                            ),
                        ),
                        (
                            "message",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inquiry_answer",
                                to="mail.outgoingmessage",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "inquiry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="replies",
                                to="inquiries.inquiry",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["full", "holding", "decline", "correction"])),
                                name="inquiries_answer_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["draft", "in_review", "changes", "approved", "sent", "given", "dropped"],
                                    )
                                ),
                                name="inquiries_answer_state",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["draft", "in_review", "changes", "approved"])),
                                fields=("inquiry",),
                                name="inquiries_answer_one_open",
                                violation_error_message="An answer to this inquiry is being written already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["sent", "given"]), _negated=True),
                                    models.Q(("given_at__isnull", False), ("given_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="inquiries_answer_given",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "sent"), _negated=True),
                                    ("message__isnull", False),
                                    _connector="OR",
                                ),
                                name="inquiries_answer_sent",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Fact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("text", models.CharField(blank=True, max_length=500, verbose_name="fact")),
                        (
                            "source",
                            models.CharField(help_text="For example: Test report, page 3, table 2.", max_length=300),
                        ),
                        ("url", models.URLField(blank=True, max_length=1000, verbose_name="where to find it")),
                        ("confirmed_by", models.CharField(blank=True, help_text="Who vouches for it.", max_length=120)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
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
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="facts",
                                to="inquiries.question",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True),
                                name="inquiries_fact_source",
                                violation_error_message="Name the source.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at", None), ("confirmed_by", "")),
                                    models.Q(
                                        ("confirmed_at__isnull", False), models.Q(("confirmed_by", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="inquiries_fact_confirmed",
                                violation_error_message="Say who confirmed it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Inquiry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("year", models.PositiveSmallIntegerField(editable=False)),
                        ("serial", models.PositiveIntegerField(editable=False)),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("mail", "E-mail"),
                                    ("form", "Newsroom form"),
                                    ("forwarded", "Forwarded"),
                                    ("api", "API"),
                                    ("phone", "Phone"),
                                    ("person", "In person"),
                                ],
                                max_length=9,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("new", "New"),
                                    ("working", "Answering"),
                                    ("answered", "Answered"),
                                    ("declined", "Declined"),
                                    ("closed", "Closed"),
                                ],
                                default="new",
                                max_length=8,
                            ),
                        ),
                        ("subject", models.CharField(max_length=200)),
                        ("words", models.TextField(blank=True, verbose_name="in their words")),
                        (
                            "background",
                            models.TextField(blank=True, help_text="What the story is about, as far as we know."),
                        ),
                        (
                            "urgency",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "Can wait"), (1, "Normal"), (2, "Urgent")], default=1
                            ),
                        ),
                        ("reporter_name", models.CharField(blank=True, max_length=200)),
                        ("reporter_outlet", models.CharField(blank=True, max_length=200)),
                        ("reporter_email", models.EmailField(blank=True, max_length=254)),
                        ("reporter_phone", models.CharField(blank=True, max_length=60)),
                        (
                            "prefers",
                            models.CharField(blank=True, max_length=120, verbose_name="prefers to be reached by"),
                        ),
                        ("received_at", models.DateTimeField()),
                        ("acknowledge_by", models.DateTimeField(help_text="By the team's policy; office hours count.")),
                        ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                        ("acknowledged_how", models.CharField(blank=True, max_length=120)),
                        ("deadline", models.DateTimeField(blank=True, null=True)),
                        ("zone", models.CharField(blank=True, max_length=60, verbose_name="their time zone")),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, help_text="When it was answered, declined or closed.", null=True
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Not known yet"),
                                    ("published", "Published with our answer"),
                                    ("without", "Published without it"),
                                    ("not_published", "Not published"),
                                    ("background", "Background only"),
                                ],
                                default="",
                                max_length=13,
                            ),
                        ),
                        ("outcome_note", models.TextField(blank=True)),
                        ("key", models.CharField(blank=True, editable=False, max_length=200, null=True, unique=True)),
                        (
                            "search_text",
                            models.TextField(
                                blank=True, editable=False, help_text="Subject, words and reporter, folded."
                            ),
                        ),
                        (
                            "acknowledged_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="inquiries",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inquiries",
                                to="campaigns.client",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "journalist",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="inquiries",
                                to="contacts.journalist",
                            ),
                        ),
                        (
                            "outlet",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="inquiries",
                                to="contacts.outlet",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="inquiries",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "spokesperson",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="inquiries",
                                to="campaigns.spokesperson",
                            ),
                        ),
                        (
                            "thread",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="inquiries",
                                to="mail.thread",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="inquiries",
                                to="inquiries.topic",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "inquiries",
                        "ordering": ["-received_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["-received_at", "-id"], name="inquiries_inquiry_newest"),
                            models.Index(
                                models.OrderBy(models.F("deadline"), nulls_last=True),
                                models.F("received_at"),
                                models.F("id"),
                                condition=models.Q(("state__in", ["new", "working"])),
                                name="inquiries_inquiry_open",
                            ),
                            models.Index(
                                condition=models.Q(("acknowledged_at", None), ("state", "new")),
                                fields=["acknowledge_by"],
                                name="inquiries_inquiry_waiting",
                            ),
                            models.Index(
                                condition=models.Q(("state", "answered")),
                                fields=["-ended_at", "-id"],
                                name="inquiries_inquiry_ended",
                            ),
                            models.Index(fields=["client", "-received_at"], name="inquiries_inquiry_client"),
                            models.Index(fields=["journalist", "-received_at"], name="inquiries_inquiry_journalist"),
                            models.Index(fields=["campaign", "-received_at"], name="inquiries_inquiry_campaign"),
                            models.Index(fields=["owner", "state"], name="inquiries_inquiry_owner"),
                            models.Index(
                                condition=models.Q(("deadline__isnull", False)),
                                fields=["deadline"],
                                name="inquiries_inquiry_deadline",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                                name="inquiries_inquiry_search",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("year", "serial"), name="inquiries_inquiry_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["new", "working"]), ("thread__isnull", False)),
                                fields=("thread",),
                                name="inquiries_inquiry_one_of_thread",
                                violation_error_message="This conversation is an open inquiry already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("channel__in", ["mail", "form", "forwarded", "api", "phone", "person"])
                                ),
                                name="inquiries_inquiry_channel",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["new", "working", "answered", "declined", "closed"])),
                                name="inquiries_inquiry_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome__in", ["", "published", "without", "not_published", "background"])
                                ),
                                name="inquiries_inquiry_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("urgency__lte", 2)), name="inquiries_inquiry_urgency"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("subject", ""), _negated=True),
                                name="inquiries_inquiry_subject",
                                violation_error_message="Give it a subject.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("state__in", ["new", "working"])),
                                    models.Q(
                                        ("ended_at__isnull", False), ("state__in", ["answered", "declined", "closed"])
                                    ),
                                    _connector="OR",
                                ),
                                name="inquiries_inquiry_ended",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "answered"), _negated=True),
                                    ("answered_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="inquiries_inquiry_answered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("acknowledged_at", None),
                                    ("acknowledged_at__gte", models.F("received_at")),
                                    _connector="OR",
                                ),
                                name="inquiries_inquiry_acknowledged",
                                violation_error_message="It cannot be acknowledged before it came in.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Escalation",
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
                            "clock",
                            models.CharField(
                                choices=[("acknowledge", "Acknowledge"), ("deadline", "Deadline")], max_length=11
                            ),
                        ),
                        (
                            "step",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Person on duty"), (2, "Manager"), (3, "Everyone")]
                            ),
                        ),
                        ("due_at", models.DateTimeField()),
                        ("taken_at", models.DateTimeField(blank=True, help_text="When people were told.", null=True)),
                        (
                            "cancelled_at",
                            models.DateTimeField(blank=True, help_text="When it was not needed any more.", null=True),
                        ),
                        (
                            "inquiry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="escalations",
                                to="inquiries.inquiry",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_at", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("cancelled_at", None), ("taken_at", None)),
                                fields=["due_at"],
                                name="inquiries_escalation_due",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inquiry", "clock", "step"), name="inquiries_escalation_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("step__in", [1, 2, 3])), name="inquiries_escalation_step"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("clock__in", ["acknowledge", "deadline"])),
                                name="inquiries_escalation_clock",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerEvent",
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
                                    ("full", "Answer"),
                                    ("holding", "Holding statement"),
                                    ("decline", "Declined kindly"),
                                    ("correction", "Correction"),
                                ],
                                default="full",
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "Waiting for sign-off"),
                                    ("changes", "Changes requested"),
                                    ("approved", "Approved"),
                                    ("sent", "Sent"),
                                    ("given", "Given"),
                                    ("dropped", "Dropped"),
                                ],
                                default="draft",
                                max_length=9,
                            ),
                        ),
                        ("text", models.TextField(blank=True, help_text="Sanitised HTML, as it goes out.")),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        ("approved_fingerprint", models.CharField(blank=True, editable=False, max_length=64)),
                        (
                            "given_at",
                            models.DateTimeField(
                                blank=True, help_text="When it was sent, or told by phone.", null=True
                            ),
                        ),
                        (
                            "given_how",
                            models.CharField(blank=True, help_text="For example: by phone at 10:42.", max_length=160),
                        ),
                        (
                            "given_by",
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
                            "mailbox",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="mail.mailbox",
                            ),
                        ),
                        (
                            "message",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="mail.outgoingmessage",
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
                                to="inquiries.answer",
                            ),
                        ),
                        (
                            "inquiry",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inquiries.inquiry",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InquiryClip",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="asked_by", to="coverage.clip"
                            ),
                        ),
                        (
                            "inquiry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="results",
                                to="inquiries.inquiry",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inquiry", "clip"),
                                name="inquiries_clip_once",
                                violation_error_message="This clip stands with the inquiry already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InquiryNote",
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
                                choices=[("note", "Note"), ("step", "Step")], default="note", max_length=4
                            ),
                        ),
                        ("text", models.TextField(max_length=4000)),
                        (
                            "author",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "inquiry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="inquiries.inquiry",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["created_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["note", "step"])), name="inquiries_note_kind"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="inquiries_note_says",
                                violation_error_message="A note says something.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IntakeKey",
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
                        ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                        ("last_used_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="intake_keys",
                                to="campaigns.client",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="inquiries_key_named",
                                violation_error_message="Name the key.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IntakeKeyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("name", models.CharField(max_length=120)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
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
                            "created_by",
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
                                to="inquiries.intakekey",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Page",
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
                            "channel",
                            models.CharField(choices=[("mail", "E-mail"), ("webhook", "Webhook")], max_length=7),
                        ),
                        ("text", models.TextField()),
                        ("next_try_at", models.DateTimeField()),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("told_at", models.DateTimeField(blank=True, null=True)),
                        ("failed_at", models.DateTimeField(blank=True, help_text="When it was given up.", null=True)),
                        ("error", models.CharField(blank=True, max_length=300)),
                        (
                            "escalation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pages",
                                to="inquiries.escalation",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("failed_at", None), ("told_at", None)),
                                fields=["next_try_at"],
                                name="inquiries_page_due",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("channel__in", ["mail", "webhook"])), name="inquiries_page_channel"
                            ),
                            models.UniqueConstraint(
                                fields=("escalation", "channel", "user"),
                                name="inquiries_page_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("channel", "webhook"), ("user", None)),
                                    models.Q(("channel", "mail"), ("user__isnull", False)),
                                    _connector="OR",
                                ),
                                name="inquiries_page_whom",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PressDesk",
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
                            "acknowledgement",
                            models.TextField(
                                blank=True,
                                help_text="What is proposed as the first answer: we have it, by when do you need it?",
                                max_length=4000,
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="press_desks",
                                to="campaigns.client",
                            ),
                        ),
                        (
                            "mailbox",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="press_desk",
                                to="mail.mailbox",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Question",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("text", models.TextField(max_length=2000)),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("ready", "Ready"), ("declined", "Not answered")],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        ("answer", models.TextField(blank=True, max_length=10000)),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "inquiry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="questions",
                                to="inquiries.inquiry",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                blank=True,
                                help_text="The approved statement that the answer was taken from.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="answers",
                                to="campaigns.statement",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="inquiries_question_asks",
                                violation_error_message="Write the question.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "ready", "declined"])),
                                name="inquiries_question_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "ready"), _negated=True),
                                    models.Q(("answer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="inquiries_question_ready",
                                violation_error_message="An answer that is ready says something.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FactEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("text", models.CharField(blank=True, max_length=500, verbose_name="fact")),
                        (
                            "source",
                            models.CharField(help_text="For example: Test report, page 3, table 2.", max_length=300),
                        ),
                        ("url", models.URLField(blank=True, max_length=1000, verbose_name="where to find it")),
                        ("confirmed_by", models.CharField(blank=True, help_text="Who vouches for it.", max_length=120)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "added_by",
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
                                to="inquiries.fact",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inquiries.question",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="QuestionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("text", models.TextField(max_length=2000)),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("ready", "Ready"), ("declined", "Not answered")],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        ("answer", models.TextField(blank=True, max_length=10000)),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "answered_by",
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
                            "inquiry",
                            models.ForeignKey(
                                db_constraint=False,
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
                                to="inquiries.question",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The approved statement that the answer was taken from.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="campaigns.statement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SignOff",
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
                            "role",
                            models.CharField(choices=[("legal", "Legal"), ("quoted", "Person quoted")], max_length=6),
                        ),
                        ("fingerprint", models.CharField(max_length=64)),
                        ("snapshot", models.JSONField(default=dict, help_text="What they were shown.")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("approved", "Approved"),
                                    ("changes", "Asks for changes"),
                                    ("void", "Void: edited since"),
                                ],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        (
                            "token",
                            models.CharField(default=core.tokens.new_token, editable=False, max_length=32, unique=True),
                        ),
                        ("comment", models.TextField(blank=True, max_length=4000)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_how",
                            models.CharField(
                                blank=True, help_text="For example: by phone, noted by Maya.", max_length=120
                            ),
                        ),
                        (
                            "answer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sign_offs",
                                to="inquiries.answer",
                            ),
                        ),
                        (
                            "asked_by",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="campaigns.spokesperson",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["legal", "quoted"])), name="inquiries_signoff_role"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "approved", "changes", "void"])),
                                name="inquiries_signoff_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("spokesperson", None), ("user__isnull", False)),
                                    models.Q(("spokesperson__isnull", False), ("user", None)),
                                    _connector="OR",
                                ),
                                name="inquiries_signoff_whose",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "waiting")),
                                fields=("answer", "role", "user", "spokesperson"),
                                name="inquiries_signoff_one_waiting",
                                nulls_distinct=False,
                                violation_error_message="They have been asked already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["waiting", "void"]), ("decided_at__isnull", False), _connector="OR"
                                ),
                                name="inquiries_signoff_decided",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Told",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("asked", models.TextField(blank=True)),
                        ("text", models.TextField()),
                        ("to_name", models.CharField(blank=True, max_length=200)),
                        ("to_outlet", models.CharField(blank=True, max_length=200)),
                        ("at", models.DateTimeField()),
                        (
                            "corrected_at",
                            models.DateTimeField(
                                blank=True, help_text="When the reporter was told otherwise.", null=True
                            ),
                        ),
                        (
                            "answer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="told", to="inquiries.answer"
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
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="campaigns.client"
                            ),
                        ),
                        (
                            "inquiry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="told", to="inquiries.inquiry"
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="told",
                                to="inquiries.question",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="told",
                                to="campaigns.statement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "told",
                        "ordering": ["-at", "-pk"],
                        "indexes": [
                            models.Index(fields=["-at", "-id"], name="inquiries_told_newest"),
                            models.Index(fields=["client", "-at"], name="inquiries_told_client"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.search.SearchVector(
                                    core.folding.Fold("asked"),
                                    core.folding.Fold("text"),
                                    core.folding.Fold("to_name"),
                                    core.folding.Fold("to_outlet"),
                                    config="simple",
                                ),
                                name="inquiries_told_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="inquiries_told_says"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Topic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name"),
                                name="inquiries_topic_name",
                                violation_error_message="There is a topic of this name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="inquiries_topic_named"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InquiryEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("year", models.PositiveSmallIntegerField(editable=False)),
                        ("serial", models.PositiveIntegerField(editable=False)),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("mail", "E-mail"),
                                    ("form", "Newsroom form"),
                                    ("forwarded", "Forwarded"),
                                    ("api", "API"),
                                    ("phone", "Phone"),
                                    ("person", "In person"),
                                ],
                                max_length=9,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("new", "New"),
                                    ("working", "Answering"),
                                    ("answered", "Answered"),
                                    ("declined", "Declined"),
                                    ("closed", "Closed"),
                                ],
                                default="new",
                                max_length=8,
                            ),
                        ),
                        ("subject", models.CharField(max_length=200)),
                        ("words", models.TextField(blank=True, verbose_name="in their words")),
                        (
                            "background",
                            models.TextField(blank=True, help_text="What the story is about, as far as we know."),
                        ),
                        (
                            "urgency",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "Can wait"), (1, "Normal"), (2, "Urgent")], default=1
                            ),
                        ),
                        ("reporter_name", models.CharField(blank=True, max_length=200)),
                        ("reporter_outlet", models.CharField(blank=True, max_length=200)),
                        ("reporter_email", models.EmailField(blank=True, max_length=254)),
                        ("reporter_phone", models.CharField(blank=True, max_length=60)),
                        (
                            "prefers",
                            models.CharField(blank=True, max_length=120, verbose_name="prefers to be reached by"),
                        ),
                        ("received_at", models.DateTimeField()),
                        ("acknowledge_by", models.DateTimeField(help_text="By the team's policy; office hours count.")),
                        ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                        ("acknowledged_how", models.CharField(blank=True, max_length=120)),
                        ("deadline", models.DateTimeField(blank=True, null=True)),
                        ("zone", models.CharField(blank=True, max_length=60, verbose_name="their time zone")),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, help_text="When it was answered, declined or closed.", null=True
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Not known yet"),
                                    ("published", "Published with our answer"),
                                    ("without", "Published without it"),
                                    ("not_published", "Not published"),
                                    ("background", "Background only"),
                                ],
                                default="",
                                max_length=13,
                            ),
                        ),
                        ("outcome_note", models.TextField(blank=True)),
                        ("key", models.CharField(blank=True, editable=False, max_length=200, null=True)),
                        (
                            "acknowledged_by",
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
                            "created_by",
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
                                to="inquiries.inquiry",
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
                            "thread",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="mail.thread",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inquiries.topic",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Duty",
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
                            "note",
                            models.TextField(
                                blank=True,
                                help_text="What the next one should know.",
                                max_length=4000,
                                verbose_name="hand-over",
                            ),
                        ),
                        (
                            "begun_at",
                            models.DateTimeField(
                                blank=True, help_text="When they were told that it is their turn.", null=True
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="duties",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "duties",
                        "ordering": ["starts_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="inquiries_duty_ends",
                                violation_error_message="A duty ends after it begins.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (
                                        inquiries.models.duty.Period(
                                            "starts_at",
                                            "ends_at",
                                            django.contrib.postgres.fields.ranges.RangeBoundary(),
                                        ),
                                        "&&",
                                    )
                                ],
                                name="inquiries_duty_one_at_a_time",
                                violation_error_message="Somebody is on duty in that time already.",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="answer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inquiries_answerevent" ("approved_fingerprint", "created_at", "given_at", "given_by_id", "given_how", "id", "inquiry_id", "kind", "mailbox_id", "message_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "state", "text") VALUES (NEW."approved_fingerprint", NEW."created_at", NEW."given_at", NEW."given_by_id", NEW."given_how", NEW."id", NEW."inquiry_id", NEW."kind", NEW."mailbox_id", NEW."message_id", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revision", NEW."state", NEW."text"); RETURN NULL;',
                            hash="5ff7d1d21fd5cb0be95cce959340d1469f22719b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cd18b",
                            table="inquiries_answer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="answer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."approved_fingerprint" IS DISTINCT FROM (NEW."approved_fingerprint") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."given_at" IS DISTINCT FROM (NEW."given_at") OR OLD."given_by_id" IS DISTINCT FROM (NEW."given_by_id") OR OLD."given_how" IS DISTINCT FROM (NEW."given_how") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."inquiry_id" IS DISTINCT FROM (NEW."inquiry_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."mailbox_id" IS DISTINCT FROM (NEW."mailbox_id") OR OLD."message_id" IS DISTINCT FROM (NEW."message_id") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                            func='INSERT INTO "inquiries_answerevent" ("approved_fingerprint", "created_at", "given_at", "given_by_id", "given_how", "id", "inquiry_id", "kind", "mailbox_id", "message_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "state", "text") VALUES (NEW."approved_fingerprint", NEW."created_at", NEW."given_at", NEW."given_by_id", NEW."given_how", NEW."id", NEW."inquiry_id", NEW."kind", NEW."mailbox_id", NEW."message_id", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revision", NEW."state", NEW."text"); RETURN NULL;',
                            hash="5c0e4e212b5ebe543628011d49d10a0755c3d651",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dba73",
                            table="inquiries_answer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="answer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inquiries_answerevent" ("approved_fingerprint", "created_at", "given_at", "given_by_id", "given_how", "id", "inquiry_id", "kind", "mailbox_id", "message_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "state", "text") VALUES (OLD."approved_fingerprint", OLD."created_at", OLD."given_at", OLD."given_by_id", OLD."given_how", OLD."id", OLD."inquiry_id", OLD."kind", OLD."mailbox_id", OLD."message_id", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."revision", OLD."state", OLD."text"); RETURN NULL;',
                            hash="26221a71a101cf674e5fb025e0a4e409ece346c2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_32bfb",
                            table="inquiries_answer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intakekey",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inquiries_intakekeyevent" ("client_id", "created_at", "created_by_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at") VALUES (NEW."client_id", NEW."created_at", NEW."created_by_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revoked_at"); RETURN NULL;',
                            hash="6e4c48dc70a148424f39b9cee70ebb0a57071dad",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_93d80",
                            table="inquiries_intakekey",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intakekey",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at"))',
                            func='INSERT INTO "inquiries_intakekeyevent" ("client_id", "created_at", "created_by_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at") VALUES (NEW."client_id", NEW."created_at", NEW."created_by_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revoked_at"); RETURN NULL;',
                            hash="42b85d8b746f80e0b7cdea3f8f9233e7e9dd14ad",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_976e3",
                            table="inquiries_intakekey",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intakekey",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inquiries_intakekeyevent" ("client_id", "created_at", "created_by_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at") VALUES (OLD."client_id", OLD."created_at", OLD."created_by_id", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."revoked_at"); RETURN NULL;',
                            hash="62de6306a8ace000409f5e084f7f7f9a2aa949a0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8d598",
                            table="inquiries_intakekey",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="question",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inquiries_questionevent" ("answer", "answered_by_id", "created_at", "id", "inquiry_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "state", "statement_id", "text") VALUES (NEW."answer", NEW."answered_by_id", NEW."created_at", NEW."id", NEW."inquiry_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."revision", NEW."state", NEW."statement_id", NEW."text"); RETURN NULL;',
                            hash="6ebc74f5317ff7d7760f044cf4aec22cabfd1de8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b56c2",
                            table="inquiries_question",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="question",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answered_by_id" IS DISTINCT FROM (NEW."answered_by_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."inquiry_id" IS DISTINCT FROM (NEW."inquiry_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."statement_id" IS DISTINCT FROM (NEW."statement_id") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                            func='INSERT INTO "inquiries_questionevent" ("answer", "answered_by_id", "created_at", "id", "inquiry_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "state", "statement_id", "text") VALUES (NEW."answer", NEW."answered_by_id", NEW."created_at", NEW."id", NEW."inquiry_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."revision", NEW."state", NEW."statement_id", NEW."text"); RETURN NULL;',
                            hash="5ad0a7a5b22d14abc75e48c0b1014d1622ab2353",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_07331",
                            table="inquiries_question",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="question",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inquiries_questionevent" ("answer", "answered_by_id", "created_at", "id", "inquiry_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "state", "statement_id", "text") VALUES (OLD."answer", OLD."answered_by_id", OLD."created_at", OLD."id", OLD."inquiry_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."revision", OLD."state", OLD."statement_id", OLD."text"); RETURN NULL;',
                            hash="0673c5da19d2310d419f946d481ad575d90c9947",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_37aac",
                            table="inquiries_question",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inquiries_factevent" ("added_by_id", "confirmed_at", "confirmed_by", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "source", "text", "url") VALUES (NEW."added_by_id", NEW."confirmed_at", NEW."confirmed_by", NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question_id", NEW."source", NEW."text", NEW."url"); RETURN NULL;',
                            hash="255845800532e64f16c3fd96a3572016023eed16",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2f98a",
                            table="inquiries_fact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."confirmed_by" IS DISTINCT FROM (NEW."confirmed_by") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."question_id" IS DISTINCT FROM (NEW."question_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."url" IS DISTINCT FROM (NEW."url"))',
                            func='INSERT INTO "inquiries_factevent" ("added_by_id", "confirmed_at", "confirmed_by", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "source", "text", "url") VALUES (NEW."added_by_id", NEW."confirmed_at", NEW."confirmed_by", NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question_id", NEW."source", NEW."text", NEW."url"); RETURN NULL;',
                            hash="3ba0f0d6f04a107d70c78cf55591fdcd9b43a571",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bf1de",
                            table="inquiries_fact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inquiries_factevent" ("added_by_id", "confirmed_at", "confirmed_by", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "source", "text", "url") VALUES (OLD."added_by_id", OLD."confirmed_at", OLD."confirmed_by", OLD."created_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."question_id", OLD."source", OLD."text", OLD."url"); RETURN NULL;',
                            hash="b387db26a5b6cef0410c5969b14b562ec4cddd22",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3a0db",
                            table="inquiries_fact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inquiry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="learn_words",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(NEW.search_text); ELSIF NEW.search_text IS DISTINCT FROM OLD.search_text THEN PERFORM mr_learn(NEW.search_text); END IF; RETURN NULL;",
                            hash="906fa8b7bf4d6ddb166595be5e1f68cafbc8007b",
                            operation='INSERT OR UPDATE OF "search_text"',
                            pgid="pgtrigger_learn_words_b1b89",
                            table="inquiries_inquiry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inquiry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inquiries_inquiryevent" ("acknowledge_by", "acknowledged_at", "acknowledged_by_id", "acknowledged_how", "answered_at", "background", "campaign_id", "channel", "client_id", "created_at", "created_by_id", "deadline", "ended_at", "id", "journalist_id", "key", "outcome", "outcome_note", "outlet_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefers", "received_at", "reporter_email", "reporter_name", "reporter_outlet", "reporter_phone", "serial", "spokesperson_id", "state", "subject", "thread_id", "topic_id", "urgency", "words", "year", "zone") VALUES (NEW."acknowledge_by", NEW."acknowledged_at", NEW."acknowledged_by_id", NEW."acknowledged_how", NEW."answered_at", NEW."background", NEW."campaign_id", NEW."channel", NEW."client_id", NEW."created_at", NEW."created_by_id", NEW."deadline", NEW."ended_at", NEW."id", NEW."journalist_id", NEW."key", NEW."outcome", NEW."outcome_note", NEW."outlet_id", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prefers", NEW."received_at", NEW."reporter_email", NEW."reporter_name", NEW."reporter_outlet", NEW."reporter_phone", NEW."serial", NEW."spokesperson_id", NEW."state", NEW."subject", NEW."thread_id", NEW."topic_id", NEW."urgency", NEW."words", NEW."year", NEW."zone"); RETURN NULL;',
                            hash="283ced6214ed13a65d27a23f1ecfd22463388bd1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3b23b",
                            table="inquiries_inquiry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inquiry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."acknowledge_by" IS DISTINCT FROM (NEW."acknowledge_by") OR OLD."acknowledged_at" IS DISTINCT FROM (NEW."acknowledged_at") OR OLD."acknowledged_by_id" IS DISTINCT FROM (NEW."acknowledged_by_id") OR OLD."acknowledged_how" IS DISTINCT FROM (NEW."acknowledged_how") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."background" IS DISTINCT FROM (NEW."background") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."deadline" IS DISTINCT FROM (NEW."deadline") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."journalist_id" IS DISTINCT FROM (NEW."journalist_id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."outcome_note" IS DISTINCT FROM (NEW."outcome_note") OR OLD."outlet_id" IS DISTINCT FROM (NEW."outlet_id") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."prefers" IS DISTINCT FROM (NEW."prefers") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."reporter_email" IS DISTINCT FROM (NEW."reporter_email") OR OLD."reporter_name" IS DISTINCT FROM (NEW."reporter_name") OR OLD."reporter_outlet" IS DISTINCT FROM (NEW."reporter_outlet") OR OLD."reporter_phone" IS DISTINCT FROM (NEW."reporter_phone") OR OLD."serial" IS DISTINCT FROM (NEW."serial") OR OLD."spokesperson_id" IS DISTINCT FROM (NEW."spokesperson_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."thread_id" IS DISTINCT FROM (NEW."thread_id") OR OLD."topic_id" IS DISTINCT FROM (NEW."topic_id") OR OLD."urgency" IS DISTINCT FROM (NEW."urgency") OR OLD."words" IS DISTINCT FROM (NEW."words") OR OLD."year" IS DISTINCT FROM (NEW."year") OR OLD."zone" IS DISTINCT FROM (NEW."zone"))',
                            func='INSERT INTO "inquiries_inquiryevent" ("acknowledge_by", "acknowledged_at", "acknowledged_by_id", "acknowledged_how", "answered_at", "background", "campaign_id", "channel", "client_id", "created_at", "created_by_id", "deadline", "ended_at", "id", "journalist_id", "key", "outcome", "outcome_note", "outlet_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefers", "received_at", "reporter_email", "reporter_name", "reporter_outlet", "reporter_phone", "serial", "spokesperson_id", "state", "subject", "thread_id", "topic_id", "urgency", "words", "year", "zone") VALUES (NEW."acknowledge_by", NEW."acknowledged_at", NEW."acknowledged_by_id", NEW."acknowledged_how", NEW."answered_at", NEW."background", NEW."campaign_id", NEW."channel", NEW."client_id", NEW."created_at", NEW."created_by_id", NEW."deadline", NEW."ended_at", NEW."id", NEW."journalist_id", NEW."key", NEW."outcome", NEW."outcome_note", NEW."outlet_id", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prefers", NEW."received_at", NEW."reporter_email", NEW."reporter_name", NEW."reporter_outlet", NEW."reporter_phone", NEW."serial", NEW."spokesperson_id", NEW."state", NEW."subject", NEW."thread_id", NEW."topic_id", NEW."urgency", NEW."words", NEW."year", NEW."zone"); RETURN NULL;',
                            hash="393094b1636a448d6b4f5c6c4f79b010b0c02d27",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7cd7a",
                            table="inquiries_inquiry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inquiry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inquiries_inquiryevent" ("acknowledge_by", "acknowledged_at", "acknowledged_by_id", "acknowledged_how", "answered_at", "background", "campaign_id", "channel", "client_id", "created_at", "created_by_id", "deadline", "ended_at", "id", "journalist_id", "key", "outcome", "outcome_note", "outlet_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefers", "received_at", "reporter_email", "reporter_name", "reporter_outlet", "reporter_phone", "serial", "spokesperson_id", "state", "subject", "thread_id", "topic_id", "urgency", "words", "year", "zone") VALUES (OLD."acknowledge_by", OLD."acknowledged_at", OLD."acknowledged_by_id", OLD."acknowledged_how", OLD."answered_at", OLD."background", OLD."campaign_id", OLD."channel", OLD."client_id", OLD."created_at", OLD."created_by_id", OLD."deadline", OLD."ended_at", OLD."id", OLD."journalist_id", OLD."key", OLD."outcome", OLD."outcome_note", OLD."outlet_id", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prefers", OLD."received_at", OLD."reporter_email", OLD."reporter_name", OLD."reporter_outlet", OLD."reporter_phone", OLD."serial", OLD."spokesperson_id", OLD."state", OLD."subject", OLD."thread_id", OLD."topic_id", OLD."urgency", OLD."words", OLD."year", OLD."zone"); RETURN NULL;',
                            hash="a037dd53a3ba2c8a29fadc58552c55f84a3a8bac",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6f4f4",
                            table="inquiries_inquiry",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
