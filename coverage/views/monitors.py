"""Monitors: the list, one of them with what it found, writing one with its preview, and what can be done to it."""

from typing import Any

from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from campaigns.models import Client
from contacts.paging import BoundedPaginator
from core.folding import Fold, words_of
from core.history import history_of
from core.htmx import render_page, then
from core.overtaking import SEEN, Overtaken, look, mark_of
from core.paging import page_of
from core.toasts import say
from coverage.forms.monitors import MonitorFilterForm, MonitorForm
from coverage.models import Alert, Crisis, Monitor
from coverage.monitors import alerting, crises, figures
from coverage.monitors.previewing import preview
from coverage.monitors.saving import delete, pause, save
from coverage.monitors.snippets import marked, snippet
from team.access import TeamRequired

PAGE = 50
MATCHES_PAGE = 25
RELATED = ("client", "campaign", "owner", "look_back")


class MonitorList(TeamRequired, View):
    """Monitors with what they found lately and whether the reader hears of it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        visible = Monitor.objects.visible_to(request.user)
        form = MonitorFilterForm(request.GET, user=request.user)
        mine = Prefetch("alerts", Alert.objects.filter(user=request.user), to_attr="mine")
        open_crises = Prefetch("crises", Crisis.objects.filter(ended_at=None), to_attr="open_crises")
        rows = (
            _filtered(visible, form.chosen()).select_related("client", "campaign").prefetch_related(mine, open_crises)
        )
        page = page_of(request, rows, PAGE)
        page.object_list = list(page.object_list)
        found = figures.figures_of(page.object_list, timezone.now())
        context = {
            "form": form,
            "pills": form.pills(),
            "page": page,
            "rows": [(monitor, found[monitor.pk]) for monitor in page.object_list],
            "any": bool(page.object_list) or visible.exists(),
        }
        return render_page(request, "coverage/monitor_list.html", context, partial="results")


def _filtered(monitors: "QuerySet[Monitor]", chosen: dict[str, Any]) -> "QuerySet[Monitor]":
    show = chosen.get("show", "")
    if show != "all":
        monitors = monitors.filter(is_active=show != "paused")
    if "client" in chosen:
        monitors = monitors.filter(client=chosen["client"])
    if "purpose" in chosen:
        monitors = monitors.filter(purpose=chosen["purpose"])
    if words := words_of(chosen.get("q", "")):
        monitors = monitors.alias(in_name=Fold("name"), in_query=Fold("query"), in_rival=Fold("competitor"))
        for word in words:
            monitors = monitors.filter(Q(in_name__holds=word) | Q(in_query__holds=word) | Q(in_rival__holds=word))
    return monitors


class MonitorCreate(TeamRequired, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        names = ("client", "purpose", "campaign", "query", "name")
        initial = {name: request.GET[name] for name in names if request.GET.get(name)}
        if "client" not in initial and len(only := Client.objects.visible_to(request.user).active()[:2]) == 1:
            initial["client"] = only[0].pk
        return form_page(request, MonitorForm(user=request.user, initial=initial), query=initial.get("query", ""))

    def post(self, request: HttpRequest) -> HttpResponse:
        return _save(request, MonitorForm(request.POST, user=request.user))


class OneMonitor(TeamRequired, View):
    """A view of one monitor that the reader may work on."""

    def monitor(self) -> Monitor:
        visible = Monitor.objects.visible_to(self.request.user).select_related(*RELATED)
        return get_object_or_404(visible, pk=self.kwargs["pk"])


class MonitorEdit(OneMonitor):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        monitor = self.monitor()
        alert = monitor.alerts.filter(user=request.user).first()
        initial = {"rhythm": alert.rhythm if alert else Alert.Rhythm.NEVER}
        form = MonitorForm(instance=monitor, user=request.user, initial=initial)
        return form_page(request, form, query=monitor.query)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        return _save(request, MonitorForm(request.POST, instance=self.monitor(), user=request.user))


def _save(request: HttpRequest, form: MonitorForm) -> HttpResponse:
    query = request.POST.get("query", "")
    if "look" in request.POST:  # the button beside the query, without JavaScript
        fresh = MonitorForm(instance=form.instance, user=request.user, initial=_as_typed(request.POST))
        return form_page(request, fresh, query=query)
    if not form.is_valid():
        return form_page(request, form, query=query, status=422)
    is_new = form.instance._state.adding
    try:
        monitor = _keep(request, form)
    except Overtaken as conflict:
        return form_page(request, form, query=query, status=409, seen=conflict.seen, conflict=conflict)
    alerting.set_rhythm(user=request.user, monitor_id=monitor.pk, rhythm=form.cleaned_data["rhythm"])
    if is_new:
        say(request, f"{monitor.name} looks from now on, and through the last 30 days")
    else:
        say(request, f"{monitor.name} is saved")
    return then(request, monitor)


@transaction.atomic
def _keep(request: HttpRequest, form: MonitorForm) -> Monitor:
    """Save it, unless a colleague saved it since the form was opened."""
    pk = form.instance.pk
    if pk is not None:
        now = get_object_or_404(Monitor.objects.select_for_update(), pk=pk)
        saved = MonitorForm(instance=now, user=request.user).shown()
        look(
            seen=request.POST.get(SEEN, ""),
            saved=saved,
            typed=form.typed(),
            records=[(Monitor, {"pgh_obj": pk})],
        )
    return save(monitor=form.instance, by=request.user)


def _as_typed(post: QueryDict) -> dict[str, str]:
    return {name: value for name, value in post.items() if name not in {"look", "csrfmiddlewaretoken"}}


def form_page(
    request: HttpRequest, form: MonitorForm, *, query: str, status: int = 200,
    seen: str | None = None, conflict: Overtaken | None = None,
) -> HttpResponse:  # fmt: skip
    """The form with what its query finds beside it, and what a colleague saved meanwhile where that differs."""
    monitor = form.instance
    if seen is None:
        is_opened = not request.POST and not monitor._state.adding
        seen = mark_of(form.shown()) if is_opened else request.POST.get(SEEN, "")
    context = {
        "form": form,
        "monitor": None if monitor._state.adding else monitor,
        "name": "" if monitor._state.adding else Monitor.objects.values_list("name", flat=True).get(pk=monitor.pk),
        "preview": preview(query) if query.strip() else None,
        "query": query,
        "seen": seen,
        "conflict": conflict,
    }
    return render(request, "coverage/monitor_form.html", context, status=status)


class MonitorPreview(TeamRequired, View):
    """What the query in the form would have found; asked while it is typed, so nothing is kept."""

    def post(self, request: HttpRequest) -> HttpResponse:
        query = request.POST.get("query", "")
        context = {"preview": preview(query) if query.strip() else None, "query": query}
        return render(request, "coverage/_preview.html", context)


class MonitorDetail(OneMonitor):
    """What it looks for, what it found, day by day and one by one, and whether it is a crisis."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        monitor = self.monitor()
        now = timezone.now()
        found = monitor.matches.select_related("article__outlet").order_by("-matched_at", "-pk")
        page = BoundedPaginator(found, MATCHES_PAGE).get_page(request.GET.get("page"))
        days = figures.days_of(monitor, zone=request.user.zone, now=now)
        rows = [
            (match, marked(match.article.title, [monitor.query]), _snippet(match.article, monitor)) for match in page
        ]
        context = {
            "monitor": monitor,
            "page": page,
            "rows": rows,
            "days": days,
            "most": max(day.number for day in days),
            "figures": figures.figures_of([monitor], now)[monitor.pk],
            "alert": monitor.alerts.filter(user=request.user).first(),
            "told": monitor.alerts.exclude(rhythm=Alert.Rhythm.NEVER).exclude(user=request.user).count(),
            "rhythms": Alert.Rhythm.choices,
            "crises": list(monitor.crises.select_related("closed_by")[:5]),
            "history": history_of(monitor, limit=20),
        }
        return render_page(request, "coverage/monitor_detail.html", context, partial="found")


