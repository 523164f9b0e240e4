"""The vocabulary in which views and verbs ask for pitches."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, F, Q, Value, When

from contacts.models import Journalist
from team.models import User

if TYPE_CHECKING:
    from pitches.models import Attribution, Pitch, Recipient  # noqa: F401  (named in a base class)


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

    def covered(self) -> Self:
        """Those whose pitch is known to have led to coverage."""
        from pitches.models import Attribution  # models import this module

        return self.filter(models.Exists(Attribution.objects.counting().filter(recipient=models.OuterRef("pk"))))

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


class AttributionQuerySet(models.QuerySet["Attribution"]):
    def visible_to(self, user: User) -> Self:
        """Observers see none: who was asked stays between the journalist and the team."""
        return self.none() if user.is_observer else self

    def counting(self) -> Self:
        """Confirmed, of clips that are ours."""
        return self.filter(state="confirmed", clip__state="ours")

    def waiting(self) -> Self:
        """Proposed, for clips that are ours: a person is to say whether it is so."""
        return self.filter(state="proposed", clip__state="ours")
