"""Triage: what waits at the left, the article with what concerns us, what is suggested, and the decision."""

from abc import ABC, abstractmethod
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from core.fetching import FetchError
from core.htmx import render_page
from core.toasts import say
from coverage.articles import regrouping
from coverage.clips import clipping, deciding
from coverage.clips.errors import AlreadyDecided, ClipError
from coverage.clips.queue import Queue
from coverage.forms.triage import BulkForm, CopyForm, MessagesForm, PasteForm, VerdictForm
from coverage.models import Clip
from coverage.reading import NotAnArticle
from coverage.views.triage_desk import Desk, around
from team.access import TeamRequired

PAGE = "coverage/triage.html"
WAITING = Clip.State.WAITING


class TriageView(TeamRequired, View):
    """The list, with the first clip open beside it (on a phone the list alone); says so when nothing waits."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return show_list(request)


def show_list(request: HttpRequest, *, status: int = 200, **said: Any) -> HttpResponse:
    """The list as the address asks for it; `said` goes into the page as it is."""
    queue = Queue(_filters(request), user=request.user)
    page = queue.page()
    if not page.object_list:
        return render_page(request, PAGE, around(request, queue, page) | said, partial="triage", status=status)
    desk = Desk(request, page.object_list[0].pk, queue=queue)
    return render_page(request, PAGE, desk.context(page=page, as_list=True) | said, partial="triage", status=status)


class TriageClipView(TeamRequired, View):
    """One clip open; `?whole=1` with its whole text."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return show(request, Desk(request, pk, queue=Queue(_filters(request), user=request.user)))


def show(request: HttpRequest, desk: Desk, *, status: int = 200, **said: Any) -> HttpResponse:
    return render_page(request, PAGE, desk.context() | said, partial="triage", status=status)


class MessagesView(TeamRequired, View):
    """The key messages of the campaign that was just chosen, each with what is suggested."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        desk = Desk(request, pk, queue=Queue(QueryDict(), user=request.user))
        form = VerdictForm(request.GET, clip=desk.clip)
        form.is_valid()
        asked = desk.asked(form.cleaned_data.get("campaign"))
        return render(request, "coverage/_triage_messages.html", {"messages_form": MessagesForm(asked=asked)})


class Decision(TeamRequired, View, ABC):
    """A POST that decides and opens the next one; what cannot be is said, and nothing chosen is lost."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            return self.decide()
        except AlreadyDecided as decided:
            say(request, str(decided), tone="plain")
            return self.go_on()
        except ClipError as refused:
            return show(request, self.desk, status=422, refused=str(refused))

    @cached_property
    def desk(self) -> Desk:
        queue = Queue(_filters(self.request), user=self.request.user)
        return Desk(self.request, self.kwargs["pk"], queue=queue)

    @abstractmethod
    def decide(self) -> HttpResponse:
        """Do what the button says. Raises ClipError with the sentence why it cannot be."""

    def go_on(self) -> HttpResponse:
        """To the next one, else to the one before; to the list when there is none."""
        clip, queue = self.desk.clip, self.desk.queue
        following = queue.following(clip) or queue.preceding(clip)
        if following is None:
            return redirect(reverse("coverage:triage") + queue.query)
        return redirect(reverse("coverage:triage-clip", args=[following.pk]) + queue.query)

    def stay(self) -> HttpResponse:
        return redirect(reverse("coverage:triage-clip", args=[self.desk.clip.pk]) + self.desk.queue.query)


class ConfirmationView(Decision):
    def decide(self) -> HttpResponse:
        desk, data = self.desk, self.request.POST
        form = desk.verdict_form(data)
        if not form.is_valid():
            return show(self.request, desk, status=422, form=form)
        messages = MessagesForm(data, asked=desk.asked(form.cleaned_data["campaign"]))
        if not messages.is_valid():
            return show(self.request, desk, status=422, form=form, messages_form=messages)
        changes = form.changes() | {"messages": messages.carried()}
        told = f"Ours: “{desk.clip}”{desk.with_copies}"
        deciding.confirm(clip=desk.clip, by=self.request.user, was=WAITING, **changes)
        say(self.request, told, undo=_undo(desk.clip, "triage-return"))
        return self.go_on()


