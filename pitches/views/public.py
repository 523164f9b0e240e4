"""What a journalist sees: their own pitch page, and one confirming tap for each answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View

from core.journalist_pages import journalist_page
from pitches import responses
from pitches.answers import ANSWERS
from pitches.invitations import invitation_of
from pitches.models import Recipient, Response
from pitches.own_kit import shown_kit
from pitches.pitch_page import around, page_for
from pitches.preview_links import absolute
from pitches.public_links import preferences_url, unsubscribe_url


@method_decorator(journalist_page, name="dispatch")
class JournalistView(View):
    """Finds the recipient by the link's token; forged, withdrawn and expired links get a kind answer."""

    recipient: Recipient

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        recipient = Recipient.objects.for_rendering().by_link(kwargs["token"])
        if recipient is None:
            return render(request, "public/unknown_link.html", status=404)
        self.recipient = recipient
        if recipient.link_has_expired:
            return render(request, "pitches/public_closed.html", self.context(), status=410)
        return super().dispatch(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        return {
            **around(self.recipient),
            "page_url": reverse("pitches-public:pitch", args=[self.recipient.token]),
            "preferences_url": preferences_url(self.recipient),
            "unsubscribe_url": unsubscribe_url(self.recipient),
        }


class PitchPage(JournalistView):
    """The story, in the sender's name, with the answers beside it."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        kit = shown_kit(self.recipient) if self.recipient.pitch.kit_id else None
        page = page_for(self.recipient.pitch, self.recipient, kit_address=absolute(kit.url) if kit else "")
        latest = self.recipient.responses.exclude(kind=Response.Kind.REPLY).first()
        thanks = ANSWERS[latest.kind].thanks.format(name=self.recipient.pitch.owner.first_name) if latest else ""
        answers = [(answer, reverse("pitches-public:answer", args=[token, answer.kind])) for answer in ANSWERS.values()]
        context = {**self.context(), "page": page, "kit": kit, "answers": answers, "latest": latest, "thanks": thanks}
        context["invitation"] = invitation_of(self.recipient.pitch, self.recipient)
        return render(request, "pitches/public_pitch.html", context)


class AnswerPage(JournalistView):
    """Asks for the one confirming tap: opening the page changes nothing, because mail scanners follow links."""

    def get(self, request: HttpRequest, token: str, kind: str) -> HttpResponse:
        return self._show(request, kind, ANSWERS[kind].form())

    def post(self, request: HttpRequest, token: str, kind: str) -> HttpResponse:
        form = ANSWERS[kind].form(request.POST)
        if not form.is_valid():
            return self._show(request, kind, form, status=422)
        responses.respond(recipient=self.recipient, kind=kind, **form.cleaned_data)
        return redirect("pitches-public:pitch", token=token)

    def _show(self, request: HttpRequest, kind: str, form: Any, status: int = 200) -> HttpResponse:
        answer = ANSWERS[kind]
        confirm = answer.confirm.format(name=self.recipient.pitch.owner.first_name)
        context = {**self.context(), "answer": answer, "form": form, "confirm": confirm}
        return render(request, "pitches/public_answer.html", context, status=status)
