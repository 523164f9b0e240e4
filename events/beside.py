"""What interviews, promises and corrections say elsewhere: beside an inquiry, and beside a conversation."""

from collections.abc import Iterable

from django.db.models import Q

from events.models import Interview
from inquiries.models import Inquiry
from mail.companions import Card, Companion
from mail.models import Thread
from pitches.models import Recipient
from team.models import User

MOST = 10


def beside_inquiry(inquiry: Inquiry, by: User) -> Iterable[Card]:
    """The interviews that came of it, with the way to another one; what was promised; corrections asked for."""
    if by.is_observer:
        return
    interviews = inquiry.interviews.select_related("spokesperson").order_by("-pk")[:MOST]
    yield Card("events/_inquiry_card.html", {"inquiry": inquiry, "interviews": interviews})
    promises = inquiry.promises.select_related("owner").order_by("due_on", "pk")[:MOST]
    yield Card("events/_promises_card.html", {"inquiry": inquiry, "promises": promises})


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
