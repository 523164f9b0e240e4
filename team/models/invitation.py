from datetime import datetime, timedelta

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from core.models import TimeStamped
from core.tokens import TOKEN_LENGTH, new_token
from team.models.user import User


def in_seven_days() -> datetime:
    return timezone.now() + timedelta(days=7)


@pghistory.track(
    fields=["email", "name", "role", "invited_by", "expires_at", "accepted_at", "accepted_by", "revoked_at"],
    obj_field=pghistory.ObjForeignKey(related_name="events"),
    model_name="InvitationEvent",
)
class Invitation(TimeStamped):
    """The only way into the team: a link, sent by e-mail, that one person may use once."""

    email = models.EmailField("e-mail", max_length=254)
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=12, choices=User.Role, default=User.Role.SPECIALIST)
    token = models.CharField(max_length=TOKEN_LENGTH, unique=True, default=new_token, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations")
    expires_at = models.DateTimeField(default=in_seven_days)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True, help_text="When the mail server took it; empty: it is due.")
    send_problem = models.CharField(max_length=200, blank=True, help_text="What the mail server said last.")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(
                fields=["created_at"],
                name="team_invitation_due",
                condition=Q(sent_at=None, accepted_at=None, revoked_at=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(accepted_at=None, revoked_at=None),
                name="team_invitation_one_open",
                violation_error_message="This address has an open invitation already. Send it again, or revoke it.",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()
