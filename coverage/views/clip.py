"""One clip: its text, its scores and who set them, its copies, what was kept of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.views import View

from core.history import history_of
from core.htmx import go_to
from core.kept_files import kept_file
from core.overtaking import SEEN, Overtaken, mark_of
from core.toasts import say
from coverage import listeners
from coverage.clips import deciding, editing, evidence
from coverage.clips.errors import ClipError
from coverage.clips.looks import HEAVY
from coverage.forms.clips import ClipForm
from coverage.forms.clips_by_hand import FileForm
from coverage.models import Clip, Evidence
from coverage.views.clips import ClipView
from team.access import TeamRequired

MOST_COPIES = 50
MOST_KEPT = 50
STATES = {Clip.State.OURS: "ours", Clip.State.NOT_OURS: "not-ours", Clip.State.WAITING: "open"}
RELATED = ("article__outlet", "article__original", "client", "campaign", "journalist", "decided_by", "added_by")


class ClipDetail(ClipView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        clip = get_object_or_404(self.clips().select_related(*RELATED), pk=pk)
        kept = list(clip.evidence.select_related("added_by").order_by("-pk")[:MOST_KEPT])
        context: dict[str, Any] = {
            "clip": clip,
            "article": clip.article,
            "bylines": clip.article.bylines.all(),
            "messages_carried": clip.messages.select_related("key_message"),
            "quoted": clip.quoted.all(),
            "copies": self.copies(clip),
            "kept": [one for one in kept if one.kind != Evidence.Kind.PICTURE],
            "shot": next((one for one in kept if one.kind == Evidence.Kind.SCREENSHOT), None),
            "for_team": not request.user.is_observer,
        }
        if not request.user.is_observer:
            context |= self.for_team(clip)
        return render(request, "coverage/clip_detail.html", context)

    def copies(self, clip: Clip) -> list[Clip]:
        """The other clips of the same story, for the same client, the original first."""
        story = clip.article.original_id or clip.article_id
        same = self.clips().filter(client=clip.client_id).exclude(pk=clip.pk)
        found = same.filter(article__original=story) | same.filter(article=story)
        return list(
            found.select_related("article__outlet").defer(*HEAVY).order_by("article__published_at")[:MOST_COPIES]
        )

    def for_team(self, clip: Clip) -> dict[str, Any]:
        origins = [
            (listener.label, origin)
            for listener in listeners.listeners()
            for origin in listener.origins(clip, by=self.request.user)
            if origin.is_chosen
        ]
        return {
            "origins": origins,
            "history": history_of(clip),
            "may_keep": bool(clip.article.url) and evidence.is_possible(),
            "file_form": FileForm(),
        }


class OneClip(TeamRequired, View):
    """A view of one clip that the reader may work on."""

    def clip(self) -> Clip:
        visible = Clip.objects.visible_to(self.request.user).select_related(*RELATED)
        return get_object_or_404(visible, pk=self.kwargs["pk"])


class ClipEdit(OneClip):
    """What is held true of it; what somebody else saved meanwhile is not overwritten unseen."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = ClipForm(instance=self.clip())
        return self.show(form, seen=mark_of(form.shown()))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        clip, seen = self.clip(), request.POST.get(SEEN, "")
        form = ClipForm(request.POST, instance=clip)
        if not form.is_valid():
            return self.show(form, seen=seen, status=422)
        try:
            editing.save(
                clip=clip,
                by=request.user,
                seen=seen,
                typed=form,
                messages=form.carried(),
                quoted=form.cleaned_data.get("quoted", clip.quoted.all()),
                **form.corrected(),
            )
        except Overtaken as conflict:
            return self.show(form, seen=conflict.seen, conflict=conflict, status=409)
        say(request, "Saved")
        return go_to(request, clip)

    def show(self, form: ClipForm, *, seen: str, conflict: Overtaken | None = None, status: int = 200) -> HttpResponse:
        context = {"form": form, "clip": self.clip(), "seen": seen, "conflict": conflict}
        return render(self.request, "coverage/clip_form.html", context, status=status)


class ClipState(OneClip):
    """Ours, not ours, or open again: said on the clip's own page, and taken back from the toast."""

    http_method_names = ["post"]
    said = {"ours": "“{}” is ours", "not-ours": "“{}” is not ours", "open": "“{}” waits in triage again"}

    def post(self, request: HttpRequest, pk: int, to: str) -> HttpResponse:
        clip = self.clip()
        was = STATES[Clip.State(clip.state)]
        try:
            if to == "ours":
                deciding.confirm(clip=clip, by=request.user)
            elif to == "not-ours":
                deciding.reject(clip=clip, by=request.user)
            else:
                deciding.take_back(clip=clip, by=request.user)
        except ClipError as problem:
            say(request, str(problem), tone="bad")
        else:
            undo = reverse("coverage:clip-state", args=[pk, was])
            say(request, self.said[to].format(Truncator(clip).chars(60)), undo=undo)
        return redirect(clip)


class ClipPage(OneClip):
    """Keep the page of a clip as it is now."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        clip = self.clip()
        try:
            evidence.ask_for(clip=clip)
        except ClipError as problem:
            say(request, str(problem), tone="bad")
        else:
            say(request, "Its page will be kept within a few minutes")
        return redirect(clip)


class EvidenceAdd(OneClip):
    """A scan or a recording."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        clip, form = self.clip(), FileForm(request.POST, request.FILES)
        if not form.is_valid():
            say(request, " ".join(form.errors["file"]), tone="bad")
            return redirect(clip)
        try:
            kept = evidence.add_file(clip=clip, upload=form.cleaned_data["file"], by=request.user)
        except ClipError as problem:
            say(request, str(problem), tone="bad")
        else:
            say(request, f"“{kept}” is kept with the clip")
        return redirect(clip)


class EvidenceFile(ClipView):
    """What was kept, for whoever may see the clip: shown if a browser may show it, else saved."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        kept = self.kept()
        name, file = kept.name or str(kept), str(kept.file.name)
        return kept_file(request, file=file, name=name, content_type=kept.content_type, size=kept.size)

    def kept(self) -> Evidence:
        visible = Evidence.objects.filter(clip__in=self.clips().order_by())
        return get_object_or_404(visible, pk=self.kwargs["pk"])


class EvidenceRemoval(TeamRequired, View):
    """Delete one thing that was kept; asked before, for it cannot be taken back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        visible = Evidence.objects.filter(clip__in=Clip.objects.visible_to(request.user).order_by())
        kept = get_object_or_404(visible.select_related("clip"), pk=pk)
        evidence.remove(evidence=kept)
        say(request, f"“{kept}” deleted")
        return redirect(kept.clip)
