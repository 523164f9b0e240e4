"""What waits because reporters ask: both clocks, the answer through its sign-off, and what came of it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from dashboard.desk import Desk, Room, Source, Urgency, WorkItem
from dashboard.waiting.words import asked_for_changes
from inquiries.models import Answer, Inquiry, SignOff
from inquiries.showing import acknowledge_clock, deadline_clock

# icons: message-question alarm checklist send pencil news
SOON: Final = timedelta(hours=24)
OUTCOME_AFTER, OUTCOME_UNTIL = timedelta(days=3), timedelta(days=21)
RELATED: Final = ("journalist", "outlet", "client")


def _mine_or_nobodys(desk: Desk) -> Q:
    """Those without anybody in charge wait for everybody, but are no one's own when a colleague's desk is looked at."""
    return desk.own_or(desk.person is None)


def unacknowledged(desk: Desk) -> "QuerySet[Inquiry]":
    waiting = Inquiry.objects.visible_to(desk.user).unacknowledged().filter(_mine_or_nobodys(desk))
    return waiting.select_related(*RELATED).order_by("acknowledge_by")


def _acknowledge_row(desk: Desk, inquiry: Inquiry) -> WorkItem:
    clock = acknowledge_clock(inquiry)
    return WorkItem(
        Urgency.NOW, "message-question", inquiry.subject, f"{_who(inquiry)} has had no word from us",
        inquiry.get_absolute_url(), "Acknowledge", when=clock.left, at=inquiry.acknowledge_by,
        tone=clock.tone or "warn",
    )  # fmt: skip


def to_answer(desk: Desk) -> "QuerySet[Inquiry]":
    """By the reporter's deadline; without one, by how long they wait. `written` is how far an answer is: one in
    sign-off waits for whoever decides, one that was decided has its row below."""
    writing = Answer.objects.filter(inquiry=OuterRef("pk"), state__in=Answer.OPEN)
    waiting = Inquiry.objects.visible_to(desk.user).open().exclude(state="new", acknowledged_at=None)
    rows = waiting.filter(_mine_or_nobodys(desk)).annotate(written=Subquery(writing.values("state")[:1]))
    rows = rows.filter(Q(written=None) | Q(written=Answer.State.DRAFT)).select_related(*RELATED)
    return rows.order_by(F("deadline").asc(nulls_last=True), "received_at")


def _answer_row(desk: Desk, inquiry: Inquiry) -> WorkItem:
    clock = deadline_clock(inquiry)
    near = inquiry.deadline is not None and inquiry.deadline < desk.now + SOON
    begun = inquiry.written is not None  # type: ignore[attr-defined]
    return WorkItem(
        Urgency.NOW if near else Urgency.TODAY, "alarm" if near else "message-question", inquiry.subject,
        f"{_who(inquiry)}, for {inquiry.client}",
        reverse("inquiries:reply", args=[inquiry.pk]) if begun else f"{inquiry.get_absolute_url()}#questions",
        "Go on" if begun else "Answer", when=clock.left if clock else "No deadline",
        at=inquiry.deadline or inquiry.received_at, tone=clock.tone if clock else "",
    )  # fmt: skip


def sign_offs(desk: Desk) -> "QuerySet[SignOff]":
    """Answers that wait for one's own word, as legal. A spokesperson has no desk here: theirs comes by a link."""
    rows = SignOff.objects.filter(desk.own("user"), state=SignOff.State.WAITING, user__isnull=False)
    return rows.select_related("answer__inquiry", "asked_by").order_by("created_at")


def _sign_off_row(desk: Desk, one: SignOff) -> WorkItem:
    inquiry = one.answer.inquiry
    return WorkItem(
        Urgency.NOW, "checklist", inquiry.subject, f"{one.asked_by} asks for your word on the answer",
        reverse("inquiries:reply", args=[inquiry.pk]) + "#sign-off", "Sign off",
        when="Needed" if inquiry.deadline else "Asked", at=inquiry.deadline or one.created_at, tone="warn",
    )  # fmt: skip


def quoted(desk: Desk) -> "QuerySet[SignOff]":
    """Spokespeople who have not said anything for a day: whoever asked reminds them, or notes what they said."""
    before = desk.now - timedelta(days=1)
    rows = SignOff.objects.filter(
        desk.own("asked_by"), state=SignOff.State.WAITING, spokesperson__isnull=False, created_at__lt=before,
        answer__state__in=Answer.OPEN,
    )  # fmt: skip
    return rows.select_related("answer__inquiry", "spokesperson").order_by("created_at")


