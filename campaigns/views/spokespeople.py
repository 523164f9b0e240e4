"""Spokespeople of a client: the form, their order, the archive. The list stands on the client's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View

from campaigns import spokespeople
from campaigns.forms import SpokespersonForm
from campaigns.models import Client, Spokesperson
from core.pictures import forget
from core.toasts import say
from team.access import TeamRequired


class SpokespersonFormView(TeamRequired, View):
    """Adds somebody who speaks for a client (`client`), or changes one (`pk`)."""

    def get(self, request: HttpRequest, client: int | None = None, pk: int | None = None) -> HttpResponse:
        return self._show(SpokespersonForm(instance=self._person(client, pk)))

    def post(self, request: HttpRequest, client: int | None = None, pk: int | None = None) -> HttpResponse:
        person = self._person(client, pk)
        before = person.portrait.name
        form = SpokespersonForm(request.POST, request.FILES, instance=person)
        if not form.is_valid():
            return self._show(form, status=422)
        saved = spokespeople.save(person=form.save(commit=False))
        forget(before, unless=saved.portrait.name)
        say(request, f"{saved} is saved.")
        return redirect(_list(saved))

    def _person(self, client: int | None, pk: int | None) -> Spokesperson:
        if pk:
            return find(self.request, pk)
        return Spokesperson(client=get_object_or_404(Client.objects.visible_to(self.request.user), pk=client))

    def _show(self, form: SpokespersonForm, status: int = 200) -> HttpResponse:
        person = form.instance
        known = Spokesperson.objects.select_related("client").get(pk=person.pk) if person.pk else None
        context = {"form": form, "person": known, "client": person.client}
        return render(self.request, "campaigns/spokesperson_form.html", context, status=status)


class PositionView(TeamRequired, View):
    """Moves somebody up or down."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = get_object_or_404(Spokesperson.objects.visible_to(request.user).active(), pk=pk)
        spokespeople.move(person=person, up=request.POST.get("to") == "up")
        return redirect(_list(person))


class SpokespersonArchivingView(TeamRequired, View):
    """Puts somebody away; the toast offers to take it back."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = find(request, pk)
        spokespeople.archive(person=person)
        undo = reverse("campaigns:spokesperson-restoring", args=[pk])
        say(request, f"{person} does not speak for {person.client} any more.", undo=undo)
        return redirect(_list(person))


class SpokespersonRestoringView(TeamRequired, View):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = find(request, pk)
        spokespeople.restore(person=person)
        say(request, f"{person} speaks for {person.client} again.")
        return redirect(_list(person))


def find(request: HttpRequest, pk: int) -> Spokesperson:
    return get_object_or_404(Spokesperson.objects.visible_to(request.user).select_related("client"), pk=pk)


def _list(person: Spokesperson) -> str:
    return f"{person.client.get_absolute_url()}#spokespeople"
