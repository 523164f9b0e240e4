"""What pitches add to the rooms below them: entries of the shell, buttons on contacts, words about cooling off."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest

from campaigns.panels import Panel, register_count, register_panel
from contacts import badges, bulk_actions, caps, left_out
from contacts.models import Journalist
from core.navigation import Entry, register
from coverage import listeners
from pitches import told_of
from pitches.campaign_panel import count_pitches, open_pitches_of, pitches_of
from pitches.clip_listener import FromPitch
from pitches.exclusions import OVERRIDABLE, exclusions_among, pitched_at
from pitches.models import Pitch
from pitches.reviewable import ReviewablePitch
from team import kinds, members, reviewables


def register_all() -> None:
    """Called once, when all apps are loaded."""
    register(Entry("Pitches", icon="send", url="pitches:pitch-list", order=20, key="g p"))
    register(Entry("Pitch", icon="send", url="pitches:pitch-create", place="new", order=10, key="n p", shown_to=_works))
    kinds.register(*told_of.KINDS)
    bulk_actions.register(
        bulk_actions.BulkAction("Start a pitch", "pitches:pitch-for-chosen", icon="send", order=5, on_record="Pitch")
    )
    badges.register(cooling_badges)
    left_out.register(cooling_reasons)
    caps.register(pitched_at)
    reviewables.register(Pitch, ReviewablePitch())
    register_panel(Panel("Pitches", "pitches/_campaign_panel.html", pitches_of, order=10))
    register_count("Pitches", count_pitches)
    members.register_holdings(open_pitches_of)
    listeners.register(FromPitch())


def cooling_badges(journalists: Sequence[Journalist]) -> Mapping[int, list[badges.Badge]]:
    """A badge for whoever was pitched a short while ago, or whose outlet was pitched up to its cap."""
    # icons: snowflake
    return {
        pk: [badges.Badge(one.label, icon="snowflake", step=False) for one in found if one.kind in OVERRIDABLE][:1]
        for pk, found in exclusions_among(journalists, together=False).items()
    }


def cooling_reasons(journalists: Sequence[Journalist]) -> Mapping[int, str]:
    """Why the team would not pitch them today."""
    found = exclusions_among(journalists, together=False)
    return {
        pk: kinds[0].why for pk, every in found.items() if (kinds := [one for one in every if one.kind in OVERRIDABLE])
    }


def _works(request: HttpRequest) -> bool:
    return not request.user.is_observer
