"""The way of a file into the contacts: drop it, say what its columns are, look at the plan, import, undo."""

from abc import ABC, abstractmethod
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from contacts.forms.imports import ImportForm, MappingForm, ReadingForm, RowForm
from contacts.importing import planning, reading, steps, undoing
from contacts.importing.fields import FIELDS
from contacts.importing.table import UnreadableFile
from contacts.models import ContactImport, ImportRow
from core.htmx import render_page, wants_part
from core.toasts import say

PER_PAGE = 50
State = ContactImport.State


class ImportView(View):
    """Starts from what the reader may see: an import is a 404 to observers."""

    open_to_observers = True  # `visible_to` shows them none

    def imports(self) -> QuerySet[ContactImport]:
        return ContactImport.objects.visible_to(self.request.user).select_related("created_by", "job")

    def get_import(self) -> ContactImport:
        return get_object_or_404(self.imports(), pk=self.kwargs["pk"])


@method_decorator(csrf_exempt, name="dispatch")
class ImportList(ImportView):
    """Past imports, and the form that takes a file. The size is looked at before the body is read."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_observer:
            raise Http404
        if request.method == "POST" and (problem := _too_large(request)):
            return self.page(request, problem=problem, status=413)
        return self._protected(request, *args, **kwargs)

    @method_decorator(csrf_protect)
    def _protected(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(request, problem=" ".join(form.errors.get("file", [])), status=422)
        try:
            made = steps.upload(file=form.cleaned_data["file"], by=request.user)
        except UnreadableFile as problem:
            name = form.cleaned_data["file"].name
            return self.page(request, problem=f"{name}: {problem}", status=422)
        return redirect("contacts:import-mapping", made.pk)

    def page(self, request: HttpRequest, *, problem: str = "", status: int = 200) -> HttpResponse:
        page = Paginator(self.imports(), PER_PAGE).get_page(request.GET.get("page"))
        context = {"form": ImportForm(), "problem": problem, "page": page, "limit": settings.IMPORT_MAX_MB}
        context["kept_days"] = settings.IMPORT_FILES_KEPT_DAYS
        return render(request, "contacts/import_list.html", context, status=status)


class ImportMapping(ImportView):
    """Which column stands for what: guessed, remembered, or chosen here, with cells to judge by."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        contact_import = self.get_import()
        if contact_import.state not in {State.MAPPING, State.PLANNED}:
            return redirect(contact_import)
        return self.page(contact_import, MappingForm(contact_import, steps.samples(contact_import)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        contact_import = self.get_import()
        form = MappingForm(contact_import, {}, request.POST)
        if not form.is_valid():
            form.samples = steps.samples(contact_import)
            return self.page(contact_import, form, status=422)
        try:
            steps.start_plan(contact_import=contact_import, mapping=form.mapping(), by=request.user)
        except (steps.NotNow, UnreadableFile) as problem:
            say(request, str(problem), tone="bad")
        return redirect(contact_import)

    def page(self, contact_import: ContactImport, form: MappingForm, status: int = 200) -> HttpResponse:
        context = {"import": contact_import, "form": form, "reading_form": ReadingForm(contact_import)}
        return render(self.request, "contacts/import_mapping.html", context, status=status)


class ImportReading(ImportView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        contact_import = self.get_import()
        form = ReadingForm(contact_import, request.POST)
        if form.is_valid():
            try:
                steps.read_again(contact_import=contact_import, **form.cleaned_data)
            except (UnreadableFile, steps.NotNow) as problem:
                say(request, str(problem), tone="bad")
        return redirect("contacts:import-mapping", pk)


class ImportDetail(ImportView):
    """The plan, the progress, or the result: whatever the import has come to."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        contact_import = self.get_import()
        if contact_import.state == State.MAPPING:
            if contact_import.job and contact_import.job.error:
                say(request, contact_import.job.error, tone="bad")
            return redirect("contacts:import-mapping", pk)
        return render_page(
            request, "contacts/import_detail.html", plan_context(request, contact_import), partial="plan"
        )


class ImportRowEdit(ImportView):
    """One row put right: the form opens in its place, and the plan is judged again."""

    def get_row(self) -> ImportRow:
        rows = ImportRow.objects.filter(contact_import__in=self.imports()).select_related("contact_import")
        return get_object_or_404(
            rows, contact_import=self.kwargs["pk"], line=self.kwargs["line"], contact_import__state=State.PLANNED
        )

    def get(self, request: HttpRequest, pk: int, line: int) -> HttpResponse:
        row = self.get_row()
        return self.page(row, RowForm(row))

    def post(self, request: HttpRequest, pk: int, line: int) -> HttpResponse:
        row = self.get_row()
        form = RowForm(row, request.POST)
        if not form.is_valid():
            return self.page(row, form, status=422)
        corrected = planning.correct(row=row, values=form.cleaned_data)
        say(request, f"Line {line} is {corrected.get_outcome_display().lower()} now")
        if not wants_part(request):
            return redirect(row.contact_import)
        contact_import = self.get_import()
        context = plan_context(request, contact_import) | {"corrected": True}
        response = render(request, "contacts/import_detail.html#plan", context)
        response["HX-Retarget"], response["HX-Reswap"] = "#import-plan", "outerHTML"
        return response

    def page(self, row: ImportRow, form: RowForm, status: int = 200) -> HttpResponse:
        context = {
            "import": row.contact_import,
            "row": row,
            "form": form,
            "outcome": self.request.GET.get("outcome", ""),
        }
        return render_page(self.request, "contacts/import_row.html", context, partial="form", status=status)


class ImportStep(ImportView, ABC):
    """A step that is one button."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        contact_import = self.get_import()
        try:
            return self.take(contact_import)
        except steps.NotNow as problem:
            say(request, str(problem), tone="bad")
        return redirect(contact_import)

    @abstractmethod
    def take(self, contact_import: ContactImport) -> HttpResponse:
        """Take the step, and say where to go on."""


class ImportApply(ImportStep):
    def take(self, contact_import: ContactImport) -> HttpResponse:
        steps.start_apply(contact_import=contact_import, by=self.request.user)
        return redirect(contact_import)


class ImportGoOn(ImportStep):
    def take(self, contact_import: ContactImport) -> HttpResponse:
        steps.go_on(contact_import=contact_import, by=self.request.user)
        return redirect(contact_import)


class ImportUndo(ImportStep):
    def take(self, contact_import: ContactImport) -> HttpResponse:
        steps.start_undo(contact_import=contact_import, by=self.request.user)
        return redirect(contact_import)


class ImportDiscard(ImportStep):
    def take(self, contact_import: ContactImport) -> HttpResponse:
        steps.discard(contact_import=contact_import)
        say(self.request, f"{contact_import} discarded; nothing of it was imported")
        return redirect("contacts:import-list")


def plan_context(request: HttpRequest, contact_import: ContactImport) -> dict[str, Any]:
    """The rows of one outcome, a page of them, and the counts of all."""
    outcome = request.GET.get("outcome", "")
    rows = contact_import.rows.select_related("journalist")
    if outcome == "kept":
        rows = rows.exclude(kept_because="")
    elif outcome in ImportRow.Outcome.values:
        rows = rows.filter(outcome=outcome)
    else:
        outcome = ""
    page: Page[ImportRow] = Paginator(rows.order_by("line"), PER_PAGE).get_page(request.GET.get("page"))
    counts = contact_import.counts
    tally = undoing.tally(contact_import) if contact_import.state == State.UNDONE else {}
    tabs = [("", "All", counts.get("rows", 0))]
    tabs += [(one.value, str(one.label), counts.get(one.value, 0)) for one in ImportRow.Outcome]
    if tally.get("kept"):
        tabs.append(("kept", "Kept", tally["kept"]))
    plan_url = reverse("contacts:import-detail", args=[contact_import.pk])
    return {
        "import": contact_import,
        "job": contact_import.job,
        "counts": counts,
        "tally": tally,
        "tabs": [
            {
                "href": f"{plan_url}?outcome={value}" if value else plan_url,
                "label": label,
                "n": n,
                "here": value == outcome,
            }
            for value, label, n in tabs
        ],
        "outcome": outcome,
        "page": page,
        "rows": [_shown(row) for row in page],
        "to_write": counts.get("new", 0) + counts.get("changed", 0),
    }


def _shown(row: ImportRow) -> dict[str, Any]:
    """A row as the table shows it: who, where, and what happens in words."""
    values = row.values
    name = values.get("name") or " ".join(filter(None, [values.get("given_name"), values.get("family_name")]))
    lines = [
        {"field": FIELDS[name].label, "before": before, "after": after} for name, (before, after) in row.changes.items()
    ]
    also = ", ".join(filter(None, [values.get("role"), values.get("beats")])) if row.outcome == "new" else ""
    return {"row": row, "name": name, "changes": lines, "reasons": row.problems, "also": also}


def _too_large(request: HttpRequest) -> str:
    """Why the upload is refused, or nothing. What is refused is read and thrown away, so that the answer arrives."""
    try:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
        reading.check_size(size - 10_000)  # the form around the file
    except ValueError:
        return ""
    except UnreadableFile as problem:
        for _ in range(size // 65_536 + 1):
            if not request.read(65_536):
                break
        return str(problem)
    return ""
