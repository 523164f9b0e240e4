"""What reports add to the rooms below them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.http import HttpRequest

from campaigns.models import Campaign
from campaigns.panels import Panel, register_count, register_panel
from core import doctor
from core.navigation import Entry, register
from reports import goals, told_of
from reports.doctor import monthly_reports
from reports.models import Goal, Report
from team import kinds
from team.models import User

SHOWN = 5


def register_all() -> None:
    """Called once, when all apps are loaded."""
    register(Entry("Reports", icon="chart-bar", url="reports:report-list", order=80, key="g o"))
    register(
        Entry(
            "Report", icon="chart-bar", url="reports:report-create", place="new", order=60, key="n r", shown_to=_works
        )
    )
    register_panel(Panel("Reports and goals", "reports/_campaign_panel.html", of_campaign, order=60))
    register_count("Reports", count_reports)
    kinds.register(*told_of.KINDS)
    doctor.register("monthly reports", monthly_reports)


def of_campaign(campaign: Campaign, request: HttpRequest) -> dict[str, Any] | None:
    """The newest reports of a campaign, and its goals with how far they have come."""
    user: Any = request.user
    reports = Report.objects.visible_to(user).filter(campaign=campaign).defer("figures")[:SHOWN]
    set_for = Goal.objects.visible_to(user).filter(campaign=campaign).select_related("client", "campaign")[:SHOWN]
    context = {"campaign": campaign, "reports": list(reports), "goals": goals.progress_of(set_for)}
    if user.is_observer and not context["reports"]:
        return None
    return {**context, "for_team": not user.is_observer}


def count_reports(campaigns: Iterable[int], user: User) -> dict[int, int]:
    visible = Report.objects.visible_to(user).filter(campaign__in=campaigns).order_by()
    return dict(visible.values_list("campaign").annotate(Count("pk")))


def _works(request: HttpRequest) -> bool:
    return request.user.is_authenticated and not request.user.is_observer
