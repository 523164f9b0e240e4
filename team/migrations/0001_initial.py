import datetime
import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.fields
import core.migrating
import core.pictures
import core.tokens
import team.models.hook
import team.models.invitation
import team.models.telling
import team.models.user
import team.models.webhook

# What the triggers call that `team.trail.wiring` puts on the tables of events.
MAKE_FUNCTION = """
CREATE OR REPLACE FUNCTION team_trail_of_events() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    about jsonb;
BEGIN
    -- an import brings history and trail as they were (takeout.unpacking)
    IF coalesce(current_setting('pgtrigger.ignore', true), '') <> '' THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'DELETE' THEN
        DELETE FROM team_trailline WHERE kind = TG_ARGV[0] AND event = OLD.pgh_id;
        RETURN NULL;
    END IF;
    IF NEW.pgh_label NOT IN ('insert', 'update', 'delete') THEN
        RETURN NULL;
    END IF;
    IF NEW.pgh_context_id IS NOT NULL THEN
        SELECT metadata INTO about FROM pghistory_context WHERE id = NEW.pgh_context_id;
    END IF;
    INSERT INTO team_trailline (at, what, kind, record, event, by_id, token_id, said) VALUES (
        NEW.pgh_created_at, NEW.pgh_label, TG_ARGV[0], NEW.pgh_obj_id, NEW.pgh_id,
        substring(about->>'user' FROM '^[0-9]{1,18}$')::bigint,
        substring(about->>'token' FROM '^[0-9]{1,18}$')::bigint, ''
    );
    RETURN NULL;
END;
$$;
"""


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("team", "0002_tracking_policy"),
        ("team", "0003_inquiry_policy"),
        ("team", "0004_answer_sign_off"),
        ("team", "0005_how_people_are_told"),
        ("team", "0006_api_tokens"),
        ("team", "0007_webhooks"),
        ("team", "0008_what_waits"),
        ("team", "0009_first_steps_and_demo"),
        ("team", "0010_audit_trail"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("core", "0001_search"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        core.migrating.Together(
            operations=[
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                        ("name", models.CharField(max_length=120)),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("specialist", "Specialist"),
                                    ("manager", "Manager"),
                                    ("admin", "Admin"),
                                    ("observer", "Observer"),
                                ],
                                default="specialist",
                                max_length=12,
                            ),
                        ),
                        ("job_title", models.CharField(blank=True, max_length=120)),
                        (
                            "phone",
                            models.CharField(
                                blank=True, help_text="Journalists see it on your pitch pages.", max_length=40
                            ),
                        ),
                        ("photo", models.ImageField(blank=True, upload_to=core.pictures.PicturePath("people"))),
                        ("time_zone", models.CharField(default=team.models.user.default_time_zone, max_length=60)),
                        ("is_active", models.BooleanField(default=True)),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("email"),
                                name="team_user_email",
                                violation_error_message="Somebody on the team has this e-mail address.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("email", ""), _negated=True), name="team_user_has_email"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["specialist", "manager", "admin", "observer"])),
                                name="team_user_role",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApiToken",
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
                            "name",
                            models.CharField(help_text="What uses it, for example: nightly export.", max_length=120),
                        ),
                        ("prefix", models.CharField(editable=False, max_length=12)),
                        ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                        (
                            "scopes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), size=None
                            ),
                        ),
                        ("expires_at", models.DateTimeField(blank=True, null=True)),
                        ("last_used_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="api_tokens",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="withdrawn by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "API token",
                        "ordering": ["-created_at", "-pk"],
                        "indexes": [models.Index(fields=["owner", "-created_at"], name="team_api_token_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="team_api_token_named",
                                violation_error_message="Name the token.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "scopes__contained_by",
                                        [
                                            "contacts:read",
                                            "contacts:write",
                                            "campaigns:read",
                                            "campaigns:write",
                                            "pitches:read",
                                            "pitches:write",
                                            "material:read",
                                            "coverage:read",
                                            "coverage:write",
                                            "inquiries:read",
                                            "events:read",
                                        ],
                                    ),
                                    ("scopes__len__gt", 0),
                                ),
                                name="team_api_token_scopes",
                                violation_error_message="Choose what the token is for.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("revoked_by", None), ("revoked_at__isnull", False), _connector="OR"
                                ),
                                name="team_api_token_withdrawn",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApiTokenEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "name",
                            models.CharField(help_text="What uses it, for example: nightly export.", max_length=120),
                        ),
                        ("prefix", models.CharField(editable=False, max_length=12)),
                        (
                            "scopes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), size=None
                            ),
                        ),
                        ("expires_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
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
                                to="team.apitoken",
                            ),
                        ),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="withdrawn by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Demo",
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
                                choices=[
                                    ("loaded", "Loaded"),
                                    ("clearing", "Removed; its files are being deleted"),
                                    ("removed", "Removed"),
                                ],
                                default="loaded",
                                max_length=8,
                            ),
                        ),
                        ("marks", models.JSONField(default=dict)),
                        ("policy", models.JSONField(default=dict)),
                        ("files", models.JSONField(blank=True, default=list)),
                        (
                            "password",
                            core.fields.EncryptedTextField(
                                blank=True, help_text="With which the demo's people sign in."
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "demo",
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("pk", 1)), name="team_demo_single"),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["loaded", "clearing", "removed"])),
                                name="team_demo_state",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FirstSteps",
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
                            "skipped",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                            ),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="first_steps",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "first steps",
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                        ("name", models.CharField(blank=True, max_length=120)),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("specialist", "Specialist"),
                                    ("manager", "Manager"),
                                    ("admin", "Admin"),
                                    ("observer", "Observer"),
                                ],
                                default="specialist",
                                max_length=12,
                            ),
                        ),
                        (
                            "token",
                            models.CharField(default=core.tokens.new_token, editable=False, max_length=32, unique=True),
                        ),
                        ("expires_at", models.DateTimeField(default=team.models.invitation.in_seven_days)),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "sent_at",
                            models.DateTimeField(
                                blank=True, help_text="When the mail server took it; empty: it is due.", null=True
                            ),
                        ),
                        (
                            "send_problem",
                            models.CharField(blank=True, help_text="What the mail server said last.", max_length=200),
                        ),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "accepted_by",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "invited_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("accepted_at", None), ("revoked_at", None), ("sent_at", None)),
                                fields=["created_at"],
                                name="team_invitation_due",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("email"),
                                condition=models.Q(("accepted_at", None), ("revoked_at", None)),
                                name="team_invitation_one_open",
                                violation_error_message="This address has an open invitation already. Send it again, or revoke it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvitationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                        ("name", models.CharField(blank=True, max_length=120)),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("specialist", "Specialist"),
                                    ("manager", "Manager"),
                                    ("admin", "Admin"),
                                    ("observer", "Observer"),
                                ],
                                default="specialist",
                                max_length=12,
                            ),
                        ),
                        ("expires_at", models.DateTimeField(default=team.models.invitation.in_seven_days)),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "accepted_by",
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
                            "invited_by",
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
                                to="team.invitation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="KeptAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=120)),
                        ("fingerprint", models.CharField(max_length=64)),
                        ("status", models.PositiveSmallIntegerField()),
                        ("headers", models.JSONField(default=dict)),
                        ("body", models.TextField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "token",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="kept_answers",
                                to="team.apitoken",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "indexes": [models.Index(fields=["created_at"], name="team_kept_answer_oldest")],
                        "constraints": [models.UniqueConstraint(fields=("token", "key"), name="team_kept_answer_once")],
                    },
                ),
                migrations.CreateModel(
                    name="NotificationHook",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name", models.CharField(max_length=80)),
                        ("url", core.fields.EncryptedTextField(verbose_name="address")),
                        ("secret", core.fields.EncryptedTextField(default=team.models.hook.new_secret)),
                        (
                            "format",
                            models.CharField(
                                choices=[
                                    ("slack", "Slack, or what understands the same"),
                                    ("teams", "Microsoft Teams (workflow)"),
                                    ("json", "Plain JSON"),
                                ],
                                default="slack",
                                max_length=6,
                            ),
                        ),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30), size=None
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True)),
                        ("failures", models.PositiveSmallIntegerField(default=0)),
                        ("rests_until", models.DateTimeField(blank=True, null=True)),
                        (
                            "off_because",
                            models.CharField(
                                blank=True, help_text="Why it was switched off by itself.", max_length=300
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
                    ],
                    options={
                        "verbose_name": "webhook",
                        "ordering": ["name", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("format__in", ["slack", "teams", "json"])), name="team_hook_format"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kinds__len__gte", 1)),
                                name="team_hook_kinds",
                                violation_error_message="Choose at least one kind.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("off_because", ""), ("is_active", False), _connector="OR"),
                                name="team_hook_off_is_not_active",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("url", ""), _negated=True), name="team_hook_has_url"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HookDelivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("event", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "once",
                            models.CharField(
                                blank=True, help_text="Lines about the same thing are delivered once.", max_length=80
                            ),
                        ),
                        ("kind", models.CharField(blank=True, max_length=30)),
                        ("text", models.CharField(max_length=600)),
                        ("url", models.CharField(blank=True, max_length=300)),
                        ("is_test", models.BooleanField(default=False)),
                        ("happened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "state",
                            models.CharField(
                                choices=[("waiting", "Waiting"), ("delivered", "Delivered"), ("failed", "Given up")],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("next_try_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("status", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "said",
                            models.CharField(
                                blank=True, help_text="What the server answered, or why it could not.", max_length=300
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "hook",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="team.notificationhook",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "hook deliveries",
                        "ordering": ["-pk"],
                        "indexes": [
                            models.Index(fields=["hook", "-id"], name="team_delivery_newest"),
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["next_try_at"],
                                name="team_delivery_due",
                            ),
                            models.Index(
                                condition=models.Q(("ended_at__isnull", False)),
                                fields=["ended_at"],
                                name="team_delivery_ended",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("hook", "event"), name="team_delivery_event"),
                            models.UniqueConstraint(
                                condition=models.Q(("once", ""), _negated=True),
                                fields=("hook", "once"),
                                name="team_delivery_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "delivered", "failed"])),
                                name="team_delivery_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("state", "waiting")),
                                    models.Q(
                                        models.Q(("state", "waiting"), _negated=True), ("ended_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="team_delivery_ended_when_over",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NotificationHookEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("name", models.CharField(max_length=80)),
                        (
                            "format",
                            models.CharField(
                                choices=[
                                    ("slack", "Slack, or what understands the same"),
                                    ("teams", "Microsoft Teams (workflow)"),
                                    ("json", "Plain JSON"),
                                ],
                                default="slack",
                                max_length=6,
                            ),
                        ),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30), size=None
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True)),
                        (
                            "off_because",
                            models.CharField(
                                blank=True, help_text="Why it was switched off by itself.", max_length=300
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
                                to="team.notificationhook",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NotificationLetter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("day", models.DateField(blank=True, null=True)),
                        ("due_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("handed_off_at", models.DateTimeField(blank=True, null=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("given_up_at", models.DateTimeField(blank=True, null=True)),
                        ("problem", models.CharField(blank=True, max_length=200)),
                        (
                            "user",
                            models.ForeignKey(
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
                                condition=models.Q(("given_up_at", None), ("handed_off_at", None)),
                                fields=["due_at"],
                                name="team_letter_due",
                            ),
                            models.Index(fields=["user", "-created_at"], name="team_letter_newest"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_at", None), ("handed_off_at__isnull", False), _connector="OR"
                                ),
                                name="team_letter_sent_was_handed_off",
                            ),
                            models.UniqueConstraint(
                                fields=("user", "day"),
                                name="team_letter_one_digest_a_day",
                                violation_error_message="There is a digest for that day already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notification",
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
                                blank=True, help_text="Empty: from before kinds were known.", max_length=30
                            ),
                        ),
                        ("text", models.CharField(max_length=300)),
                        ("url", models.CharField(blank=True, max_length=300)),
                        ("icon", models.CharField(default="bell", max_length=40)),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "mail",
                            models.CharField(
                                blank=True,
                                choices=[("", "No"), ("at_once", "At once"), ("digest", "In the digest")],
                                default="",
                                max_length=8,
                            ),
                        ),
                        ("told_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notifications",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="lines",
                                to="team.notificationletter",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at"],
                        "indexes": [
                            models.Index(fields=["user", "-created_at"], name="team_notification_newest"),
                            models.Index(
                                condition=models.Q(("read_at", None)), fields=["user"], name="team_notification_unread"
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("read_at", None), ("told_at", None), models.Q(("mail", ""), _negated=True)
                                ),
                                fields=["mail", "user"],
                                name="team_notification_to_mail",
                            ),
                            models.Index(fields=["created_at"], name="team_notification_oldest"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("mail__in", ["", "at_once", "digest"])),
                                name="team_notification_mail",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("letter", None), ("told_at__isnull", False), _connector="OR"),
                                name="team_notification_letter_is_told",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("object_id", models.PositiveBigIntegerField()),
                        ("version", models.PositiveIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        (
                            "context",
                            models.CharField(
                                blank=True,
                                help_text="Where it belongs, for example the campaign's name.",
                                max_length=200,
                            ),
                        ),
                        ("fingerprint", models.CharField(max_length=64)),
                        ("snapshot", models.JSONField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for review"),
                                    ("approved", "Approved"),
                                    ("changes", "Changes requested"),
                                    ("withdrawn", "Withdrawn"),
                                    ("void", "Void: edited after approval"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("submitted_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "batch",
                            models.CharField(
                                blank=True,
                                editable=False,
                                help_text="Names its campaign: what shares it is approved together.",
                                max_length=60,
                            ),
                        ),
                        (
                            "due_at",
                            models.DateTimeField(blank=True, help_text="When it is planned to go out.", null=True),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("voided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "author",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                editable=False,
                                help_text="Whose work it is, where somebody else submitted it: nobody approves their own.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "content_type",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, to="contenttypes.contenttype"
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="submissions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "voided_by",
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
                        "ordering": [models.OrderBy(models.F("due_at"), nulls_last=True), "submitted_at"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["due_at", "submitted_at"],
                                name="team_review_waiting",
                            ),
                            models.Index(fields=["content_type", "object_id", "-version"], name="team_review_subject"),
                            models.Index(
                                condition=models.Q(("state__in", ["waiting", "withdrawn"]), _negated=True),
                                fields=["-decided_at", "-id"],
                                name="team_review_newest",
                            ),
                            models.Index(fields=["decided_by", "-decided_at"], name="team_review_decider"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["waiting", "approved", "changes", "withdrawn", "void"])
                                ),
                                name="team_review_state",
                            ),
                            models.UniqueConstraint(
                                fields=("content_type", "object_id", "version"), name="team_review_version"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "waiting")),
                                fields=("content_type", "object_id"),
                                name="team_review_one_waiting",
                                violation_error_message="This is waiting for review already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["waiting", "withdrawn"]),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="team_review_decided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "void"), _negated=True),
                                    models.Q(("voided_at__isnull", False), ("voided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="team_review_voided",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewComment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("text", models.TextField(max_length=4000)),
                        (
                            "asks_for_changes",
                            models.BooleanField(default=False, help_text="This is why the submission was sent back."),
                        ),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="team.review"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["created_at"],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("title", models.CharField(max_length=200)),
                        ("version", models.PositiveIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for review"),
                                    ("approved", "Approved"),
                                    ("changes", "Changes requested"),
                                    ("withdrawn", "Withdrawn"),
                                    ("void", "Void: edited after approval"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        (
                            "decided_by",
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
                                to="team.review",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "voided_by",
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
                    name="TeamPolicy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("organisation", models.CharField(default="Our press office", max_length=120)),
                        (
                            "postal_address",
                            models.CharField(
                                blank=True,
                                help_text="Stands under every pitch. The law asks for it in many countries (CAN-SPAM).",
                                max_length=300,
                            ),
                        ),
                        (
                            "sign_off",
                            models.CharField(
                                choices=[
                                    ("always", "Always"),
                                    ("above", "Above a number of recipients"),
                                    ("never", "Never"),
                                ],
                                default="always",
                                max_length=8,
                            ),
                        ),
                        ("sign_off_above", models.PositiveIntegerField(default=10)),
                        (
                            "approve_own_work",
                            models.BooleanField(
                                default=False, help_text="For a freelancer, who is specialist and manager at once."
                            ),
                        ),
                        ("cool_off_days", models.PositiveSmallIntegerField(default=14)),
                        (
                            "outlet_cap",
                            models.PositiveSmallIntegerField(
                                default=3, help_text="Journalists of one outlet pitched within the cool-off days."
                            ),
                        ),
                        (
                            "window_start",
                            models.PositiveSmallIntegerField(
                                default=5, validators=[django.core.validators.MaxValueValidator(23)]
                            ),
                        ),
                        (
                            "window_end",
                            models.PositiveSmallIntegerField(
                                default=12,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(24),
                                ],
                            ),
                        ),
                        ("weekdays_only", models.BooleanField(default=True)),
                        (
                            "follow_up_after",
                            models.PositiveSmallIntegerField(
                                default=3,
                                help_text="Business days.",
                                validators=[django.core.validators.MinValueValidator(1)],
                            ),
                        ),
                        (
                            "follow_up_lapses_after",
                            models.PositiveSmallIntegerField(
                                default=7, help_text="Days after which it is not sent any more."
                            ),
                        ),
                        (
                            "cancel_window",
                            models.PositiveSmallIntegerField(
                                default=30, help_text="Seconds in which a schedule can be taken back."
                            ),
                        ),
                        (
                            "link_days",
                            models.PositiveSmallIntegerField(
                                default=180, help_text="Days for which a pitch page stays open."
                            ),
                        ),
                        (
                            "acknowledge_minutes",
                            models.PositiveSmallIntegerField(
                                default=15,
                                help_text="For an inquiry; minutes within office hours.",
                                validators=[django.core.validators.MinValueValidator(1)],
                            ),
                        ),
                        (
                            "office_start",
                            models.PositiveSmallIntegerField(
                                default=9, validators=[django.core.validators.MaxValueValidator(23)]
                            ),
                        ),
                        (
                            "office_end",
                            models.PositiveSmallIntegerField(
                                default=18,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(24),
                                ],
                            ),
                        ),
                        ("office_weekdays_only", models.BooleanField(default=True)),
                        (
                            "escalate_manager_after",
                            models.PositiveSmallIntegerField(
                                default=15, help_text="Minutes after the first call, within office hours."
                            ),
                        ),
                        (
                            "escalate_everyone_after",
                            models.PositiveSmallIntegerField(
                                default=30, help_text="Minutes after the first call, within office hours."
                            ),
                        ),
                        (
                            "deadline_warning",
                            models.PositiveSmallIntegerField(
                                default=60,
                                help_text="Minutes before a reporter's deadline at which the first one is called.",
                            ),
                        ),
                        (
                            "inquiry_sign_off",
                            models.BooleanField(
                                default=True,
                                help_text="A manager signs off what reporters are told, holding statements of approved words apart.",
                            ),
                        ),
                        (
                            "inquiry_quoted",
                            models.BooleanField(
                                default=False,
                                help_text="The spokesperson of an inquiry, by a link of theirs.",
                                verbose_name="the person quoted signs off",
                            ),
                        ),
                        (
                            "escalation_webhook",
                            models.URLField(
                                blank=True, help_text="Told of each escalation, for example a Slack channel."
                            ),
                        ),
                        (
                            "escalation_secret",
                            core.fields.EncryptedTextField(blank=True, help_text="Signs what is sent there."),
                        ),
                        ("count_clicks", models.BooleanField(default=False)),
                        ("count_opens", models.BooleanField(default=False)),
                        (
                            "inquiry_legal",
                            models.ForeignKey(
                                blank=True,
                                help_text="Whoever looks at answers to reporters for legal, besides the manager.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="legal signs off",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "team policy",
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("pk", 1)), name="team_policy_single"),
                            models.CheckConstraint(
                                condition=models.Q(("sign_off__in", ["always", "above", "never"])),
                                name="team_policy_sign_off",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("window_end__lte", 24), ("window_start__lt", models.F("window_end"))
                                ),
                                name="team_policy_window",
                                violation_error_message="The sending window must begin before it ends.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("follow_up_after__gte", 1),
                                    ("follow_up_lapses_after__gte", models.F("follow_up_after")),
                                ),
                                name="team_policy_follow_up",
                                violation_error_message="A follow-up cannot lapse before it is due.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("office_end__lte", 24), ("office_start__lt", models.F("office_end"))
                                ),
                                name="team_policy_office",
                                violation_error_message="Office hours must begin before they end.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("acknowledge_minutes__gte", 1),
                                    ("escalate_everyone_after__gte", models.F("escalate_manager_after")),
                                ),
                                name="team_policy_escalation",
                                violation_error_message="Everyone is called after the manager, not before.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TeamPolicyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("organisation", models.CharField(default="Our press office", max_length=120)),
                        (
                            "postal_address",
                            models.CharField(
                                blank=True,
                                help_text="Stands under every pitch. The law asks for it in many countries (CAN-SPAM).",
                                max_length=300,
                            ),
                        ),
                        (
                            "sign_off",
                            models.CharField(
                                choices=[
                                    ("always", "Always"),
                                    ("above", "Above a number of recipients"),
                                    ("never", "Never"),
                                ],
                                default="always",
                                max_length=8,
                            ),
                        ),
                        ("sign_off_above", models.PositiveIntegerField(default=10)),
                        (
                            "approve_own_work",
                            models.BooleanField(
                                default=False, help_text="For a freelancer, who is specialist and manager at once."
                            ),
                        ),
                        ("cool_off_days", models.PositiveSmallIntegerField(default=14)),
                        (
                            "outlet_cap",
                            models.PositiveSmallIntegerField(
                                default=3, help_text="Journalists of one outlet pitched within the cool-off days."
                            ),
                        ),
                        (
                            "window_start",
                            models.PositiveSmallIntegerField(
                                default=5, validators=[django.core.validators.MaxValueValidator(23)]
                            ),
                        ),
                        (
                            "window_end",
                            models.PositiveSmallIntegerField(
                                default=12,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(24),
                                ],
                            ),
                        ),
                        ("weekdays_only", models.BooleanField(default=True)),
                        (
                            "follow_up_after",
                            models.PositiveSmallIntegerField(
                                default=3,
                                help_text="Business days.",
                                validators=[django.core.validators.MinValueValidator(1)],
                            ),
                        ),
                        (
                            "follow_up_lapses_after",
                            models.PositiveSmallIntegerField(
                                default=7, help_text="Days after which it is not sent any more."
                            ),
                        ),
                        (
                            "cancel_window",
                            models.PositiveSmallIntegerField(
                                default=30, help_text="Seconds in which a schedule can be taken back."
                            ),
                        ),
                        (
                            "link_days",
                            models.PositiveSmallIntegerField(
                                default=180, help_text="Days for which a pitch page stays open."
                            ),
                        ),
                        (
                            "acknowledge_minutes",
                            models.PositiveSmallIntegerField(
                                default=15,
                                help_text="For an inquiry; minutes within office hours.",
                                validators=[django.core.validators.MinValueValidator(1)],
                            ),
                        ),
                        (
                            "office_start",
                            models.PositiveSmallIntegerField(
                                default=9, validators=[django.core.validators.MaxValueValidator(23)]
                            ),
                        ),
                        (
                            "office_end",
                            models.PositiveSmallIntegerField(
                                default=18,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(24),
                                ],
                            ),
                        ),
                        ("office_weekdays_only", models.BooleanField(default=True)),
                        (
                            "escalate_manager_after",
                            models.PositiveSmallIntegerField(
                                default=15, help_text="Minutes after the first call, within office hours."
                            ),
                        ),
                        (
                            "escalate_everyone_after",
                            models.PositiveSmallIntegerField(
                                default=30, help_text="Minutes after the first call, within office hours."
                            ),
                        ),
                        (
                            "deadline_warning",
                            models.PositiveSmallIntegerField(
                                default=60,
                                help_text="Minutes before a reporter's deadline at which the first one is called.",
                            ),
                        ),
                        (
                            "inquiry_sign_off",
                            models.BooleanField(
                                default=True,
                                help_text="A manager signs off what reporters are told, holding statements of approved words apart.",
                            ),
                        ),
                        (
                            "inquiry_quoted",
                            models.BooleanField(
                                default=False,
                                help_text="The spokesperson of an inquiry, by a link of theirs.",
                                verbose_name="the person quoted signs off",
                            ),
                        ),
                        ("count_clicks", models.BooleanField(default=False)),
                        ("count_opens", models.BooleanField(default=False)),
                        (
                            "inquiry_legal",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Whoever looks at answers to reporters for legal, besides the manager.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="legal signs off",
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
                                to="team.teampolicy",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TellingChoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("kind", models.CharField(max_length=30)),
                        (
                            "mail",
                            models.CharField(
                                choices=[("at_once", "At once"), ("digest", "In the digest"), ("never", "Not at all")],
                                max_length=8,
                            ),
                        ),
                        ("to_webhook", models.BooleanField(default=True)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "kind"), name="team_tellingchoice_once"),
                            models.CheckConstraint(
                                condition=models.Q(("mail__in", ["at_once", "digest", "never"])),
                                name="team_tellingchoice_mail",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TellingHours",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("digest_at", models.TimeField(default=datetime.time(8, 0), verbose_name="digest at")),
                        (
                            "days",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                default=team.models.telling.weekdays,
                                size=None,
                            ),
                        ),
                        ("quiet_from", models.TimeField(default=datetime.time(20, 0), verbose_name="quiet from")),
                        ("quiet_until", models.TimeField(default=datetime.time(7, 0), verbose_name="quiet until")),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="telling_hours",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "telling hours",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("days__contained_by", [0, 1, 2, 3, 4, 5, 6]), ("days__len__gte", 1)
                                ),
                                name="team_tellinghours_days",
                                violation_error_message="Choose at least one day of the week.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrailLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("insert", "Created"),
                                    ("update", "Changed"),
                                    ("delete", "Deleted"),
                                    ("signed_in", "Signed in"),
                                    ("refused", "Could not sign in"),
                                    ("password", "Set a new password"),
                                    ("exported", "Exported"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("kind", models.CharField(blank=True, max_length=80)),
                        ("record", models.BigIntegerField(blank=True, null=True)),
                        ("event", models.BigIntegerField(blank=True, null=True)),
                        ("said", models.CharField(blank=True, max_length=300)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "token",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="team.apitoken",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "line of the audit trail",
                        "verbose_name_plural": "lines of the audit trail",
                        "ordering": ["-at", "-pk"],
                        "indexes": [
                            models.Index(fields=["at", "id"], name="team_trail_newest"),
                            models.Index(
                                condition=models.Q(("by__isnull", False)), fields=["at", "id"], name="team_trail_people"
                            ),
                            models.Index(
                                condition=models.Q(("token__isnull", False)),
                                fields=["at", "id"],
                                name="team_trail_programs",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("what__in", ("delete", "signed_in", "refused", "password", "exported"))
                                ),
                                fields=["at", "id"],
                                name="team_trail_rare",
                            ),
                            models.Index(fields=["by", "at", "id"], name="team_trail_person"),
                            models.Index(fields=["kind", "at", "id"], name="team_trail_kind"),
                            models.Index(fields=["kind", "record", "at", "id"], name="team_trail_record"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("kind", "event"), name="team_trail_once_an_event"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("event__isnull", False),
                                        ("record__isnull", False),
                                        ("said", ""),
                                        ("what__in", ("insert", "update", "delete")),
                                        models.Q(("kind", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("event", None), ("what__in", ("signed_in", "refused", "password", "exported"))
                                    ),
                                    _connector="OR",
                                ),
                                name="team_trail_records_and_acts",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UserEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                        ("name", models.CharField(max_length=120)),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("specialist", "Specialist"),
                                    ("manager", "Manager"),
                                    ("admin", "Admin"),
                                    ("observer", "Observer"),
                                ],
                                default="specialist",
                                max_length=12,
                            ),
                        ),
                        ("job_title", models.CharField(blank=True, max_length=120)),
                        (
                            "phone",
                            models.CharField(
                                blank=True, help_text="Journalists see it on your pitch pages.", max_length=40
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True)),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
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
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WebhookEndpoint",
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
                            "name",
                            models.CharField(
                                help_text="What is told, for example: newsroom dashboard.", max_length=120
                            ),
                        ),
                        ("url", models.URLField(max_length=500, verbose_name="address")),
                        (
                            "secret",
                            core.fields.EncryptedTextField(default=team.models.webhook.new_secret, editable=False),
                        ),
                        (
                            "told_of",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30), size=None
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="switched on")),
                        (
                            "made_by",
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
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True), models.Q(("url", ""), _negated=True)
                                ),
                                name="team_webhook_named",
                                violation_error_message="Give the name and the address.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "told_of__contained_by",
                                        [
                                            "clip.confirmed",
                                            "inquiry.received",
                                            "inquiry.answered",
                                            "pitch.sent",
                                            "pitch.answered",
                                            "interview.confirmed",
                                        ],
                                    ),
                                    ("told_of__len__gt", 0),
                                ),
                                name="team_webhook_events",
                                violation_error_message="Choose what it is told of.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WebhookDelivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("event", models.CharField(max_length=30)),
                        ("payload", models.JSONField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("waiting", "Waiting"), ("taken", "Taken"), ("given_up", "Given up")],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("next_try_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "said",
                            models.CharField(
                                blank=True, help_text="What the server, or the connection, said last.", max_length=300
                            ),
                        ),
                        (
                            "endpoint",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="team.webhookendpoint",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "webhook deliveries",
                        "ordering": ["-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["next_try_at", "id"],
                                name="team_webhookdelivery_due",
                            ),
                            models.Index(fields=["endpoint", "-id"], name="team_webhookdelivery_newest"),
                            models.Index(
                                condition=models.Q(("ended_at__isnull", False)),
                                fields=["ended_at"],
                                name="team_webhookdelivery_oldest",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "taken", "given_up"])),
                                name="team_webhookdelivery_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("state", "waiting")),
                                    models.Q(
                                        models.Q(("state", "waiting"), _negated=True), ("ended_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="team_webhookdelivery_ended",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WebhookEndpointEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "name",
                            models.CharField(
                                help_text="What is told, for example: newsroom dashboard.", max_length=120
                            ),
                        ),
                        ("url", models.URLField(max_length=500, verbose_name="address")),
                        (
                            "told_of",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30), size=None
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="switched on")),
                        (
                            "made_by",
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
                                to="team.webhookendpoint",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "team_userevent" ("email", "is_active", "is_superuser", "job_title", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "role") VALUES (NEW."email", NEW."is_active", NEW."is_superuser", NEW."job_title", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."role"); RETURN NULL;',
                            hash="37aa709d2e38a4df62ea721bd222f637d56500a4",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ddffe",
                            table="team_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."job_title" IS DISTINCT FROM (NEW."job_title") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."role" IS DISTINCT FROM (NEW."role"))',
                            func='INSERT INTO "team_userevent" ("email", "is_active", "is_superuser", "job_title", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "role") VALUES (NEW."email", NEW."is_active", NEW."is_superuser", NEW."job_title", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."role"); RETURN NULL;',
                            hash="cff73b33879a1bc2c19d081be54208650544c056",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dde41",
                            table="team_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "team_userevent" ("email", "is_active", "is_superuser", "job_title", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "role") VALUES (OLD."email", OLD."is_active", OLD."is_superuser", OLD."job_title", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."role"); RETURN NULL;',
                            hash="e38f4d4cc4b9cfce304e1651a10c4a4515c68813",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1124d",
                            table="team_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="apitoken",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "team_apitokenevent" ("created_at", "expires_at", "id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "revoked_at", "revoked_by_id", "scopes") VALUES (NEW."created_at", NEW."expires_at", NEW."id", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prefix", NEW."revoked_at", NEW."revoked_by_id", NEW."scopes"); RETURN NULL;',
                            hash="adda323845c7a956c831d951c74ca27ba0d9c6cb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1b802",
                            table="team_apitoken",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="apitoken",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."prefix" IS DISTINCT FROM (NEW."prefix") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."revoked_by_id" IS DISTINCT FROM (NEW."revoked_by_id") OR OLD."scopes" IS DISTINCT FROM (NEW."scopes"))',
                            func='INSERT INTO "team_apitokenevent" ("created_at", "expires_at", "id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "revoked_at", "revoked_by_id", "scopes") VALUES (NEW."created_at", NEW."expires_at", NEW."id", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prefix", NEW."revoked_at", NEW."revoked_by_id", NEW."scopes"); RETURN NULL;',
                            hash="b06aebde8fe26b43c30dff1c618a3441f9a1e293",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9745b",
                            table="team_apitoken",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="apitoken",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "team_apitokenevent" ("created_at", "expires_at", "id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "revoked_at", "revoked_by_id", "scopes") VALUES (OLD."created_at", OLD."expires_at", OLD."id", OLD."name", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prefix", OLD."revoked_at", OLD."revoked_by_id", OLD."scopes"); RETURN NULL;',
                            hash="e5f64274c4fed4e4e61ea5e0cb4da2b15a23baf1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8da03",
                            table="team_apitoken",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "team_invitationevent" ("accepted_at", "accepted_by_id", "email", "expires_at", "invited_by_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "role") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."email", NEW."expires_at", NEW."invited_by_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."role"); RETURN NULL;',
                            hash="17c5db1950cb92f5284e699ab280b16d3508fe80",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_14dfd",
                            table="team_invitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."accepted_by_id" IS DISTINCT FROM (NEW."accepted_by_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."invited_by_id" IS DISTINCT FROM (NEW."invited_by_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."role" IS DISTINCT FROM (NEW."role"))',
                            func='INSERT INTO "team_invitationevent" ("accepted_at", "accepted_by_id", "email", "expires_at", "invited_by_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "role") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."email", NEW."expires_at", NEW."invited_by_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."role"); RETURN NULL;',
                            hash="13d7fdd5839fae262774acc5e2ca999be421d322",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e16f6",
                            table="team_invitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "team_invitationevent" ("accepted_at", "accepted_by_id", "email", "expires_at", "invited_by_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "role") VALUES (OLD."accepted_at", OLD."accepted_by_id", OLD."email", OLD."expires_at", OLD."invited_by_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."revoked_at", OLD."role"); RETURN NULL;',
                            hash="de90ec852b3cfc8a77e132ef7ca8b6749ae01dd5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ffc0a",
                            table="team_invitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notificationhook",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "team_notificationhookevent" ("created_at", "created_by_id", "format", "id", "is_active", "kinds", "name", "off_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."format", NEW."id", NEW."is_active", NEW."kinds", NEW."name", NEW."off_because", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="f28ca987aefc5739cc9c94d7c90472a335ff44e3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fe4f0",
                            table="team_notificationhook",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notificationhook",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."format" IS DISTINCT FROM (NEW."format") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."kinds" IS DISTINCT FROM (NEW."kinds") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."off_because" IS DISTINCT FROM (NEW."off_because"))',
                            func='INSERT INTO "team_notificationhookevent" ("created_at", "created_by_id", "format", "id", "is_active", "kinds", "name", "off_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."format", NEW."id", NEW."is_active", NEW."kinds", NEW."name", NEW."off_because", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="cde8d72b2a4a2721650f2eb0000246365e218b2f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6cf74",
                            table="team_notificationhook",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notificationhook",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "team_notificationhookevent" ("created_at", "created_by_id", "format", "id", "is_active", "kinds", "name", "off_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."created_at", OLD."created_by_id", OLD."format", OLD."id", OLD."is_active", OLD."kinds", OLD."name", OLD."off_because", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="ebd8d43c9f19801e29365331d2549d9f0d44fad6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_946a7",
                            table="team_notificationhook",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="review",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "team_reviewevent" ("decided_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "submitted_by_id", "title", "version", "voided_by_id") VALUES (NEW."decided_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."submitted_by_id", NEW."title", NEW."version", NEW."voided_by_id"); RETURN NULL;',
                            hash="1a4c60ae128b6b90de2638bb0bad774cfc6f2f9c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_416f4",
                            table="team_review",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="review",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."voided_by_id" IS DISTINCT FROM (NEW."voided_by_id"))',
                            func='INSERT INTO "team_reviewevent" ("decided_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "submitted_by_id", "title", "version", "voided_by_id") VALUES (NEW."decided_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."submitted_by_id", NEW."title", NEW."version", NEW."voided_by_id"); RETURN NULL;',
                            hash="c343c31c8af6df6f413f174ebfecb0bdcb054f0e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d87d0",
                            table="team_review",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="review",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "team_reviewevent" ("decided_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "submitted_by_id", "title", "version", "voided_by_id") VALUES (OLD."decided_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state", OLD."submitted_by_id", OLD."title", OLD."version", OLD."voided_by_id"); RETURN NULL;',
                            hash="c52f1ba39dd82465bf2b7f6e3abd0b963909aea1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_91bc6",
                            table="team_review",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="teampolicy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "team_teampolicyevent" ("acknowledge_minutes", "approve_own_work", "cancel_window", "cool_off_days", "count_clicks", "count_opens", "created_at", "deadline_warning", "escalate_everyone_after", "escalate_manager_after", "follow_up_after", "follow_up_lapses_after", "id", "inquiry_legal_id", "inquiry_quoted", "inquiry_sign_off", "link_days", "office_end", "office_start", "office_weekdays_only", "organisation", "outlet_cap", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_address", "sign_off", "sign_off_above", "weekdays_only", "window_end", "window_start") VALUES (NEW."acknowledge_minutes", NEW."approve_own_work", NEW."cancel_window", NEW."cool_off_days", NEW."count_clicks", NEW."count_opens", NEW."created_at", NEW."deadline_warning", NEW."escalate_everyone_after", NEW."escalate_manager_after", NEW."follow_up_after", NEW."follow_up_lapses_after", NEW."id", NEW."inquiry_legal_id", NEW."inquiry_quoted", NEW."inquiry_sign_off", NEW."link_days", NEW."office_end", NEW."office_start", NEW."office_weekdays_only", NEW."organisation", NEW."outlet_cap", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."postal_address", NEW."sign_off", NEW."sign_off_above", NEW."weekdays_only", NEW."window_end", NEW."window_start"); RETURN NULL;',
                            hash="58e0addd4a1f959db6639a1c4dd0d23b7dae778e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_208e1",
                            table="team_teampolicy",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="teampolicy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."acknowledge_minutes" IS DISTINCT FROM (NEW."acknowledge_minutes") OR OLD."approve_own_work" IS DISTINCT FROM (NEW."approve_own_work") OR OLD."cancel_window" IS DISTINCT FROM (NEW."cancel_window") OR OLD."cool_off_days" IS DISTINCT FROM (NEW."cool_off_days") OR OLD."count_clicks" IS DISTINCT FROM (NEW."count_clicks") OR OLD."count_opens" IS DISTINCT FROM (NEW."count_opens") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."deadline_warning" IS DISTINCT FROM (NEW."deadline_warning") OR OLD."escalate_everyone_after" IS DISTINCT FROM (NEW."escalate_everyone_after") OR OLD."escalate_manager_after" IS DISTINCT FROM (NEW."escalate_manager_after") OR OLD."follow_up_after" IS DISTINCT FROM (NEW."follow_up_after") OR OLD."follow_up_lapses_after" IS DISTINCT FROM (NEW."follow_up_lapses_after") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."inquiry_legal_id" IS DISTINCT FROM (NEW."inquiry_legal_id") OR OLD."inquiry_quoted" IS DISTINCT FROM (NEW."inquiry_quoted") OR OLD."inquiry_sign_off" IS DISTINCT FROM (NEW."inquiry_sign_off") OR OLD."link_days" IS DISTINCT FROM (NEW."link_days") OR OLD."office_end" IS DISTINCT FROM (NEW."office_end") OR OLD."office_start" IS DISTINCT FROM (NEW."office_start") OR OLD."office_weekdays_only" IS DISTINCT FROM (NEW."office_weekdays_only") OR OLD."organisation" IS DISTINCT FROM (NEW."organisation") OR OLD."outlet_cap" IS DISTINCT FROM (NEW."outlet_cap") OR OLD."postal_address" IS DISTINCT FROM (NEW."postal_address") OR OLD."sign_off" IS DISTINCT FROM (NEW."sign_off") OR OLD."sign_off_above" IS DISTINCT FROM (NEW."sign_off_above") OR OLD."weekdays_only" IS DISTINCT FROM (NEW."weekdays_only") OR OLD."window_end" IS DISTINCT FROM (NEW."window_end") OR OLD."window_start" IS DISTINCT FROM (NEW."window_start"))',
                            func='INSERT INTO "team_teampolicyevent" ("acknowledge_minutes", "approve_own_work", "cancel_window", "cool_off_days", "count_clicks", "count_opens", "created_at", "deadline_warning", "escalate_everyone_after", "escalate_manager_after", "follow_up_after", "follow_up_lapses_after", "id", "inquiry_legal_id", "inquiry_quoted", "inquiry_sign_off", "link_days", "office_end", "office_start", "office_weekdays_only", "organisation", "outlet_cap", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_address", "sign_off", "sign_off_above", "weekdays_only", "window_end", "window_start") VALUES (NEW."acknowledge_minutes", NEW."approve_own_work", NEW."cancel_window", NEW."cool_off_days", NEW."count_clicks", NEW."count_opens", NEW."created_at", NEW."deadline_warning", NEW."escalate_everyone_after", NEW."escalate_manager_after", NEW."follow_up_after", NEW."follow_up_lapses_after", NEW."id", NEW."inquiry_legal_id", NEW."inquiry_quoted", NEW."inquiry_sign_off", NEW."link_days", NEW."office_end", NEW."office_start", NEW."office_weekdays_only", NEW."organisation", NEW."outlet_cap", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."postal_address", NEW."sign_off", NEW."sign_off_above", NEW."weekdays_only", NEW."window_end", NEW."window_start"); RETURN NULL;',
                            hash="124014a3696f1b007cb2b4755924eb7779524088",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1f26d",
                            table="team_teampolicy",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="teampolicy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "team_teampolicyevent" ("acknowledge_minutes", "approve_own_work", "cancel_window", "cool_off_days", "count_clicks", "count_opens", "created_at", "deadline_warning", "escalate_everyone_after", "escalate_manager_after", "follow_up_after", "follow_up_lapses_after", "id", "inquiry_legal_id", "inquiry_quoted", "inquiry_sign_off", "link_days", "office_end", "office_start", "office_weekdays_only", "organisation", "outlet_cap", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_address", "sign_off", "sign_off_above", "weekdays_only", "window_end", "window_start") VALUES (OLD."acknowledge_minutes", OLD."approve_own_work", OLD."cancel_window", OLD."cool_off_days", OLD."count_clicks", OLD."count_opens", OLD."created_at", OLD."deadline_warning", OLD."escalate_everyone_after", OLD."escalate_manager_after", OLD."follow_up_after", OLD."follow_up_lapses_after", OLD."id", OLD."inquiry_legal_id", OLD."inquiry_quoted", OLD."inquiry_sign_off", OLD."link_days", OLD."office_end", OLD."office_start", OLD."office_weekdays_only", OLD."organisation", OLD."outlet_cap", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."postal_address", OLD."sign_off", OLD."sign_off_above", OLD."weekdays_only", OLD."window_end", OLD."window_start"); RETURN NULL;',
                            hash="f9cbfdba4eba80f2ca70d3a528bc69937f1b03c0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_905c1",
                            table="team_teampolicy",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="webhookendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "team_webhookendpointevent" ("created_at", "id", "is_active", "made_by_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_of", "url") VALUES (NEW."created_at", NEW."id", NEW."is_active", NEW."made_by_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."told_of", NEW."url"); RETURN NULL;',
                            hash="62178ccad85df226ffdaa416a78da2011e66105d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_674a8",
                            table="team_webhookendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="webhookendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."told_of" IS DISTINCT FROM (NEW."told_of") OR OLD."url" IS DISTINCT FROM (NEW."url"))',
                            func='INSERT INTO "team_webhookendpointevent" ("created_at", "id", "is_active", "made_by_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_of", "url") VALUES (NEW."created_at", NEW."id", NEW."is_active", NEW."made_by_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."told_of", NEW."url"); RETURN NULL;',
                            hash="6038fc34eb70530c501c836edbae0542be7d437d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_109b8",
                            table="team_webhookendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="webhookendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "team_webhookendpointevent" ("created_at", "id", "is_active", "made_by_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_of", "url") VALUES (OLD."created_at", OLD."id", OLD."is_active", OLD."made_by_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."told_of", OLD."url"); RETURN NULL;',
                            hash="5912485873da1afce236f930f05d30c6c466ea68",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3cdd3",
                            table="team_webhookendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        migrations.RunSQL(MAKE_FUNCTION, "DROP FUNCTION team_trail_of_events() CASCADE"),
    ]
