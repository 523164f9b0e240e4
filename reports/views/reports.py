"""Reports: the list, the builder, the page, what people write in it, and how it is released."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views import View

from core.history import history_of
from core.htmx import render_page
from core.kept_files import kept_file
from core.paging import page_of
from core.toasts import say
from core.typed import number_in, text_in
from coverage.models import Clip
from reports import computing, drafting, report_pdf, showing
from reports.errors import ChangedMeanwhile, ReportError
from reports.figures import clips as best_clips
from reports.forms import NO_AVE, ListFilter, ReportForm, TextsForm, usual_periods
from reports.models import Report
from reports.periods import team_zone
from reports.sections import EXPLAINED, Section
from reports.views.acting import ReportAction, find
from team.access import SignedIn, TeamRequired

PAGE = 50
TO_CHOOSE = 60
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ReportList(SignedIn, View):
    """Every report the reader may see, the newest period first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        visible = Report.objects.visible_to(request.user)
        chosen = ListFilter(request.GET, user=request.user)
        rows = chosen.apply(visible).select_related("client", "campaign", "owner").defer("figures")
        page = page_of(request, rows, PAGE)
        context = {
            "page": page, "filter": chosen, "client": chosen.cleaned_data.get("client"),
            "any": bool(page.object_list) or visible.exists(),
        }  # fmt: skip
        return render_page(request, "reports/report_list.html", context, partial="rows")


