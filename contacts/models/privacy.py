from django.conf import settings
from django.db import models
from django.db.models import Q

from contacts.models.journalist import Journalist
from core.models import TimeStamped
from core.tokens import TOKEN_LENGTH


class PrivacyRequest(TimeStamped):
    """A journalist's wish to have what we hold on them corrected or deleted. A person of the team sees to it."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", "Correction"
        DELETION = "deletion", "Deletion"

    journalist = models.ForeignKey(Journalist, on_delete=models.CASCADE, related_name="privacy_requests")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField(blank=True, max_length=4000)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["created_at"], name="contacts_privacy_waiting", condition=Q(handled_at=None))]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["correction", "deletion"]), name="contacts_privacy_kind"),
            models.UniqueConstraint(
                fields=["journalist"],
                condition=Q(kind="deletion", handled_at=None),
                name="contacts_privacy_one_open_deletion",
                violation_error_message="They have asked for this already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.journalist}"


class WithdrawnLink(TimeStamped):
    """A link to a journalist's preferences that was taken back. It stands in mails that were sent before, and is good
    for one thing still: to leave (RFC 8058). Nobody sees or changes preferences by it."""

    journalist = models.ForeignKey(Journalist, on_delete=models.CASCADE, related_name="withdrawn_links")
    token = models.CharField(max_length=TOKEN_LENGTH, unique=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"Withdrawn link of {self.journalist}"
