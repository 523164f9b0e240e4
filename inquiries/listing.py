"""The list of inquiries: which ones, in which order, and what stands beside each."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, F, OuterRef, Q
from django.http import QueryDict
from django.utils import timezone

from campaigns.models import Client
from inquiries.models import Answer, Inquiry
from inquiries.querysets import InquiryQuerySet
from inquiries.showing import SOON
from team.models import User

# icons: bell-ringing alarm user inbox check archive
SHOWS = {
    "open": "Open",
    "mine": "Mine",
    "new": "Not acknowledged",
    "answered": "Answered",
    "all": "All",
}
RELATED = ("client", "campaign", "journalist", "outlet", "owner")
MOST_WAITING: Final = 99
A_COLUMN: Final = 50
"""Cards in a column of the board."""


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see; nonsense counts as not asked."""

    show: str = "open"
    q: str = ""
    client: int = 0

    @classmethod
    def of(cls, given: QueryDict) -> "Asked":
        show, client = given.get("show", ""), given.get("client", "")
        key = int(client) if client.isdecimal() and len(client) < 10 else 0
        return cls(show if show in SHOWS else "open", given.get("q", "").strip()[:200], key)


def listed(asked: Asked, *, user: User) -> InquiryQuerySet:
    """Those that are asked for: open ones by deadline, then by how long they wait; others the latest first."""
    found = Inquiry.objects.visible_to(user).select_related(*RELATED)
    if asked.client:
        found = found.filter(client=asked.client)
    if asked.q:
        found = found.matching(asked.q)
    if asked.show == "mine":
        found = found.open().filter(owner=user)
    elif asked.show == "new":
        found = found.unacknowledged()
    elif asked.show == "open":
        found = found.open()
    elif asked.show == "answered":
        return found.filter(state=Inquiry.State.ANSWERED).order_by("-received_at", "-pk")
    else:
        return found.order_by("-received_at", "-pk")
    return found.order_by(F("deadline").asc(nulls_last=True), "received_at", "pk")


def counts(user: User) -> dict[str, int]:
    """How many are open, mine and not acknowledged; one query over what is open."""
    now = timezone.now()
    return (
        Inquiry.objects.visible_to(user)
        .open()
        .order_by()
        .aggregate(
            open=Count("pk"),
            mine=Count("pk", filter=Q(owner=user)),
            new=Count("pk", filter=Q(state="new", acknowledged_at=None)),
            hot=Count("pk", filter=Q(deadline__lt=now + SOON) | Q(state="new", acknowledge_by__lt=now)),
        )
    )


def waiting(user: User) -> tuple[int, bool, bool]:
    """How many open inquiries wait for somebody: their own, and those that nobody has acknowledged; whether one is
    near its deadline or past it; whether there are more than were counted. One query."""
    theirs = Q(owner=user) | Q(state=Inquiry.State.NEW, acknowledged_at=None)
    rows = Inquiry.objects.visible_to(user).open().filter(theirs).order_by()
    deadlines = list(rows.values_list("deadline", flat=True)[: MOST_WAITING + 1])
    soon = timezone.now() + SOON
    is_hot = any(deadline and deadline < soon for deadline in deadlines)
    return min(len(deadlines), MOST_WAITING), is_hot, len(deadlines) > MOST_WAITING


def board(*, user: User, client: Client | None = None) -> list[tuple[str, list[Inquiry]]]:
    """The columns of the board, each with one more than it shows where there are more; four queries."""
    rows = Inquiry.objects.visible_to(user).select_related("client", "journalist", "outlet", "owner")
    if client:
        rows = rows.filter(client=client)
    in_review = Answer.objects.filter(inquiry=OuterRef("pk"), state=Answer.State.IN_REVIEW)
    working = rows.filter(state=Inquiry.State.WORKING)
    by_deadline = (F("deadline").asc(nulls_last=True), "received_at", "pk")
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    columns = {
        "New": rows.filter(state=Inquiry.State.NEW).order_by(*by_deadline),
        "Answering": working.filter(~Exists(in_review)).order_by(*by_deadline),
        "Waiting for sign-off": working.filter(Exists(in_review)).order_by(*by_deadline),
        "Answered today": rows.filter(state=Inquiry.State.ANSWERED, ended_at__gte=today).order_by("-ended_at", "-pk"),
    }
    return [(label, list(found[: A_COLUMN + 1])) for label, found in columns.items()]
