"""The page that is opened first in the morning."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from campaigns.models import Campaign
from dashboard.work import Urgency, WorkItem
from pitches.models import Response
from team.models import Review, User

NOON, EVENING, NIGHT = 12, 18, 5
CAMPAIGNS = 5
HEADINGS = {
    Urgency.NOW: "Now",
    Urgency.TODAY: "Today",
    Urgency.LATER: "When there is a minute",
}


@dataclass(frozen=True)
class Group:
    """A stretch of the work list under one heading."""

    heading: str
    items: list[WorkItem]
    key: str


def grouped(items: list[WorkItem]) -> list[Group]:
    """The items under their headings; a heading without items is left out."""
    groups = [Group(HEADINGS[u], [i for i in items if i.urgency == u], u.name.lower()) for u in Urgency]
    return [group for group in groups if group.items]


def greeting(now: datetime) -> str:
    """How to greet at this hour of the reader's day."""
    if now.hour < NIGHT or now.hour >= EVENING:
        return "Good evening"
    return "Good morning" if now.hour < NOON else "Good afternoon"


def my_campaigns(user: User, *, team: bool) -> "QuerySet[Campaign]":
    """Running campaigns with the funnel of their pitches. A journalist pitched twice in a campaign counts once."""
    answered = ~Q(pitches__recipients__answer="")
    sent = Q(pitches__recipients__sent_at__isnull=False)

    def people(condition: Q) -> Count:
        return Count("pitches__recipients__journalist", filter=sent & condition, distinct=True)

    return (
        Campaign.objects.visible_to(user)
        .running()
        .filter(Q() if team else Q(owner=user) | Q(pitches__owner=user))
        .select_related("client")
        .annotate(
            pitched=people(Q()),
            replied=people(answered),
            interested=people(Q(pitches__recipients__answer__in=["interested", "interview", "more"])),
            interviews=people(Q(pitches__recipients__answer="interview")),
        )
        .order_by("-updated_at")[:CAMPAIGNS]
    )


def last_cleared(user: User) -> datetime | None:
    """When this person last finished something that stood here."""
    handled = Response.objects.filter(handled_by=user).aggregate(at=Max("handled_at"))["at"]
    decided = Review.objects.filter(decided_by=user).aggregate(at=Max("decided_at"))["at"]
    times = [at for at in (handled, decided) if at]
    return max(times) if times else None


def reader_now(user: User) -> datetime:
    """The time on the reader's wall."""
    return timezone.now().astimezone(user.zone)
