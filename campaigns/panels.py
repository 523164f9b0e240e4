"""What the apps above add to a campaign's page and to the list of campaigns.

from campaigns.panels import Panel, register_count, register_panel
register_panel(Panel("Pitches", "pitches/_campaign_panel.html", pitches_of, order=10))
register_count("Pitches", count_pitches)
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from campaigns.models import Campaign
from team.models import User

PanelContext = Callable[[Campaign, HttpRequest], dict[str, Any] | None]
Counts = Callable[[Iterable[int], User], dict[int, int]]


@dataclass(frozen=True)
class Panel:
    """One card of a campaign's page. `template` finds what `context` gives as `panel`.

    `context` must start its lookups from `visible_to(request.user)`: observers see the page too. Where it gives None,
    the card is not shown.
    """

    title: str
    template: str
    context: PanelContext
    order: int = 100


@dataclass(frozen=True)
class ShownPanel:
    """A panel as one page shows it."""

    title: str
    template: str
    context: dict[str, Any]


_panels: dict[str, Panel] = {}
_counts: dict[str, Counts] = {}


def register_panel(panel: Panel) -> None:
    """Add a card; the same template again replaces it. Called from an app's `ready()`."""
    _panels[panel.template] = panel


def register_count(label: str, counts: Counts) -> None:
    """Add a column of numbers to the list.

    `counts` gets the campaigns' keys and the reader, and gives numbers by key of what the reader may see, in one query.
    """
    _counts[label] = counts


def panels_for(campaign: Campaign, request: HttpRequest) -> list[ShownPanel]:
    """The cards of one campaign, in order."""
    ordered = sorted(_panels.values(), key=lambda panel: (panel.order, panel.title))
    given = [(panel, panel.context(campaign, request)) for panel in ordered]
    return [ShownPanel(panel.title, panel.template, context) for panel, context in given if context is not None]


def count_for(campaigns: list[Campaign], user: User) -> list[str]:
    """Give each campaign its numbers as `counts`, pairs of label and number; gives the labels."""
    keys = [campaign.pk for campaign in campaigns]
    by_label = {label: counts(keys, user) for label, counts in _counts.items()}
    for campaign in campaigns:
        campaign.counts = [(label, found.get(campaign.pk, 0)) for label, found in by_label.items()]  # type: ignore[attr-defined]
    return list(by_label)
