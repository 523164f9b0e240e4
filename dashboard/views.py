"""Today, for oneself and over the team, and the search field."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View

from core.htmx import PATH, render_page, wants_part
from core.typed import number_in
from dashboard import team_view
from dashboard.counting import remember
from dashboard.desk import Desk
from dashboard.search import Section, pages, search
from dashboard.today import campaigns_of, greeting, grouped, last_cleared, reader_now, this_week
from dashboard.welcome import first_steps
from dashboard.work import look_at, tally_of
from team.access import SignedIn

MINE, TEAM = 100, 60
"""Rows that are shown, at the most."""


class Today(SignedIn, View):
    """The work list: mine, the team's, or a colleague's. Observers, who have no work here, go to their campaigns."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_observer:
            return redirect("campaigns:campaign-list")
        request.session.pop(PATH, None)
        whose = request.GET.get("whose", "")
        if not whose or whose == str(request.user.pk):
            return render_page(request, "dashboard/today.html", self.mine())
        return render_page(request, "dashboard/team.html", self.team())

    def mine(self) -> dict[str, Any]:
        user = self.request.user
        work = look_at(desk := Desk(user), shown=MINE)
        remember(user, work)
        return {
            **self.shared(desk), "work": work, "groups": grouped(work.first(MINE)), "path": first_steps.to_show(user),
            "last_cleared": None if work.items else last_cleared(user),
        }  # fmt: skip

    def team(self) -> dict[str, Any]:
        """Of nobody, or of somebody who is not of the team, there is no desk: then everybody's is shown."""
        user, people = self.request.user, list(team_view.colleagues())
        key = number_in(self.request.GET, "whose")
        person = next((one for one in people if one.pk == key), None)
        desk = Desk(user, team=True, person=person)
        tally = tally_of(Desk(user, team=True)) if user.is_manager or not person else None
        work = look_at(desk, tally=None if person else tally, shown=TEAM)
        names = team_view.names_of(work.items, people)
        groups = [
            (group, [(item, names.get(item.owner or 0, "")) for item in group.items])
            for group in grouped(work.first(TEAM))
        ]
        return {
            **self.shared(desk), "work": work, "groups": groups, "people": people, "person": person,
            "shares": team_view.shares(tally, people) if user.is_manager and tally else [],
            "to_decide": team_view.to_decide(user) if user.is_manager else None,
        }  # fmt: skip

    def shared(self, desk: Desk) -> dict[str, Any]:
        now = reader_now(desk.user)
        return {
            "now": now, "place": desk.user.time_zone.rpartition("/")[2].replace("_", " "), "greeting": greeting(now),
            "campaigns": campaigns_of(desk), "week": this_week(desk), "team": desk.team,
        }  # fmt: skip


class Search(SignedIn, View):
    """What matches, by kind. Works without JavaScript; the palette asks for the part."""

    def get(self, request: HttpRequest) -> HttpResponse:
        text = request.GET.get("q", "")[:200]
        sections = search(text, user=request.user)
        if named := pages(text, request, in_palette=wants_part(request)):
            sections.insert(0, Section("Pages and actions", named))
        context = {"q": text, "sections": sections}
        return render_page(request, "dashboard/search.html", context, partial="palette")
