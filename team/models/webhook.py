import secrets
from uuid import uuid4

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.fields import EncryptedTextField
from core.models import TimeStamped

EVENTS = (
    ("clip.confirmed", "A clip was called ours"),
    ("inquiry.received", "An inquiry came in"),
    ("inquiry.answered", "An inquiry was answered"),
    ("pitch.sent", "A pitch has gone out to everybody"),
    ("pitch.answered", "A journalist answered a pitch"),
    ("interview.confirmed", "An interview has its time"),
)


def new_secret() -> str:
    """256 random bits, as text."""
    return secrets.token_urlsafe(32)


@pghistory.track(exclude=["updated_at", "secret"])
class WebhookEndpoint(TimeStamped):
    """An address of another system that is told when something happens. What is sent is signed with `secret`."""

    name = models.CharField(max_length=120, help_text="What is told, for example: newsroom dashboard.")
    url = models.URLField("address", max_length=500)
    secret = EncryptedTextField(default=new_secret, editable=False)
    told_of = ArrayField(models.CharField(max_length=30))
    is_active = models.BooleanField("switched on", default=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(url=""),
                name="team_webhook_named",
                violation_error_message="Give the name and the address.",
            ),
            models.CheckConstraint(
                condition=Q(told_of__contained_by=[name for name, _ in EVENTS]) & Q(told_of__len__gt=0),
                name="team_webhook_events",
                violation_error_message="Choose what it is told of.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("team:webhook-detail", args=[self.pk])


class WebhookDelivery(TimeStamped):
    """One thing that an endpoint is told, until its server took it; `key` is the same however often it is sent."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        TAKEN = "taken", "Taken"
        GIVEN_UP = "given_up", "Given up"

    MOST_TRIES = 12

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries")
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    event = models.CharField(max_length=30)
    payload = models.JSONField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    said = models.CharField(max_length=300, blank=True, help_text="What the server, or the connection, said last.")

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "webhook deliveries"
        indexes = [
            models.Index(fields=["next_try_at", "id"], name="team_webhookdelivery_due", condition=Q(state="waiting")),
            models.Index(fields=["endpoint", "-id"], name="team_webhookdelivery_newest"),
            models.Index(fields=["ended_at"], name="team_webhookdelivery_oldest", condition=Q(ended_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "taken", "given_up"]), name="team_webhookdelivery_state"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at=None) | ~Q(state="waiting") & Q(ended_at__isnull=False),
                name="team_webhookdelivery_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} to {self.endpoint}"

    @property
    def tone(self) -> str:
        return {self.State.TAKEN: "ok", self.State.GIVEN_UP: "bad"}.get(self.State(self.state), "")
