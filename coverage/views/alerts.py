"""What the reader hears of, and when."""

from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from core.htmx import render_page, wants_part
from core.paging import page_of
from core.toasts import say
from coverage.forms.alerts import AlertHoursForm, RhythmForm
from coverage.models import Alert, Monitor
from coverage.monitors import alerting
from coverage.monitors.hours import hours_of_one
from team.access import TeamRequired

PAGE = 50


class Alerts(TeamRequired, View):
    """The reader's quiet hours, and every monitor with how they hear of it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(AlertHoursForm(instance=hours_of_one(request.user)))

    @transaction.atomic
    def post(self, request: HttpRequest) -> HttpResponse:
        form = AlertHoursForm(request.POST, instance=hours_of_one(request.user))
        if not form.is_valid():
            return self.show(form, status=422)
        alerting.reschedule(user=request.user, hours=form.save())
        say(request, "Your hours are saved")
        return redirect("coverage:alerts")

    def show(self, form: AlertHoursForm, *, status: int = 200) -> HttpResponse:
        user: Any = self.request.user
        mine = Prefetch("alerts", Alert.objects.filter(user=user), to_attr="mine")
        monitors = Monitor.objects.visible_to(user).active().select_related("client").prefetch_related(mine)
        context = {"form": form, "page": page_of(self.request, monitors, PAGE), "rhythms": Alert.Rhythm.choices}
        return render_page(self.request, "coverage/alerts.html", context, partial="monitors", status=status)


class MonitorAlert(TeamRequired, View):
    """How the reader hears of one monitor."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        monitor = get_object_or_404(Monitor.objects.visible_to(request.user), pk=pk)
        form = RhythmForm(request.POST)
        if not form.is_valid():
            say(request, "Choose how you want to be told: at once, once a day, or not at all.", tone="bad")
            return redirect(monitor)
        alert = alerting.set_rhythm(user=request.user, monitor_id=monitor.pk, rhythm=form.cleaned_data["rhythm"])
        if wants_part(request):
            context = {"monitor": monitor, "rhythm": alert.rhythm, "rhythms": Alert.Rhythm.choices}
            return render(request, "coverage/_rhythm.html", context)
        say(request, f"{monitor.name}: {alert.get_rhythm_display().lower()}")
        return redirect(monitor)
