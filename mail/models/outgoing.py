from datetime import datetime
from email.utils import format_datetime
from typing import Any, Self
from uuid import UUID

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from core.folding import Fold
from core.models import TimeStamped
from core.tokens import TOKEN_LENGTH, new_token
from mail.models.mailbox import Mailbox
from mail.windows import Window
from team.models import User


class ImpossibleStep(Exception):
    """A message was to take a step that its state does not allow; a mistake in our code."""


class OutgoingMessageQuerySet(models.QuerySet["OutgoingMessage"]):
    def visible_to(self, user: User) -> Self:
        """Managers see all; others what goes out through their own and the shared mailboxes; observers nothing."""
        if user.is_observer:
            return self.none()
        return self if user.is_manager else self.filter(Q(mailbox__owner=user) | Q(mailbox__owner=None))

    def due(self, now: datetime) -> Self:
        return self.filter(state=OutgoingMessage.State.QUEUED, due_at__lte=now)

    def in_hand(self) -> Self:
        """Those that a worker has taken, or had taken when it died."""
        return self.filter(state__in=[OutgoingMessage.State.CLAIMED, OutgoingMessage.State.HANDED_OFF])

    def in_trouble(self) -> Self:
        """Those that a person has to look at, and has not settled."""
        states = [OutgoingMessage.State.UNCONFIRMED, OutgoingMessage.State.FAILED]
        return self.filter(state__in=states, settled_at=None)


