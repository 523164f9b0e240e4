"""Today, and the search field."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View

from core.htmx import PATH, render_page, wants_part
from dashboard.desk import Desk, Urgency
from dashboard.search import Section, pages, search
from dashboard.today import greeting, grouped, last_cleared, my_campaigns, reader_now
from dashboard.welcome import first_steps
from dashboard.work import work_for
from team.access import SignedIn


class Today(SignedIn, View):
    """The work list: mine, or the team's. Observers, who have no work here, go to their campaigns."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_observer:
            return redirect("campaigns:campaign-list")
        team = request.GET.get("whose") == "team"
        request.session.pop(PATH, None)
        return render_page(request, "dashboard/today.html", self.context(team))

    def context(self, team: bool) -> dict[str, Any]:
        user = self.request.user
        items = work_for(Desk(user, team))
        now = reader_now(user)
        return {
            "groups": grouped(items),
            "waiting": len(items),
            "pressing": sum(item.urgency == Urgency.NOW for item in items),
            "team": team,
            "now": now,
            "place": user.time_zone.rpartition("/")[2].replace("_", " "),
            "greeting": greeting(now),
            "path": first_steps.to_show(user),
            "campaigns": my_campaigns(user, team=team),
            "last_cleared": None if items else last_cleared(user),
        }


class Search(SignedIn, View):
    """What matches, by kind. Works without JavaScript; the palette asks for the part."""

    def get(self, request: HttpRequest) -> HttpResponse:
        text = request.GET.get("q", "")[:200]
        sections = search(text, user=request.user)
        if named := pages(text, request, in_palette=wants_part(request)):
            sections.insert(0, Section("Pages and actions", named))
        context = {"q": text, "sections": sections}
        return render_page(request, "dashboard/search.html", context, partial="palette")
