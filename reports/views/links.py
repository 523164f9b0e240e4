"""Links to a report: made, listed, withdrawn."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from core.toasts import say
from reports import links
from reports.errors import ReportError
from reports.forms import ShareForm
from reports.models import Report, ReportLink
from reports.views.acting import find
from team.access import TeamRequired


class ReportLinks(TeamRequired, View):
    """The links of a report with who opened them, and a form for another."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(find(request, pk), ShareForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        report, form = find(request, pk), ShareForm(request.POST)
        if not form.is_valid():
            return self.show(report, form, status=422)
        data = form.cleaned_data
        try:
            links.share(
                report=report, label=data["label"], password=data["password"], expires_at=form.expires_at,
                by=request.user,
            )  # fmt: skip
        except ReportError as problem:
            form.add_error(None, str(problem))
            return self.show(report, form, status=422)
        say(request, f"The link for {data['label']} is ready. Copy it from the list.")
        return redirect("reports:report-links", pk=pk)

    def show(self, report: Report, form: ShareForm, status: int = 200) -> HttpResponse:
        rows = [(link, links.address_of(link)) for link in report.links.select_related("by")[: links.MOST]]
        context = {"report": report, "form": form, "rows": rows}
        return render(self.request, "reports/report_links.html", context, status=status)


class LinkRevocation(TeamRequired, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        visible = ReportLink.objects.filter(report__in=Report.objects.visible_to(request.user).order_by())
        link = links.revoke(link=get_object_or_404(visible, pk=pk))
        say(request, f"The link for {link} opens nothing any more.")
        return redirect("reports:report-links", pk=link.report_id)
