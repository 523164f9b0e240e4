from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse

from core.navigation import Entry, register

if TYPE_CHECKING:
    from team.members import Holding
    from team.models import User


class CampaignsConfig(AppConfig):
    name = "campaigns"

    def ready(self) -> None:
        from campaigns import recorded  # the models are not there before the apps are
        from team.members import register_holdings

        recorded.register_all()
        register(Entry("Campaigns", icon="flag", url="campaigns:campaign-list", order=25, key="g m"))
        register(
            Entry("Campaign", icon="flag", url="campaigns:campaign-create", place="new", order=40, shown_to=_works_here)
        )
        register(Entry("Clients", icon="building", url="campaigns:client-list", place="settings", order=30))
        register_holdings(open_campaigns_of)


def _works_here(request: HttpRequest) -> bool:
    return not request.user.is_observer


def open_campaigns_of(user: "User") -> "Holding":
    """The open campaigns that somebody looks after."""
    from campaigns.models import Campaign  # as above
    from team.members import Holding

    count = Campaign.objects.running().filter(owner=user).count()
    return Holding("open campaigns" if count != 1 else "open campaign", count, reverse("campaigns:campaign-list"))
