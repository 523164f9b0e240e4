"""Today over a whole team: whose each row is, who has how much, and what waits for a manager's decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from contacts.paging import said
from dashboard.desk import Room, WorkItem
from dashboard.work import Tally
from team import awaited
from team.models import Review, User

REVIEWS: Final = 5
REVIEWS_COUNTED: Final = 99
PEOPLE: Final = 60
ROOMS_NAMED: Final = 3


@dataclass(frozen=True)
class Share:
    """How much waits for one person; `person` is None for what is nobody's yet. `percent` is of the fullest desk."""

    person: User | None
    number: str
    rooms: str
    percent: int


@dataclass(frozen=True)
class Waiting:
    """What waits for a decision, the first few, each with its age: reviews, and what is decided on another page."""

    reviews: list[tuple[Review, timedelta]]
    elsewhere: list[tuple[awaited.Line, timedelta]]
    number: str


def colleagues() -> "QuerySet[User]":
    """Whose desk can be looked at."""
    return User.objects.working().order_by("name", "pk")


def names_of(items: Iterable[WorkItem], people: Iterable[User]) -> dict[int, str]:
    """Whose the rows are. Somebody who has left keeps their name until their work is handed over."""
    names = {person.pk: person.name for person in people}
    gone = {item.owner for item in items if item.owner} - names.keys()
    return names | dict(User.objects.filter(pk__in=gone).values_list("pk", "name")) if gone else names


def shares(load: Tally, people: list[User]) -> list[Share]:
    """Everybody with how much waits for them, the fullest desk first; those with nothing too."""
    everybody: list[User | None] = [*people[:PEOPLE], *([None] if load.of(None) else [])]
    totals = {person: sum(load.of(person.pk if person else None).values()) for person in everybody}
    most = max(totals.values(), default=0) or 1
    fullest = sorted(everybody, key=lambda person: (person is None, -totals[person], person.name if person else ""))
    return [Share(one, _number(one, load), _rooms(one, load), round(100 * totals[one] / most)) for one in fullest]


def _number(person: User | None, load: Tally) -> str:
    rooms = load.of(person.pk if person else None)
    return f"{sum(rooms.values())}+" if load.full & rooms.keys() else str(sum(rooms.values()))


def _rooms(person: User | None, load: Tally) -> str:
    rooms = load.of(person.pk if person else None)
    fullest = sorted(rooms, key=lambda room: -rooms[room])
    named = [f"{_small(room)} {rooms[room]}" for room in fullest[:ROOMS_NAMED]]
    rest = sum(rooms[room] for room in fullest[ROOMS_NAMED:])
    return ", ".join(named) + (f" and {rest} more" if rest else "") or "Nothing waits"


def _small(room: Room) -> str:
    return str(room.value).lower()


def to_decide(user: User) -> Waiting:
    """The queue beside the list: who is due first, and how many there are. Two queries: where the reviews do not fill
    it, what else waits is read, and the number is known from that."""
    now = timezone.now()
    rows = Review.objects.visible_to(user).waiting().select_related("submitted_by").defer("snapshot")[:REVIEWS]
    reviews = [(review, now - review.submitted_at) for review in rows]
    if len(reviews) == REVIEWS:
        return Waiting(reviews, [], said(awaited.number(user, most=REVIEWS_COUNTED), REVIEWS_COUNTED))
    beside = [(line, now - line.since) for _, line in awaited.lines(user, most=REVIEWS_COUNTED + 1)]
    number = said(len(reviews) + len(beside), REVIEWS_COUNTED)
    return Waiting(reviews, beside[: REVIEWS - len(reviews)], number)
