from django.db import models
from django.db.models import F, Q

from core.models import TimeStamped
from core.tokens import TOKEN_LENGTH, new_token
from mail.models.mailbox import Mailbox


class OutgoingMessage(TimeStamped):
    """One message to one person, built once when it is enqueued and handed to the server at most once by itself.

    The life of a row (see docs/architecture.md): queued → claimed → handed off → sent. `handed_off_at` is committed
    right before the SMTP server gets the message, `accepted_at` right after its "250". A row that stays between the
    two is *unconfirmed*: a person says whether it was sent. `purpose` names the handler of the app that enqueued it
    (see mail/handlers.py). The sending window is in the recipient's zone, in full hours.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting"
        CLAIMED = "claimed", "About to be sent"
        HANDED_OFF = "handed_off", "Being sent"
        SENT = "sent", "Sent"
        UNCONFIRMED = "unconfirmed", "Unconfirmed"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    NEXT = {
        State.QUEUED: {State.CLAIMED, State.CANCELLED, State.FAILED},
        State.CLAIMED: {State.QUEUED, State.HANDED_OFF, State.CANCELLED, State.FAILED},
        State.HANDED_OFF: {State.SENT, State.QUEUED, State.FAILED, State.UNCONFIRMED},
        State.UNCONFIRMED: {State.SENT, State.QUEUED, State.CANCELLED},
        State.SENT: set(),
        State.FAILED: {State.QUEUED},
        State.CANCELLED: set(),
    }

    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, related_name="outgoing")
    purpose = models.CharField(max_length=40)
    to_address = models.EmailField(max_length=254)
    to_name = models.CharField(max_length=200, blank=True)
    to_domain = models.CharField(max_length=255)
    subject = models.CharField(max_length=300)
    message_id = models.CharField(max_length=255, unique=True)
    reply_token = models.CharField(max_length=TOKEN_LENGTH, unique=True, default=new_token, editable=False)
    raw = models.BinaryField()
    in_reply_to = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="later")

    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    due_at = models.DateTimeField()
    lapses_at = models.DateTimeField(null=True, blank=True)
    window_zone = models.CharField(max_length=60, blank=True)
    window_start = models.PositiveSmallIntegerField(null=True, blank=True)
    window_end = models.PositiveSmallIntegerField(null=True, blank=True)
    weekdays_only = models.BooleanField(default=False)

    attempts = models.PositiveIntegerField(default=0)
    claim = models.UUIDField(null=True, blank=True, default=None)
    claimed_at = models.DateTimeField(null=True, blank=True)
    handed_off_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True, help_text="The server's words, or ours, about the last attempt.")
    confirmed_by = models.ForeignKey("team.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    bounced_at = models.DateTimeField(null=True, blank=True)
    bounce_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["mailbox", "due_at", "id"], name="mail_outgoing_due", condition=Q(state="queued")),
            models.Index(
                fields=["mailbox"], name="mail_outgoing_in_hand", condition=Q(state__in=["claimed", "handed_off"])
            ),
            models.Index(fields=["mailbox", "-handed_off_at"], name="mail_outgoing_spent"),
            models.Index(
                fields=["mailbox"], name="mail_outgoing_trouble", condition=Q(state__in=["unconfirmed", "failed"])
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["queued", "claimed", "handed_off", "sent", "unconfirmed", "failed", "cancelled"]
                ),
                name="mail_outgoing_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(accepted_at__isnull=False), name="mail_outgoing_sent_accepted"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(handed_off_at__isnull=False), name="mail_outgoing_accepted_handed_off"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["handed_off", "unconfirmed"]) | Q(handed_off_at__isnull=False),
                name="mail_outgoing_in_doubt_handed_off",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["claimed", "handed_off"]) | Q(claim__isnull=False),
                name="mail_outgoing_claimed_by",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "failed", "cancelled"]) | Q(ended_at__isnull=False),
                name="mail_outgoing_ended",
            ),
            models.CheckConstraint(
                condition=Q(window_start=None, window_end=None)
                | Q(window_start__lt=F("window_end"), window_end__lte=24),
                name="mail_outgoing_window",
            ),
        ]

    def __str__(self) -> str:
        return self.message_id
