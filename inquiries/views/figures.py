"""The board, the figures of a stretch of time, and what managers look at: who has how much, and what is in danger."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views import View

from campaigns.models import Client
from core.htmx import render_page
from inquiries import listing, panels
from inquiries.models import Inquiry
from inquiries.showing import acknowledge_clock, deadline_clock
from inquiries.statistics import report
from team.access import ManagerRequired, TeamRequired
from team.models import User

MONTH = timedelta(days=30)
LONGEST = timedelta(days=3660)
MOST = 50


class Board(TeamRequired, View):
    """What is open by how far it is, and what was answered today."""

    def get(self, request: HttpRequest) -> HttpResponse:
        clients = list(Client.objects.visible_to(request.user).active())
        client = next((one for one in clients if str(one.pk) == request.GET.get("client", "")), None)
        columns = [
            (
                label,
                [(one, acknowledge_clock(one), deadline_clock(one)) for one in rows[: listing.A_COLUMN]],
                len(rows) > listing.A_COLUMN,
            )
            for label, rows in listing.board(user=request.user, client=client)
        ]
        context = {"columns": columns, "clients": clients, "client": client}
        return render_page(request, "inquiries/board.html", context, partial="results")


class Figures(TeamRequired, View):
    """`?from=2026-11-01&to=2026-11-30&client=`; what cannot be read is the last thirty days."""

    def get(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        last = _day(request.GET.get("to", "")) or today
        first = _day(request.GET.get("from", "")) or last - MONTH
        problem = ""
        if first > last:
            problem = "The first day lies after the last one. These are the last thirty days."
        elif last - first > LONGEST:
            problem = "That is more than ten years. These are the last thirty days."
        if problem:
            first, last = today - MONTH, today
        clients = list(Client.objects.visible_to(request.user).active())
        client = next((one for one in clients if str(one.pk) == request.GET.get("client", "")), None)
        zone = request.user.zone
        start, end = (datetime.combine(day, time(), zone) for day in (first, last + timedelta(days=1)))
        context = {
            "report": report(start, end, user=request.user, client=client.pk if client else None),
            "first": first, "last": last, "clients": clients, "client": client, "problem": problem,
        }  # fmt: skip
        return render(request, "inquiries/figures.html", context)


class Load(ManagerRequired, View):
    """Who has how many inquiries, which deadlines are in danger; the apps above add what they know."""

    def get(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        open_ones = Q(inquiries__state__in=["new", "working"])
        people = User.objects.working().annotate(
            open=Count("inquiries", filter=open_ones),
            late=Count("inquiries", filter=open_ones & Q(inquiries__deadline__lt=now)),
        )
        rows = Inquiry.objects.visible_to(request.user).open().select_related("journalist", "outlet", "owner", "client")
        danger = rows.filter(deadline__lt=now + timedelta(hours=2)).order_by("deadline")[:MOST]
        context: dict[str, Any] = {
            "people": people.order_by("-open", "name")[:MOST],
            "nobody": rows.filter(owner=None).count(),
            "danger": [(one, deadline_clock(one)) for one in danger],
            "cards": panels.cards_of_load(by=request.user),
        }
        return render(request, "inquiries/load.html", context)


def _day(text: str) -> date | None:
    try:
        found = parse_date(text)
    except ValueError:
        return None
    return found if found and date(2000, 1, 1) <= found <= date(2100, 1, 1) else None
