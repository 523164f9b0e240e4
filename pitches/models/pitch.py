import pghistory
from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.urls import reverse

from campaigns.models import Campaign
from core.folding import Fold
from core.models import TimeStamped
from core.spelling import LearnsWords
from mail.models import Mailbox
from mediakits.models import Kit
from pitches.querysets import PitchQuerySet
from team.models import Review


@pghistory.track(exclude=["updated_at", "revision", "search_text"])
class Pitch(TimeStamped):
    """A story offered to journalists, each of them picked for a reason.

    `subject`, `body` and `follow_up` may hold merge fields (Liquid). `revision` rises with every save of what would go
    out; a form that was opened on an older revision may not overwrite a newer one.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "In review"
        CHANGES = "changes", "Changes requested"
        APPROVED = "approved", "Approved"
        SCHEDULED = "scheduled", "Scheduled"
        SENDING = "sending", "Sending"
        SENT = "sent", "Sent"
        CANCELLED = "cancelled", "Cancelled"

    NEXT = {
        State.DRAFT: {State.IN_REVIEW, State.SCHEDULED, State.CANCELLED},
        State.IN_REVIEW: {State.DRAFT, State.CHANGES, State.APPROVED},
        State.CHANGES: {State.DRAFT, State.IN_REVIEW, State.CANCELLED},
        State.APPROVED: {State.DRAFT, State.SCHEDULED, State.CANCELLED},
        State.SCHEDULED: {State.DRAFT, State.APPROVED, State.SENDING, State.CANCELLED},
        State.SENDING: {State.SENT, State.CANCELLED},
        State.SENT: set(),
        State.CANCELLED: {State.DRAFT},
    }
    EDITABLE = (State.DRAFT, State.CHANGES, State.APPROVED)
    ON_ITS_WAY = (State.SCHEDULED, State.SENDING, State.SENT)

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="pitches")
    title = models.CharField(max_length=120, help_text="For the team, for example: Trade and energy press.")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="pitches")
    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, null=True, blank=True, related_name="pitches")
    kit = models.ForeignKey(
        Kit, on_delete=models.PROTECT, null=True, blank=True, related_name="pitches", verbose_name="media kit"
    )
    revision = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    saved_at = models.DateTimeField(null=True, blank=True)

    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True, help_text="Sanitised HTML with merge fields.")
    lede = models.CharField("one sentence under the headline", max_length=300, blank=True)
    story = models.TextField(blank=True, help_text="What the pitch page tells beyond the message; sanitised HTML.")

    follow_up_on = models.BooleanField("one follow-up", default=True)
    follow_up = models.TextField(blank=True, help_text="Sanitised HTML with merge fields.")
    follow_up_after = models.PositiveSmallIntegerField("business days", default=3)

    not_before = models.DateTimeField("first message not before", null=True, blank=True)
    window_start = models.PositiveSmallIntegerField(default=5)
    window_end = models.PositiveSmallIntegerField(default=12)
    weekdays_only = models.BooleanField(default=True)

    scheduled_at = models.DateTimeField(null=True, blank=True)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_at = models.DateTimeField(
        null=True, blank=True, help_text="The end of the cancel window; nothing is enqueued before."
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    embargo_told = models.DateTimeField(null=True, blank=True, help_text="The embargo when the messages were written.")
    approved_fingerprint = models.CharField(max_length=64, blank=True)

    search_text = models.GeneratedField(
        expression=Fold(Concat("title", Value(" "), "subject", output_field=models.TextField())),
        output_field=models.TextField(),
        db_persist=True,
    )

    reviews = GenericRelation(Review)

    objects = PitchQuerySet.as_manager()

    class Meta:
        triggers = [LearnsWords("search_text")]
        ordering = ["-updated_at", "-pk"]
        verbose_name_plural = "pitches"
        indexes = [
            models.Index(fields=["-updated_at", "-id"], name="pitches_pitch_newest"),
            models.Index(
                fields=["starts_at"], name="pitches_pitch_starting", condition=Q(state__in=["scheduled", "sending"])
            ),
            models.Index(
                fields=["state", "owner", "-updated_at"],
                name="pitches_pitch_open",
                condition=Q(state__in=["draft", "changes", "approved"]),
            ),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="pitches_pitch_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["draft", "in_review", "changes", "approved", "scheduled", "sending", "sent", "cancelled"]
                ),
                name="pitches_pitch_state",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["scheduled", "sending", "sent"])
                | Q(starts_at__isnull=False, scheduled_by__isnull=False, mailbox__isnull=False),
                name="pitches_pitch_scheduled_whole",
            ),
            models.CheckConstraint(
                condition=Q(window_start__lt=F("window_end"), window_end__lte=24),
                name="pitches_pitch_window",
                violation_error_message="The sending window must begin before it ends.",
            ),
            models.CheckConstraint(condition=Q(follow_up_after__gte=1), name="pitches_pitch_follow_up_after"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("pitches:pitch-detail", args=[self.pk])

    @property
    def is_on_its_way(self) -> bool:
        """Whether it was scheduled, and so has results rather than a draft to show."""
        return self.state in self.ON_ITS_WAY or (self.state == self.State.CANCELLED and self.starts_at is not None)

    def get_compose_url(self) -> str:
        return reverse("pitches:pitch-compose", args=[self.pk])

    @property
    def tone(self) -> str:
        """How the state is coloured; the word always stands beside it."""
        return {
            self.State.CHANGES: "warn",
            self.State.IN_REVIEW: "accent",
            self.State.APPROVED: "ok",
            self.State.SENT: "ok",
        }.get(self.State(self.state), "")
