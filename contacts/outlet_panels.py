"""What apps above `contacts` show on an outlet's page: its articles, our coverage, the feeds it is read from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from contacts.models import Outlet

PanelContext = Callable[[Outlet, HttpRequest], dict[str, Any]]


@dataclass(frozen=True)
class OutletPanel:
    """A card of an outlet's page, in the column of its people or, with `in_rail`, at the right.

    `template` finds what `context` gives as `panel`; `context` costs a constant number of queries.
    """

    title: str
    template: str
    context: PanelContext
    order: int = 100
    in_rail: bool = False


@dataclass(frozen=True)
class ShownPanel:
    """A panel as one page shows it."""

    title: str
    template: str
    context: dict[str, Any]
    in_rail: bool


_panels: dict[str, OutletPanel] = {}


def register(panel: OutletPanel) -> None:
    """Add a card; registering the same template again replaces it."""
    _panels[panel.template] = panel


def panels_of(outlet: Outlet, request: HttpRequest) -> list[ShownPanel]:
    ordered = sorted(_panels.values(), key=lambda panel: (panel.order, panel.title))
    return [ShownPanel(panel.title, panel.template, panel.context(outlet, request), panel.in_rail) for panel in ordered]
