import secrets
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from core.models import Job, TimeStamped
from team.models import User


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    def visible_to(self, user: User) -> Self:
        """Managers and admins; to everybody else the list does not exist."""
        return self if user.is_manager else self.none()


class Suppression(TimeStamped):
    """An address or a domain that gets no more outreach. A keyed hash, so that it survives erasure and re-import.

    Each reason stands by itself: an address that bounced and whose owner left stays listed when the bounce is lifted
    (docs/decisions/043-each-reason-stands-by-itself.md).
    """

    class Scope(models.TextChoices):
        ADDRESS = "address", "Address"
        DOMAIN = "domain", "Domain"

    class Source(models.TextChoices):
        UNSUBSCRIBE = "unsubscribe", "Unsubscribed"
        BOUNCE = "bounce", "Permanent bounce"
        COMPLAINT = "complaint", "Complaint"
        TEAM = "team", "Entered by hand"
        IMPORT = "import", "Imported"

    digest = models.CharField(max_length=64)
    scope = models.CharField(max_length=8, choices=Scope, default=Scope.ADDRESS)
    source = models.CharField(max_length=12, choices=Source)
    since = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        indexes = [
            models.Index(fields=["-since", "-id"], name="mail_suppression_newest"),
            models.Index(fields=["source", "-since", "-id"], name="mail_suppression_by_source"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["digest", "source"], name="mail_suppression_once_a_source"),
            models.CheckConstraint(condition=Q(scope__in=["address", "domain"]), name="mail_suppression_scope"),
            models.CheckConstraint(
                condition=Q(source__in=["unsubscribe", "bounce", "complaint", "team", "import"]),
                name="mail_suppression_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scope_display()} {self.digest[:8]}"

    def lets_answer(self, wrote_at: datetime) -> bool:
        """Whether somebody may be answered who wrote at that time: who has unsubscribed, and then writes to us, wants
        an answer to that, no more. The delivery engine asks the same in SQL (mail/delivery/claiming.py)."""
        own_wish = self.source == self.Source.UNSUBSCRIBE and self.scope == self.Scope.ADDRESS
        return own_wish and self.since < wrote_at


class Lifting(TimeStamped):
    """An entry that was taken off the list: by whom, and why. Kept for good, as a hash like the entry itself.

    Nobody is named who came back by their own link (`by` is None, `reason` says so).
    """

    digest = models.CharField(max_length=64, db_index=True)
    scope = models.CharField(max_length=8, choices=Suppression.Scope)
    source = models.CharField(max_length=12, choices=Suppression.Source)
    since = models.DateTimeField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="mail_lifting_reason",
                violation_error_message="Say why the entry is lifted.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scope_display()} {self.digest[:8]}, lifted"


class SuppressionImportQuerySet(models.QuerySet["SuppressionImport"]):
    def visible_to(self, user: User) -> Self:
        return self if user.is_manager else self.none()


class SuppressionImport(TimeStamped):
    """A list that was read. The addresses are hashed as they are read and kept nowhere; `pending` holds the hashes
    (JSON, compressed) until the job has entered them, `position` how far it has got, `problems` the lines that were
    neither an address nor a domain, without what stood in them."""

    name = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    rows = models.PositiveIntegerField(default=0)
    bad_rows = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    pending = models.BinaryField(default=bytes)
    position = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = SuppressionImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(position__lte=F("rows"), added__lte=F("position")), name="mail_suppressionimport_progress"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("mail:suppression-import", args=[self.pk])


def new_key() -> str:
    return secrets.token_hex(32)


class SuppressionKey(models.Model):
    """The one key of the hashes above, made when first needed. With a new one all who left would be reachable again."""

    value = models.CharField(max_length=64, default=new_key, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="mail_suppressionkey_single")]

    def __str__(self) -> str:
        return "Suppression key"