class OutgoingMessage(TimeStamped):
    """One message to one person, built once when it is enqueued and handed to the server at most once by itself.

    The life of a row (see docs/architecture.md): queued → claimed → handed off → sent. `handed_off_at` is committed
    right before the SMTP server gets the message, `accepted_at` right after its "250". A row that stays between the
    two is *unconfirmed*: a person says whether it was sent. `purpose` names the handler of the app that enqueued it
    (see mail/handlers.py). The sending window is in the recipient's zone, in full hours.

    `raw` is the whole message but for its Date, which is put before it at hand-off: a message that waited for its
    window over the weekend must not arrive three days old.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting"
        CLAIMED = "claimed", "About to be sent"
        HANDED_OFF = "handed_off", "Being sent"
        SENT = "sent", "Sent"
        UNCONFIRMED = "unconfirmed", "Unconfirmed"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    ANSWER = "answer"
    """The purpose of what a person writes back to something that came in."""

    NEXT = {
        State.QUEUED: {State.CLAIMED, State.CANCELLED, State.FAILED},
        State.CLAIMED: {State.QUEUED, State.HANDED_OFF, State.CANCELLED, State.FAILED},
        State.HANDED_OFF: {State.SENT, State.QUEUED, State.FAILED, State.UNCONFIRMED},
        State.UNCONFIRMED: {State.SENT, State.QUEUED, State.CANCELLED},
        State.SENT: set(),
        State.FAILED: {State.QUEUED},
        State.CANCELLED: set(),
    }

    # Its rows are written three times each and read by few ways: no index that no question needs.
    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, related_name="outgoing", db_index=False)
    purpose = models.CharField(max_length=40)
    to_address = models.EmailField(max_length=254)
    to_name = models.CharField(max_length=200, blank=True)
    to_domain = models.CharField(max_length=255)
    subject = models.CharField(max_length=300)
    message_id = models.CharField(max_length=255)
    reply_token = models.CharField(max_length=TOKEN_LENGTH, default=new_token, editable=False)
    raw = models.BinaryField()
    in_reply_to = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="later", db_index=False
    )

    thread = models.ForeignKey(
        "mail.Thread", on_delete=models.SET_NULL, null=True, blank=True, related_name="outgoing", db_index=False
    )
    answer_to = models.ForeignKey(
        "mail.IncomingMessage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="answered_by",
        db_index=False,
    )
    written_by = models.ForeignKey(
        "team.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    written = models.TextField(
        blank=True, help_text="HTML: what a person typed, without signature and quote. Empty unless it is an answer."
    )
    once = models.UUIDField(null=True, blank=True, help_text="The form it came from; sent twice, it counts once.")

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
    settled_at = models.DateTimeField(null=True, blank=True, help_text="When somebody left a failure as it is.")
    confirmed_by = models.ForeignKey(
        "team.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )

    service_id = models.CharField(max_length=255, blank=True, help_text="What the mail service calls the message.")
    delivered_at = models.DateTimeField(
        null=True, blank=True, help_text="When its recipient's server took it, as far as we were told."
    )
    bounced_at = models.DateTimeField(null=True, blank=True)
    bounce_reason = models.TextField(blank=True)

    sent_copy_due_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When it is to be copied to the Sent folder; empty when it is not, or has been.",
    )
    sent_copy_tried_at = models.DateTimeField(
        null=True, blank=True, help_text="Written before each attempt: one that was cut off is in doubt."
    )
    sent_copy_attempts = models.PositiveSmallIntegerField(default=0)
    sent_copy_at = models.DateTimeField(null=True, blank=True, help_text="When it was seen in the Sent folder.")

    objects = OutgoingMessageQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["mailbox", "due_at", "id"], name="mail_outgoing_due", condition=Q(state="queued")),
            models.Index(
                fields=["mailbox"], name="mail_outgoing_in_hand", condition=Q(state__in=["claimed", "handed_off"])
            ),
            models.Index(fields=["mailbox", "-handed_off_at"], name="mail_outgoing_spent"),
            models.Index(fields=["in_reply_to"], name="mail_outgoing_thread", condition=Q(in_reply_to__isnull=False)),
            models.Index(
                fields=["confirmed_by"], name="mail_outgoing_confirmed", condition=Q(confirmed_by__isnull=False)
            ),
            models.Index(Lower("to_address"), name="mail_outgoing_to_address"),  # whom an answer or a bounce is from
            models.Index(fields=["thread"], name="mail_outgoing_conversation", condition=Q(thread__isnull=False)),
            models.Index(fields=["answer_to"], name="mail_outgoing_answer", condition=Q(answer_to__isnull=False)),
            GinIndex(
                OpClass(Fold("written"), name="gin_trgm_ops"),
                name="mail_outgoing_search",
                condition=Q(purpose="answer"),
            ),
            models.Index(
                fields=["mailbox"],
                name="mail_outgoing_trouble",
                condition=Q(state__in=["unconfirmed", "failed"], settled_at=None),
            ),
            models.Index(
                fields=["mailbox", "sent_copy_due_at", "id"],
                name="mail_outgoing_copy_due",
                condition=Q(sent_copy_due_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["message_id"], name="mail_outgoing_message_id"),
            models.UniqueConstraint(fields=["reply_token"], name="mail_outgoing_reply_token"),
            models.UniqueConstraint(
                fields=["service_id", "mailbox"], name="mail_outgoing_service_id_once", condition=~Q(service_id="")
            ),
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
                condition=Q(settled_at=None) | Q(state="failed"), name="mail_outgoing_settled_failed"
            ),
            models.UniqueConstraint(fields=["once"], name="mail_outgoing_once", condition=Q(once__isnull=False)),
            models.CheckConstraint(
                condition=Q(answer_to=None) | Q(purpose="answer"), name="mail_outgoing_answer_purpose"
            ),
            models.CheckConstraint(
                condition=Q(window_start=None, window_end=None)
                | Q(window_start__lt=F("window_end"), window_end__lte=24),
                name="mail_outgoing_window",
            ),
            models.CheckConstraint(
                condition=Q(sent_copy_due_at=None, sent_copy_at=None) | Q(state="sent"), name="mail_outgoing_copy_sent"
            ),
            models.CheckConstraint(
                condition=Q(sent_copy_at=None) | Q(sent_copy_due_at=None), name="mail_outgoing_copy_once"
            ),
        ]

    def __str__(self) -> str:
        return self.message_id

    @property
    def window(self) -> Window | None:
        if self.window_start is None or self.window_end is None:
            return None
        return Window(self.window_zone, self.window_start, self.window_end, self.weekdays_only)

    def as_sent(self, at: datetime | None = None) -> bytes:
        """The message with the Date of `at`, else of its hand-off, else of now."""
        date = format_datetime(at or self.handed_off_at or timezone.now())
        return b"Date: " + date.encode() + b"\r\n" + bytes(self.raw)

    def move(self, to: "OutgoingMessage.State", *, held_by: UUID | None = None, **changes: Any) -> bool:
        """Take the row to another state, with `changes` to other fields, in one conditional UPDATE.

        False when the row does not stand any more where this object says (or, with `held_by`, belongs to another
        worker): somebody was faster, and nothing is changed. ImpossibleStep when NEXT does not allow the step.
        """
        if to not in self.NEXT[self.State(self.state)]:
            raise ImpossibleStep(f"Message {self.pk}: {self.state} to {to}")
        rows = OutgoingMessage.objects.filter(pk=self.pk, state=self.state)
        if held_by is not None:
            rows = rows.filter(claim=held_by)
        changes |= {"state": to, "updated_at": timezone.now()}
        if rows.update(**changes) != 1:
            return False
        for name, value in changes.items():
            setattr(self, name, value)
        return True
