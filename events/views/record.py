"""The tab of a journalist's record with what they asked us, whom they spoke to and what they came to."""

from typing import Any

from django.db.models import Count

from contacts.models import Journalist
from contacts.views.journalists import Record
from events.models import Interview, Invitee
from inquiries.models import Inquiry

MOST = 50


def count_asked(journalist: Journalist) -> int:
    """Inquiries and interviews of theirs."""
    both = Count("inquiries", distinct=True) + Count("interviews", distinct=True)
    return Journalist.objects.filter(pk=journalist.pk).values_list(both, flat=True)[0]


class JournalistAsked(Record):
    """The latest of each."""

    tab = "asked"
    template = "events/journalist_asked.html"
    http_method_names = ["get", "head"]

    def content(self, journalist: Journalist) -> dict[str, Any]:
        user = self.request.user
        inquiries = Inquiry.objects.visible_to(user).filter(journalist=journalist).select_related("client", "owner")
        interviews = Interview.objects.visible_to(user).filter(journalist=journalist)
        invited = Invitee.objects.filter(journalist=journalist).select_related("event__client")
        return {
            "inquiries": inquiries.order_by("-received_at", "-pk")[:MOST],
            "interviews": interviews.select_related("client", "spokesperson").order_by("-created_at", "-pk")[:MOST],
            "invited": invited.order_by("-event__starts_at", "-pk")[:MOST],
        }
