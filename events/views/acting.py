"""What a button on the page of an interview or a media event does."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View

from core.toasts import say
from events.errors import EventError
from team.access import TeamRequired


class Action(TeamRequired, View):
    """Reads a form where there is one, acts, and leads back to the page. A form with mistakes, or one that the verb
    refused, comes back on the page with what was typed; without a form the refusal is said.

    Set `form`, `name` (by which the page knows the form) and `done` (what is said then); override `find`, `show` and
    `act`.
    """

    http_method_names = ["post"]
    form: type[forms.Form] | None = None
    name = ""
    done = ""

    def post(self, request: HttpRequest, pk: int, **rest: Any) -> HttpResponse:
        subject = self.find(pk)
        form = self.bound(subject)
        if form is not None and not form.is_valid():
            return self.show(subject, {self.name: form})
        try:
            where = self.act(subject, form.cleaned_data if form is not None else {}, **rest)
        except EventError as problem:
            if form is not None:
                form.add_error(None, str(problem))
                return self.show(subject, {self.name: form})
            say(request, str(problem), tone="bad")
            return redirect(subject)
        if self.done:
            say(request, self.done)
        return redirect(where or subject)

    def find(self, pk: int) -> Any:
        """The interview or event, as the reader may see it."""
        raise NotImplementedError

    def show(self, subject: Any, typed: dict[str, forms.Form]) -> HttpResponse:
        """Its page with the form that came back."""
        raise NotImplementedError

    def bound(self, subject: Any) -> forms.Form | None:
        return self.form(self.request.POST) if self.form else None

    def act(self, subject: Any, data: dict[str, Any], **rest: Any) -> Any:
        """Do it; gives where to go on, or None for the page itself."""
        raise NotImplementedError
