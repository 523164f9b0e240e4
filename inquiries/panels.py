"""Cards that apps above `inquiries` put beside an inquiry.

    panels.register(interviews_of)

The function is given the inquiry and the reader, costs a constant number of queries and gives `mail.companions.Card`s.
"""

from collections.abc import Callable, Iterable

from inquiries.models import Inquiry
from mail.companions import Card
from team.models import User

Panel = Callable[[Inquiry, User], Iterable[Card]]
_panels: list[Panel] = []


def register(panel: Panel) -> None:
    """Ask this one too; once, however often it is called."""
    if panel not in _panels:
        _panels.append(panel)


def cards_of(inquiry: Inquiry, *, by: User) -> list[Card]:
    """What stands beside it, in the order of registration."""
    return [card for panel in _panels for card in panel(inquiry, by)]


LoadPanel = Callable[[User], Iterable[Card]]
_load_panels: list[LoadPanel] = []


def register_for_load(panel: LoadPanel) -> None:
    """Add to the page on which managers see load and promises."""
    if panel not in _load_panels:
        _load_panels.append(panel)


def cards_of_load(*, by: User) -> list[Card]:
    return [card for panel in _load_panels for card in panel(by)]
