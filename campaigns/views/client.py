"""Clients: the list, one client, its form, who observes it, and the archive."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View
from django.views.generic import ListView

from campaigns import running
from campaigns.forms import ClientForm, ObserversForm
from campaigns.models import Campaign, Client, Spokesperson
from core.history import history_of
from core.htmx import then
from core.pictures import forget
from core.toasts import say
from team.access import ManagerRequired, SignedIn, TeamRequired
from team.models import User

MOST_SPEAKING = 200


class ClientListView(TeamRequired, ListView):
    """Everybody the team works for, and, on demand, worked for."""

    template_name = "campaigns/client_list.html"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Client]:
        clients = Client.objects.visible_to(self.request.user)
        self.archived = "archived" in self.request.GET
        clients = clients.exclude(archived_at=None) if self.archived else clients.active()
        observers = Prefetch("observers", User.objects.filter(is_active=True))
        open_ones = Count("campaigns", filter=~Q(campaigns__state=Campaign.State.CLOSED))
        return clients.annotate(open_campaigns=open_ones).prefetch_related(observers).order_by("name", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        away = Client.objects.visible_to(self.request.user).exclude(archived_at=None).count()
        return super().get_context_data(archived=self.archived, away=away, **kwargs)


class ClientDetailView(SignedIn, View):
    """One client with its campaigns; observers read it too."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        client = get_object_or_404(Client.objects.visible_to(request.user).prefetch_related("observers"), pk=pk)
        people = list(Spokesperson.objects.visible_to(request.user).filter(client=client)[:MOST_SPEAKING])
        context = {
            "client": client,
            "campaigns": Campaign.objects.visible_to(request.user).filter(client=client).select_related("owner"),
            "spokespeople": [person for person in people if person.archived_at is None],
            "former": [person for person in people if person.archived_at],
            "history": [] if request.user.is_observer else history_of(client, limit=20),
        }
        return render(request, "campaigns/client_detail.html", context)


class ClientFormView(TeamRequired, View):
    """Makes a client, or changes one."""

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        client = find(request, pk) if pk else None
        return self._show(client, ClientForm(instance=client))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        client = find(request, pk) if pk else None
        form = ClientForm(request.POST, request.FILES, instance=client)
        if not form.is_valid():
            return self._show(find(request, pk) if pk else None, form, status=422)
        before = Client.objects.get(pk=pk).logo.name if pk else ""
        saved = running.save_client(client=form.save(commit=False))
        forget(before, unless=saved.logo.name)
        say(request, f"{saved.name} is saved.")
        return then(request, saved)

    def _show(self, client: Client | None, form: ClientForm, status: int = 200) -> HttpResponse:
        return render(self.request, "campaigns/client_form.html", {"form": form, "client": client}, status=status)


class ObserversView(ManagerRequired, View):
    """Opens a client's campaigns to observers, or closes them."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        client = find(request, pk)
        return self._show(client, ObserversForm(instance=client))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        client = find(request, pk)
        form = ObserversForm(request.POST, instance=client)
        if not form.is_valid():
            return self._show(client, form, status=422)
        form.save()
        say(request, f"Saved who reads along for {client.name}.")
        return redirect(client)

    def _show(self, client: Client, form: ObserversForm, status: int = 200) -> HttpResponse:
        return render(self.request, "campaigns/client_observers.html", {"form": form, "client": client}, status=status)


class ArchivingView(ManagerRequired, View):
    """Puts a client away; the toast offers to take it back."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        client = find(request, pk)
        try:
            running.archive(client=client)
        except running.StillRunning as refused:
            say(request, str(refused), tone="bad")
            return redirect(client)
        say(request, f"{client.name} is archived.", undo=f"{client.get_absolute_url()}restoring/")
        return redirect("campaigns:client-list")


class RestoringView(ManagerRequired, View):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        client = running.restore(client=find(request, pk))
        say(request, f"{client.name} is back.")
        return redirect(client)


def find(request: HttpRequest, pk: int) -> Client:
    return get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