class ReportCreate(TeamRequired, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        periods = usual_periods(timezone.localdate(timezone=team_zone()))
        _, period = periods.get(request.GET.get("period", ""), periods["last-month"])
        initial: dict[str, Any] = {"starts_on": period.first, "ends_on": period.last}
        initial |= {name: number_in(request.GET, name) or None for name in ("client", "campaign")}
        form = ReportForm(user=request.user, initial=initial)
        clients = form.fields["client"].queryset[:2]
        if initial["client"] is None and len(clients) == 1:
            form.initial["client"] = clients[0].pk
        return self.show(form)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ReportForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.show(form, status=422)
        data = form.cleaned_data
        report = drafting.begin(
            client=data["client"], campaign=data["campaign"], period=form.period, sections=data["sections"],
            title=data["title"], by=request.user,
        )  # fmt: skip
        return redirect(report)

    def show(self, form: ReportForm, status: int = 200) -> HttpResponse:
        periods = usual_periods(timezone.localdate(timezone=team_zone()))
        context = {"form": form, "periods": periods.items(), "explained": explained(), "no_ave": NO_AVE}
        return render(self.request, "reports/report_form.html", context, status=status)


class ReportEdit(TeamRequired, View):
    """Client, period and sections. What is counted changes with them, so a released report is taken back."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = find(request, pk)
        return self.show(report, ReportForm(instance=report, user=request.user))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = find(request, pk)
        form = ReportForm(request.POST, instance=find(request, pk), user=request.user)
        if not form.is_valid():
            return self.show(report, form, status=422)
        changes = {name: form.cleaned_data[name] for name in form._meta.fields or ()}
        changes["title"] = changes["title"] or report.title
        was_released = report.released_at
        report = drafting.change(report=report, by=request.user, **changes)
        if was_released and not report.released_at:
            say(request, "Saved. It has to be released again, for other figures stand in it now.")
        else:
            say(request, "Saved")
        return redirect(report)

    def show(self, report: Report, form: ReportForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "report": report, "explained": explained(), "no_ave": NO_AVE}
        return render(self.request, "reports/report_form.html", context, status=status)


def explained() -> list[tuple[str, str, str]]:
    return [(section.value, str(section.label), EXPLAINED[section]) for section in Section]


class ReportDetail(SignedIn, View):
    """The report as it stands; while its figures are worked out, it says so, and htmx asks until they are there."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = find(request, pk)
        for_team = not request.user.is_observer
        context = {
            "report": report, "sections": showing.sections_of(report), "figures": report.figures, "for_team": for_team,
            "zone": team_zone().key, "history": history_of(report, limit=20) if for_team else [],
            "links": report.links.count() if for_team else 0,
            "failed": report.job if report.job and report.job.state in {"failed", "stopped"} else None,
        }  # fmt: skip
        return render_page(request, "reports/report_detail.html", context, partial="result")


class ReportTexts(TeamRequired, View):
    """Summary, objectives, outcomes, what we learnt."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = find(request, pk)
        return self.show(report, TextsForm(instance=report))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = find(request, pk)
        form = TextsForm(request.POST, instance=find(request, pk))
        if not form.is_valid():
            return self.show(report, form, status=422)
        try:
            drafting.write(report=report, revision=form.cleaned_data["revision"], by=request.user, **form.texts)
        except ChangedMeanwhile as problem:
            report = find(request, pk)
            form.data = {**form.data.dict(), "revision": str(report.revision)}  # type: ignore[attr-defined]
            return self.show(report, form, problem=problem, theirs=report, status=409)
        except ReportError as problem:
            return self.show(report, form, problem=problem, status=422)
        say(request, "Saved")
        return redirect(report)

    def show(self, report: Report, form: TextsForm, status: int = 200, **more: Any) -> HttpResponse:
        return render(
            self.request, "reports/report_texts.html", {"report": report, "form": form, **more}, status=status
        )


class ReportBest(TeamRequired, View):
    """Which clips are the best ones: those with the highest scores are offered, and what a search finds."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = find(request, pk)
        scope = computing.scope_of(report)
        words = text_in(request.GET, "q", most=120).strip()
        found = scope.stories
        if words:
            found = found.filter(article__title__unaccent__icontains=words)
        chosen = list(report.chosen.values_list("clip", flat=True))
        rows = best_clips.by_scores(best_clips.with_looks(found.exclude(pk__in=chosen)))[:TO_CHOOSE]
        held = {clip.pk: clip for clip in best_clips.with_looks(Clip.objects.filter(pk__in=chosen))}
        context = {
            "report": report, "q": words, "most": best_clips.BEST,
            "rows": [*((held[pk], True) for pk in chosen if pk in held), *((clip, False) for clip in rows)],
        }  # fmt: skip
        return render_page(request, "reports/report_best.html", context, partial="rows")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = find(request, pk)
        keys = [int(key) for key in request.POST.getlist("clip")[:200] if key.isdecimal() and len(key) < 19]
        ours = Clip.objects.visible_to(request.user).ours().filter(client=report.client).in_bulk(keys)
        try:
            drafting.choose_best(
                report=report, clips=[ours[key] for key in dict.fromkeys(keys) if key in ours], by=request.user
            )
        except ReportError as problem:
            say(request, str(problem), tone="bad")
            return redirect("reports:report-best", pk=pk)
        say(request, "These are the best ones." if keys else "The ones with the highest scores stand there now.")
        return redirect(report)


class ReportCounting(ReportAction):
    def act(self, report: Report) -> None:
        drafting.count_again(report=report, by=self.request.user)


class ReportRelease(ReportAction):
    def act(self, report: Report) -> None:
        drafting.release(report=report, by=self.request.user)
        undo = f"{report.get_absolute_url()}taking-back/"
        say(self.request, f"Released. {report.client} can read it, and links can be made.", undo=undo)


class ReportTakingBack(ReportAction):
    def act(self, report: Report) -> None:
        drafting.take_back(report=report)
        say(self.request, "Taken back. Only the team sees it now, and its links open nothing.")


class ReportDeletion(ReportAction):
    def act(self, report: Report) -> HttpResponse:
        to = drafting.delete(report=report, by=self.request.user)
        say(self.request, f"“{report.title}” is deleted.")
        return redirect(to)


class ReportPdf(SignedIn, View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        return pdf_of(find(request, pk))


class ReportWorkbook(SignedIn, View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        return workbook_of(request, find(request, pk))


def pdf_of(report: Report) -> HttpResponse:
    """The report as a file to save; made of the kept figures, so it says what the page says."""
    response = HttpResponse(report_pdf.write(report), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{report_pdf.file_name(report)}"'
    response["Cache-Control"] = "no-store"
    return response


def workbook_of(request: HttpRequest, report: Report) -> HttpResponseBase:
    """The spreadsheet that was kept with the figures; 404 while there is none."""
    name = report_pdf.file_name(report).removesuffix(".pdf") + ".xlsx"
    file = report.workbook.name if report.has_workbook else ""
    size = report.workbook.size if file and report.workbook.storage.exists(file) else 0
    response = kept_file(request, file=file or "none", name=name, content_type=XLSX, size=size)
    response["Cache-Control"] = "no-store"
    return response
