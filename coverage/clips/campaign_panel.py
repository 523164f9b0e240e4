"""Coverage so far, on the page of a campaign and in the list of campaigns."""

from collections.abc import Iterable
from typing import Any, Final, cast

from django.db.models import Count, Q
from django.http import HttpRequest

from campaigns.models import Campaign
from coverage.clips import reach
from coverage.clips.looks import SORTS, for_rows
from coverage.models import Clip
from team.models import User

SHOWN: Final = 6
TONES: Final = [(tone.value, str(tone.label)) for tone in Clip.Tone]


def coverage_of(campaign: Campaign, request: HttpRequest) -> dict[str, Any]:
    """The newest clips of a campaign, and what all of them come to; a constant number of queries."""
    user = cast(User, request.user)
    visible = Clip.objects.visible_to(user).filter(campaign=campaign)
    ours = visible.ours()
    counts = ours.order_by().aggregate(
        clips=Count("pk", distinct=True),
        **{tone: Count("pk", filter=Q(tone=tone), distinct=True) for tone, _ in TONES},
    )
    return {
        "campaign": campaign,
        "clips": list(for_rows(ours).order_by(*SORTS["published"][1])[:SHOWN]),
        "count": counts["clips"],
        "tones": [(label, counts[tone]) for tone, label in TONES if counts[tone]],
        "reach": reach.total(ours) if counts["clips"] else None,
        "reach_means": reach.DEFINITION,
        "waiting": 0 if user.is_observer else visible.waiting().count(),
        "for_team": not user.is_observer,
    }


def count_clips(campaigns: Iterable[int], user: User) -> dict[int, int]:
    """How many clips of each campaign are ours, of those that this reader may see."""
    ours = Clip.objects.visible_to(user).ours().filter(campaign__in=campaigns).order_by()
    return dict(ours.values_list("campaign").annotate(Count("pk")))
