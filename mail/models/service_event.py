from typing import Self

from django.db import models
from django.db.models import Q

from core.models import TimeStamped
from mail.models.mailbox import Mailbox
from mail.models.outgoing import OutgoingMessage


class ServiceEventQuerySet(models.QuerySet["ServiceEvent"]):
    def unprocessed(self) -> Self:
        return self.filter(processed_at=None)


class ServiceEvent(TimeStamped):
    """What a mail service told us of one message, stored before anything is made of it. The same event is stored once.

    Opens and clicks are the service's claims: it cannot tell a person from a scanner. They are kept only where team and
    journalist want them counted, of them nothing but the fact, and they stand in no figure.
    """

    class Kind(models.TextChoices):
        DELIVERED = "delivered", "Delivered"
        DEFERRED = "deferred", "Delayed"
        BOUNCED = "bounced", "Came back"
        REJECTED = "rejected", "Not sent by the service"
        COMPLAINED = "complained", "Called spam"
        UNSUBSCRIBED = "unsubscribed", "Unsubscribed"
        OPENED = "opened", "Opened"
        CLICKED = "clicked", "Clicked"
        OTHER = "other", "Other"

    CLAIMS = (Kind.OPENED, Kind.CLICKED)
    TROUBLE = (Kind.DEFERRED, Kind.BOUNCED, Kind.REJECTED, Kind.COMPLAINED, Kind.UNSUBSCRIBED)
    """What would have come as a letter, had a mail server or the reader's provider told it."""

    # Found by its mailbox through the constraint below.
    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, related_name="service_events", db_index=False)
    digest = models.CharField(max_length=64, help_text="SHA-256 of what tells the event from all others.")
    kind = models.CharField(max_length=12, choices=Kind)
    occurred_at = models.DateTimeField()
    recipient = models.CharField(max_length=254, blank=True)
    service_id = models.CharField(max_length=255, blank=True)
    reply_token = models.CharField(max_length=40, blank=True, help_text="Ours, which the service gave back.")
    permanent = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    raw = models.JSONField(default=dict, blank=True)

    matched = models.ForeignKey(
        OutgoingMessage, on_delete=models.CASCADE, null=True, blank=True, related_name="service_events"
    )
    processed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    objects = ServiceEventQuerySet.as_manager()

    class Meta:
        ordering = ["-occurred_at", "-pk"]
        indexes = [
            models.Index(fields=["created_at"], name="mail_serviceevent_unprocessed", condition=Q(processed_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "digest"], name="mail_serviceevent_once"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "delivered",
                        "deferred",
                        "bounced",
                        "rejected",
                        "complained",
                        "unsubscribed",
                        "opened",
                        "clicked",
                        "other",
                    ]
                ),
                name="mail_serviceevent_kind",
            ),
            models.CheckConstraint(
                condition=Q(permanent=False) | Q(kind="bounced"), name="mail_serviceevent_permanent_bounce"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.digest[:8]}"

    @property
    def is_claim(self) -> bool:
        return self.kind in self.CLAIMS
