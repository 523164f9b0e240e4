"""Newsrooms as the team sees them: the list, the settings with a preview of the colour, the subscribers."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views import View

from campaigns.models import Client
from core.htmx import render_page
from core.paging import page_of
from core.spreadsheets import harmless
from core.toasts import say
from mediakits import colours, newsrooms, subscribing
from mediakits.addresses import Room
from mediakits.forms.newsroom_settings import COLOUR, NewsroomForm, SubscriberFilter
from mediakits.models import Newsroom, Subscriber
from mediakits.views.newsroom_public import home_context
from team.access import TeamRequired

PER_PAGE = 50


class NewsroomList(TeamRequired, View):
    """One a client: is it open, who answers, how many read along."""

    def get(self, request: HttpRequest) -> HttpResponse:
        active = Count("subscribers", filter=Q(subscribers__confirmed_at__isnull=False, subscribers__left_at=None))
        rows = Newsroom.objects.select_related("client", "contact").annotate(active=active).order_by("client__name")
        page = page_of(request, rows, PER_PAGE)
        for newsroom in page.object_list:
            newsroom.room = Room(newsroom)
        without = Client.objects.visible_to(request.user).active().filter(newsroom=None)
        return render(request, "mediakits/newsroom_list.html", {"page": page, "without": without.count()})


class NewsroomEdit(TeamRequired, View):
    """Makes a newsroom, or changes one. Nothing typed is lost."""

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        newsroom = find(pk) if pk else None
        initial = {} if newsroom else self._proposed()
        return self._show(NewsroomForm(instance=newsroom, initial=initial, user=request.user), newsroom)

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        newsroom = find(pk) if pk else None
        form = NewsroomForm(request.POST, instance=newsroom, user=request.user)
        if not form.is_valid():
            return self._show(form, find(pk) if pk else None, status=422)
        saved = newsrooms.save(newsroom=form.save(commit=False))
        say(request, f"The newsroom of {saved.client} is saved{'' if saved.is_open else ', and closed'}.")
        return redirect("mediakits:newsroom-edit", saved.pk)

    def _proposed(self) -> dict[str, Any]:
        """What a new one begins with: the client that was chosen on the way here, and the one who makes it."""
        user = self.request.user
        proposed: dict[str, Any] = {"contact": user, "phone": user.phone}
        number = self.request.GET.get("client", "")
        client = Client.objects.visible_to(user).filter(pk=number).first() if number.isdecimal() else None
        return proposed | ({"client": client, "slug": client.slug, "intro": client.about[:600]} if client else {})

    def _show(self, form: NewsroomForm, newsroom: Newsroom | None, status: int = 200) -> HttpResponse:
        colour = str(form["colour"].value() or "")
        context = {
            "form": form,
            "newsroom": newsroom,
            "room": Room(newsroom) if newsroom else None,
            "palette": palette_of(colour),
        }
        return render(self.request, "mediakits/newsroom_form.html", context, status=status)


class ShadesView(TeamRequired, View):
    """What a colour becomes, while it is chosen."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"palette": palette_of(request.GET.get("colour", ""))}
        return render(request, "mediakits/_newsroom_shades.html", context)


class NewsroomPreview(TeamRequired, View):
    """The first page as everybody would see it, open or not."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        context = {**home_context(Room(find(pk))), "preview": True, "noindex": True}
        return render(request, "mediakits/newsroom/home.html", context)


class SubscriberList(TeamRequired, View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        newsroom = find(pk)
        form = SubscriberFilter(request.GET)
        rows = form.apply(subscribers_of(newsroom))
        context = {
            "newsroom": newsroom,
            "room": Room(newsroom),
            "page": page_of(request, rows, PER_PAGE),
            "q": form.cleaned_data.get("q", ""),
            "state": form.state_shown,
            "states": SubscriberFilter.STATES,
            "is_empty": not newsroom.subscribers.exists(),
        }
        return render_page(request, "mediakits/newsroom_subscribers.html", context, partial="results")


class SubscriberExport(TeamRequired, View):
    """The list, as it is narrowed down, for a spreadsheet."""

    def get(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        newsroom = find(pk)
        rows = SubscriberFilter(request.GET).apply(subscribers_of(newsroom))
        response = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
        name = f"subscribers-{newsroom.slug}-{timezone.localdate():%Y-%m-%d}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class SubscriberRemoval(TeamRequired, View):
    """Takes somebody off the list. Only they can come back, by subscribing again."""

    def post(self, request: HttpRequest, pk: int, subscriber: int) -> HttpResponse:
        found = get_object_or_404(subscribers_of(find(pk)), pk=subscriber)
        subscribing.leave(subscriber=found)
        say(request, f"{found} gets no more news of this newsroom.")
        return redirect("mediakits:newsroom-subscribers", pk)


def find(pk: int) -> Newsroom:
    """For views of the team, who see all of them."""
    return get_object_or_404(Newsroom.objects.select_related("client", "contact", "mailbox"), pk=pk)


def subscribers_of(newsroom: Newsroom) -> QuerySet[Subscriber]:
    return newsroom.subscribers.select_related("journalist").order_by("-asked_at", "-pk")


def palette_of(typed: str) -> colours.Palette | None:
    """The shades of what was typed; None while it is no colour."""
    found = COLOUR.fullmatch(typed.strip())
    if typed.strip() and not found:
        return None
    digits = found[1].lower() if found else ""
    whole = "".join(each * 2 for each in digits) if len(digits) == 3 else digits
    return colours.palette(f"#{whole}" if whole else "")


def _lines(rows: QuerySet[Subscriber]) -> Iterator[str]:
    """Piece by piece; it begins with a byte order mark, by which Excel knows UTF-8."""
    yield "\ufeff" + _line(["Name", "Outlet", "E-mail", "Asked", "Confirmed", "Left"])
    for each in rows.iterator(chunk_size=500):
        days = [each.asked_at, each.confirmed_at, each.left_at]
        said = [harmless(each.name), harmless(each.outlet_name), harmless(each.email)]
        yield _line([*said, *(f"{timezone.localtime(day):%Y-%m-%d}" if day else "" for day in days)])


def _line(values: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(values)
    return line.getvalue()
