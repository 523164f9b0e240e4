"""What waits because of reports: what only people can write, the release, and monthly ones that did not get through."""

from datetime import timedelta
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from core.models import Job
from dashboard.desk import Desk, Room, Source, Urgency, WorkItem
from reports.models import Monthly, Report

# icons: chart-bar mail-x
WRITTEN_WITHIN: Final = timedelta(days=14)
STUCK: Final = (Job.State.FAILED, Job.State.STOPPED)


def unreleased(desk: Desk) -> "QuerySet[Report]":
    """Not released yet. A monthly one that is about to go out by itself waits for nobody, unless its job is stuck."""
    by_itself = Monthly.objects.filter(last_report=OuterRef("pk"), sent_at=None, is_active=True)
    rows = Report.objects.visible_to(desk.user).filter(desk.own(), released_at=None)
    rows = rows.filter(~Exists(by_itself) | Q(job__state__in=STUCK, figures_of__lt=F("asked")))
    return rows.select_related("client", "campaign", "job").defer("figures").order_by("-ends_on", "-pk")


def _report_row(desk: Desk, report: Report) -> WorkItem:
    stuck = not report.is_current and report.job is not None and report.job.state in STUCK
    if stuck:
        says, action, href = "Its figures could not be worked out", "Try again", report.get_absolute_url()
    elif report.missing:
        says = f"Not written yet: {' and '.join(report.missing)}"
        action, href = "Write", reverse("reports:report-texts", args=[report.pk])
    else:
        says, action, href = "Written, and only the team sees it", "Release", report.get_absolute_url()
    return WorkItem(
        Urgency.TODAY if stuck else Urgency.LATER, "chart-bar", f"Report: {report}", f"{report.client}. {says}", href,
        action, when="Begun", at=report.created_at, tone="bad" if stuck else "",
    )  # fmt: skip


def monthly_problems(desk: Desk) -> "QuerySet[Monthly]":
    rows = Monthly.objects.filter(desk.own(), is_active=True).exclude(problem="")
    return rows.select_related("client", "campaign").order_by("pk")


def _problem_row(desk: Desk, monthly: Monthly) -> WorkItem:
    return WorkItem(
        Urgency.TODAY, "mail-x", f"{monthly} does not get through", monthly.problem, monthly.get_absolute_url(),
        "Repair", when="Since", at=monthly.updated_at, tone="bad",
    )  # fmt: skip


def monthly_to_read(desk: Desk) -> "QuerySet[Report]":
    """A monthly report went out by itself with its outcomes marked as not known; whoever opens it later reads them."""
    sent = Monthly.objects.filter(last_report=OuterRef("pk"), sent_at__gt=desk.now - WRITTEN_WITHIN)
    rows = Report.objects.visible_to(desk.user).filter(desk.own(), Exists(sent), outcomes="", outcomes_unknown=True)
    return rows.select_related("client").defer("figures").order_by("-pk")


def _monthly_row(desk: Desk, report: Report) -> WorkItem:
    return WorkItem(
        Urgency.LATER, "chart-bar", f"Went out by itself: {report}",
        f"{report.client}. Read it, and say what came of the work", reverse("reports:report-texts", args=[report.pk]),
        "Write outcomes", when="Released", at=report.released_at,
    )  # fmt: skip


SOURCES = (
    Source("report", Room.MATERIAL, unreleased, _report_row, soonest=Urgency.TODAY),
    Source("monthly report in trouble", Room.MATERIAL, monthly_problems, _problem_row, soonest=Urgency.TODAY),
    Source("monthly report to read", Room.MATERIAL, monthly_to_read, _monthly_row, soonest=Urgency.LATER),
)
