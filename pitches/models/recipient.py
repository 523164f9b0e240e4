from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from contacts.models import Journalist
from core.models import TimeStamped
from core.tokens import TOKEN_LENGTH, new_token
from mail.models import IncomingMessage, OutgoingMessage
from pitches.models.pitch import Pitch
from pitches.querysets import RecipientQuerySet


class Recipient(TimeStamped):
    """One journalist in one pitch: why they are asked, what is said to them alone, and what came of it."""

    pitch = models.ForeignKey(Pitch, on_delete=models.CASCADE, related_name="recipients")
    journalist = models.ForeignKey(Journalist, on_delete=models.PROTECT, related_name="recipients")
    reason = models.CharField(
        max_length=500, blank=True, help_text="The article or stated preference that makes this relevant."
    )
    personal_line = models.CharField(max_length=500, blank=True)
    override = models.CharField(
        max_length=300, blank=True, help_text="Why they are asked in spite of the cool-off or the outlet's cap."
    )
    left_out_at = models.DateTimeField(null=True, blank=True)
    left_out_why = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    token = models.CharField(max_length=TOKEN_LENGTH, unique=True, default=new_token, editable=False)
    token_revoked_at = models.DateTimeField(null=True, blank=True)
    link_expires_at = models.DateTimeField(null=True, blank=True)

    message = models.OneToOneField(
        OutgoingMessage, on_delete=models.PROTECT, null=True, blank=True, related_name="pitched"
    )
    follow_up_message = models.OneToOneField(
        OutgoingMessage, on_delete=models.PROTECT, null=True, blank=True, related_name="followed_up"
    )
    sent_at = models.DateTimeField(null=True, blank=True, help_text="When the server accepted the pitch.")
    follow_up_due_on = models.DateField(null=True, blank=True)
    follow_up_stopped_at = models.DateTimeField(null=True, blank=True)
    follow_up_stopped_why = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, help_text="First answer by page or e-mail.")
    answer = models.CharField(max_length=10, blank=True, help_text="The latest answer's kind.")

    objects = RecipientQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["follow_up_due_on", "pitch"],
                name="pitches_recipient_due",
                condition=Q(
                    follow_up_message=None, follow_up_stopped_at=None, answered_at=None, follow_up_due_on__isnull=False
                ),
            ),
            models.Index(fields=["journalist", "-sent_at"], name="pitches_recipient_cool_off"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["pitch", "journalist"],
                name="pitches_recipient_once",
                violation_error_message="This journalist is in the pitch already.",
            ),
            models.CheckConstraint(
                condition=Q(follow_up_message=None) | Q(message__isnull=False),
                name="pitches_recipient_follow_up_needs_pitch",
            ),
            models.CheckConstraint(
                condition=Q(left_out_at=None) | ~Q(left_out_why=""), name="pitches_recipient_left_out_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", "interested", "interview", "more", "later", "no", "reply"]),
                name="pitches_recipient_answer",
            ),
        ]

    def __str__(self) -> str:
        return str(self.journalist)

    @property
    def link_has_expired(self) -> bool:
        return bool(self.link_expires_at and self.link_expires_at <= timezone.now())

    def leave_out(self, *, why: str) -> None:
        """Keep the journalist in the pitch's record, with the reason why nothing goes to them."""
        self.mark_left_out(why)
        self.save(update_fields=["left_out_at", "left_out_why", "override", "updated_at"])

    def mark_left_out(self, why: str) -> None:
        """As `leave_out`, without saving. A reason to ask all the same ends with it."""
        self.left_out_at, self.left_out_why, self.override = timezone.now(), why[:300], ""


class Response(TimeStamped):
    """One answer of a journalist to a pitch, by the page or by e-mail."""

    class Kind(models.TextChoices):
        INTERESTED = "interested", "Interested"
        INTERVIEW = "interview", "Wants an interview"
        MORE = "more", "Wants more"
        LATER = "later", "Later"
        NO = "no", "Not for me"
        REPLY = "reply", "Replied"

    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="responses")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField(blank=True, max_length=4000)
    later_on = models.DateField(null=True, blank=True)
    incoming = models.OneToOneField(
        IncomingMessage, on_delete=models.SET_NULL, null=True, blank=True, related_name="response"
    )
    handled_at = models.DateTimeField(null=True, blank=True, help_text="When somebody on the team took care of it.")
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["created_at"], name="pitches_response_waiting", condition=Q(handled_at=None)),
            models.Index(fields=["handled_by", "-handled_at"], name="pitches_response_handled"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["interested", "interview", "more", "later", "no", "reply"]),
                name="pitches_response_kind",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
