import secrets

from django.db import models
from django.db.models import Q

from core.models import TimeStamped


class Suppression(TimeStamped):
    """An address or a domain that gets no more outreach. A keyed hash, so that it survives erasure and re-import."""

    class Scope(models.TextChoices):
        ADDRESS = "address", "Address"
        DOMAIN = "domain", "Domain"

    class Source(models.TextChoices):
        UNSUBSCRIBE = "unsubscribe", "Unsubscribed"
        BOUNCE = "bounce", "Permanent bounce"
        COMPLAINT = "complaint", "Complaint"
        TEAM = "team", "Entered by the team"

    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=8, choices=Scope, default=Scope.ADDRESS)
    source = models.CharField(max_length=12, choices=Source)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(scope__in=["address", "domain"]), name="mail_suppression_scope"),
            models.CheckConstraint(
                condition=Q(source__in=["unsubscribe", "bounce", "complaint", "team"]), name="mail_suppression_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scope_display()} {self.digest[:8]}"


def new_key() -> str:
    return secrets.token_hex(32)


class SuppressionKey(models.Model):
    """The one key of the hashes above, made when first needed. With a new one all who left would be reachable again."""

    value = models.CharField(max_length=64, default=new_key, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="mail_suppressionkey_single")]

    def __str__(self) -> str:
        return "Suppression key"
