import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from campaigns.models import Client
from core.models import TimeStamped
from mail.models import Mailbox


class PressDesk(TimeStamped):
    """That a mailbox is a press office: what strangers and journalists write to it is an inquiry, for this client."""

    mailbox = models.OneToOneField(Mailbox, on_delete=models.CASCADE, related_name="press_desk")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="press_desks")
    acknowledgement = models.TextField(
        blank=True,
        max_length=4000,
        help_text="What is proposed as the first answer: we have it, by when do you need it?",
    )

    def __str__(self) -> str:
        return str(self.mailbox)


@pghistory.track(exclude=["updated_at", "digest", "last_used_at"])
class IntakeKey(TimeStamped):
    """A key by which another system may bring in inquiries for a client. Only its hash is kept; it is shown once."""

    name = models.CharField(max_length=120)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="intake_keys")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""), name="inquiries_key_named", violation_error_message="Name the key."
            )
        ]

    def __str__(self) -> str:
        return self.name
