import secrets
import uuid
from typing import Final
from urllib.parse import urlsplit

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core.fields import EncryptedTextField, UnreadableSecret
from core.models import TimeStamped
from team.kinds import LONGEST, label_of


def new_secret() -> str:
    return secrets.token_urlsafe(32)


@pghistory.track(exclude=["updated_at", "url", "secret", "failures", "rests_until"])
class NotificationHook(TimeStamped):
    """An address outside that hears of certain kinds of things: a channel in Slack or Teams, or a program of one's own.

    Whoever knows the address may write to the channel, so it is encrypted and never shown whole again.
    `failures` counts attempts that failed since the last that went well; until `rests_until` none is made.
    """

    class Format(models.TextChoices):
        SLACK = "slack", "Slack, or what understands the same"
        TEAMS = "teams", "Microsoft Teams (workflow)"
        JSON = "json", "Plain JSON"

    name = models.CharField(max_length=80)
    url = EncryptedTextField("address")
    secret = EncryptedTextField(default=new_secret)
    format = models.CharField(max_length=6, choices=Format, default=Format.SLACK)
    kinds = ArrayField(models.CharField(max_length=LONGEST))
    is_active = models.BooleanField(default=True)
    failures = models.PositiveSmallIntegerField(default=0)
    rests_until = models.DateTimeField(null=True, blank=True)
    off_because = models.CharField(max_length=300, blank=True, help_text="Why it was switched off by itself.")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = "webhook"
        constraints = [
            models.CheckConstraint(condition=Q(format__in=["slack", "teams", "json"]), name="team_hook_format"),
            models.CheckConstraint(
                condition=Q(kinds__len__gte=1),
                name="team_hook_kinds",
                violation_error_message="Choose at least one kind.",
            ),
            models.CheckConstraint(
                condition=Q(off_because="") | Q(is_active=False), name="team_hook_off_is_not_active"
            ),
            models.CheckConstraint(condition=~Q(url=""), name="team_hook_has_url"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("team:hook-detail", args=[self.pk])

    @property
    def shown_url(self) -> str:
        """The address without what is secret in it: only whose server it is."""
        try:
            parts = urlsplit(self.url)
        except UnreadableSecret:
            return "cannot be read any more: enter it again"
        return f"{parts.scheme}://{parts.hostname}/…"

    @property
    def kind_labels(self) -> list[str]:
        return [label_of(kind) for kind in self.kinds]


class HookDelivery(TimeStamped):
    """One thing that one webhook hears of. `event` is its mark: a server that gets the same mark twice got one thing.

    Claiming it counts an attempt and moves `next_try_at` ahead, committed before the request; so a worker that dies
    leaves it due again.
    """

    MOST_TRIES: Final = 12

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        DELIVERED = "delivered", "Delivered"
        FAILED = "failed", "Given up"

    hook = models.ForeignKey(NotificationHook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.UUIDField(default=uuid.uuid4, editable=False)
    once = models.CharField(max_length=80, blank=True, help_text="Lines about the same thing are delivered once.")
    kind = models.CharField(max_length=LONGEST, blank=True)
    text = models.CharField(max_length=600)
    url = models.CharField(max_length=300, blank=True)
    is_test = models.BooleanField(default=False)
    happened_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    said = models.CharField(max_length=300, blank=True, help_text="What the server answered, or why it could not.")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "hook deliveries"
        indexes = [
            models.Index(fields=["hook", "-id"], name="team_delivery_newest"),
            models.Index(fields=["next_try_at"], name="team_delivery_due", condition=Q(state="waiting")),
            models.Index(fields=["ended_at"], name="team_delivery_ended", condition=Q(ended_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["hook", "event"], name="team_delivery_event"),
            models.UniqueConstraint(fields=["hook", "once"], condition=~Q(once=""), name="team_delivery_once"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "delivered", "failed"]), name="team_delivery_state"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at=None) | (~Q(state="waiting") & Q(ended_at__isnull=False)),
                name="team_delivery_ended_when_over",
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"
