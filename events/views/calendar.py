"""The calendar of the team, and the addresses at which programs subscribe to it."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views import View
from django.views.decorators.http import require_safe

from campaigns.models import Client, Spokesperson
from core.htmx import render_page
from core.journalist_pages import journalist_page
from core.toasts import say
from core.tokens import TOKEN_LENGTH
from events import calendar_feeds, calendar_pages, entries
from events.errors import EventError
from events.forms.calendar import FeedForm
from events.models import CalendarFeed
from team.access import TeamRequired

VIEWS = {"month": "Month", "week": "Week", "agenda": "Agenda"}
MOST_SPEAKERS = 300


class Calendar(TeamRequired, View):
    """Interviews, media events, deadlines, promises, embargoes and pitches, on the reader's clock."""

    def get(self, request: HttpRequest) -> HttpResponse:
        given, today = request.GET, timezone.localdate()
        view = given.get("view", "month")
        shown = calendar_pages.stretch(view if view in VIEWS else "month", _day(given.get("on", "")) or today)
        clients = list(Client.objects.visible_to(request.user).active())
        speakers = Spokesperson.objects.visible_to(request.user).active().select_related("client")
        speakers = list(speakers.order_by("client__name", "position")[:MOST_SPEAKERS])
        client = _chosen(clients, given.get("client", ""))
        speaker = _chosen(speakers, given.get("speaker", ""))
        kind = given.get("kind", "")
        known = {each.key for each in entries.kinds()}
        start, end = shown.window(request.user.zone)
        window = entries.Window(
            start, end, request.user, client, speaker, frozenset({kind} & known),
            a_day=calendar_pages.MOST_A_DAY[shown.view], most=calendar_pages.READ[shown.view],
        )  # fmt: skip
        days = calendar_pages.days(shown, entries.entries(window), request.user.zone, today)
        later = None
        if shown.view == "agenda":
            days, later = calendar_pages.agenda(days)
        context = {
            "shown": shown, "view": shown.view, "views": VIEWS.items(), "days": days,
            "weeks": calendar_pages.weeks(days) if shown.view == "month" else [],
            "today": today, "clients": clients, "speakers": speakers, "kinds": entries.kinds(),
            "client": client, "speaker": speaker, "kind": kind if kind in known else "",
            "later": later, "is_empty": not any(day.entries for day in days),
        }  # fmt: skip
        return render_page(request, "events/calendar.html", context, partial="results")


class Feeds(TeamRequired, View):
    """One's own subscriptions."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(FeedForm(user=request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = FeedForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            calendar_feeds.add(user=request.user, **form.cleaned_data)
        except EventError as problem:
            form.add_error(None, str(problem))
            return self.show(form, status=422)
        say(request, "Copy the address into your calendar program")
        return redirect("events:feed-list")

    def show(self, form: FeedForm, *, status: int = 200) -> HttpResponse:
        feeds = CalendarFeed.objects.filter(user=self.request.user, revoked_at=None)
        rows = feeds.select_related("client", "spokesperson")[: calendar_feeds.MOST_FEEDS]
        return render(self.request, "events/feed_list.html", {"form": form, "feeds": rows}, status=status)


class FeedRevoke(TeamRequired, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        calendar_feeds.revoke(feed=get_object_or_404(CalendarFeed, pk=pk, user=request.user))
        say(request, "Withdrawn: nobody reads your calendar there any more")
        return redirect("events:feed-list")


@journalist_page
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program fetches; it says when nothing has changed since it last asked."""
    is_possible = len(token) == TOKEN_LENGTH and "\x00" not in token
    found = calendar_feeds.find(token) if is_possible else None
    if found is None:
        return HttpResponse("There is no calendar at this address.\n", status=404, content_type="text/plain")
    timezone.activate(found.user.zone)
    file, mark = calendar_feeds.read(found)
    if request.headers.get("If-None-Match", "") in {f'"{mark}"', f'W/"{mark}"'}:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["ETag"] = f'"{mark}"'
    return response


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _chosen(among: list[Any], key: str) -> Any:
    return next((each for each in among if str(each.pk) == key), None)
