"""What can be done with chosen journalists by apps above `contacts`, such as starting a pitch.

An app registers the name of a URL that takes the POST; its view reads who is meant by `selection.chosen(request)`.
The record page offers the same for one journalist.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class BulkAction:
    """A button of the bulk bar, and, with `on_record`, of a journalist's page, where it is named so."""

    label: str
    url: str
    icon: str = ""
    order: int = 100
    on_record: str = ""


_actions: dict[str, BulkAction] = {}


def register(action: BulkAction) -> None:
    """Add an action; registering the same URL again replaces it."""
    _actions[action.url] = action


def actions() -> list[BulkAction]:
    return sorted(_actions.values(), key=lambda action: (action.order, action.label))
