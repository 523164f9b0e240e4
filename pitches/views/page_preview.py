"""The pitch page as the team sees it before a journalist does. Answering asks what it asks them, and keeps nothing."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property

from core.toasts import say
from pitches.answers import ANSWERS, Answer
from pitches.invitations import invitation_of
from pitches.models import Recipient, Response
from pitches.own_kit import previewed_kit
from pitches.pitch_page import around, page_for
from pitches.preview_links import answer_path, page_path, way_out_path
from pitches.sandbox import MergeError
from pitches.views.composer import shown_recipient
from pitches.views.pitch import OnePitch


class OnePreview(OnePitch):
    """A page for journalists with the words of one recipient, marked as a preview."""

    @cached_property
    def recipient(self) -> Recipient:
        return shown_recipient(self.request, self.pitch())

    def show(self, template: str, *, status: int = 200, **more: Any) -> HttpResponse:
        recipient = self.recipient
        try:
            page = page_for(recipient.pitch, recipient)
        except MergeError as error:
            say(self.request, f"The pitch page cannot be shown yet. {error}", tone="bad")
            return redirect("pitches:pitch-compose", recipient.pitch.pk)
        way_out = way_out_path(recipient)
        context = {
            **around(recipient),
            "preview": True,
            "page": page,
            "page_url": page_path(recipient),
            "preferences_url": way_out,
            "unsubscribe_url": way_out,
            **more,
        }
        return render(self.request, template, context, status=status)


class PagePreview(OnePreview):
    """The story with the answers beside it; `?said=` shows what stands there after an answer."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        answers = [(answer, answer_path(self.recipient, answer.kind)) for answer in ANSWERS.values()]
        said = ANSWERS.get(request.GET.get("said", ""))
        thanks = said.thanks.format(name=self.recipient.pitch.owner.first_name) if said else ""
        latest = Response(kind=said.kind) if said else None
        kit = previewed_kit(self.recipient.pitch)
        invited = invitation_of(self.recipient.pitch, self.recipient, preview=True)
        return self.show(
            "pitches/public_pitch.html", kit=kit, answers=answers, latest=latest, thanks=thanks, invitation=invited
        )


class AnswerPreview(OnePreview):
    """The confirming tap. It checks what was typed as it would a journalist's, and then forgets it."""

    @property
    def answer(self) -> Answer:
        if found := ANSWERS.get(self.kwargs["kind"]):
            return found
        raise Http404

    def get(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        return self.ask(self.answer.form())

    def post(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        form = self.answer.form(request.POST)
        if not form.is_valid():
            return self.ask(form, status=422)
        return redirect(page_path(self.recipient, said=kind))

    def ask(self, form: Any, *, status: int = 200) -> HttpResponse:
        confirm = self.answer.confirm.format(name=self.recipient.pitch.owner.first_name)
        return self.show("pitches/public_answer.html", answer=self.answer, form=form, confirm=confirm, status=status)


class WayOutPreview(OnePreview):
    """Says what the links below a message do for a journalist, and does none of it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show("pitches/way_out_preview.html")
