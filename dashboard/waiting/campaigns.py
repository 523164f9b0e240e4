"""What waits because of campaigns: an embargo that lifts, and one whose last day is over."""

from datetime import timedelta
from typing import Final

from django.db.models import QuerySet

from campaigns.models import Campaign
from dashboard.desk import Desk, Room, Source, Urgency, WorkItem

# icons: lock target
EMBARGO_NEAR: Final = timedelta(days=7)


def _running(desk: Desk) -> "QuerySet[Campaign]":
    return Campaign.objects.visible_to(desk.user).running().filter(desk.own()).select_related("client")


def embargoes(desk: Desk) -> "QuerySet[Campaign]":
    now = desk.now
    return _running(desk).filter(embargo_until__gt=now, embargo_until__lte=now + EMBARGO_NEAR).order_by("embargo_until")


def _embargo_row(desk: Desk, campaign: Campaign) -> WorkItem:
    return WorkItem(
        Urgency.TODAY, "lock", f"Embargo on {campaign} lifts",
        f"{campaign.client}. What still speaks of it then stays here", campaign.get_absolute_url(), "See campaign",
        when="Lifts", at=campaign.embargo_until,
    )  # fmt: skip


def over(desk: Desk) -> "QuerySet[Campaign]":
    """Its last day has passed, and it is not closed."""
    return _running(desk).filter(ends_on__lt=desk.today).order_by("ends_on")


def _over_row(desk: Desk, campaign: Campaign) -> WorkItem:
    return WorkItem(
        Urgency.LATER, "target", f"{campaign} is over", f"{campaign.client}. Close it, or move its last day",
        campaign.get_absolute_url(), "Close it", when=f"Until {campaign.ends_on:%-d %B}", note="its last day",
    )  # fmt: skip


SOURCES = (
    Source("embargo that lifts", Room.PITCHES, embargoes, _embargo_row, soonest=Urgency.TODAY),
    Source("campaign that is over", Room.OTHER, over, _over_row, soonest=Urgency.LATER),
)
