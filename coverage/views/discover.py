"""Discover: people who sign articles in the team's sources and are not contacts yet."""

from abc import ABC, abstractmethod
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from contacts.models import Journalist
from core.htmx import render_page, wants_part
from core.toasts import say
from coverage.forms.press import DiscoverForm, NewcomerForm
from coverage.models import Byline
from coverage.press import discovering
from team.access import TeamRequired

PER_PAGE = 20


class Discover(TeamRequired, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        form = DiscoverForm(request.GET, user=request.user)
        subjects = form.subjects()
        found = discovering.newcomers(subjects)
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
        discovering.with_evidence(page.object_list)
        context: dict[str, Any] = {
            "form": form,
            "page": page,
            "newcomers": page.object_list,
            "asked": subjects is not None,
            "is_cut": len(found) == discovering.MOST,
            "beat": form.cleaned_data.get("beat") if form.is_valid() else None,
        }
        if not found:
            context["any_bylines"] = Byline.objects.exists()
        return render_page(request, "coverage/press/discover.html", context, partial="results")


class NewcomerAct(TeamRequired, View, ABC):
    """A POST about one byline of the page; it leaves the page, and the answer says what became of it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewcomerForm(request.POST)
        try:
            if not form.is_valid():
                raise discovering.NobodyThere
            return self.act(form.cleaned_data)
        except discovering.NobodyThere as problem:
            say(request, str(problem), tone="bad")
            return self.answer()

    @abstractmethod
    def act(self, given: dict[str, Any]) -> HttpResponse:
        """Do what the button says."""

    def answer(self, journalist: Journalist | None = None) -> HttpResponse:
        """What stands in place of the row; to a browser without scripts the page it came from."""
        if wants_part(self.request):
            return render(self.request, "coverage/press/_added.html", {"journalist": journalist})
        query = self.request.POST.get("query", "")
        return redirect(f"{redirect('coverage:discover').url}?{query}" if query else "coverage:discover")


class NewcomerAdd(NewcomerAct):
    def act(self, given: dict[str, Any]) -> HttpResponse:
        beats = [given["beat"].name] if given["beat"] else []
        journalist, undo = discovering.add(
            name_key=given["name_key"], domain=given["domain"], beats=beats, by=self.request.user
        )
        say(self.request, f"{journalist} added to contacts{f', on {beats[0]}' if beats else ''}", undo=undo)
        return self.answer(journalist)


class NewcomerLink(NewcomerAct):
    def act(self, given: dict[str, Any]) -> HttpResponse:
        known = Journalist.objects.visible_to(self.request.user)
        journalist = get_object_or_404(known, pk=given["journalist"] or 0)
        count = discovering.link(name_key=given["name_key"], domain=given["domain"], journalist=journalist)
        say(self.request, f"{count} article{'' if count == 1 else 's'} put on the record of {journalist}")
        return self.answer(journalist)


class NewcomerDismiss(NewcomerAct):
    def act(self, given: dict[str, Any]) -> HttpResponse:
        said, undo = discovering.dismiss(name_key=given["name_key"], by=self.request.user)
        say(self.request, f"“{said}” is not offered again", undo=undo)
        return self.answer()