class RejectionView(Decision):
    def decide(self) -> HttpResponse:
        clip = self.desk.clip
        told = f"Not ours: “{clip}”{self.desk.with_copies}"
        deciding.reject(clip=clip, by=self.request.user, was=WAITING)
        say(self.request, told, undo=_undo(clip, "triage-return"))
        return self.go_on()


class CopyView(Decision):
    """It repeats another article: decided like that one, now or when it is."""

    def decide(self) -> HttpResponse:
        clip = self.desk.clip
        form = CopyForm(self.request.POST, candidates=self.desk.candidates)
        if not form.is_valid():
            return show(self.request, self.desk, status=422, copy_form=form)
        original = form.cleaned_data["original"]
        done, regrouped = deciding.as_copy(clip=clip, original=original, by=self.request.user)
        then = "decided with it" if done.state == WAITING else f"{done.get_state_display().lower()}, like it"
        undo = f"{_undo(clip, 'triage-separation')}?kept={regrouped.remember()}"
        say(self.request, f"A copy of “{original}”: {then}", undo=undo)
        return self.go_on()


class SeparationView(Decision):
    """Takes back that it is a copy; `?kept=` names what was done."""

    def decide(self) -> HttpResponse:
        try:
            done = regrouping.recall(self.request.GET.get("kept", ""))
            deciding.not_a_copy(clip=self.desk.clip, by=self.request.user, done=done)
            say(self.request, "Taken back. It waits again.", tone="plain")
        except regrouping.TooLate as problem:
            say(self.request, str(problem), tone="bad")
        return self.stay()


class ReturnView(Decision):
    def decide(self) -> HttpResponse:
        deciding.take_back(clip=self.desk.clip, by=self.request.user)
        say(self.request, "Taken back. It waits again.", tone="plain")
        return self.stay()


class BulkView(TeamRequired, View):
    """The same for several clips, as they were suggested; who was decided by somebody else meanwhile is left alone."""

    def post(self, request: HttpRequest) -> HttpResponse:
        form = BulkForm(request.POST, user=request.user)
        back = redirect(reverse("coverage:triage") + Queue(_filters(request), user=request.user).query)
        if not form.is_valid():
            say(request, "Nothing is chosen. Tick the articles it is for, then try again.", tone="bad")
            return back
        to = Clip.State(form.cleaned_data["do"])
        done, refused = deciding.decide_all(clips=form.cleaned_data["clip"], to=to, by=request.user)
        if done:
            undo = reverse("coverage:triage-returns") + "?" + "&".join(f"clip={clip.pk}" for clip in done)
            say(request, f"{to.label}: {_articles(len(done))}", undo=undo)
        if refused:
            say(request, f"{_articles(refused)} left alone: somebody has decided in the meantime.", tone="plain")
        return back


class ReturnsView(TeamRequired, View):
    """Takes back what was decided for several at once."""

    def post(self, request: HttpRequest) -> HttpResponse:
        form = BulkForm(QueryDict(f"{request.GET.urlencode()}&do=ours"), user=request.user)
        taken = 0
        for clip in form.cleaned_data["clip"] if form.is_valid() else ():
            try:
                deciding.take_back(clip=clip, by=request.user)
            except AlreadyDecided:
                continue  # it went back together with its original
            taken += 1
        say(request, f"Taken back: {_articles(taken)}", tone="plain")
        return redirect("coverage:triage")


class AddressView(TeamRequired, View):
    """An article that was missed, clipped by its address; it opens at once, to be decided."""

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PasteForm(request.POST, user=request.user)
        if not form.is_valid():
            return show_list(request, status=422, address_form=form)
        try:
            clip = clipping.clip_address(**form.cleaned_data, by=request.user)
        except (ClipError, FetchError, NotAnArticle) as refused:
            form.add_error("url", str(refused))
            return show_list(request, status=422, address_form=form)
        if clip.state != WAITING:
            say(request, f"It is here already: {clip.get_state_display().lower()}.", tone="plain")
        return redirect("coverage:triage-clip", clip.pk)


def _filters(request: HttpRequest) -> QueryDict:
    return QueryDict(request.POST.get("filters", "")) if request.method == "POST" else request.GET


def _undo(clip: Clip, name: str) -> str:
    return reverse(f"coverage:{name}", args=[clip.pk])


def _articles(number: int) -> str:
    return "1 article" if number == 1 else f"{number} articles"
