"""What the views of reports have in common."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views import View

from core.toasts import say
from reports.errors import ReportError
from reports.models import Report
from team.access import TeamRequired


def find(request: HttpRequest, pk: int) -> Report:
    visible = Report.objects.visible_to(request.user).select_related("client", "campaign", "owner", "released_by")
    return get_object_or_404(visible, pk=pk)


class ReportAction(TeamRequired, View):
    """Something done to one report by a POST; what speaks against it is said on its page."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = find(request, pk)
        try:
            return self.act(report) or redirect(report)
        except ReportError as problem:
            say(request, str(problem), tone="bad")
        return redirect(report)

    def act(self, report: Report) -> HttpResponse | None:
        raise NotImplementedError
