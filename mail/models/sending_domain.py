from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from core.fields import EncryptedTextField
from core.models import TimeStamped
from mail.domains.findings import Found, Record, Tone
from mail.domains.keys import record_for
from mail.domains.looking import DOMAIN, SUBJECTS
from mail.domains.sender import Signing
from team.models import User

SELECTOR = r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"


class SendingDomainQuerySet(models.QuerySet["SendingDomain"]):
    def visible_to(self, user: User) -> Self:
        """Admins look after domains; what is found out about a mailbox's own stands on its page."""
        return self if user.is_admin else self.none()


@pghistory.track(
    fields=["domain", "selector", "is_active"],
    obj_field=pghistory.ObjForeignKey(related_name="events"),
    model_name="SendingDomainEvent",
)
class SendingDomain(TimeStamped):
    """A domain that mailboxes send from: what DNS last said of it, and the key that we sign its mail with, if any.

    `findings` are those of `mail.domains.looking` at `checked_at`. Signing is switched on only after the published
    record was seen to fit the key, at `verified_at`. The private key never leaves the server.
    """

    domain = models.CharField(max_length=253)
    checked_at = models.DateTimeField(null=True, blank=True, editable=False)
    findings = models.JSONField(default=list, blank=True, editable=False)

    selector = models.CharField(max_length=63, blank=True)
    private_key = EncryptedTextField(blank=True)
    public_key = models.TextField(blank=True)
    verified_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_active = models.BooleanField(default=False)

    objects = SendingDomainQuerySet.as_manager()

    class Meta:
        ordering = ["domain"]
        constraints = [
            models.UniqueConstraint(fields=["domain"], name="mail_sendingdomain_domain"),
            models.CheckConstraint(condition=Q(domain=Lower("domain")), name="mail_sendingdomain_lower"),
            models.CheckConstraint(
                condition=Q(selector="", private_key="", public_key="")
                | (Q(selector__regex=SELECTOR) & ~Q(private_key="") & ~Q(public_key="")),
                name="mail_sendingdomain_key_whole",
            ),
            models.CheckConstraint(
                condition=Q(is_active=False) | (~Q(selector="") & Q(verified_at__isnull=False)),
                name="mail_sendingdomain_active_verified",
                violation_error_message="Signing begins once the key is published.",
            ),
        ]

    def __str__(self) -> str:
        return self.domain

    def get_absolute_url(self) -> str:
        return reverse("mail:domain-detail", args=[self.domain])

    @property
    def has_key(self) -> bool:
        return bool(self.selector)

    @property
    def record(self) -> Record | None:
        """The record that publishes the key."""
        return record_for(self.domain, self.selector, self.public_key) if self.has_key else None

    @property
    def signing(self) -> Signing | None:
        return Signing(self.selector, self.public_key, self.is_active) if self.has_key else None

    @property
    def found(self) -> list[Found]:
        """What DNS last said."""
        return [Found.from_json(kept) for kept in self.findings]

    @property
    def tones(self) -> dict[str, Tone]:
        """The tone of each finding by its subject."""
        return {kept["subject"]: kept["tone"] for kept in self.findings}

    @property
    def states(self) -> list[tuple[str, str]]:
        """What the list shows: each subject with its tone, "" when it was not looked at."""
        whole = self.tones.get(DOMAIN, "")
        return [(subject, self.tones.get(subject, whole)) for subject in SUBJECTS]
