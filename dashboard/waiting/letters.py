"""What people wrote to us and nobody has answered yet: answers to pitches, conversations, letters of nobody's."""

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.urls import reverse

from dashboard.desk import Desk, Room, Source, Urgency, WorkItem
from inquiries.models import Inquiry
from mail.models import Thread
from pitches.models import Response
from pitches.responses import SAID

# icons: message-reply message-x mail clock-pause inbox
CAN_WAIT: Final = {Response.Kind.NO, Response.Kind.LATER}


def responses(desk: Desk) -> "QuerySet[Response]":
    waiting = Response.objects.filter(desk.own("recipient__pitch__owner"), handled_at=None)
    awake = Q(incoming__thread__snoozed_until=None) | Q(incoming__thread__snoozed_until__lte=Now())
    rows = waiting.filter(awake).select_related("recipient__journalist", "recipient__pitch", "incoming")
    return rows.defer("incoming__raw", "incoming__full_text").order_by("created_at")


def _note_threads(desk: Desk, rows: Sequence[Response]) -> None:
    """Which of the conversations the reader may open, in one query."""
    keys = [row.incoming.thread_id for row in rows if row.incoming and row.incoming.thread_id]
    seen = set(Thread.objects.visible_to(desk.user).filter(pk__in=keys).values_list("pk", flat=True))
    for row in rows:
        key = row.incoming.thread_id if row.incoming else None
        row.open_thread = key if key in seen else None  # type: ignore[attr-defined]


def _response_row(desk: Desk, response: Response) -> WorkItem:
    recipient = response.recipient
    answered = response.kind in CAN_WAIT
    return WorkItem(
        Urgency.LATER if answered else Urgency.TODAY,
        "message-x" if response.kind == Response.Kind.NO else "message-reply",
        f"{recipient.journalist} {SAID[Response.Kind(response.kind)]}",
        f"“{response.text}”" if response.text else recipient.pitch.title, _where_answered(response),
        "Read" if answered else "Answer", when="Answered", at=response.created_at, note=recipient.pitch.title,
        tone="" if answered else "accent",
    )  # fmt: skip


def _where_answered(response: Response) -> str:
    """The conversation, for those who may read it; else, and for answers on the page, the results of the pitch."""
    thread: int | None = response.open_thread  # type: ignore[attr-defined]
    if thread:
        return f"{reverse('mail:thread', args=[thread])}#reply"
    recipient = response.recipient
    return f"{recipient.pitch.get_absolute_url()}?show=answered#recipient-{recipient.pk}"


def _letters(desk: Desk) -> "QuerySet[Thread]":
    """Conversations that wait. What is an answer to a pitch or an open inquiry has a row of its own as such."""
    unhandled = Response.objects.filter(incoming__thread=OuterRef("pk"), handled_at=None)
    asked = Inquiry.objects.open().filter(thread=OuterRef("pk"))
    return Thread.objects.visible_to(desk.user).waiting(desk.now).filter(~Exists(unhandled), ~Exists(asked))


def letters(desk: Desk) -> "QuerySet[Thread]":
    return _letters(desk).filter(desk.own("assignee"), assignee__isnull=False).order_by("waiting_since", "pk")


def _letter_row(desk: Desk, thread: Thread) -> WorkItem:
    back = thread.waiting_since is None
    return WorkItem(
        Urgency.TODAY, "clock-pause" if back else "mail",
        f"{thread.correspondent}: back on your desk" if back else f"{thread.correspondent} has written", str(thread),
        f"{thread.get_absolute_url()}#reply", "Look at it" if back else "Answer",
        when="Put off until" if back else "Since", at=thread.snoozed_until if back else thread.waiting_since,
        tone="accent",
    )  # fmt: skip


def unassigned(desk: Desk) -> "QuerySet[Any]":
    """One row for all that nobody looks after: whoever has a minute takes one."""
    loose = _letters(desk).filter(assignee=None)
    if desk.person:
        loose = loose.none()
    return (
        loose.order_by()
        .values("assignee")
        .annotate(n=Count("pk"), since=Min("waiting_since"), one=Min("pk"), who=Min("name"), address=Min("address"))
    )


def _unassigned_row(desk: Desk, row: dict[str, Any]) -> WorkItem:
    one = row["n"] == 1
    return WorkItem(
        Urgency.TODAY, "inbox",
        "One conversation that nobody looks after" if one else f"{row['n']} conversations that nobody looks after",
        f"From {row['who'] or row['address'] or 'nobody named'}" if one else "Take one, or give it to somebody",
        reverse("mail:thread", args=[row["one"]]) if one else f"{reverse('mail:inbox')}?whose=unassigned&state=waiting",
        "Take it" if one else "Share out", when="Since" if one else "The oldest since", at=row["since"],
    )  # fmt: skip


SOURCES = (
    Source(
        "answer to a pitch",
        Room.REPLIES,
        responses,
        _response_row,
        "recipient__pitch__owner",
        _note_threads,
        soonest=Urgency.TODAY,
    ),
    Source("conversation", Room.REPLIES, letters, _letter_row, owner="assignee", soonest=Urgency.TODAY),
    Source("conversation of nobody", Room.REPLIES, unassigned, _unassigned_row, owner="", soonest=Urgency.TODAY),
)
