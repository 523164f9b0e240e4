from decimal import Decimal

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.fields
import core.folding
import core.migrating
import core.tokens
import mail.models.suppression


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("mail", "0002_fewer_indexes"),
        ("mail", "0003_suggestions"),
        ("mail", "0004_tracking"),
        ("mail", "0005_pace"),
        ("mail", "0006_services"),
        ("mail", "0007_sending_domains"),
        ("mail", "0008_threads"),
        ("mail", "0009_read_for"),
        ("mail", "0010_what_waits"),
        ("mail", "0011_audit_trail"),
    ]

    dependencies = [
        ("core", "0002_jobs_and_words"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.migrating.Together(
            operations=[
                migrations.CreateModel(
                    name="SendingDomainEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("domain", models.CharField(max_length=253)),
                        ("selector", models.CharField(blank=True, max_length=63)),
                        ("is_active", models.BooleanField(default=False)),
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
                                to="mail.sendingdomain",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ServiceEvent",
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
                            "digest",
                            models.CharField(
                                help_text="SHA-256 of what tells the event from all others.", max_length=64
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("delivered", "Delivered"),
                                    ("deferred", "Delayed"),
                                    ("bounced", "Came back"),
                                    ("rejected", "Not sent by the service"),
                                    ("complained", "Called spam"),
                                    ("unsubscribed", "Unsubscribed"),
                                    ("opened", "Opened"),
                                    ("clicked", "Clicked"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("occurred_at", models.DateTimeField()),
                        ("recipient", models.CharField(blank=True, max_length=254)),
                        ("service_id", models.CharField(blank=True, max_length=255)),
                        (
                            "reply_token",
                            models.CharField(blank=True, help_text="Ours, which the service gave back.", max_length=40),
                        ),
                        ("permanent", models.BooleanField(default=False)),
                        ("reason", models.TextField(blank=True)),
                        ("raw", models.JSONField(blank=True, default=dict)),
                        ("processed_at", models.DateTimeField(blank=True, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("error", models.TextField(blank=True)),
                        (
                            "mailbox",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="service_events",
                                to="mail.mailbox",
                            ),
                        ),
                        (
                            "matched",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="service_events",
                                to="mail.outgoingmessage",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-occurred_at", "-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("processed_at", None)),
                                fields=["created_at"],
                                name="mail_serviceevent_unprocessed",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("mailbox", "digest"), name="mail_serviceevent_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "delivered",
                                            "deferred",
                                            "bounced",
                                            "rejected",
                                            "complained",
                                            "unsubscribed",
                                            "opened",
                                            "clicked",
                                            "other",
                                        ],
                                    )
                                ),
                                name="mail_serviceevent_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("permanent", False), ("kind", "bounced"), _connector="OR"),
                                name="mail_serviceevent_permanent_bounce",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Suppression",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("digest", models.CharField(max_length=64)),
                        (
                            "scope",
                            models.CharField(
                                choices=[("address", "Address"), ("domain", "Domain")], default="address", max_length=8
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("unsubscribe", "Unsubscribed"),
                                    ("bounce", "Permanent bounce"),
                                    ("complaint", "Complaint"),
                                    ("team", "Entered by hand"),
                                    ("import", "Imported"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("since", models.DateTimeField(default=django.utils.timezone.now)),
                        ("note", models.CharField(blank=True, max_length=300)),
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
                    ],
                    options={
                        "ordering": ["-since", "-pk"],
                        "indexes": [
                            models.Index(fields=["-since", "-id"], name="mail_suppression_newest"),
                            models.Index(fields=["source", "-since", "-id"], name="mail_suppression_by_source"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("digest", "source"), name="mail_suppression_once_a_source"),
                            models.CheckConstraint(
                                condition=models.Q(("scope__in", ["address", "domain"])), name="mail_suppression_scope"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("source__in", ["unsubscribe", "bounce", "complaint", "team", "import"])
                                ),
                                name="mail_suppression_source",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SuppressionImport",
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
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("rows", models.PositiveIntegerField(default=0)),
                        ("bad_rows", models.PositiveIntegerField(default=0)),
                        ("problems", models.JSONField(default=list)),
                        ("pending", models.BinaryField(default=bytes)),
                        ("position", models.PositiveIntegerField(default=0)),
                        ("added", models.PositiveIntegerField(default=0)),
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
                            "job",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="core.job",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("added__lte", models.F("position")), ("position__lte", models.F("rows"))
                                ),
                                name="mail_suppressionimport_progress",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SuppressionKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "value",
                            models.CharField(default=mail.models.suppression.new_key, editable=False, max_length=64),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("pk", 1)), name="mail_suppressionkey_single")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Thread",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("address", models.CharField(blank=True, max_length=254)),
                        ("name", models.CharField(blank=True, max_length=200)),
                        ("subject", models.CharField(blank=True, max_length=300)),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("done", "Done")], default="open", max_length=4
                            ),
                        ),
                        ("snoozed_until", models.DateTimeField(blank=True, null=True)),
                        ("waiting_since", models.DateTimeField(blank=True, null=True)),
                        ("last_message_at", models.DateTimeField()),
                        ("last_incoming_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "is_ours",
                            models.BooleanField(
                                default=False,
                                help_text="Holds something we sent or an answer to it, so that managers may see it.",
                            ),
                        ),
                        ("has_files", models.BooleanField(default=False)),
                        (
                            "search_text",
                            models.TextField(
                                blank=True, editable=False, help_text="Subject and correspondent, folded."
                            ),
                        ),
                        (
                            "assignee",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="threads",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "mailbox",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="threads",
                                to="mail.mailbox",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-last_message_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["-last_message_at", "-id"], name="mail_thread_newest"),
                            models.Index(fields=["address"], name="mail_thread_address"),
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["assignee", "-last_message_at"],
                                name="mail_thread_open",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("state", "open"),
                                    models.Q(
                                        ("waiting_since__isnull", False),
                                        ("snoozed_until__isnull", False),
                                        _connector="OR",
                                    ),
                                ),
                                fields=["assignee", "waiting_since"],
                                name="mail_thread_waiting",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                                name="mail_thread_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "done"])), name="mail_thread_state"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "done"), _negated=True),
                                    models.Q(("snoozed_until", None), ("waiting_since", None)),
                                    _connector="OR",
                                ),
                                name="mail_thread_done_rests",
                                violation_error_message="What is done neither waits nor is put off.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("waiting_since", None), ("last_incoming_at__isnull", False), _connector="OR"
                                ),
                                name="mail_thread_waits_for_a_letter",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_incoming_at", None),
                                    ("last_message_at__gte", models.F("last_incoming_at")),
                                    _connector="OR",
                                ),
                                name="mail_thread_last_message",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ThreadNote",
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
                            "thread",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="mail.thread"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["created_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["note", "step"])), name="mail_threadnote_kind"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="mail_threadnote_says_something",
                                violation_error_message="A note says something.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrackedLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[("link", "Link"), ("pixel", "Picture")], default="link", max_length=5
                            ),
                        ),
                        ("url", models.TextField(blank=True)),
                        ("people", models.PositiveIntegerField(default=0)),
                        ("machines", models.PositiveIntegerField(default=0)),
                        (
                            "message",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tracked_links",
                                to="mail.outgoingmessage",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["message", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("message", "number"), name="mail_trackedlink_number"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "link"), ("url__regex", "^https?://")),
                                    models.Q(("kind", "pixel"), ("url", "")),
                                    _connector="OR",
                                ),
                                name="mail_trackedlink_url",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("machine", models.BooleanField(default=False)),
                        (
                            "why",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("head", "Asked for the head only"),
                                    ("agent", "Said that it is a program"),
                                    ("prefetch", "Fetched in advance"),
                                    ("undelivered", "Came before the message was delivered"),
                                    ("too_soon", "Came within seconds of the delivery"),
                                    ("burst", "Followed several links at once"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "link",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="visits",
                                to="mail.trackedlink",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "indexes": [models.Index(fields=["at"], name="mail_visit_oldest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("machine", False), ("why", "")),
                                    models.Q(
                                        ("machine", True),
                                        ("why__in", ["head", "agent", "prefetch", "undelivered", "too_soon", "burst"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="mail_visit_machine_why",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lifting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("digest", models.CharField(db_index=True, max_length=64)),
                        (
                            "scope",
                            models.CharField(choices=[("address", "Address"), ("domain", "Domain")], max_length=8),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("unsubscribe", "Unsubscribed"),
                                    ("bounce", "Permanent bounce"),
                                    ("complaint", "Complaint"),
                                    ("team", "Entered by hand"),
                                    ("import", "Imported"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("since", models.DateTimeField()),
                        ("reason", models.CharField(max_length=300)),
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
                    ],
                    options={
                        "ordering": ["-created_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="mail_lifting_reason",
                                violation_error_message="Say why the entry is lifted.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mailbox",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name", models.CharField(max_length=120, verbose_name="sender name")),
                        ("address", models.EmailField(max_length=254, verbose_name="address")),
                        ("signature", models.TextField(blank=True, max_length=2000)),
                        ("is_active", models.BooleanField(default=True)),
                        ("smtp_host", models.CharField(blank=True, max_length=255, verbose_name="outgoing server")),
                        (
                            "smtp_port",
                            models.PositiveIntegerField(
                                default=587,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(65535),
                                ],
                            ),
                        ),
                        (
                            "smtp_security",
                            models.CharField(
                                choices=[
                                    ("tls", "TLS"),
                                    ("starttls", "STARTTLS"),
                                    ("none", "None (only on this machine)"),
                                ],
                                default="starttls",
                                max_length=8,
                            ),
                        ),
                        ("smtp_username", models.CharField(blank=True, max_length=254)),
                        ("smtp_password", core.fields.EncryptedTextField(blank=True)),
                        (
                            "service",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("brevo", "Brevo"),
                                    ("mailgun", "Mailgun"),
                                    ("mailjet", "Mailjet"),
                                    ("postmark", "Postmark"),
                                    ("sendgrid", "SendGrid"),
                                    ("sparkpost", "SparkPost"),
                                ],
                                max_length=12,
                                verbose_name="mail service",
                            ),
                        ),
                        (
                            "service_key",
                            core.fields.EncryptedTextField(blank=True, verbose_name="key of the mail service"),
                        ),
                        ("service_secret", core.fields.EncryptedTextField(blank=True, verbose_name="second key")),
                        ("service_domain", models.CharField(blank=True, max_length=255, verbose_name="sending domain")),
                        (
                            "service_region",
                            models.CharField(
                                blank=True,
                                choices=[("", "Worldwide, or United States"), ("eu", "European Union")],
                                default="",
                                max_length=2,
                                verbose_name="region",
                            ),
                        ),
                        (
                            "service_signing_key",
                            core.fields.EncryptedTextField(blank=True, verbose_name="key of the signatures"),
                        ),
                        (
                            "hook_token",
                            models.CharField(blank=True, editable=False, max_length=32, null=True, unique=True),
                        ),
                        ("hook_password", core.fields.EncryptedTextField(blank=True, editable=False)),
                        ("events_heard_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("inbound_heard_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("imap_host", models.CharField(blank=True, max_length=255, verbose_name="incoming server")),
                        (
                            "imap_port",
                            models.PositiveIntegerField(
                                default=993,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(65535),
                                ],
                            ),
                        ),
                        (
                            "imap_security",
                            models.CharField(
                                choices=[
                                    ("tls", "TLS"),
                                    ("starttls", "STARTTLS"),
                                    ("none", "None (only on this machine)"),
                                ],
                                default="tls",
                                max_length=8,
                            ),
                        ),
                        ("imap_username", models.CharField(blank=True, max_length=254)),
                        ("imap_password", core.fields.EncryptedTextField(blank=True)),
                        ("imap_folder", models.CharField(default="INBOX", max_length=120)),
                        ("imap_uid_validity", models.BigIntegerField(blank=True, editable=False, null=True)),
                        ("imap_last_uid", models.BigIntegerField(default=0, editable=False)),
                        (
                            "polled_at",
                            models.DateTimeField(
                                blank=True, editable=False, help_text="When it was last read to the end.", null=True
                            ),
                        ),
                        ("poll_error", models.TextField(blank=True, editable=False)),
                        (
                            "poll_failures",
                            models.PositiveSmallIntegerField(default=0, editable=False, help_text="In a row."),
                        ),
                        ("next_poll_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "imap_since",
                            models.DateField(
                                blank=True,
                                editable=False,
                                help_text="What arrived before is not read, whatever its number.",
                                null=True,
                            ),
                        ),
                        (
                            "imap_stuck_uid",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="The message at which reading failed last.",
                                null=True,
                            ),
                        ),
                        (
                            "imap_stuck_times",
                            models.PositiveSmallIntegerField(default=0, editable=False, help_text="In a row."),
                        ),
                        ("sent_copy", models.BooleanField(default=False)),
                        ("sent_folder", models.CharField(blank=True, max_length=120)),
                        (
                            "sent_folder_found",
                            models.CharField(
                                blank=True, editable=False, help_text="Where the last copy went.", max_length=255
                            ),
                        ),
                        ("sent_copy_error", models.TextField(blank=True, editable=False)),
                        (
                            "sent_copy_failures",
                            models.PositiveSmallIntegerField(default=0, editable=False, help_text="In a row."),
                        ),
                        ("sent_copy_retry_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "second_limit",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(1000),
                                ],
                            ),
                        ),
                        (
                            "hourly_limit",
                            models.PositiveIntegerField(
                                default=60, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        (
                            "daily_limit",
                            models.PositiveIntegerField(
                                default=500, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        (
                            "domain_hourly_limit",
                            models.PositiveIntegerField(
                                default=30,
                                help_text="To one recipient domain.",
                                validators=[django.core.validators.MinValueValidator(1)],
                            ),
                        ),
                        ("warm_up", models.BooleanField(default=True)),
                        (
                            "warm_up_start",
                            models.PositiveIntegerField(
                                default=20, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        (
                            "warm_up_growth",
                            models.DecimalField(
                                decimal_places=1,
                                default=Decimal("1.5"),
                                max_digits=3,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("1.1")),
                                    django.core.validators.MaxValueValidator(Decimal("10")),
                                ],
                            ),
                        ),
                        ("paused_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("pause_reason", models.TextField(blank=True, editable=False)),
                        (
                            "failures",
                            models.PositiveIntegerField(
                                default=0,
                                editable=False,
                                help_text="How often in a row the server could not be worked with.",
                            ),
                        ),
                        (
                            "retry_at",
                            models.DateTimeField(
                                blank=True, editable=False, help_text="Nothing is tried before.", null=True
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mailboxes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "mailboxes",
                        "ordering": ["name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("address"),
                                name="mail_mailbox_address",
                                violation_error_message="There is a mailbox with this address.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("smtp_security__in", ["tls", "starttls", "none"])),
                                name="mail_mailbox_smtp_security",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("service", ""),
                                    (
                                        "service__in",
                                        ["brevo", "mailgun", "mailjet", "postmark", "sendgrid", "sparkpost"],
                                    ),
                                    _connector="OR",
                                ),
                                name="mail_mailbox_service",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("service_region__in", ["", "eu"])),
                                name="mail_mailbox_service_region",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("service", ""), _negated=True),
                                    models.Q(("smtp_host", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="mail_mailbox_server_has_host",
                                violation_error_message="A mailbox that sends through a mail server needs the server's name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("service", ""),
                                    models.Q(
                                        models.Q(("service_key", ""), _negated=True),
                                        ("hook_token__isnull", False),
                                        models.Q(("hook_password", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="mail_mailbox_service_has_key",
                                violation_error_message="A mailbox that sends through a mail service needs the service's key.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("service", "mailjet"), _negated=True),
                                    models.Q(("service_secret", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="mail_mailbox_service_has_both_keys",
                                violation_error_message="Mailjet needs two keys: the API key and the secret key.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("imap_security__in", ["tls", "starttls", "none"])),
                                name="mail_mailbox_imap_security",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("paused_at", None), models.Q(("pause_reason", ""), _negated=True), _connector="OR"
                                ),
                                name="mail_mailbox_pause_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("daily_limit__gte", 1), ("domain_hourly_limit__gte", 1), ("hourly_limit__gte", 1)
                                ),
                                name="mail_mailbox_limits",
                                violation_error_message="A limit must be at least 1; to stop a mailbox, pause it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("second_limit", None), ("second_limit__range", (1, 1000)), _connector="OR"
                                ),
                                name="mail_mailbox_second_limit",
                                violation_error_message="Between 1 and 1000 a second, or empty: as fast as the server takes them.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("warm_up_growth__gt", 1), ("warm_up_start__gte", 1)),
                                name="mail_mailbox_warm_up",
                                violation_error_message="Warming up begins with 1 message or more and grows by a factor above 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_copy", False), models.Q(("imap_host", ""), _negated=True), _connector="OR"
                                ),
                                name="mail_mailbox_sent_copy_needs_imap",
                                violation_error_message="Copies go to a folder of the incoming server; there is none.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IncomingMessage",
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
                            "digest",
                            models.CharField(help_text="SHA-256 of the raw message.", max_length=64, unique=True),
                        ),
                        ("raw", models.BinaryField()),
                        ("received_at", models.DateTimeField()),
                        ("message_id", models.CharField(blank=True, max_length=998)),
                        ("from_address", models.CharField(blank=True, max_length=254)),
                        ("from_name", models.CharField(blank=True, max_length=200)),
                        ("subject", models.CharField(blank=True, max_length=998)),
                        (
                            "text",
                            models.TextField(blank=True, help_text="The visible part, without quotes and signature."),
                        ),
                        ("full_text", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("reply", "Reply"),
                                    ("bounce", "Bounce"),
                                    ("auto_reply", "Automatic reply"),
                                    ("unsubscribe", "Unsubscribe request"),
                                    ("complaint", "Complaint"),
                                    ("delivered", "Delivery receipt"),
                                    ("inquiry", "Inquiry"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("permanent", models.BooleanField(blank=True, null=True)),
                        (
                            "addresses",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=254),
                                blank=True,
                                default=list,
                                help_text="Whom a bounce or complaint is about.",
                                size=None,
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
                        (
                            "returns_on",
                            models.DateField(blank=True, help_text="From an out-of-office message.", null=True),
                        ),
                        (
                            "asks_to_stop",
                            models.BooleanField(default=False, help_text="It seems to ask not to be written to again."),
                        ),
                        ("has_left", models.BooleanField(default=False, help_text="It says that somebody has left.")),
                        (
                            "left_for_address",
                            models.CharField(blank=True, help_text="Where to write instead.", max_length=254),
                        ),
                        (
                            "left_for_name",
                            models.CharField(
                                blank=True, help_text="Whose it is; empty: the writer's own.", max_length=120
                            ),
                        ),
                        (
                            "settled_suggestions",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="Those that somebody followed or dismissed.",
                                size=None,
                            ),
                        ),
                        (
                            "read_for",
                            models.CharField(
                                blank=True,
                                editable=False,
                                help_text="What it was read for, where it is no correspondence.",
                                max_length=40,
                            ),
                        ),
                        (
                            "contents",
                            models.JSONField(
                                blank=True, editable=False, help_text="See `mail.attachments.contents_of`.", null=True
                            ),
                        ),
                        ("processed_at", models.DateTimeField(blank=True, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("error", models.TextField(blank=True)),
                        (
                            "copy_of",
                            models.ForeignKey(
                                blank=True,
                                help_text="The same letter that had come by another way; only the first one is acted on.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="copies",
                                to="mail.incomingmessage",
                            ),
                        ),
                        (
                            "mailbox",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incoming",
                                to="mail.mailbox",
                            ),
                        ),
                        (
                            "matched",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="answers",
                                to="mail.outgoingmessage",
                            ),
                        ),
                        (
                            "thread",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="incoming",
                                to="mail.thread",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-received_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["-received_at", "-id"], name="mail_incoming_newest"),
                            models.Index(
                                condition=models.Q(("processed_at", None)),
                                fields=["created_at"],
                                name="mail_incoming_unprocessed",
                            ),
                            models.Index(
                                condition=models.Q(("message_id", ""), _negated=True),
                                fields=["message_id"],
                                name="mail_incoming_message_id",
                            ),
                            models.Index(
                                condition=models.Q(("thread__isnull", False)),
                                fields=["thread", "-received_at"],
                                name="mail_incoming_thread",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("copy_of", None),
                                    ("kind__in", ["reply", "inquiry", "other", "unsubscribe"]),
                                    ("processed_at__isnull", False),
                                    ("thread", None),
                                ),
                                fields=["received_at"],
                                name="mail_incoming_unthreaded",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    core.folding.Fold("full_text"), name="gin_trgm_ops"
                                ),
                                name="mail_incoming_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "",
                                            "reply",
                                            "bounce",
                                            "auto_reply",
                                            "unsubscribe",
                                            "complaint",
                                            "delivered",
                                            "inquiry",
                                            "other",
                                        ],
                                    )
                                ),
                                name="mail_incoming_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("processed_at", None),
                                    models.Q(("kind", ""), _negated=True),
                                    models.Q(("error", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="mail_incoming_processed_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("has_left", True),
                                    models.Q(("left_for_address", ""), ("left_for_name", "")),
                                    _connector="OR",
                                ),
                                name="mail_incoming_left_for",
                                violation_error_message="Only who has left leaves an address.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MailboxEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("name", models.CharField(max_length=120, verbose_name="sender name")),
                        ("address", models.EmailField(max_length=254, verbose_name="address")),
                        ("signature", models.TextField(blank=True, max_length=2000)),
                        ("is_active", models.BooleanField(default=True)),
                        ("smtp_host", models.CharField(blank=True, max_length=255, verbose_name="outgoing server")),
                        (
                            "smtp_port",
                            models.PositiveIntegerField(
                                default=587,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(65535),
                                ],
                            ),
                        ),
                        (
                            "smtp_security",
                            models.CharField(
                                choices=[
                                    ("tls", "TLS"),
                                    ("starttls", "STARTTLS"),
                                    ("none", "None (only on this machine)"),
                                ],
                                default="starttls",
                                max_length=8,
                            ),
                        ),
                        ("smtp_username", models.CharField(blank=True, max_length=254)),
                        (
                            "service",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("brevo", "Brevo"),
                                    ("mailgun", "Mailgun"),
                                    ("mailjet", "Mailjet"),
                                    ("postmark", "Postmark"),
                                    ("sendgrid", "SendGrid"),
                                    ("sparkpost", "SparkPost"),
                                ],
                                max_length=12,
                                verbose_name="mail service",
                            ),
                        ),
                        ("service_domain", models.CharField(blank=True, max_length=255, verbose_name="sending domain")),
                        (
                            "service_region",
                            models.CharField(
                                blank=True,
                                choices=[("", "Worldwide, or United States"), ("eu", "European Union")],
                                default="",
                                max_length=2,
                                verbose_name="region",
                            ),
                        ),
                        ("imap_host", models.CharField(blank=True, max_length=255, verbose_name="incoming server")),
                        (
                            "imap_port",
                            models.PositiveIntegerField(
                                default=993,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(65535),
                                ],
                            ),
                        ),
                        (
                            "imap_security",
                            models.CharField(
                                choices=[
                                    ("tls", "TLS"),
                                    ("starttls", "STARTTLS"),
                                    ("none", "None (only on this machine)"),
                                ],
                                default="tls",
                                max_length=8,
                            ),
                        ),
                        ("imap_username", models.CharField(blank=True, max_length=254)),
                        ("imap_folder", models.CharField(default="INBOX", max_length=120)),
                        ("sent_copy", models.BooleanField(default=False)),
                        ("sent_folder", models.CharField(blank=True, max_length=120)),
                        (
                            "second_limit",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(1000),
                                ],
                            ),
                        ),
                        (
                            "hourly_limit",
                            models.PositiveIntegerField(
                                default=60, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        (
                            "daily_limit",
                            models.PositiveIntegerField(
                                default=500, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        (
                            "domain_hourly_limit",
                            models.PositiveIntegerField(
                                default=30,
                                help_text="To one recipient domain.",
                                validators=[django.core.validators.MinValueValidator(1)],
                            ),
                        ),
                        ("warm_up", models.BooleanField(default=True)),
                        (
                            "warm_up_start",
                            models.PositiveIntegerField(
                                default=20, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        (
                            "warm_up_growth",
                            models.DecimalField(
                                decimal_places=1,
                                default=Decimal("1.5"),
                                max_digits=3,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("1.1")),
                                    django.core.validators.MaxValueValidator(Decimal("10")),
                                ],
                            ),
                        ),
                        ("paused_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("pause_reason", models.TextField(blank=True, editable=False)),
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
                                to="mail.mailbox",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OutgoingMessage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("purpose", models.CharField(max_length=40)),
                        ("to_address", models.EmailField(max_length=254)),
                        ("to_name", models.CharField(blank=True, max_length=200)),
                        ("to_domain", models.CharField(max_length=255)),
                        ("subject", models.CharField(max_length=300)),
                        ("message_id", models.CharField(max_length=255)),
                        ("reply_token", models.CharField(default=core.tokens.new_token, editable=False, max_length=32)),
                        ("raw", models.BinaryField()),
                        (
                            "written",
                            models.TextField(
                                blank=True,
                                help_text="HTML: what a person typed, without signature and quote. Empty unless it is an answer.",
                            ),
                        ),
                        (
                            "once",
                            models.UUIDField(
                                blank=True, help_text="The form it came from; sent twice, it counts once.", null=True
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "Waiting"),
                                    ("claimed", "About to be sent"),
                                    ("handed_off", "Being sent"),
                                    ("sent", "Sent"),
                                    ("unconfirmed", "Unconfirmed"),
                                    ("failed", "Failed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="queued",
                                max_length=12,
                            ),
                        ),
                        ("due_at", models.DateTimeField()),
                        ("lapses_at", models.DateTimeField(blank=True, null=True)),
                        ("window_zone", models.CharField(blank=True, max_length=60)),
                        ("window_start", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("window_end", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("weekdays_only", models.BooleanField(default=False)),
                        ("attempts", models.PositiveIntegerField(default=0)),
                        ("claim", models.UUIDField(blank=True, default=None, null=True)),
                        ("claimed_at", models.DateTimeField(blank=True, null=True)),
                        ("handed_off_at", models.DateTimeField(blank=True, null=True)),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "last_error",
                            models.TextField(
                                blank=True, help_text="The server's words, or ours, about the last attempt."
                            ),
                        ),
                        (
                            "settled_at",
                            models.DateTimeField(
                                blank=True, help_text="When somebody left a failure as it is.", null=True
                            ),
                        ),
                        (
                            "service_id",
                            models.CharField(
                                blank=True, help_text="What the mail service calls the message.", max_length=255
                            ),
                        ),
                        (
                            "delivered_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="When its recipient's server took it, as far as we were told.",
                                null=True,
                            ),
                        ),
                        ("bounced_at", models.DateTimeField(blank=True, null=True)),
                        ("bounce_reason", models.TextField(blank=True)),
                        (
                            "sent_copy_due_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="When it is to be copied to the Sent folder; empty when it is not, or has been.",
                                null=True,
                            ),
                        ),
                        (
                            "sent_copy_tried_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="Written before each attempt: one that was cut off is in doubt.",
                                null=True,
                            ),
                        ),
                        ("sent_copy_attempts", models.PositiveSmallIntegerField(default=0)),
                        (
                            "sent_copy_at",
                            models.DateTimeField(
                                blank=True, help_text="When it was seen in the Sent folder.", null=True
                            ),
                        ),
                        (
                            "answer_to",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="answered_by",
                                to="mail.incomingmessage",
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "in_reply_to",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="later",
                                to="mail.outgoingmessage",
                            ),
                        ),
                        (
                            "mailbox",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outgoing",
                                to="mail.mailbox",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "thread",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="outgoing",
                                to="mail.thread",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_at", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "queued")),
                                fields=["mailbox", "due_at", "id"],
                                name="mail_outgoing_due",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ["claimed", "handed_off"])),
                                fields=["mailbox"],
                                name="mail_outgoing_in_hand",
                            ),
                            models.Index(fields=["mailbox", "-handed_off_at"], name="mail_outgoing_spent"),
                            models.Index(
                                condition=models.Q(("in_reply_to__isnull", False)),
                                fields=["in_reply_to"],
                                name="mail_outgoing_thread",
                            ),
                            models.Index(
                                condition=models.Q(("confirmed_by__isnull", False)),
                                fields=["confirmed_by"],
                                name="mail_outgoing_confirmed",
                            ),
                            models.Index(
                                django.db.models.functions.text.Lower("to_address"), name="mail_outgoing_to_address"
                            ),
                            models.Index(
                                condition=models.Q(("thread__isnull", False)),
                                fields=["thread"],
                                name="mail_outgoing_conversation",
                            ),
                            models.Index(
                                condition=models.Q(("answer_to__isnull", False)),
                                fields=["answer_to"],
                                name="mail_outgoing_answer",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    core.folding.Fold("written"), name="gin_trgm_ops"
                                ),
                                condition=models.Q(("purpose", "answer")),
                                name="mail_outgoing_search",
                            ),
                            models.Index(
                                condition=models.Q(("settled_at", None), ("state__in", ["unconfirmed", "failed"])),
                                fields=["mailbox"],
                                name="mail_outgoing_trouble",
                            ),
                            models.Index(
                                condition=models.Q(("sent_copy_due_at__isnull", False)),
                                fields=["mailbox", "sent_copy_due_at", "id"],
                                name="mail_outgoing_copy_due",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("message_id",), name="mail_outgoing_message_id"),
                            models.UniqueConstraint(fields=("reply_token",), name="mail_outgoing_reply_token"),
                            models.UniqueConstraint(
                                condition=models.Q(("service_id", ""), _negated=True),
                                fields=("service_id", "mailbox"),
                                name="mail_outgoing_service_id_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "queued",
                                            "claimed",
                                            "handed_off",
                                            "sent",
                                            "unconfirmed",
                                            "failed",
                                            "cancelled",
                                        ],
                                    )
                                ),
                                name="mail_outgoing_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "sent"), _negated=True),
                                    ("accepted_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="mail_outgoing_sent_accepted",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("accepted_at", None), ("handed_off_at__isnull", False), _connector="OR"
                                ),
                                name="mail_outgoing_accepted_handed_off",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["handed_off", "unconfirmed"]), _negated=True),
                                    ("handed_off_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="mail_outgoing_in_doubt_handed_off",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["claimed", "handed_off"]), _negated=True),
                                    ("claim__isnull", False),
                                    _connector="OR",
                                ),
                                name="mail_outgoing_claimed_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["sent", "failed", "cancelled"]), _negated=True),
                                    ("ended_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="mail_outgoing_ended",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("settled_at", None), ("state", "failed"), _connector="OR"),
                                name="mail_outgoing_settled_failed",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("once__isnull", False)), fields=("once",), name="mail_outgoing_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("answer_to", None), ("purpose", "answer"), _connector="OR"),
                                name="mail_outgoing_answer_purpose",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("window_end", None), ("window_start", None)),
                                    models.Q(("window_end__lte", 24), ("window_start__lt", models.F("window_end"))),
                                    _connector="OR",
                                ),
                                name="mail_outgoing_window",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sent_copy_at", None), ("sent_copy_due_at", None)),
                                    ("state", "sent"),
                                    _connector="OR",
                                ),
                                name="mail_outgoing_copy_sent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sent_copy_at", None), ("sent_copy_due_at", None), _connector="OR"),
                                name="mail_outgoing_copy_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SendingDomain",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("domain", models.CharField(max_length=253)),
                        ("checked_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("findings", models.JSONField(blank=True, default=list, editable=False)),
                        ("selector", models.CharField(blank=True, max_length=63)),
                        ("private_key", core.fields.EncryptedTextField(blank=True)),
                        ("public_key", models.TextField(blank=True)),
                        ("verified_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("is_active", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ["domain"],
                        "constraints": [
                            models.UniqueConstraint(fields=("domain",), name="mail_sendingdomain_domain"),
                            models.CheckConstraint(
                                condition=models.Q(("domain", django.db.models.functions.text.Lower("domain"))),
                                name="mail_sendingdomain_lower",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("private_key", ""), ("public_key", ""), ("selector", "")),
                                    models.Q(
                                        ("selector__regex", "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"),
                                        models.Q(("private_key", ""), _negated=True),
                                        models.Q(("public_key", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="mail_sendingdomain_key_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_active", False),
                                    models.Q(models.Q(("selector", ""), _negated=True), ("verified_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="mail_sendingdomain_active_verified",
                                violation_error_message="Signing begins once the key is published.",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sendingdomain",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mail_sendingdomainevent" ("domain", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "selector") VALUES (NEW."domain", NEW."is_active", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."selector"); RETURN NULL;',
                            hash="f66038ff53e1d17660a9456cd55852338e09f487",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f3130",
                            table="mail_sendingdomain",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sendingdomain",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."domain" IS DISTINCT FROM (NEW."domain") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."selector" IS DISTINCT FROM (NEW."selector"))',
                            func='INSERT INTO "mail_sendingdomainevent" ("domain", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "selector") VALUES (NEW."domain", NEW."is_active", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."selector"); RETURN NULL;',
                            hash="9cee10f50cb3499a2b87c01f1c9537c81db3ca55",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3c1a2",
                            table="mail_sendingdomain",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sendingdomain",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mail_sendingdomainevent" ("domain", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "selector") VALUES (OLD."domain", OLD."is_active", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."selector"); RETURN NULL;',
                            hash="9c4613bf08b5ae7f10a1fc9b5f1a5d12039817e5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0feb0",
                            table="mail_sendingdomain",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="mailbox",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mail_mailboxevent" ("address", "daily_limit", "domain_hourly_limit", "hourly_limit", "imap_folder", "imap_host", "imap_port", "imap_security", "imap_username", "is_active", "name", "owner_id", "pause_reason", "paused_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_limit", "sent_copy", "sent_folder", "service", "service_domain", "service_region", "signature", "smtp_host", "smtp_port", "smtp_security", "smtp_username", "warm_up", "warm_up_growth", "warm_up_start") VALUES (NEW."address", NEW."daily_limit", NEW."domain_hourly_limit", NEW."hourly_limit", NEW."imap_folder", NEW."imap_host", NEW."imap_port", NEW."imap_security", NEW."imap_username", NEW."is_active", NEW."name", NEW."owner_id", NEW."pause_reason", NEW."paused_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."second_limit", NEW."sent_copy", NEW."sent_folder", NEW."service", NEW."service_domain", NEW."service_region", NEW."signature", NEW."smtp_host", NEW."smtp_port", NEW."smtp_security", NEW."smtp_username", NEW."warm_up", NEW."warm_up_growth", NEW."warm_up_start"); RETURN NULL;',
                            hash="77c8e156f8eb1eec82915800bccc461e0a922592",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_04c33",
                            table="mail_mailbox",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="mailbox",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."daily_limit" IS DISTINCT FROM (NEW."daily_limit") OR OLD."domain_hourly_limit" IS DISTINCT FROM (NEW."domain_hourly_limit") OR OLD."hourly_limit" IS DISTINCT FROM (NEW."hourly_limit") OR OLD."imap_folder" IS DISTINCT FROM (NEW."imap_folder") OR OLD."imap_host" IS DISTINCT FROM (NEW."imap_host") OR OLD."imap_port" IS DISTINCT FROM (NEW."imap_port") OR OLD."imap_security" IS DISTINCT FROM (NEW."imap_security") OR OLD."imap_username" IS DISTINCT FROM (NEW."imap_username") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."pause_reason" IS DISTINCT FROM (NEW."pause_reason") OR OLD."paused_at" IS DISTINCT FROM (NEW."paused_at") OR OLD."second_limit" IS DISTINCT FROM (NEW."second_limit") OR OLD."sent_copy" IS DISTINCT FROM (NEW."sent_copy") OR OLD."sent_folder" IS DISTINCT FROM (NEW."sent_folder") OR OLD."service" IS DISTINCT FROM (NEW."service") OR OLD."service_domain" IS DISTINCT FROM (NEW."service_domain") OR OLD."service_region" IS DISTINCT FROM (NEW."service_region") OR OLD."signature" IS DISTINCT FROM (NEW."signature") OR OLD."smtp_host" IS DISTINCT FROM (NEW."smtp_host") OR OLD."smtp_port" IS DISTINCT FROM (NEW."smtp_port") OR OLD."smtp_security" IS DISTINCT FROM (NEW."smtp_security") OR OLD."smtp_username" IS DISTINCT FROM (NEW."smtp_username") OR OLD."warm_up" IS DISTINCT FROM (NEW."warm_up") OR OLD."warm_up_growth" IS DISTINCT FROM (NEW."warm_up_growth") OR OLD."warm_up_start" IS DISTINCT FROM (NEW."warm_up_start"))',
                            func='INSERT INTO "mail_mailboxevent" ("address", "daily_limit", "domain_hourly_limit", "hourly_limit", "imap_folder", "imap_host", "imap_port", "imap_security", "imap_username", "is_active", "name", "owner_id", "pause_reason", "paused_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_limit", "sent_copy", "sent_folder", "service", "service_domain", "service_region", "signature", "smtp_host", "smtp_port", "smtp_security", "smtp_username", "warm_up", "warm_up_growth", "warm_up_start") VALUES (NEW."address", NEW."daily_limit", NEW."domain_hourly_limit", NEW."hourly_limit", NEW."imap_folder", NEW."imap_host", NEW."imap_port", NEW."imap_security", NEW."imap_username", NEW."is_active", NEW."name", NEW."owner_id", NEW."pause_reason", NEW."paused_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."second_limit", NEW."sent_copy", NEW."sent_folder", NEW."service", NEW."service_domain", NEW."service_region", NEW."signature", NEW."smtp_host", NEW."smtp_port", NEW."smtp_security", NEW."smtp_username", NEW."warm_up", NEW."warm_up_growth", NEW."warm_up_start"); RETURN NULL;',
                            hash="e8fb74e876945b93ca31ce76ae533dc7c0ff4cb0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_28e82",
                            table="mail_mailbox",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="mailbox",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mail_mailboxevent" ("address", "daily_limit", "domain_hourly_limit", "hourly_limit", "imap_folder", "imap_host", "imap_port", "imap_security", "imap_username", "is_active", "name", "owner_id", "pause_reason", "paused_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_limit", "sent_copy", "sent_folder", "service", "service_domain", "service_region", "signature", "smtp_host", "smtp_port", "smtp_security", "smtp_username", "warm_up", "warm_up_growth", "warm_up_start") VALUES (OLD."address", OLD."daily_limit", OLD."domain_hourly_limit", OLD."hourly_limit", OLD."imap_folder", OLD."imap_host", OLD."imap_port", OLD."imap_security", OLD."imap_username", OLD."is_active", OLD."name", OLD."owner_id", OLD."pause_reason", OLD."paused_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."second_limit", OLD."sent_copy", OLD."sent_folder", OLD."service", OLD."service_domain", OLD."service_region", OLD."signature", OLD."smtp_host", OLD."smtp_port", OLD."smtp_security", OLD."smtp_username", OLD."warm_up", OLD."warm_up_growth", OLD."warm_up_start"); RETURN NULL;',
                            hash="ddeff25268c202797081c09e3b4bf0af7d20c597",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9644c",
                            table="mail_mailbox",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
