"""What waits for a manager's decision beside the reviews: it is decided on a page of its own, and named in the queue.

An app registers it in `AppConfig.ready()`:

    register(Awaited(kind="Statement", icon="quote", action="Read it", waiting=…, told=…))
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from team.models import Review, User


@dataclass(frozen=True)
class Line:
    """One thing that waits. `by` is whose work it is, `url` where it is decided."""

    title: str
    by: User
    since: datetime
    url: str


@dataclass(frozen=True)
class Awaited:
    """One kind of thing. `waiting(user)` are the rows that the reader may see, whoever wrote them, the oldest first,
    each with whose it is; `told(row)` puts one into words; `action` stands on the link to where it is decided."""

    kind: str
    icon: str
    action: str
    waiting: Callable[[User], "QuerySet[Any]"]
    told: Callable[[Any], Line]


_awaited: dict[str, Awaited] = {}


def register(awaited: Awaited) -> None:
    """Name it in the queue; the same kind again replaces what was said."""
    _awaited[awaited.kind] = awaited


def lines(user: User, *, most: int) -> list[tuple[Awaited, Line]]:
    """The first `most` of each kind; a query for each of the few kinds."""
    return [(each, each.told(row)) for each in _awaited.values() for row in each.waiting(user)[:most]]


def number(user: User, *, most: int) -> int:
    """How many things wait, reviews among them, and one more than `most` at most: one query."""
    rows: Sequence[QuerySet[Any]] = [
        Review.objects.visible_to(user).waiting(), *(each.waiting(user) for each in _awaited.values())
    ]  # fmt: skip
    first, *rest = (found.order_by().values_list("pk")[: most + 1] for found in rows)
    return min(first.union(*rest, all=True).count() if rest else first.count(), most + 1)
