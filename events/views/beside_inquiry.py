"""What the cards beside an inquiry do: promises that were made, corrections that were asked for."""

from typing import Any

from django.shortcuts import get_object_or_404

from core.toasts import say
from core.typed import text_in
from events import promises
from events.errors import EventError
from events.forms.interviews import CorrectionForm, PromiseForm
from events.models import Correction, Promise
from inquiries.models import Inquiry
from inquiries.views.page import Action


class InquiryPromise(Action):
    def act(self, inquiry: Inquiry, **rest: Any) -> None:
        form = PromiseForm(self.request.POST)
        if form.is_valid():
            promises.make(inquiry=inquiry, by=self.request.user, **form.cleaned_data)
            say(self.request, "Noted as a promise")
        else:
            say(self.request, "Say what was promised, and by which day.", tone="bad")


class InquiryPromiseEnd(Action):
    def act(self, inquiry: Inquiry, **rest: Any) -> None:
        promise = get_object_or_404(Promise, pk=rest["promise"], inquiry=inquiry)
        try:
            promises.end(promise=promise, by=self.request.user, kept=True)
            say(self.request, "Kept")
        except EventError as problem:
            say(self.request, str(problem), tone="bad")


class InquiryCorrection(Action):
    def act(self, inquiry: Inquiry, **rest: Any) -> None:
        form = CorrectionForm(self.request.POST)
        if form.is_valid():
            promises.ask_to_correct(inquiry=inquiry, by=self.request.user, **form.cleaned_data)
            say(self.request, "Noted: a correction was asked for")
        else:
            say(self.request, "Say what is wrong, and what is right.", tone="bad")


class InquiryCorrectionEnd(Action):
    def act(self, inquiry: Inquiry, **rest: Any) -> None:
        correction = get_object_or_404(Correction, pk=rest["correction"], inquiry=inquiry)
        state = text_in(self.request.POST, "state", most=10)
        try:
            promises.settle(correction=correction, state=state, by=self.request.user)
            say(self.request, "Kept")
        except EventError as problem:
            say(self.request, str(problem), tone="bad")
