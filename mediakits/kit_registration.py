"""What kits add to the rooms below them: entries of the shell, a card on campaigns, sign-off."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse

from campaigns.models import Campaign
from campaigns.panels import Panel, register_count, register_panel
from core.navigation import Entry, register
from coverage import listeners
from coverage.listeners import Listener
from coverage.models import Article, Clip
from mediakits import visits
from mediakits.completeness import meters_of
from mediakits.kit_reviewable import ReviewableKit
from mediakits.models import Kit, KitItem
from mediakits.shelf import as_shared
from mediakits.stamps import touch
from team import members, reviewables
from team.members import Holding
from team.models import User

SHOWN = 20


def register_all() -> None:
    """Called once, when all apps are loaded."""
    register(Entry("Media kits", icon="packages", url="mediakits:kit-list", order=80, key="g k", shown_to=_works))
    register(
        Entry(
            "Media kit", icon="packages", url="mediakits:kit-create", place="new", order=40, key="n k", shown_to=_works
        )
    )
    reviewables.register(Kit, ReviewableKit())
    register_panel(Panel("Media kits", "mediakits/kit/_campaign_panel.html", kits_of, order=20))
    register_count("Kits", count_kits)
    members.register_holdings(kits_in_care_of)
    listeners.register(CitedClips())


class CitedClips(Listener):
    """A clip that stands in kits was decided anew, or more is known of it: what readers see of it is made anew too."""

    def decided(self, clip: Clip, *, by: User) -> None:
        if KitItem.objects.filter(clip=clip).exists():
            touch(client_id=clip.client_id)

    def learned(self, article: Article) -> None:
        clients = KitItem.objects.filter(clip__article=article).order_by("clip__client")
        for client in clients.values_list("clip__client", flat=True).distinct():
            touch(client_id=client)


def kits_of(campaign: Campaign, request: HttpRequest) -> dict[str, Any]:
    """The kits of a campaign that the reader may see, each with its meter and figures."""
    visible = Kit.objects.visible_to(request.user).in_use().filter(campaign=campaign)
    kits = list(visible.select_related("contact", "client")[:SHOWN])
    if request.user.is_observer:
        kits = as_shared(kits)  # not the words that are being written
    meters, figures = meters_of(kits), visits.figures_of(kits)
    return {
        "kits": [(kit, meters[kit.pk], figures[kit.pk]) for kit in kits],
        "campaign": campaign,
        "for_team": not request.user.is_observer,
        "may_start": not request.user.is_observer and campaign.state != Campaign.State.CLOSED,
    }


def count_kits(campaigns: Iterable[int], user: User) -> dict[int, int]:
    """How many kits each campaign has that this reader may see."""
    visible = Kit.objects.visible_to(user).in_use().filter(campaign__in=campaigns).order_by()
    return dict(visible.values_list("campaign").annotate(Count("pk")))


def kits_in_care_of(user: User) -> Holding:
    """What somebody owns or is the press contact of: their number stands on it."""
    count = Kit.objects.in_use().filter(Q(owner=user) | Q(contact=user)).count()
    return Holding("media kit" if count == 1 else "media kits", count, reverse("mediakits:kit-list"))


def _works(request: HttpRequest) -> bool:
    return request.user.is_authenticated and not request.user.is_observer
