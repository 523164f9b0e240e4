"""Promises that were made while an inquiry was answered."""

from typing import Any

from django.shortcuts import get_object_or_404

from core.toasts import say
from events import promises
from events.errors import EventError
from events.forms.interviews import PromiseForm
from events.models import Promise
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
