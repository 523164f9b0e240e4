"""Reports that go out by themselves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from core.paging import page_of
from core.toasts import say
from reports import monthly
from reports.forms import MonthlyForm
from reports.models import Monthly
from reports.views.reports import explained
from team.access import TeamRequired

PAGE = 50


class MonthlyList(TeamRequired, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        rows = Monthly.objects.select_related("client", "campaign", "owner", "last_report").defer(
            "last_report__figures"
        )
        return render(request, "reports/monthly_list.html", {"page": page_of(request, rows, PAGE)})


class MonthlyEdit(TeamRequired, View):
    """A new one, or another day, other addresses, other sections."""

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        return self.show(MonthlyForm(instance=self.found(pk), user=request.user))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        form = MonthlyForm(request.POST, instance=self.found(pk), user=request.user)
        if not form.is_valid():
            return self.show(form, status=422)
        kept = monthly.save(monthly=form.save(commit=False), by=request.user)
        when = f"Next on {kept.next_on:%-d %B %Y}." if kept.is_active else "It does not go out for now."
        say(request, f"Saved. {when}")
        return redirect("reports:monthly-list")

    def found(self, pk: int | None) -> Monthly | None:
        return get_object_or_404(Monthly.objects.select_related("client", "last_report"), pk=pk) if pk else None

    def show(self, form: MonthlyForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "monthly": form.instance if form.instance.pk else None, "explained": explained()}
        return render(self.request, "reports/monthly_form.html", context, status=status)


class MonthlyDeletion(TeamRequired, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = get_object_or_404(Monthly, pk=pk)
        found.delete()
        say(request, f"The monthly report for {found.campaign or found.client} ends. The reports it made stay.")
        return redirect("reports:monthly-list")
