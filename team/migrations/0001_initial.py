import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import core.pictures
import core.tokens
import team.models.invitation
import team.models.user


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    models.CharField(blank=True, help_text="Journalists see it on your pitch pages.", max_length=40),
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
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("token", models.CharField(default=core.tokens.new_token, editable=False, max_length=32, unique=True)),
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
            name="Notification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("text", models.CharField(max_length=300)),
                ("url", models.CharField(blank=True, max_length=300)),
                ("icon", models.CharField(default="bell", max_length=40)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
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
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("object_id", models.PositiveBigIntegerField()),
                ("version", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                (
                    "context",
                    models.CharField(
                        blank=True, help_text="Where it belongs, for example the campaign's name.", max_length=200
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
                ("due_at", models.DateTimeField(blank=True, help_text="When it is planned to go out.", null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "content_type",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="contenttypes.contenttype"),
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
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "approved", "changes", "withdrawn", "void"])),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
            name="TeamPolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        choices=[("always", "Always"), ("above", "Above a number of recipients"), ("never", "Never")],
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
                        default=3, help_text="Business days.", validators=[django.core.validators.MinValueValidator(1)]
                    ),
                ),
                (
                    "follow_up_lapses_after",
                    models.PositiveSmallIntegerField(default=7, help_text="Days after which it is not sent any more."),
                ),
                (
                    "cancel_window",
                    models.PositiveSmallIntegerField(
                        default=30, help_text="Seconds in which a schedule can be taken back."
                    ),
                ),
                (
                    "link_days",
                    models.PositiveSmallIntegerField(default=180, help_text="Days for which a pitch page stays open."),
                ),
            ],
            options={
                "verbose_name_plural": "team policy",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="team_policy_single"),
                    models.CheckConstraint(
                        condition=models.Q(("sign_off__in", ["always", "above", "never"])), name="team_policy_sign_off"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("window_end__lte", 24), ("window_start__lt", models.F("window_end"))),
                        name="team_policy_window",
                        violation_error_message="The sending window must begin before it ends.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("follow_up_after__gte", 1), ("follow_up_lapses_after__gte", models.F("follow_up_after"))
                        ),
                        name="team_policy_follow_up",
                        violation_error_message="A follow-up cannot lapse before it is due.",
                    ),
                ],
            },
        ),
    ]