def _quoted_row(desk: Desk, one: SignOff) -> WorkItem:
    return WorkItem(
        Urgency.TODAY, "checklist", one.answer.inquiry.subject,
        f"{one.spokesperson} has not signed off what quotes them",
        reverse("inquiries:reply", args=[one.answer.inquiry_id]) + "#sign-off", "Remind them", when="Asked",
        at=one.created_at, tone="warn",
    )  # fmt: skip


def decided(desk: Desk) -> "QuerySet[Answer]":
    """Signed off by everybody, or sent back with changes by anybody, and waiting for whoever writes them."""
    rows = Answer.objects.filter(desk.own(), state__in=[Answer.State.APPROVED, Answer.State.CHANGES])
    words = SignOff.objects.filter(answer=OuterRef("pk"))
    others_to_come = Exists(words.filter(state=SignOff.State.WAITING))
    refused = Exists(words.filter(state=SignOff.State.CHANGES))
    rows = rows.annotate(refused=refused).exclude(others_to_come, state=Answer.State.APPROVED, refused=False)
    return rows.select_related("inquiry").order_by("updated_at")


def _say_why(desk: Desk, rows: Sequence[Answer]) -> None:
    asked_for_changes(rows)


def _decided_row(desk: Desk, answer: Answer) -> WorkItem:
    is_ready = answer.state == Answer.State.APPROVED and not answer.refused  # type: ignore[attr-defined]
    clock = deadline_clock(answer.inquiry)
    return WorkItem(
        Urgency.NOW, "send" if is_ready else "pencil", answer.inquiry.subject,
        "Signed off, and not sent yet" if is_ready else answer.asked or "Changes were asked for",  # type: ignore[attr-defined]
        reverse("inquiries:reply", args=[answer.inquiry_id]), "Send" if is_ready else "Change",
        when=clock.left if clock else "Since", at=answer.inquiry.deadline or answer.updated_at,
        tone=clock.tone if clock else "",
    )  # fmt: skip


def without_outcome(desk: Desk) -> "QuerySet[Any]":
    """Answered days ago, and nobody has said what came of it: one row a person. What is older is history."""
    now = desk.now
    rows = Inquiry.objects.visible_to(desk.user).filter(
        desk.own(), state=Inquiry.State.ANSWERED, outcome=Inquiry.Outcome.UNKNOWN, owner__isnull=False,
        ended_at__gt=now - OUTCOME_UNTIL, ended_at__lt=now - OUTCOME_AFTER,
    )  # fmt: skip
    counted = rows.order_by().values("owner").annotate(n=Count("pk"), since=Min("ended_at"), one=Min("pk"))
    return counted.annotate(subject=Min("subject")).order_by("since")


def _outcome_row(desk: Desk, row: dict[str, Any]) -> WorkItem:
    one = row["n"] == 1
    first = reverse("inquiries:inquiry-detail", args=[row["one"]]) + "#outcome"
    return WorkItem(
        Urgency.LATER, "news", f"What came of “{row['subject']}”?" if one else f"What came of {row['n']} answers?",
        "Answered, and not known whether anything was published", first, "Say so" if one else "Begin", when="Since",
        at=row["since"],
    )  # fmt: skip


def _who(inquiry: Inquiry) -> str:
    return f"{inquiry.reporter}, {inquiry.asked_for}" if inquiry.asked_for else inquiry.reporter


SOURCES = (
    Source("inquiry to acknowledge", Room.INQUIRIES, unacknowledged, _acknowledge_row),
    Source("sign-off", Room.INQUIRIES, sign_offs, _sign_off_row, owner="user"),
    Source("answer that was decided", Room.INQUIRIES, decided, _decided_row, prepare=_say_why),
    Source("inquiry to answer", Room.INQUIRIES, to_answer, _answer_row),
    Source("sign-off by a spokesperson", Room.INQUIRIES, quoted, _quoted_row, owner="asked_by", soonest=Urgency.TODAY),
    Source("inquiry without outcome", Room.INQUIRIES, without_outcome, _outcome_row, soonest=Urgency.LATER),
)
