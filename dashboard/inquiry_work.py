"""What waits because reporters ask: inquiries to acknowledge, and those that have a deadline."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from dashboard.desk import MOST, Desk, Urgency, WorkItem
from inquiries.models import Inquiry
from inquiries.showing import acknowledge_clock, deadline_clock

# icons: message-question alarm
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


def _who(inquiry: Inquiry) -> str:
    return f"{inquiry.reporter}, {inquiry.asked_for}" if inquiry.asked_for else inquiry.reporter


SOURCES = (inquiries_to_acknowledge, inquiries_due)
