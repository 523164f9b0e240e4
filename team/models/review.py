import pghistory
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.models import TimeStamped
from team.querysets import ReviewQuerySet


@pghistory.track(
    fields=["title", "version", "state", "submitted_by", "decided_by", "voided_by"],
    obj_field=pghistory.ObjForeignKey(related_name="events"),
    model_name="ReviewEvent",
)
class Review(TimeStamped):
    """One submission of one thing for sign-off, and what was decided.

    `fingerprint` is a SHA-256 over exactly what would go out; an approval holds for it alone. `snapshot` is
    what the reviewer saw (JSON, shaped by the app that submits), so that two submissions can be compared.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for review"
        APPROVED = "approved", "Approved"
        CHANGES = "changes", "Changes requested"
        WITHDRAWN = "withdrawn", "Withdrawn"
        VOID = "void", "Void: edited after approval"

    NEXT = {
        State.WAITING: {State.APPROVED, State.CHANGES, State.WITHDRAWN},
        State.APPROVED: {State.VOID},
        State.CHANGES: set(),
        State.WITHDRAWN: set(),
        State.VOID: set(),
    }

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("content_type", "object_id")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    context = models.CharField(
        max_length=200, blank=True, help_text="Where it belongs, for example the campaign's name."
    )
    fingerprint = models.CharField(max_length=64)
    snapshot = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="submissions")
    submitted_at = models.DateTimeField(auto_now_add=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False,
        editable=False, help_text="Whose work it is, where somebody else submitted it: nobody approves their own.",
    )  # fmt: skip
    batch = models.CharField(
        max_length=60, blank=True, editable=False, help_text="Names its campaign: what shares it is approved together."
    )
    due_at = models.DateTimeField(null=True, blank=True, help_text="When it is planned to go out.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    voided_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = [models.F("due_at").asc(nulls_last=True), "submitted_at"]
        indexes = [
            models.Index(fields=["due_at", "submitted_at"], name="team_review_waiting", condition=Q(state="waiting")),
            models.Index(fields=["content_type", "object_id", "-version"], name="team_review_subject"),
            models.Index(
                fields=["-decided_at", "-id"],
                name="team_review_newest",
                condition=~Q(state__in=["waiting", "withdrawn"]),
            ),
            models.Index(fields=["decided_by", "-decided_at"], name="team_review_decider"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "approved", "changes", "withdrawn", "void"]), name="team_review_state"
            ),
            models.UniqueConstraint(fields=["content_type", "object_id", "version"], name="team_review_version"),
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                condition=Q(state="waiting"),
                name="team_review_one_waiting",
                violation_error_message="This is waiting for review already.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "withdrawn"]) | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="team_review_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="void") | Q(voided_at__isnull=False, voided_by__isnull=False),
                name="team_review_voided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("team:review-detail", args=[self.pk])

    @property
    def tone(self) -> str:
        """The tone of the badge that names the state."""
        return {self.State.APPROVED: "ok", self.State.CHANGES: "warn", self.State.VOID: "warn"}.get(
            self.State(self.state), ""
        )

    @property
    def outcome(self) -> str:
        """The state as a participle: approved, sent back, taken back."""
        return {self.State.CHANGES: "sent back", self.State.WITHDRAWN: "taken back", self.State.VOID: "approved"}.get(
            self.State(self.state), self.get_state_display().lower()
        )


class ReviewComment(TimeStamped):
    """A remark in the thread of one reviewed thing; it stays with the thing from version to version."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=4000)
    asks_for_changes = models.BooleanField(default=False, help_text="This is why the submission was sent back.")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.text[:60]
