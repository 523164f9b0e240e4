"""Makes a clip of an article that seems to concern a client, for a person to decide."""

from collections.abc import Iterable

from django.db import transaction

from campaigns.models import Campaign, Client
from contacts.models import Journalist
from coverage.models import Article, Clip, Monitor, MonitorMatch
from team.models import User


def propose(article: Article, matches: Iterable[MonitorMatch]) -> list[Clip]:
    """One waiting clip for each client whose own monitors (purpose us or campaign) found the article.

    A clip that is there already, decided or not, is given back as it is.
    """
    found: dict[Client, list[Monitor]] = {}
    for match in matches:
        if match.monitor.purpose in Monitor.CLIPPED:
            found.setdefault(match.monitor.client, []).append(match.monitor)
    return [
        propose_for(article=article, client=client, origin=Clip.Origin.MONITOR, campaign=_campaign_of(monitors))
        for client, monitors in found.items()
    ]


@transaction.atomic
def propose_for(
    *, article: Article, client: Client, origin: str, by: User | None = None, campaign: Campaign | None = None
) -> Clip:
    """The article as a clip of the client, waiting for a decision; the one that is there, if there is one."""
    clip, _ = Clip.objects.get_or_create(
        article=article,
        client=client,
        defaults={
            "origin": origin,
            "added_by": by,
            "campaign": campaign,
            "journalist": _author_of(article),
            **reach_of(article),
        },
    )
    return clip


def reach_of(article: Article) -> dict:
    """The outlet's reach as it is known today, for the fields of a clip."""
    outlet = article.outlet
    if outlet is None or outlet.reach is None:
        return {}
    return {"reach": outlet.reach, "reach_source": outlet.reach_source, "reach_on": outlet.reach_on}


def _campaign_of(monitors: list[Monitor]) -> Campaign | None:
    return next((monitor.campaign for monitor in monitors if monitor.campaign_id), None)


def _author_of(article: Article) -> Journalist | None:
    byline = article.bylines.exclude(journalist=None).select_related("journalist").first()
    return byline.journalist if byline else None
