import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import core.fields
import core.tokens
import mail.models.suppression


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mailbox",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("name", models.CharField(max_length=120, verbose_name="sender name")),
                ("address", models.EmailField(max_length=254, verbose_name="address")),
                ("signature", models.TextField(blank=True, max_length=2000)),
                ("is_active", models.BooleanField(default=True)),
                ("smtp_host", models.CharField(max_length=255, verbose_name="outgoing server")),
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
                        choices=[("tls", "TLS"), ("starttls", "STARTTLS"), ("none", "None (only on this machine)")],
                        default="starttls",
                        max_length=8,
                    ),
                ),
                ("smtp_username", models.CharField(blank=True, max_length=254)),
                ("smtp_password", core.fields.EncryptedTextField(blank=True)),
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
                        choices=[("tls", "TLS"), ("starttls", "STARTTLS"), ("none", "None (only on this machine)")],
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
                ("poll_failures", models.PositiveSmallIntegerField(default=0, editable=False, help_text="In a row.")),
                ("next_poll_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "hourly_limit",
                    models.PositiveIntegerField(default=60, validators=[django.core.validators.MinValueValidator(1)]),
                ),
                (
                    "daily_limit",
                    models.PositiveIntegerField(default=500, validators=[django.core.validators.MinValueValidator(1)]),
                ),
                (
                    "domain_hourly_limit",
                    models.PositiveIntegerField(
                        default=30,
                        help_text="To one recipient domain.",
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                ("paused_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("pause_reason", models.TextField(blank=True, editable=False)),
                (
                    "failures",
                    models.PositiveIntegerField(
                        default=0, editable=False, help_text="How often in a row the server could not be worked with."
                    ),
                ),
                (
                    "retry_at",
                    models.DateTimeField(blank=True, editable=False, help_text="Nothing is tried before.", null=True),
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
                ],
            },
        ),
        migrations.CreateModel(
            name="OutgoingMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("purpose", models.CharField(max_length=40)),
                ("to_address", models.EmailField(max_length=254)),
                ("to_name", models.CharField(blank=True, max_length=200)),
                ("to_domain", models.CharField(max_length=255)),
                ("subject", models.CharField(max_length=300)),
                ("message_id", models.CharField(max_length=255, unique=True)),
                (
                    "reply_token",
                    models.CharField(default=core.tokens.new_token, editable=False, max_length=32, unique=True),
                ),
                ("raw", models.BinaryField()),
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
                    models.TextField(blank=True, help_text="The server's words, or ours, about the last attempt."),
                ),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, help_text="When somebody left a failure as it is.", null=True),
                ),
                ("bounced_at", models.DateTimeField(blank=True, null=True)),
                ("bounce_reason", models.TextField(blank=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
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
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="later",
                        to="mail.outgoingmessage",
                    ),
                ),
                (
                    "mailbox",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="outgoing", to="mail.mailbox"
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
                    models.Index(django.db.models.functions.text.Lower("to_address"), name="mail_outgoing_to_address"),
                    models.Index(
                        condition=models.Q(("settled_at", None), ("state__in", ["unconfirmed", "failed"])),
                        fields=["mailbox"],
                        name="mail_outgoing_trouble",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["queued", "claimed", "handed_off", "sent", "unconfirmed", "failed", "cancelled"],
                            )
                        ),
                        name="mail_outgoing_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sent"), _negated=True), ("accepted_at__isnull", False), _connector="OR"
                        ),
                        name="mail_outgoing_sent_accepted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("accepted_at", None), ("handed_off_at__isnull", False), _connector="OR"),
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("window_end", None), ("window_start", None)),
                            models.Q(("window_end__lte", 24), ("window_start__lt", models.F("window_end"))),
                            _connector="OR",
                        ),
                        name="mail_outgoing_window",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncomingMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("digest", models.CharField(help_text="SHA-256 of the raw message.", max_length=64, unique=True)),
                ("raw", models.BinaryField()),
                ("received_at", models.DateTimeField()),
                ("message_id", models.CharField(blank=True, max_length=998)),
                ("from_address", models.CharField(blank=True, max_length=254)),
                ("from_name", models.CharField(blank=True, max_length=200)),
                ("subject", models.CharField(blank=True, max_length=998)),
                ("text", models.TextField(blank=True, help_text="The visible part, without quotes and signature.")),
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
                ("returns_on", models.DateField(blank=True, help_text="From an out-of-office message.", null=True)),
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
                ],
            },
        ),
        migrations.CreateModel(
            name="Suppression",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("digest", models.CharField(max_length=64, unique=True)),
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
                            ("team", "Entered by the team"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["-created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("scope__in", ["address", "domain"])), name="mail_suppression_scope"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["unsubscribe", "bounce", "complaint", "team"])),
                        name="mail_suppression_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SuppressionKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.CharField(default=mail.models.suppression.new_key, editable=False, max_length=64)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="mail_suppressionkey_single")
                ],
            },
        ),
    ]
