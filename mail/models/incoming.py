from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q

from core.folding import Fold
from core.models import TimeStamped
from mail.models.mailbox import Mailbox
from mail.models.outgoing import OutgoingMessage
from team.models import User


class IncomingMessageQuerySet(models.QuerySet["IncomingMessage"]):
    def visible_to(self, user: User) -> Self:
        """What came into a person's own and the shared mailboxes. Managers also see every answer to what we sent, and
        what came in by no mailbox; the rest of a colleague's mail is theirs alone. Observers see nothing."""
        if user.is_observer:
            return self.none()
        mine = Q(mailbox__isnull=False) & (Q(mailbox__owner=user) | Q(mailbox__owner=None))
        answers = Q(mailbox=None, matched__isnull=False) & (
            Q(matched__mailbox__owner=user) | Q(matched__mailbox__owner=None)
        )
        if user.is_manager:
            return self.filter(mine | Q(matched__isnull=False) | Q(mailbox=None))
        return self.filter(mine | answers)

    def letters(self) -> Self:
        """Each once, however many ways it came by, and only what has been understood."""
        return self.filter(copy_of=None, processed_at__isnull=False)

    def unthreaded(self) -> Self:
        """What people wrote before there were threads, or while one could not be found."""
        people = self.letters().filter(thread=None, read_for="", kind__in=IncomingMessage.BY_PEOPLE)
        return people.filter(attempts__lt=IncomingMessage.MOST_TRIES)

    def without_message(self) -> Self:
        """What people wrote that belongs to nothing we sent, as far as could be made out."""
        kinds = [IncomingMessage.Kind.REPLY, IncomingMessage.Kind.INQUIRY, IncomingMessage.Kind.OTHER]
        return self.letters().filter(matched=None, kind__in=kinds)


class IncomingMessage(TimeStamped):
    """A message that came in, stored raw before anything is made of it. The same bytes are stored once for the same
    readers; see `mail.intake.store`."""

    class Kind(models.TextChoices):
        REPLY = "reply", "Reply"
        BOUNCE = "bounce", "Bounce"
        AUTO_REPLY = "auto_reply", "Automatic reply"
        UNSUBSCRIBE = "unsubscribe", "Unsubscribe request"
        COMPLAINT = "complaint", "Complaint"
        DELIVERED = "delivered", "Delivery receipt"
        INQUIRY = "inquiry", "Inquiry"
        OTHER = "other", "Other"

    MOST_TRIES = 20
    BY_PEOPLE = (Kind.REPLY, Kind.INQUIRY, Kind.OTHER, Kind.UNSUBSCRIBE)

    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, null=True, blank=True, related_name="incoming")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the raw message.")
    raw = models.BinaryField()
    received_at = models.DateTimeField()

    message_id = models.CharField(max_length=998, blank=True)
    from_address = models.CharField(max_length=254, blank=True)
    from_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=998, blank=True)
    text = models.TextField(blank=True, help_text="The visible part, without quotes and signature.")
    full_text = models.TextField(blank=True)

    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    permanent = models.BooleanField(null=True, blank=True)
    addresses = ArrayField(
        models.CharField(max_length=254), default=list, blank=True, help_text="Whom a bounce or complaint is about."
    )
    reason = models.TextField(blank=True)
    returns_on = models.DateField(null=True, blank=True, help_text="From an out-of-office message.")
    asks_to_stop = models.BooleanField(default=False, help_text="It seems to ask not to be written to again.")
    has_left = models.BooleanField(default=False, help_text="It says that somebody has left.")
    left_for_address = models.CharField(max_length=254, blank=True, help_text="Where to write instead.")
    left_for_name = models.CharField(max_length=120, blank=True, help_text="Whose it is; empty: the writer's own.")
    settled_suggestions = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text="Those that somebody followed or dismissed.",
    )
    matched = models.ForeignKey(
        OutgoingMessage, on_delete=models.SET_NULL, null=True, blank=True, related_name="answers"
    )
    copy_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="copies",
        help_text="The same letter that had come by another way; only the first one is acted on.",
    )
    thread = models.ForeignKey(
        "mail.Thread", on_delete=models.SET_NULL, null=True, blank=True, related_name="incoming", db_index=False
    )
    read_for = models.CharField(
        max_length=40, blank=True, editable=False, help_text="What it was read for, where it is no correspondence."
    )
    contents = models.JSONField(null=True, blank=True, editable=False, help_text="See `mail.attachments.contents_of`.")
    processed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    objects = IncomingMessageQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="mail_incoming_newest"),
            models.Index(fields=["created_at"], name="mail_incoming_unprocessed", condition=Q(processed_at=None)),
            models.Index(fields=["message_id"], name="mail_incoming_message_id", condition=~Q(message_id="")),
            models.Index(
                fields=["thread", "-received_at"], name="mail_incoming_thread", condition=Q(thread__isnull=False)
            ),
            models.Index(
                fields=["received_at"],
                name="mail_incoming_unthreaded",
                condition=Q(
                    thread=None,
                    copy_of=None,
                    processed_at__isnull=False,
                    kind__in=["reply", "inquiry", "other", "unsubscribe"],
                ),
            ),
            GinIndex(OpClass(Fold("full_text"), name="gin_trgm_ops"), name="mail_incoming_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "",
                        "reply",
                        "bounce",
                        "auto_reply",
                        "unsubscribe",
                        "complaint",
                        "delivered",
                        "inquiry",
                        "other",
                    ]
                ),
                name="mail_incoming_kind",
            ),
            models.CheckConstraint(
                condition=Q(processed_at=None) | ~Q(kind="") | ~Q(error=""), name="mail_incoming_processed_kind"
            ),
            models.CheckConstraint(
                condition=Q(has_left=True) | Q(left_for_address="", left_for_name=""),
                name="mail_incoming_left_for",
                violation_error_message="Only who has left leaves an address.",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def has_pictures(self) -> bool:
        """Whether pictures came with it that can be shown; see `mail.attachments.with_pictures`."""
        return any(file["picture"] for file in (self.contents or {}).get("files", ()))

    @property
    def is_by_a_person(self) -> bool:
        return self.kind in self.BY_PEOPLE

    @property
    def sender(self) -> str:
        return self.from_name or self.from_address or "Nobody named"
