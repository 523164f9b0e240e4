"""What is done to many clips at once, each a small POST that leads back to the list."""

from abc import ABC, abstractmethod
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View

from core.toasts import say
from coverage.clips import editing, selection
from coverage.clips.errors import ClipError
from coverage.forms.clips import BulkForm
from coverage.querysets import ClipQuerySet
from coverage.views.clips import as_file
from team.access import TeamRequired


def back(request: HttpRequest) -> HttpResponse:
    """To the page the POST came from, else to the list as it was filtered."""
    came_from = request.headers.get("referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return redirect(came_from)
    return redirect(f"{reverse('coverage:clip-list')}?{request.POST.get('filters', '')}")


class BulkView(TeamRequired, View, ABC):
    """Reads which clips are meant, and answers; a refusal is said."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            return self.answer(selection.chosen(request)) or back(request)
        except ClipError as problem:
            say(request, str(problem), tone="bad")
            return back(request)

    @abstractmethod
    def answer(self, clips: ClipQuerySet) -> HttpResponseBase | None:
        """Do what the button says; without an answer of its own, it leads back."""


class BulkEdit(BulkView):
    def answer(self, clips: ClipQuerySet) -> None:
        form = BulkForm(self.request.POST, user=self.request.user)
        if not form.is_valid():
            raise selection.NothingChosen(" ".join(error for errors in form.errors.values() for error in errors))
        done = editing.save_many(clips=clips, by=self.request.user, **form.cleaned_data)
        stayed = f". {many(done.stayed)} of another client stayed as they were" if done.stayed else ""
        undo = reverse("coverage:clip-bulk-undo", args=[done.token]) if done.token else ""
        say(self.request, f"{many(done.changed)} changed{stayed}", undo=undo)


class BulkExport(BulkView):
    def answer(self, clips: ClipQuerySet) -> HttpResponseBase:
        return as_file(clips.order_by("-pk"), for_team=True)


class BulkUndo(TeamRequired, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            count = editing.take_back_many(token=token, by=request.user)
        except ClipError as problem:
            say(request, str(problem), tone="bad")
        else:
            say(request, f"Taken back for {many(count)}")
        return back(request)


def many(count: int) -> str:
    return "1 clip" if count == 1 else f"{count:,} clips"
