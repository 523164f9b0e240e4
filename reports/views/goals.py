"""Goals with how far they have come."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views import View

from core.paging import page_of
from core.toasts import say
from core.typed import number_in
from reports import goals
from reports.forms import GoalForm
from reports.models import Goal
from reports.periods import quarter_of, team_zone
from team.access import TeamRequired

PAGE = 50


class GoalList(TeamRequired, View):
    """Those that run, or those that are over."""

    def get(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate(timezone=team_zone())
        over = request.GET.get("show") == "over"
        rows = Goal.objects.visible_to(request.user).select_related("client", "campaign", "owner")
        rows = rows.filter(ends_on__lt=today) if over else rows.filter(ends_on__gte=today)
        page = page_of(request, rows.order_by("-ends_on" if over else "ends_on", "client__name", "pk"), PAGE)
        context = {
            "page": page, "rows": goals.progress_of(page.object_list), "over": over,
            "any": bool(page.object_list) or Goal.objects.visible_to(request.user).exists(),
        }  # fmt: skip
        return render(request, "reports/goal_list.html", context)


class GoalEdit(TeamRequired, View):
    """A new one, for this quarter unless somebody says otherwise, or another target."""

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        return self.show(GoalForm(instance=self.found(pk), user=request.user, initial=self.initial()))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        form = GoalForm(request.POST, instance=self.found(pk), user=request.user)
        if form.instance.pk is None:
            form.instance.owner = request.user
        if not form.is_valid():
            return self.show(form, status=422)
        goals.count(form.save())
        say(request, "Saved")
        return redirect("reports:goal-list")

    def initial(self) -> dict[str, Any]:
        if "pk" in self.kwargs:
            return {}
        today: date = timezone.localdate(timezone=team_zone())
        quarter = quarter_of(today)
        given = {name: number_in(self.request.GET, name) or None for name in ("client", "campaign")}
        return {"starts_on": quarter.first, "ends_on": quarter.last, **given}

    def found(self, pk: int | None) -> Goal | None:
        rows = Goal.objects.visible_to(self.request.user).select_related("client")
        return get_object_or_404(rows, pk=pk) if pk else None

    def show(self, form: GoalForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "goal": form.instance if form.instance.pk else None}
        return render(self.request, "reports/goal_form.html", context, status=status)


class GoalDeletion(TeamRequired, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        goal = get_object_or_404(Goal.objects.visible_to(request.user).select_related("client"), pk=pk)
        goal.delete()
        say(request, f"The goal “{goal}” is deleted.")
        return redirect("reports:goal-list")
