"""The audit trail: who did what when, over everything. For managers and admins."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views import View

from core.toasts import say
from core.typed import number_in
from team.access import ManagerRequired, TeamRequired
from team.forms.trail import TrailFilterForm
from team.models import TrailLine
from team.trail import acts, export, kinds, undoing
from team.trail.paging import page_of
from team.trail.telling import tell

A_PAGE = 50


class TrailView(ManagerRequired, View):
    """A page of it, narrowed by what stands in the address."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = TrailFilterForm(request.GET)
        if not form.is_valid():
            return show_refused(request, form)
        page = page_of(form.apply(TrailLine.objects.all()), behind=form.cleaned_data["behind"], size=A_PAGE)
        context = {"form": form, "told": tell(page.lines, to=request.user), "older": page.older, **about(form)}
        return render(request, "team/trail.html", context)


class TrailExport(ManagerRequired, View):
    """The same lines as a file; that it was taken is a line of its own."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        form = TrailFilterForm(request.GET)
        if not form.is_valid():
            return show_refused(request, form)
        lines = form.apply(TrailLine.objects.all())
        acts.exported("the audit trail as CSV", by=request.user)
        response = StreamingHttpResponse(export.as_csv(lines, to=request.user), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="audit-trail-{timezone.localdate():%Y-%m-%d}.csv"'
        response["Cache-Control"] = "no-store"
        return response


def show_refused(request: HttpRequest, form: TrailFilterForm) -> HttpResponse:
    """Nothing is listed while a filter makes no sense: the reader is told which, and what to do."""
    return render(request, "team/trail.html", {"form": form, "told": [], "refused": form.sentences}, status=422)


def about(form: TrailFilterForm) -> dict[str, Any]:
    """What kind of record a trail of one record is about."""
    kind = kinds.find(form.cleaned_data["kind"])
    return {"one": kind.words if kind and form.cleaned_data["record"] else "", "narrows": form.narrows}


class PuttingBack(TeamRequired, View):
    """Says what putting back the last change of a record would do, and does it."""

    def get(self, request: HttpRequest, kind: str, record: int) -> HttpResponse:
        found, thing = self.find(kind, record)
        try:
            offer = undoing.offer(kind=found, record=thing, user=request.user)
        except undoing.CannotPutBack as refused:
            return self.show(found, thing, refused=str(refused), status=409)
        return self.show(found, thing, offer=offer)

    def post(self, request: HttpRequest, kind: str, record: int) -> HttpResponse:
        found, thing = self.find(kind, record)
        try:
            event = number_in(request.POST, "event")
            kept = undoing.put_back(kind=found, key=record, event=event, by=request.user)
        except undoing.CannotPutBack as refused:
            return self.show(found, thing, refused=str(refused), status=409)
        say(request, f"{kept}: the last change is put back")
        return redirect(found.url_of(kept, request.user) or "dashboard:today")

    def find(self, label: str, key: int) -> tuple[kinds.Kind, Any]:
        kind = kinds.find(label)
        if kind is None or kind.put_back is None:
            raise Http404
        if not kind.put_back.may(self.request.user):
            raise PermissionDenied("This is put back by those who may change it. Ask one of them.")
        return kind, get_object_or_404(kind.visible_to(self.request.user), pk=key)

    def show(self, kind: kinds.Kind, record: Any, *, status: int = 200, **more: Any) -> HttpResponse:
        context = {"kind": kind.words, "record": record, "url": kind.url_of(record, self.request.user), **more}
        return render(self.request, "team/putting_back.html", context, status=status)
