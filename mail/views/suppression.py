"""The suppression list in the settings: who is on it and why, is somebody on it, on and off, in and out."""

import csv
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views import View
from django.views.generic import DetailView

from core.htmx import render_page
from core.paging import page_of
from core.toasts import say
from mail import outbox, suppression, suppression_files
from mail.models import Suppression, SuppressionImport
from mail.suppression_files import UnreadableList
from mail.suppression_forms import EntryForm, ImportForm, LiftingForm, ListFilter, LookupForm
from team.access import ManagerRequired
from team.trail import acts

PER_PAGE = 50
LATEST_IMPORTS = 5
LIST = "mail/suppression_list.html"


class SuppressionListView(ManagerRequired, View):
    """The list, newest first. Only hashes are kept, so it is searched by asking for one address or domain."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request)

    def page(self, request: HttpRequest, status: int = 200, **forms: Any) -> HttpResponse:
        listed = Suppression.objects.visible_to(request.user)
        chosen = ListFilter(request.GET)
        narrowed = chosen.cleaned_data if chosen.is_valid() else {}
        wanted = {name: value for name, value in narrowed.items() if value}
        counts = dict(listed.order_by().values_list("source").annotate(n=Count("pk")))
        context = {
            "page": page_of(request, listed.filter(**wanted).select_related("added_by"), PER_PAGE),
            "chosen": wanted,
            "sources": [(value, label, counts.get(value, 0)) for value, label in Suppression.Source.choices],
            "total": sum(counts.values()),
            "fingerprint": suppression.fingerprint(),
            "imports": SuppressionImport.objects.visible_to(request.user).defer("pending", "problems")[:LATEST_IMPORTS],
            "add": EntryForm(),
            "load": ImportForm(),
            "lookup": LookupForm(),
        }
        return render_page(request, LIST, context | forms, partial="results", status=status)


class SuppressionAction(SuppressionListView):
    """What is posted from the list, and shown on it; opened by itself it leads to the list, with its filters."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect(f"{reverse('mail:suppression-list')}?{request.GET.urlencode()}")


class SuppressionLookupView(SuppressionAction):
    """ "Is it on the list?" A POST, so that the address stands in no log and no history."""

    def post(self, request: HttpRequest) -> HttpResponse:
        form = LookupForm(request.POST)
        if not form.is_valid():
            return self.page(request, status=422, lookup=form)
        asked = form.cleaned_data["entry"]
        answer = {
            "asked": asked,
            "found": suppression.entries_for(asked).select_related("added_by"),
            "lifted": suppression.liftings_for(asked).select_related("by")[:5],
        }
        return self.page(request, lookup=form, **answer)


class SuppressionAddView(SuppressionAction):
    """One more, by hand; what waits for it in the outbox is called off."""

    def post(self, request: HttpRequest) -> HttpResponse:
        form = EntryForm(request.POST)
        if not form.is_valid():
            return self.page(request, status=422, add=form)
        entry, note, by = form.cleaned_data["entry"], form.cleaned_data["note"], request.user
        enter = suppression.suppress if suppression_files.is_address(entry) else suppression.suppress_domain
        enter(entry, source=Suppression.Source.TEAM, note=note, by=by)
        outbox.withdraw(entry, why="The address was put on the suppression list.")
        say(request, f"{entry} gets no more mail from us.")
        return redirect("mail:suppression-list")


class SuppressionLiftingView(ManagerRequired, View):
    """Off the list: with a reason, and against a person's own wish only by that person's wish."""

    def entry(self) -> Suppression:
        listed = Suppression.objects.visible_to(self.request.user).select_related("added_by")
        return get_object_or_404(listed, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        entry = self.entry()
        return self.page(entry, LiftingForm(entry=entry))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        entry = self.entry()
        form = LiftingForm(request.POST, entry=entry)
        if not form.is_valid():
            return self.page(entry, form, status=422)
        suppression.lift_entry(entry=entry, reason=form.cleaned_data["reason"], by=request.user)
        say(request, "The entry is lifted. Who did it and why is kept.")
        return redirect("mail:suppression-list")

    def page(self, entry: Suppression, form: LiftingForm, status: int = 200) -> HttpResponse:
        others = Suppression.objects.filter(digest=entry.digest).exclude(pk=entry.pk)
        context = {"entry": entry, "form": form, "others": others}
        return render_page(self.request, "mail/suppression_lift.html", context, status=status)


class SuppressionImportView(SuppressionAction):
    """A list comes in, as a file or pasted."""

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(request, status=422, load=form)
        file, note = form.cleaned_data["file"], form.cleaned_data["note"]
        if file and file.size > suppression_files.LARGEST:
            form.add_error("file", f"The file is larger than {suppression_files.LARGEST // 1024**2} MB.")
            return self.page(request, status=413, load=form)
        raw, name = (file.read(), file.name) if file else (form.cleaned_data["pasted"].encode(), "Pasted list")
        try:
            made = suppression_files.start_import(raw=raw, name=name, note=note, by=request.user)
        except UnreadableList as problem:
            form.add_error("file" if file else "pasted", str(problem))
            return self.page(request, status=422, load=form)
        return redirect(made)


class SuppressionImportDetailView(ManagerRequired, DetailView):
    """How an import goes, and which lines could not be used."""

    template_name = "mail/suppression_import.html"
    context_object_name = "made"

    def get_queryset(self) -> QuerySet[SuppressionImport]:
        shown = SuppressionImport.objects.visible_to(self.request.user)
        return shown.select_related("job", "created_by").defer("pending")


class SuppressionExportView(ManagerRequired, View):
    """The whole list as hashes."""

    def get(self, request: HttpRequest) -> StreamingHttpResponse:
        acts.exported("the suppression list as CSV", by=request.user)
        name = f"suppressions-{timezone.localdate():%Y-%m-%d}.csv"
        response = StreamingHttpResponse(_lines(), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class _Echo:
    def write(self, line: str) -> str:
        return line


def _lines() -> Iterator[str]:
    writer = csv.writer(_Echo())
    for row in suppression_files.export_rows():
        yield writer.writerow(row)
