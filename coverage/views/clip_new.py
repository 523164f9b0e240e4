"""Clips that a person brings: from an address (typed, or sent by the bookmarklet), or entered by hand."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views import View

from core.fetching import FetchError
from core.htmx import go_to
from core.toasts import say
from coverage.clips import by_hand, clipping, evidence
from coverage.clips.errors import ClipError
from coverage.forms.clips import AddressForm
from coverage.forms.clips_by_hand import ByHandForm
from coverage.models import Clip
from coverage.reading import NotAnArticle
from team.access import TeamRequired

LATEST = "coverage:latest-client"
BOOKMARKLET = (
    "javascript:void(open('{address}?url='+encodeURIComponent(location.href),'mediarel','width=560,height=720'))"
)


class ClipCreate(TeamRequired, View):
    """A clip from the address of its article. The bookmarklet opens it with `?url=`."""

    def get(self, request: HttpRequest) -> HttpResponse:
        initial = {name: request.GET.get(name, "") for name in ("url", "client", "campaign")}
        initial["client"] = initial["client"] or request.session.get(LATEST, "")
        form = AddressForm(user=request.user, initial={name: value for name, value in initial.items() if value})
        return self.show(form)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AddressForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.show(form, status=422)
        data = dict(form.cleaned_data)
        request.session[LATEST] = data["client"].pk
        try:
            clip = clipping.clip_address(by=request.user, **data)
        except ClipError as problem:
            form.add_error("url", str(problem))
            return self.show(form, status=422)
        except (FetchError, NotAnArticle) as problem:
            form.add_error("url", f"The page could not be read. {problem}")
            return self.show(form, unread=data["url"], status=422)
        say(request, self.said(clip))
        if clip.state == Clip.State.WAITING:
            return go_to(request, "coverage:triage-clip", clip.pk)
        return go_to(request, clip)

    @staticmethod
    def said(clip: Clip) -> str:
        if clip.state == Clip.State.WAITING:
            return f"A clip of {clip.client}. Say whether it is theirs, and correct what is wrong."
        return f"It is a clip of {clip.client} already: {clip.get_state_display().lower()}."

    def show(self, form: AddressForm, *, unread: str = "", status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "by_hand": f"{reverse('coverage:clip-by-hand')}?{urlencode({'url': unread, 'medium': 'online'})}"
            if unread
            else "",
            "bookmarklet": BOOKMARKLET.format(address=settings.SITE_URL + reverse("coverage:clip-create")),
        }
        return render(self.request, "coverage/clip_create.html", context, status=status)


class ClipByHand(TeamRequired, View):
    """A clip of something that has no page, or whose page cannot be read."""

    def get(self, request: HttpRequest) -> HttpResponse:
        initial: dict[str, Any] = {
            name: request.GET[name] for name in ("url", "medium", "client") if name in request.GET
        }
        initial.setdefault("client", request.session.get(LATEST, ""))
        return self.show(ByHandForm(user=request.user, initial=initial, prefix="clip"))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ByHandForm(request.POST, request.FILES, user=request.user, prefix="clip")
        if not form.is_valid():
            return self.show(form, status=422)
        data = dict(form.cleaned_data)
        upload = data.pop("file")
        request.session[LATEST] = data["client"].pk
        try:
            clip = by_hand.enter(by=request.user, **data)
        except ClipError as problem:
            form.add_error("url", str(problem))
            return self.show(form, status=422)
        say(request, "Entered, and ours")
        if upload:
            try:
                evidence.add_file(clip=clip, upload=upload, by=request.user)
            except ClipError as problem:
                say(request, f"The file was left out. {problem}", tone="bad")
        return go_to(request, clip)

    def show(self, form: ByHandForm, *, status: int = 200) -> HttpResponse:
        return render(self.request, "coverage/clip_by_hand.html", {"form": form}, status=status)
