"""The pitches of a campaign, for its page, for the list of campaigns, and for whoever leaves the team."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse

from campaigns.models import Campaign
from pitches.models import Pitch, Recipient
from pitches.results import result_among, with_results
from team.members import Holding
from team.models import User

SHOWN = 50


def pitches_of(campaign: Campaign, request: HttpRequest) -> dict[str, Any]:
    """The latest pitches that the reader may see, and how far all of them have come."""
    visible = Pitch.objects.visible_to(request.user).filter(campaign=campaign)
    pitches = with_results(visible.select_related("owner").order_by("-updated_at", "-pk")[:SHOWN])
    return {
        "pitches": pitches,
        "more": len(pitches) == SHOWN,
        "result": result_among(Recipient.objects.filter(pitch__in=visible)),
        "campaign": campaign,
        "may_start": not request.user.is_observer and campaign.state != Campaign.State.CLOSED,
    }


def count_pitches(campaigns: Iterable[int], user: User) -> dict[int, int]:
    """How many pitches each campaign has that this reader may see."""
    visible = Pitch.objects.visible_to(user).filter(campaign__in=campaigns).order_by()
    return dict(visible.values_list("campaign").annotate(Count("pk")))


def open_pitches_of(user: User) -> Holding:
    """The pitches that somebody owns and that are not over."""
    over = [Pitch.State.SENT, Pitch.State.CANCELLED]
    count = Pitch.objects.filter(owner=user).exclude(state__in=over).count()
    return Holding(
        "open pitches" if count != 1 else "open pitch", count, f"{reverse('pitches:pitch-list')}?owner={user.pk}"
    )
