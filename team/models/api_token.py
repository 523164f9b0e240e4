from datetime import timedelta

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core.models import TimeStamped
from team.querysets import ApiTokenQuerySet
from team.scopes import AREAS, SCOPES


@pghistory.track(exclude=["updated_at", "last_used_at", "digest"])
class ApiToken(TimeStamped):
    """A key by which a program works in somebody's name, within `scopes`. Only its hash is kept; it is shown once.

    `prefix` is its beginning, by which people tell theirs apart. It never does more than its owner may at that moment.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=120, help_text="What uses it, for example: nightly export.")
    prefix = models.CharField(max_length=12, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = ArrayField(models.CharField(max_length=20))
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField("withdrawn", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="withdrawn by",
    )

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "API token"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["owner", "-created_at"], name="team_api_token_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""), name="team_api_token_named", violation_error_message="Name the token."
            ),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=list(SCOPES)) & Q(scopes__len__gt=0),
                name="team_api_token_scopes",
                violation_error_message="Choose what the token is for.",
            ),
            models.CheckConstraint(
                condition=Q(revoked_by=None) | Q(revoked_at__isnull=False), name="team_api_token_withdrawn"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("team:api-token-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it opens anything, as long as its owner is on the team."""
        return self.revoked_at is None and not self.has_expired

    @property
    def has_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def areas(self) -> list[tuple[str, str]]:
        """What it is for, in words: the area and "read" or "read and write"."""
        held = set(self.scopes)
        return [
            (area.label, "read and write" if f"{area.name}:write" in held else "read")
            for area in AREAS
            if held & set(area.scopes)
        ]


class KeptAnswer(models.Model):
    """What was answered to a request with an `Idempotency-Key`, kept for a day so that it can be said again.

    `fingerprint` is a SHA-256 over method, path and body: the same key with another request is a mistake.
    """

    KEPT = timedelta(hours=24)

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="kept_answers")
    key = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["created_at"], name="team_kept_answer_oldest")]
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="team_kept_answer_once")]

    def __str__(self) -> str:
        return self.key
