"""What went wrong on the way out, and the words of a person about it."""

from abc import ABC, abstractmethod
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views import View
from django.views.generic import DetailView, ListView

from core.htmx import go_to
from core.toasts import say
from mail import outbox
from mail.errors import MailError
from mail.forms import ConfirmationForm
from mail.handlers import handler_for
from mail.inbox import text_of
from mail.models import OutgoingMessage
from mail.models.mailbox import SECRETS
from mail.service_events import told_of
from team.access import TeamRequired


class TroubleListView(TeamRequired, ListView):
    """Messages that failed, and those of which nobody knows whether they were sent."""

    template_name = "mail/trouble_list.html"
    context_object_name = "messages_in_trouble"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[OutgoingMessage]:
        shown = OutgoingMessage.objects.visible_to(self.request.user).in_trouble()
        return shown.select_related("mailbox").defer(*UNREAD).order_by("-state", "-handed_off_at", "-pk")


class MessageDetailView(TeamRequired, DetailView):
    """One message: what it said, where it stands, and what can be done."""

    template_name = "mail/message_detail.html"
    context_object_name = "message"

    def get_queryset(self) -> QuerySet[OutgoingMessage]:
        shown = OutgoingMessage.objects.visible_to(self.request.user)
        return shown.select_related("mailbox", "confirmed_by").defer(*UNREAD[1:])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = told_of(self.object, at_most=MOST_EVENTS) if self.object.mailbox.service else []
        return super().get_context_data(
            text=text_of(self.object),
            belongs_to=handler_for(self.object.purpose).link(self.object),
            events=events,
            claims=any(event.is_claim for event in events),
            **kwargs,
        )


class MessageAction(TeamRequired, View, ABC):
    """One step of a person with one message; POST alone."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        shown = OutgoingMessage.objects.visible_to(request.user)
        message = get_object_or_404(shown, pk=pk)
        try:
            say(request, self.act(message))
        except MailError as refused:
            say(request, str(refused), tone="bad")
        return go_to(request, "mail:message-detail", pk)

    @abstractmethod
    def act(self, message: OutgoingMessage) -> str:
        """Do it; gives the sentence that tells of it. Raises MailError with the sentence why it cannot be."""


class MessageConfirmationView(MessageAction):
    """ "It was sent", or "Send again"."""

    def act(self, message: OutgoingMessage) -> str:
        form = ConfirmationForm(self.request.POST)
        if not form.is_valid():
            raise MailError("Say whether it was sent or is to be sent again. Nothing was changed.")
        was_sent = form.cleaned_data["was_sent"] == "yes"
        outbox.resolve_unconfirmed(message=message, was_sent=was_sent, by=self.request.user)
        return "Noted: it was sent." if was_sent else "It goes out again as soon as it may."


class MessageRetryView(MessageAction):
    """ "Try again"."""

    def act(self, message: OutgoingMessage) -> str:
        outbox.retry(message=message, by=self.request.user)
        return "It is tried again as soon as it may go out."


class MessageSettlementView(MessageAction):
    """ "Leave it": it failed, and that is that."""

    def act(self, message: OutgoingMessage) -> str:
        outbox.settle(message=message, by=self.request.user)
        return "Left as it is. It is off the list."


MOST_EVENTS = 20
UNREAD = ("raw", *(f"mailbox__{name}" for name in SECRETS))
"""Columns that no page needs: large, or secret, or perhaps unreadable."""
