import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.folding
import core.migrating
import core.tokens


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("pitches", "0002_embargo_told"),
        ("pitches", "0003_kit"),
        ("pitches", "0004_attribution"),
        ("pitches", "0005_search"),
        ("pitches", "0006_words"),
        ("pitches", "0007_what_waits"),
        ("pitches", "0008_audit_trail"),
    ]

    dependencies = [
        ("campaigns", "0001_initial"),
        ("contacts", "0001_initial"),
        ("core", "0002_jobs_and_words"),
        ("coverage", "0001_initial"),
        ("mail", "0001_initial"),
        ("mediakits", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.migrating.Together(
            operations=[
                migrations.CreateModel(
                    name="Attribution",
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
                            "state",
                            models.CharField(
                                choices=[("proposed", "Proposed"), ("confirmed", "Confirmed"), ("refused", "Refused")],
                                default="proposed",
                                max_length=9,
                            ),
                        ),
                        (
                            "why",
                            models.CharField(blank=True, help_text="One sentence: what speaks for it.", max_length=300),
                        ),
                        ("at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attributions",
                                to="coverage.clip",
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attributions",
                                to="pitches.recipient",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "indexes": [
                            models.Index(fields=["recipient", "state"], name="pitches_attribution_of"),
                            models.Index(
                                condition=models.Q(("state", "proposed")),
                                fields=["-created_at"],
                                name="pitches_attribution_waiting",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["proposed", "confirmed", "refused"])),
                                name="pitches_attribution_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("at", None), ("state", "proposed")),
                                    models.Q(models.Q(("state", "proposed"), _negated=True), ("at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="pitches_attribution_decided_when",
                            ),
                            models.UniqueConstraint(
                                fields=("clip", "recipient"),
                                name="pitches_attribution_once",
                                violation_error_message="It was said before whether this clip came of this pitch.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "confirmed")),
                                fields=("clip",),
                                name="pitches_attribution_one_origin",
                                violation_error_message="This clip is known to come of another pitch.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pitch",
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
                            "title",
                            models.CharField(
                                help_text="For the team, for example: Trade and energy press.", max_length=120
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "In review"),
                                    ("changes", "Changes requested"),
                                    ("approved", "Approved"),
                                    ("scheduled", "Scheduled"),
                                    ("sending", "Sending"),
                                    ("sent", "Sent"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField(blank=True, null=True)),
                        ("subject", models.CharField(blank=True, max_length=200)),
                        ("body", models.TextField(blank=True, help_text="Sanitised HTML with merge fields.")),
                        (
                            "lede",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="one sentence under the headline"
                            ),
                        ),
                        (
                            "story",
                            models.TextField(
                                blank=True, help_text="What the pitch page tells beyond the message; sanitised HTML."
                            ),
                        ),
                        ("follow_up_on", models.BooleanField(default=True, verbose_name="one follow-up")),
                        ("follow_up", models.TextField(blank=True, help_text="Sanitised HTML with merge fields.")),
                        ("follow_up_after", models.PositiveSmallIntegerField(default=3, verbose_name="business days")),
                        (
                            "not_before",
                            models.DateTimeField(blank=True, null=True, verbose_name="first message not before"),
                        ),
                        ("window_start", models.PositiveSmallIntegerField(default=5)),
                        ("window_end", models.PositiveSmallIntegerField(default=12)),
                        ("weekdays_only", models.BooleanField(default=True)),
                        ("scheduled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "starts_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="The end of the cancel window; nothing is enqueued before.",
                                null=True,
                            ),
                        ),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "embargo_told",
                            models.DateTimeField(
                                blank=True, help_text="The embargo when the messages were written.", null=True
                            ),
                        ),
                        ("approved_fingerprint", models.CharField(blank=True, max_length=64)),
                        (
                            "search_text",
                            models.GeneratedField(
                                db_persist=True,
                                expression=core.folding.Fold(
                                    django.db.models.functions.text.Concat(
                                        "title", models.Value(" "), "subject", output_field=models.TextField()
                                    )
                                ),
                                output_field=models.TextField(),
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pitches",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "kit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pitches",
                                to="mediakits.kit",
                                verbose_name="media kit",
                            ),
                        ),
                        (
                            "mailbox",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pitches",
                                to="mail.mailbox",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pitches",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "saved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "scheduled_by",
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
                        "verbose_name_plural": "pitches",
                        "ordering": ["-updated_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["-updated_at", "-id"], name="pitches_pitch_newest"),
                            models.Index(
                                condition=models.Q(("state__in", ["scheduled", "sending"])),
                                fields=["starts_at"],
                                name="pitches_pitch_starting",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ["draft", "changes", "approved"])),
                                fields=["state", "owner", "-updated_at"],
                                name="pitches_pitch_open",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                                name="pitches_pitch_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "draft",
                                            "in_review",
                                            "changes",
                                            "approved",
                                            "scheduled",
                                            "sending",
                                            "sent",
                                            "cancelled",
                                        ],
                                    )
                                ),
                                name="pitches_pitch_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["scheduled", "sending", "sent"]), _negated=True),
                                    models.Q(
                                        ("mailbox__isnull", False),
                                        ("scheduled_by__isnull", False),
                                        ("starts_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="pitches_pitch_scheduled_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("window_end__lte", 24), ("window_start__lt", models.F("window_end"))
                                ),
                                name="pitches_pitch_window",
                                violation_error_message="The sending window must begin before it ends.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("follow_up_after__gte", 1)), name="pitches_pitch_follow_up_after"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PitchEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "title",
                            models.CharField(
                                help_text="For the team, for example: Trade and energy press.", max_length=120
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "In review"),
                                    ("changes", "Changes requested"),
                                    ("approved", "Approved"),
                                    ("scheduled", "Scheduled"),
                                    ("sending", "Sending"),
                                    ("sent", "Sent"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("saved_at", models.DateTimeField(blank=True, null=True)),
                        ("subject", models.CharField(blank=True, max_length=200)),
                        ("body", models.TextField(blank=True, help_text="Sanitised HTML with merge fields.")),
                        (
                            "lede",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="one sentence under the headline"
                            ),
                        ),
                        (
                            "story",
                            models.TextField(
                                blank=True, help_text="What the pitch page tells beyond the message; sanitised HTML."
                            ),
                        ),
                        ("follow_up_on", models.BooleanField(default=True, verbose_name="one follow-up")),
                        ("follow_up", models.TextField(blank=True, help_text="Sanitised HTML with merge fields.")),
                        ("follow_up_after", models.PositiveSmallIntegerField(default=3, verbose_name="business days")),
                        (
                            "not_before",
                            models.DateTimeField(blank=True, null=True, verbose_name="first message not before"),
                        ),
                        ("window_start", models.PositiveSmallIntegerField(default=5)),
                        ("window_end", models.PositiveSmallIntegerField(default=12)),
                        ("weekdays_only", models.BooleanField(default=True)),
                        ("scheduled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "starts_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="The end of the cancel window; nothing is enqueued before.",
                                null=True,
                            ),
                        ),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "embargo_told",
                            models.DateTimeField(
                                blank=True, help_text="The embargo when the messages were written.", null=True
                            ),
                        ),
                        ("approved_fingerprint", models.CharField(blank=True, max_length=64)),
                        (
                            "campaign",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "kit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="mediakits.kit",
                                verbose_name="media kit",
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
                                to="pitches.pitch",
                            ),
                        ),
                        (
                            "saved_by",
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
                            "scheduled_by",
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
                    name="Recipient",
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
                            "reason",
                            models.CharField(
                                blank=True,
                                help_text="The article or stated preference that makes this relevant.",
                                max_length=500,
                            ),
                        ),
                        ("personal_line", models.CharField(blank=True, max_length=500)),
                        (
                            "override",
                            models.CharField(
                                blank=True,
                                help_text="Why they are asked in spite of the cool-off or the outlet's cap.",
                                max_length=300,
                            ),
                        ),
                        ("left_out_at", models.DateTimeField(blank=True, null=True)),
                        ("left_out_why", models.CharField(blank=True, max_length=300)),
                        (
                            "token",
                            models.CharField(default=core.tokens.new_token, editable=False, max_length=32, unique=True),
                        ),
                        ("token_revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("link_expires_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "sent_at",
                            models.DateTimeField(
                                blank=True, help_text="When the server accepted the pitch.", null=True
                            ),
                        ),
                        ("follow_up_due_on", models.DateField(blank=True, null=True)),
                        ("follow_up_stopped_at", models.DateTimeField(blank=True, null=True)),
                        ("follow_up_stopped_why", models.CharField(blank=True, max_length=120)),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, help_text="First answer by page or e-mail.", null=True),
                        ),
                        ("answer", models.CharField(blank=True, help_text="The latest answer's kind.", max_length=10)),
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
                            "follow_up_message",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed_up",
                                to="mail.outgoingmessage",
                            ),
                        ),
                        (
                            "journalist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recipients",
                                to="contacts.journalist",
                            ),
                        ),
                        (
                            "message",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pitched",
                                to="mail.outgoingmessage",
                            ),
                        ),
                        (
                            "pitch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recipients",
                                to="pitches.pitch",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("answered_at", None),
                                    ("follow_up_due_on__isnull", False),
                                    ("follow_up_message", None),
                                    ("follow_up_stopped_at", None),
                                ),
                                fields=["follow_up_due_on", "pitch"],
                                name="pitches_recipient_due",
                            ),
                            models.Index(fields=["journalist", "-sent_at"], name="pitches_recipient_cool_off"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("pitch", "journalist"),
                                name="pitches_recipient_once",
                                violation_error_message="This journalist is in the pitch already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("follow_up_message", None), ("message__isnull", False), _connector="OR"
                                ),
                                name="pitches_recipient_follow_up_needs_pitch",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_out_at", None),
                                    models.Q(("left_out_why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="pitches_recipient_left_out_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answer__in", ["", "interested", "interview", "more", "later", "no", "reply"])
                                ),
                                name="pitches_recipient_answer",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AttributionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("proposed", "Proposed"), ("confirmed", "Confirmed"), ("refused", "Refused")],
                                default="proposed",
                                max_length=9,
                            ),
                        ),
                        (
                            "why",
                            models.CharField(blank=True, help_text="One sentence: what speaks for it.", max_length=300),
                        ),
                        ("at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
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
                            "clip",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="coverage.clip",
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
                                to="pitches.attribution",
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="pitches.recipient",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Response",
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
                                    ("interested", "Interested"),
                                    ("interview", "Wants an interview"),
                                    ("more", "Wants more"),
                                    ("later", "Later"),
                                    ("no", "Not for me"),
                                    ("reply", "Replied"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("text", models.TextField(blank=True, max_length=4000)),
                        ("later_on", models.DateField(blank=True, null=True)),
                        (
                            "handled_at",
                            models.DateTimeField(
                                blank=True, help_text="When somebody on the team took care of it.", null=True
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "incoming",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="response",
                                to="mail.incomingmessage",
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="responses",
                                to="pitches.recipient",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at", "-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("handled_at", None)),
                                fields=["created_at"],
                                name="pitches_response_waiting",
                            ),
                            models.Index(fields=["handled_by", "-handled_at"], name="pitches_response_handled"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["interested", "interview", "more", "later", "no", "reply"])
                                ),
                                name="pitches_response_kind",
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pitch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="learn_words",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(NEW.search_text); ELSIF NEW.search_text IS DISTINCT FROM OLD.search_text THEN PERFORM mr_learn(NEW.search_text); END IF; RETURN NULL;",
                            hash="ae1c6dbd7e98d42ee8925eb801021e72d970a4c2",
                            operation='INSERT OR UPDATE OF "search_text"',
                            pgid="pgtrigger_learn_words_68a2d",
                            table="pitches_pitch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pitch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pitches_pitchevent" ("approved_fingerprint", "body", "campaign_id", "created_at", "embargo_told", "follow_up", "follow_up_after", "follow_up_on", "id", "kit_id", "lede", "mailbox_id", "not_before", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_by_id", "scheduled_at", "scheduled_by_id", "sent_at", "starts_at", "state", "story", "subject", "title", "weekdays_only", "window_end", "window_start") VALUES (NEW."approved_fingerprint", NEW."body", NEW."campaign_id", NEW."created_at", NEW."embargo_told", NEW."follow_up", NEW."follow_up_after", NEW."follow_up_on", NEW."id", NEW."kit_id", NEW."lede", NEW."mailbox_id", NEW."not_before", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."saved_at", NEW."saved_by_id", NEW."scheduled_at", NEW."scheduled_by_id", NEW."sent_at", NEW."starts_at", NEW."state", NEW."story", NEW."subject", NEW."title", NEW."weekdays_only", NEW."window_end", NEW."window_start"); RETURN NULL;',
                            hash="aa1222552f60cf6d5be5f20a016130779d570c2a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cb2c6",
                            table="pitches_pitch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pitch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."approved_fingerprint" IS DISTINCT FROM (NEW."approved_fingerprint") OR OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."embargo_told" IS DISTINCT FROM (NEW."embargo_told") OR OLD."follow_up" IS DISTINCT FROM (NEW."follow_up") OR OLD."follow_up_after" IS DISTINCT FROM (NEW."follow_up_after") OR OLD."follow_up_on" IS DISTINCT FROM (NEW."follow_up_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kit_id" IS DISTINCT FROM (NEW."kit_id") OR OLD."lede" IS DISTINCT FROM (NEW."lede") OR OLD."mailbox_id" IS DISTINCT FROM (NEW."mailbox_id") OR OLD."not_before" IS DISTINCT FROM (NEW."not_before") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."saved_at" IS DISTINCT FROM (NEW."saved_at") OR OLD."saved_by_id" IS DISTINCT FROM (NEW."saved_by_id") OR OLD."scheduled_at" IS DISTINCT FROM (NEW."scheduled_at") OR OLD."scheduled_by_id" IS DISTINCT FROM (NEW."scheduled_by_id") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."story" IS DISTINCT FROM (NEW."story") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."weekdays_only" IS DISTINCT FROM (NEW."weekdays_only") OR OLD."window_end" IS DISTINCT FROM (NEW."window_end") OR OLD."window_start" IS DISTINCT FROM (NEW."window_start"))',
                            func='INSERT INTO "pitches_pitchevent" ("approved_fingerprint", "body", "campaign_id", "created_at", "embargo_told", "follow_up", "follow_up_after", "follow_up_on", "id", "kit_id", "lede", "mailbox_id", "not_before", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_by_id", "scheduled_at", "scheduled_by_id", "sent_at", "starts_at", "state", "story", "subject", "title", "weekdays_only", "window_end", "window_start") VALUES (NEW."approved_fingerprint", NEW."body", NEW."campaign_id", NEW."created_at", NEW."embargo_told", NEW."follow_up", NEW."follow_up_after", NEW."follow_up_on", NEW."id", NEW."kit_id", NEW."lede", NEW."mailbox_id", NEW."not_before", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."saved_at", NEW."saved_by_id", NEW."scheduled_at", NEW."scheduled_by_id", NEW."sent_at", NEW."starts_at", NEW."state", NEW."story", NEW."subject", NEW."title", NEW."weekdays_only", NEW."window_end", NEW."window_start"); RETURN NULL;',
                            hash="94b69f2c8b257031cf00148d67e11f6dbc7b2a76",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_79772",
                            table="pitches_pitch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pitch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pitches_pitchevent" ("approved_fingerprint", "body", "campaign_id", "created_at", "embargo_told", "follow_up", "follow_up_after", "follow_up_on", "id", "kit_id", "lede", "mailbox_id", "not_before", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_by_id", "scheduled_at", "scheduled_by_id", "sent_at", "starts_at", "state", "story", "subject", "title", "weekdays_only", "window_end", "window_start") VALUES (OLD."approved_fingerprint", OLD."body", OLD."campaign_id", OLD."created_at", OLD."embargo_told", OLD."follow_up", OLD."follow_up_after", OLD."follow_up_on", OLD."id", OLD."kit_id", OLD."lede", OLD."mailbox_id", OLD."not_before", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."saved_at", OLD."saved_by_id", OLD."scheduled_at", OLD."scheduled_by_id", OLD."sent_at", OLD."starts_at", OLD."state", OLD."story", OLD."subject", OLD."title", OLD."weekdays_only", OLD."window_end", OLD."window_start"); RETURN NULL;',
                            hash="19d64fb1079b84bfe8ea94fab5f58ceb6e404887",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d8d0d",
                            table="pitches_pitch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attribution",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pitches_attributionevent" ("at", "by_id", "clip_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient_id", "state", "why") VALUES (NEW."at", NEW."by_id", NEW."clip_id", NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recipient_id", NEW."state", NEW."why"); RETURN NULL;',
                            hash="40ef9beb68f4cd9215432a9c2c060e04262f7b6c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dd41d",
                            table="pitches_attribution",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attribution",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."clip_id" IS DISTINCT FROM (NEW."clip_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."recipient_id" IS DISTINCT FROM (NEW."recipient_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."why" IS DISTINCT FROM (NEW."why"))',
                            func='INSERT INTO "pitches_attributionevent" ("at", "by_id", "clip_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient_id", "state", "why") VALUES (NEW."at", NEW."by_id", NEW."clip_id", NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recipient_id", NEW."state", NEW."why"); RETURN NULL;',
                            hash="08849be584888970dd39d87ae3b8c91deab9cdd0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_af626",
                            table="pitches_attribution",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attribution",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pitches_attributionevent" ("at", "by_id", "clip_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient_id", "state", "why") VALUES (OLD."at", OLD."by_id", OLD."clip_id", OLD."created_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recipient_id", OLD."state", OLD."why"); RETURN NULL;',
                            hash="2bc71a810e50d37235fee7fead3eb904d09cf992",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9520c",
                            table="pitches_attribution",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
