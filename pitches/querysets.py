"""The vocabulary in which views and verbs ask for pitches."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, F, Q, Value, When

from contacts.models import Journalist
from team.models import User

if TYPE_CHECKING:
    from pitches.models import Pitch, Recipient  # noqa: F401  (named in a base class)


class PitchQuerySet(models.QuerySet["Pitch"]):
    def visible_to(self, user: User) -> Self:
        """All pitches to the team; to observers those of their clients that have gone out."""
        if user.is_observer:
            return self.filter(campaign__client__observers=user, state__in=["sending", "sent"])
        return self


class RecipientQuerySet(models.QuerySet["Recipient"]):
    def active(self) -> Self:
        """Those who get the pitch: not left out."""
        return self.filter(left_out_at=None)

    def for_rendering(self) -> Self:
        """With all that merge fields, zones and addresses read, in a constant number of queries."""
        return self.select_related("pitch__campaign__client", "pitch__owner", "pitch__mailbox").prefetch_related(
            models.Prefetch("journalist", queryset=Journalist.objects.with_primary())
        )

    def awaiting_follow_up(self) -> Self:
        """Sent, not answered, not stopped, and no follow-up enqueued yet."""
        return self.filter(
            follow_up_due_on__isnull=False, answered_at=None, follow_up_stopped_at=None, follow_up_message=None
        )

    def by_link(self, token: str) -> "Recipient | None":
        """Whose link this is, if the pitch has gone out to them and the link was not withdrawn."""
        return self.filter(
            token=token, token_revoked_at=None, message__isnull=False, pitch__state__in=["sending", "sent", "cancelled"]
        ).first()

    def with_status(self) -> Self:
        """Adds `status`: the one word that says how far things are with a recipient (see `pitches.results.Status`)."""
        state = "message__state"
        return self.annotate(
            status=Case(
                When(left_out_at__isnull=False, then=Value("left_out")),
                When(~Q(answer=""), then=F("answer")),
                When(message__bounced_at__isnull=False, then=Value("bounced")),
                When(message=None, then=Value("planned")),
                When(**{state: "sent", "follow_up_message__state": "sent"}, then=Value("followed_up")),
                When(**{state: "sent"}, then=Value("sent")),
                When(**{f"{state}__in": ["queued", "claimed"]}, then=Value("waiting")),
                When(**{state: "handed_off"}, then=Value("sending")),
                default=F(state),
                output_field=models.CharField(),
            )
        )
