"""Tabs that apps above `contacts` add to a journalist's record: what they wrote, what they wrote about us.

An app registers the name of a URL that takes the journalist's key; its view extends `contacts.views.journalists.Record`
and its template `contacts/journalist_base.html`, so that head and rail are the same on every tab.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from contacts.models import Journalist

Count = Callable[[Journalist], int]


@dataclass(frozen=True)
class RecordTab:
    """A tab between Timeline and Details. `key` is what its view calls itself; `count` costs one bounded query."""

    key: str
    label: str
    url: str
    count: Count
    order: int = 100


@dataclass(frozen=True)
class ShownTab:
    """A tab as one record shows it."""

    key: str
    label: str
    href: str
    count: int


_tabs: dict[str, RecordTab] = {}


def register(tab: RecordTab) -> None:
    """Add a tab; registering the same key again replaces it."""
    _tabs[tab.key] = tab


def tabs_of(journalist: Journalist) -> list[ShownTab]:
    ordered = sorted(_tabs.values(), key=lambda tab: (tab.order, tab.label))
    return [
        ShownTab(tab.key, tab.label, reverse(tab.url, args=[journalist.pk]), tab.count(journalist)) for tab in ordered
    ]
