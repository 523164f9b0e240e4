"""What happened while the reader looked elsewhere, and how they want to be told of it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views import View
from django.views.generic import ListView

from core.toasts import say
from team.access import SignedIn, TeamRequired
from team.choosing import choose
from team.forms.telling import LookForm, TellingForm
from team.hours import hours_of_one, next_digest
from team.kinds import kinds_for
from team.models import Notification
from team.notifications import mark_read


class NotificationListView(SignedIn, ListView):
    """Newest first; all or the unread ones, of every kind or of one."""

    template_name = "team/notification_list.html"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Notification]:
        self.look = LookForm(self.request.GET, user=self.request.user).chosen()
        mine = Notification.objects.visible_to(self.request.user)
        self.of_kind = mine.filter(kind=self.look["kind"]) if self.look["kind"] else mine
        return self.of_kind.unread() if self.look["show"] == "unread" else self.of_kind

    def paginate_queryset(self, queryset: QuerySet[Notification], page_size: int) -> Any:
        """A page that does not exist, or is none, gives the last or the first."""
        page = self.get_paginator(queryset, page_size).get_page(self.request.GET.get("page"))
        return page.paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = kinds_for(self.request.user)
        named = next((kind.label for kind in kinds if kind.key == self.look["kind"]), "")
        unread = self.of_kind.unread().count()
        return super().get_context_data(unread=unread, look=self.look, kinds=kinds, kind_named=named, **kwargs)


class NotificationOpenView(SignedIn, View):
    """Marks one as read and goes where it leads; with `stay`, back to the list."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        notification = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
        mark_read(user=request.user, notification=notification)
        leads_here = url_has_allowed_host_and_scheme(notification.url, allowed_hosts=None)
        if leads_here and "stay" not in request.POST:
            return redirect(notification.url)
        return redirect(_list_as(request))


class NotificationsReadView(SignedIn, View):
    """Marks all of the reader's as read, or all of the kind they look at."""

    def post(self, request: HttpRequest) -> HttpResponse:
        mark_read(user=request.user, kind=LookForm(request.POST, user=request.user).chosen()["kind"])
        return redirect(_list_as(request))


class TellingView(TeamRequired, View):
    """How the reader is told: by e-mail and when, and whether the team's webhooks may hear of it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(TellingForm(user=request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = TellingForm(request.POST, user=request.user)
        if not form.is_valid():
            return self._show(form, status=422)
        choose(user=request.user, hours=form.hours(), choices=form.choices())
        say(request, "How you are told is saved. It counts from now on.")
        return redirect("team:telling")

    def _show(self, form: TellingForm, status: int = 200) -> HttpResponse:
        user: Any = self.request.user
        context = {
            "form": form,
            "next_digest": next_digest(hours_of_one(user), user.zone, timezone.now()),
            "always": [kind for kind in form.kinds if kind.cannot_be_stopped],
        }
        return render(self.request, "team/telling.html", context, status=status)


def _list_as(request: HttpRequest) -> str:
    """The list as the reader looked at it."""
    look = LookForm(request.POST, user=request.user).chosen()
    query = urlencode({name: value for name, value in look.items() if value})
    address = reverse("team:notification-list")
    return f"{address}?{query}" if query else address
