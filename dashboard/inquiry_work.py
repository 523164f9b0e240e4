"""What waits because reporters ask: inquiries to acknowledge, and those that have a deadline."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from dashboard.desk import MOST, Desk, Urgency, WorkItem
from inquiries.models import Answer, Inquiry, SignOff
from inquiries.showing import acknowledge_clock, deadline_clock

# icons: message-question alarm checklist send pencil
SOON = timedelta(hours=24)


def inquiries_to_acknowledge(desk: Desk) -> Iterator[WorkItem]:
    """Those without anybody in charge wait for everybody."""
    waiting = Inquiry.objects.visible_to(desk.user).unacknowledged().filter(desk.own() | Q(owner=None))
    for inquiry in waiting.select_related("journalist", "outlet", "client").order_by("acknowledge_by")[:MOST]:
        clock = acknowledge_clock(inquiry)
        yield WorkItem(
            Urgency.NOW,
            "message-question",
            inquiry.subject,
            f"{_who(inquiry)} has had no word from us",
            inquiry.get_absolute_url(),
            "Acknowledge",
            when=clock.left,
            at=inquiry.acknowledge_by,
            tone=clock.tone or "warn",
        )


def inquiries_due(desk: Desk) -> Iterator[WorkItem]:
    """Acknowledged and not answered, by the reporter's deadline; without one, by how long they wait."""
    waiting = Inquiry.objects.visible_to(desk.user).filter(desk.own() | Q(owner=None), state="working")
    rows = waiting.select_related("journalist", "outlet", "client")
    now = timezone.now()
    for inquiry in rows.order_by(F("deadline").asc(nulls_last=True), "received_at")[:MOST]:
        clock = deadline_clock(inquiry)
        near = inquiry.deadline is not None and inquiry.deadline < now + SOON
        yield WorkItem(
            Urgency.NOW if near else Urgency.TODAY,
            "alarm" if near else "message-question",
            inquiry.subject,
            f"{_who(inquiry)}, for {inquiry.client}",
            inquiry.get_absolute_url(),
            "Answer",
            when=clock.left if clock else "No deadline",
            at=inquiry.deadline or inquiry.received_at,
            tone=clock.tone if clock else "",
        )


def sign_offs_waiting(desk: Desk) -> Iterator[WorkItem]:
    """Answers that wait for one's own word, as legal."""
    rows = SignOff.objects.filter(desk.own("user"), state=SignOff.State.WAITING, user__isnull=False)
    for one in rows.select_related("answer__inquiry__journalist", "asked_by").order_by("created_at")[:MOST]:
        inquiry = one.answer.inquiry
        yield WorkItem(
            Urgency.NOW, "checklist", inquiry.subject, f"{one.asked_by} asks for your word on the answer",
            reverse("inquiries:reply", args=[inquiry.pk]), "Look", at=one.created_at, tone="warn",
        )  # fmt: skip


def answers_to_send(desk: Desk) -> Iterator[WorkItem]:
    """Signed off, or sent back with changes, and waiting for whoever writes them."""
    rows = Answer.objects.filter(desk.own(), state__in=[Answer.State.APPROVED, Answer.State.CHANGES])
    for answer in rows.select_related("inquiry__journalist", "inquiry__outlet").order_by("updated_at")[:MOST]:
        is_ready = answer.state == Answer.State.APPROVED
        page = reverse("inquiries:reply", args=[answer.inquiry_id])
        yield WorkItem(
            Urgency.NOW, "send" if is_ready else "pencil", answer.inquiry.subject,
            "Signed off, and not sent yet" if is_ready else "Changes were asked for",
            page, "Send" if is_ready else "Change", at=answer.updated_at,
        )  # fmt: skip


def _who(inquiry: Inquiry) -> str:
    return f"{inquiry.reporter}, {inquiry.asked_for}" if inquiry.asked_for else inquiry.reporter


SOURCES = (inquiries_to_acknowledge, sign_offs_waiting, answers_to_send, inquiries_due)
