"""What interviews, promises and corrections say elsewhere: beside an inquiry, and beside a conversation."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from events.forms.interviews import CorrectionForm
from events.models import Correction, Interview, Promise
from inquiries.models import Inquiry
from mail.companions import Card, Companion
from mail.models import Thread
from pitches.models import Recipient
from team.models import User

MOST = 10
MOST_LOAD = 50


def beside_inquiry(inquiry: Inquiry, by: User) -> Iterable[Card]:
    """The interviews that came of it, with the way to another one; what was promised; corrections asked for."""
    if by.is_observer:
        return
    interviews = inquiry.interviews.select_related("spokesperson").order_by("-pk")[:MOST]
    yield Card("events/_inquiry_card.html", {"inquiry": inquiry, "interviews": interviews})
    promises = inquiry.promises.select_related("owner").order_by("due_on", "pk")[:MOST]
    yield Card("events/_promises_card.html", {"inquiry": inquiry, "promises": promises})
    corrections = inquiry.corrections.select_related("asked_by")[:MOST]
    yield Card(
        "events/_corrections_card.html",
        {
            "inquiry": inquiry, "corrections": corrections, "states": Correction.State.choices,
            "form": CorrectionForm(auto_id="correction-%s"),
        },
    )  # fmt: skip


class InterviewTalk(Companion):
    """Beside a conversation that a pitch began: the interviews with its journalist, and the way to one."""

    def cards(self, thread: Thread, *, by: User) -> Iterable[Card]:
        if by.is_observer:
            return
        answered = Q(message__thread=thread) | Q(follow_up_message__thread=thread)
        recipient = Recipient.objects.filter(answered).select_related("pitch", "journalist").order_by("-pk").first()
        if recipient:
            interviews = Interview.objects.filter(recipient=recipient).select_related("spokesperson")[:MOST]
            yield Card("events/_thread_card.html", {"recipient": recipient, "interviews": interviews})


def for_load(by: User) -> Iterable[Card]:
    """For managers: interviews that we put off or called off late within the last 90 days, and open promises."""
    since = timezone.now() - timedelta(days=90)
    rows = Interview.objects.visible_to(by).filter(Q(put_off__gt=0) | Q(late_cancel=True), updated_at__gte=since)
    put_off = rows.select_related("journalist", "owner", "client").order_by("-put_off", "-pk")[:MOST_LOAD]
    promises = Promise.objects.filter(kept_at=None, dropped_at=None).select_related("owner", "interview", "inquiry")
    due = promises.order_by("due_on", "pk")[:MOST_LOAD]
    yield Card("events/_load_card.html", {"put_off": put_off, "promises": due, "today": timezone.localdate()})
