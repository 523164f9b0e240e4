"""Taking back what was just done to many journalists, for as long as the toast's memory lasts."""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.urls import reverse

from core.tokens import new_token
from team.models import User

REMEMBERED = 15 * 60

TakeBack = Callable[[dict[str, Any], User], int]
_known: dict[str, TakeBack] = {}


def register(what: str, take_back: TakeBack) -> None:
    """Let an app above take back what it remembers as `what`: it gets what was kept, and gives how many are as before.

    It raises `TooLate` where things have moved on.
    """
    _known[what] = take_back


def known(what: str) -> TakeBack | None:
    return _known.get(what)


class TooLate(Exception):
    def __init__(self) -> None:
        super().__init__("That cannot be taken back any more by one click. Nothing was changed.")


def remember(*, by: User, what: str, **details: Any) -> str:
    """Keep what is needed to take it back; gives the address that a POST takes it back at."""
    token = new_token()
    cache.set(f"contacts:undo:{token}", {"by": by.pk, "what": what, **details}, REMEMBERED)
    return reverse("contacts:undo", args=[token])


def recall(*, token: str, by: User) -> dict[str, Any]:
    """What was kept, once, and to nobody but the one who did it. Raises `TooLate`."""
    kept = cache.get(f"contacts:undo:{token}")
    if not kept or kept["by"] != by.pk or not cache.delete(f"contacts:undo:{token}"):
        raise TooLate
    return kept
