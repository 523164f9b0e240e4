"""Settings, Webhooks: what the team's channels hear, and what became of it."""

from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from core.paging import page_of
from core.toasts import say
from team import hook_delivery, hooks
from team.access import AdminRequired
from team.forms.hooks import HookForm
from team.models import HookDelivery, NotificationHook

PAGE = 25
State = HookDelivery.State


class HookListView(AdminRequired, View):
    """Every webhook, with when it last heard something and what waits for it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        page = page_of(request, _with_state(NotificationHook.objects.all()), PAGE)
        return render(request, "team/hook_list.html", {"page": page})


class HookCreateView(AdminRequired, View):
    """The secret of a new one is shown once, on the page that made it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(HookForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = HookForm(request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        hook = hooks.make(by=request.user, **form.cleaned_data)
        return show_hook(request, hook, secret=hook.secret, status=201)

    def _show(self, form: HookForm, status: int = 200) -> HttpResponse:
        return render(self.request, "team/hook_form.html", {"form": form}, status=status)


class HookDetailView(AdminRequired, View):
    """What it hears, and the log of its last deliveries."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return show_hook(request, get_object_or_404(NotificationHook, pk=pk))


class HookEditView(AdminRequired, View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        hook = get_object_or_404(NotificationHook, pk=pk)
        return self._show(HookForm(hook=hook), hook)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        hook = get_object_or_404(NotificationHook, pk=pk)
        form = HookForm(request.POST, hook=hook)
        if not form.is_valid():
            return self._show(form, hook, status=422)
        hooks.edit(hook=hook, **form.cleaned_data)
        say(request, f"{hook} is saved")
        return redirect(hook)

    def _show(self, form: HookForm, hook: NotificationHook, status: int = 200) -> HttpResponse:
        return render(self.request, "team/hook_form.html", {"form": form, "hook": hook}, status=status)


class HookSecretView(AdminRequired, View):
    """Makes another secret, and shows it this once."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        hook = get_object_or_404(NotificationHook, pk=pk)
        return show_hook(request, hook, secret=hooks.renew_secret(hook=hook))


class HookActivationView(AdminRequired, View):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        hook = get_object_or_404(NotificationHook, pk=pk)
        hooks.switch_on(hook=hook)
        say(request, f"{hook} hears of what happens from now on")
        return redirect(hook)


class HookDeactivationView(AdminRequired, View):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        hook = get_object_or_404(NotificationHook, pk=pk)
        hooks.switch_off(hook=hook)
        say(request, f"{hook} is switched off")
        return redirect(hook)


class HookDeletionView(AdminRequired, View):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        hook = get_object_or_404(NotificationHook, pk=pk)
        hook.delete()
        say(request, f"{hook.name} is deleted, with its log")
        return redirect("team:hook-list")


class HookTestView(AdminRequired, View):
    """Sends a test while the page waits, so that what is wrong is said at once."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        hook = get_object_or_404(NotificationHook, pk=pk)
        test = hooks.begin_test(hook=hook)
        went = hook_delivery.deliver(test.pk)
        test.refresh_from_db()
        if went:
            say(request, f"The test went: {hook} answered {test.status}")
        else:
            said = f"the server answered {test.status}: {test.said}" if test.status else test.said
            say(request, f"The test did not go: {said[:200]}", tone="bad")
        return redirect(hook)


class DeliverySendingView(AdminRequired, View):
    """Sends one thing again."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        delivery = get_object_or_404(HookDelivery.objects.filter(is_test=False).select_related("hook"), pk=pk)
        try:
            hooks.send_again(delivery=delivery)
        except (hooks.SwitchedOff, hooks.StillWaiting) as refusal:
            say(request, str(refusal), tone="bad")
        else:
            say(request, "It is sent again within a minute")
        return redirect(delivery.hook)


def show_hook(request: HttpRequest, hook: NotificationHook, *, secret: str = "", status: int = 200) -> HttpResponse:
    page = page_of(request, HookDelivery.objects.filter(hook=hook), PAGE)
    context = {"hook": hook, "page": page, "secret": secret, "most_tries": HookDelivery.MOST_TRIES}
    response = render(request, "team/hook_detail.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _with_state(rows: QuerySet[NotificationHook]) -> QuerySet[Any]:
    last = (
        HookDelivery.objects.filter(hook=OuterRef("pk"), state=State.DELIVERED).order_by("-pk").values("ended_at")[:1]
    )
    waiting = Count("deliveries", filter=Q(deliveries__state=State.WAITING))
    return rows.annotate(last_heard_at=Subquery(last), waiting=waiting).order_by("name", "pk")
