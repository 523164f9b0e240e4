"""The page that is opened first in the morning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from campaigns.models import Campaign
from core.templatetags.mediarel import clock
from dashboard.desk import Desk, Urgency, WorkItem
from events.models import Brief, Interview, MediaEvent
from pitches.models import Pitch, Response
from pitches.results import people_in
from team.models import Review, User

NOON, EVENING, NIGHT = 12, 18, 5
CAMPAIGNS: Final = 5
AHEAD: Final = timedelta(days=7)
APPOINTMENTS: Final = 8
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


@dataclass(frozen=True)
class Appointment:
    """An interview or media event of the coming week; `day` is set on the first of each day."""

    title: str
    line: str
    href: str
    at: datetime
    day: date | None = None
    tone: str = ""

    @property
    def hour(self) -> str:
        return clock(self.at)


def this_week(desk: Desk) -> list[Appointment]:
    """What is agreed for the coming seven days, in two queries; hours are the reader's."""
    now, zone = timezone.now(), desk.user.zone
    span = {"starts_at__lt": now + AHEAD, "ends_at__gt": now}
    talks = Interview.objects.visible_to(desk.user).filter(desk.own(), state="confirmed", **span)
    talks = talks.filter(starts_at__gt=now - Interview.LONGEST).select_related("journalist", "spokesperson", "brief")
    shows = MediaEvent.objects.visible_to(desk.user).filter(desk.own(), **span).exclude(state="cancelled")
    shows = shows.filter(starts_at__gt=now - MediaEvent.LONGEST)
    found = [_interview(one) for one in talks.order_by("starts_at")[:APPOINTMENTS]]
    found += [_event(one) for one in shows.order_by("starts_at")[:APPOINTMENTS]]
    return _by_day(sorted(found, key=lambda each: each.at)[:APPOINTMENTS], zone)


def _interview(one: Interview) -> Appointment:
    brief: Brief | None = getattr(one, "brief", None)
    ready = brief is not None and (brief.state == Brief.State.APPROVED or brief.mailed_at is not None)
    line = f"{one.get_format_display()}. " + ("Brief ready" if ready else "No brief yet")
    at = one.starts_at or timezone.now()
    return Appointment(
        f"{one.spokesperson}, {one.reporter}", line, one.get_absolute_url(), at, None, "" if ready else "warn"
    )


def _event(one: MediaEvent) -> Appointment:
    seats = f"{one.seats_taken} of {one.capacity}" if one.capacity else str(one.seats_taken)
    return Appointment(one.title, f"{one.get_kind_display()}, {seats} coming", one.get_absolute_url(), one.starts_at)


def _by_day(found: Sequence[Appointment], zone: object) -> list[Appointment]:
    shown, last = list[Appointment](), None
    for each in found:
        at = each.at.astimezone(zone)  # type: ignore[arg-type]
        day = at.date()
        shown.append(Appointment(each.title, each.line, each.href, at, None if day == last else day, each.tone))
        last = day
    return shown


def campaigns_of(desk: Desk) -> list[Campaign]:
    """Running campaigns, each with the `people` of its pitches. Who is pitched twice in a campaign counts once."""
    who = desk.who
    pitched = Pitch.objects.filter(owner=who, campaign=OuterRef("pk"))
    mine = Q(owner=who) | Exists(pitched) if who else Q()
    running = Campaign.objects.visible_to(desk.user).running().filter(mine).select_related("client")
    campaigns = list(running.order_by("-updated_at")[:CAMPAIGNS])
    counted = people_in(campaigns)
    for campaign in campaigns:
        campaign.people = counted.get(campaign.pk, {})  # type: ignore[attr-defined]
    return campaigns


def last_cleared(user: User) -> datetime | None:
    """When this person last finished something that stood here."""
    handled = Response.objects.filter(handled_by=user, handled_at__isnull=False).order_by("-handled_at")
    decided = Review.objects.filter(decided_by=user, decided_at__isnull=False).order_by("-decided_at")
    times = [*handled.values_list("handled_at", flat=True)[:1], *decided.values_list("decided_at", flat=True)[:1]]
    return max(times, default=None)  # type: ignore[type-var]


def reader_now(user: User) -> datetime:
    """The time on the reader's wall."""
    return timezone.now().astimezone(user.zone)