def _snippet(article: Any, monitor: Monitor) -> Any:
    return snippet(article.text or article.excerpt, [monitor.query])


class MonitorPause(OneMonitor):
    """POST pauses, or with `resume` takes it up again."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        monitor = self.monitor()
        resumes = bool(request.POST.get("resume") or request.GET.get("resume"))
        pause(monitor=monitor, paused=not resumes, by=request.user)
        undo = reverse("coverage:monitor-pause", args=[monitor.pk]) + ("" if resumes else "?resume=1")
        say(request, f"{monitor.name} {'looks again' if resumes else 'is paused'}", undo=undo)
        return redirect(monitor)


class MonitorDelete(OneMonitor):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        monitor = self.monitor()
        delete(monitor=monitor)
        say(request, f"{monitor.name} is deleted; its articles and clips stay")
        return redirect("coverage:monitor-list")


class CrisisClose(TeamRequired, View):
    """Somebody says that it is over."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        visible = Crisis.objects.filter(monitor__in=Monitor.objects.visible_to(request.user))
        crisis = get_object_or_404(visible.select_related("monitor"), pk=pk)
        if crises.close(crisis=crisis, by=request.user):
            say(request, "Closed. It comes back within a day only if there is twice as much.")
        else:
            say(request, "It was over already.", tone="plain")
        return redirect(crisis.monitor)
