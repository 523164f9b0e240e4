"""The page that is opened first in the morning."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q
from django.utils import timezone

from campaigns.models import Campaign
from dashboard.desk import Urgency, WorkItem
from pitches.models import Pitch, Response
from pitches.results import people_in
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


def my_campaigns(user: User, *, team: bool) -> list[Campaign]:
    """Running campaigns, each with the `people` of its pitches. Who is pitched twice in a campaign counts once."""
    mine = Q() if team else Q(owner=user) | Q(pk__in=Pitch.objects.filter(owner=user).values("campaign"))
    running = Campaign.objects.visible_to(user).running().filter(mine).select_related("client")
    campaigns = list(running.order_by("-updated_at")[:CAMPAIGNS])
    counted = people_in(campaigns)
    for campaign in campaigns:
        campaign.people = counted.get(campaign.pk, {})  # type: ignore[attr-defined]
    return campaigns


def last_cleared(user: User) -> datetime | None:
    """When this person last finished something that stood here."""
    handled = Response.objects.filter(handled_by=user).aggregate(at=Max("handled_at"))["at"]
    decided = Review.objects.filter(decided_by=user).aggregate(at=Max("decided_at"))["at"]
    times = [at for at in (handled, decided) if at]
    return max(times) if times else None


def reader_now(user: User) -> datetime:
    """The time on the reader's wall."""
    return timezone.now().astimezone(user.zone)
