"""Reports that are made and mailed by themselves once a month.

What is due stands in the database, so a worker that was down catches up: it makes the report of the month that ended
last, not one for each month that it slept. Nobody has written outcomes by then, so such a report says that they are not
known; whoever looks after it is told and can write them, and whoever opens the link later reads them.
"""

import hashlib
import logging
from datetime import date, timedelta
from smtplib import SMTPException
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from core.tokens import new_token
from reports import drafting, links, report_pdf, told_of
from reports.models import Monthly, Report, ReportLink
from reports.periods import last_month, team_zone
from team.models import TeamPolicy, User
from team.notifications import notify

log = logging.getLogger(__name__)

LINK_DAYS: Final = 180
A_PASS: Final = 50
CHANGED_BY_PEOPLE: Final = (
    "client", "campaign", "sections", "day", "addresses", "is_active", "next_on", "updated_at",
)  # fmt: skip
"""The rest is the worker's, which may be at it while somebody saves."""
TRIED_FOR: Final = timedelta(days=3)


def first_day_out(day: int, *, today: date) -> date:
    """The next `day` of a month from today on, today included."""
    this = today.replace(day=day)
    return this if this >= today else after(this)


def after(due: date) -> date:
    """The same day of the month after."""
    return (due.replace(day=1) + timedelta(days=31)).replace(day=due.day)


@transaction.atomic
def save(*, monthly: Monthly, by: User, today: date | None = None) -> Monthly:
    """Keep it; when it goes out next follows from its day, and is never in the past."""
    today = today or timezone.localdate(timezone=team_zone())
    if monthly._state.adding:
        monthly.owner = by
    monthly.next_on = first_day_out(monthly.day, today=today)
    if monthly.last_report and monthly.last_report.ends_on == last_month(monthly.next_on).last:
        monthly.next_on = after(monthly.next_on)  # the month that ended has been reported
    monthly.save(update_fields=None if monthly._state.adding else CHANGED_BY_PEOPLE)
    return monthly


def make_due(*, today: date | None = None) -> int:
    """Begin the reports that are due; gives how many. Another worker's are left to it."""
    today = today or timezone.localdate(timezone=team_zone())
    keys = Monthly.objects.filter(is_active=True, next_on__lte=today).values_list("pk", flat=True)
    return sum(_make(pk, today) for pk in keys.order_by("next_on", "pk")[:A_PASS])


@transaction.atomic
def _make(pk: int, today: date) -> bool:
    rows = Monthly.objects.select_for_update(of=("self",), skip_locked=True).select_related("client", "campaign")
    monthly = rows.filter(pk=pk, is_active=True, next_on__lte=today).first()
    if monthly is None:
        return False
    period = last_month(today)
    objectives = drafting.objectives_of(monthly.client, monthly.campaign, period)
    monthly.last_report = drafting.begin(
        client=monthly.client, campaign=monthly.campaign, period=period, sections=monthly.sections, by=monthly.owner,
        objectives=objectives, objectives_unknown=not objectives, outcomes_unknown=True,
    )  # fmt: skip
    monthly.mailed, monthly.sent_at, monthly.problem = [], None, ""
    while monthly.next_on <= today:
        monthly.next_on = after(monthly.next_on)
    monthly.save()
    return True


def send_due() -> int:
    """Mail the reports that have been worked out since; gives how many letters went."""
    waiting = Monthly.objects.filter(sent_at=None, last_report__figures_at__isnull=False, is_active=True)
    return sum(_send(pk) for pk in waiting.order_by("pk").values_list("pk", flat=True)[:A_PASS])


def _send(pk: int) -> int:
    """One letter an address, each in a transaction of its own; the address is kept as soon as the server took it."""
    monthly = Monthly.objects.get(pk=pk)
    went = sum(_send_to(pk, address) for address in monthly.addresses if address not in monthly.mailed)
    _finish(pk)
    return went


@transaction.atomic
def _send_to(pk: int, address: str) -> bool:
    """Whether it went. One address that is refused does not hold up the others."""
    monthly = _locked(pk)
    if monthly is None or monthly.last_report is None or address in monthly.mailed:
        return False
    report = monthly.last_report
    if not report.is_current:
        return False
    if report.released_at is None:
        report = drafting.release(report=report, by=monthly.owner)
    try:
        letter_to(address, report=report, link=_link_for(report, address)).send()
    except (SMTPException, OSError) as problem:
        log.warning("The monthly report %s could not be mailed: %s", report.pk, type(problem).__name__)
        monthly.problem = f"The mail server refuses {address}, or cannot be reached ({problem})."[:300]
        monthly.save(update_fields=["problem", "updated_at"])
        return False
    monthly.mailed, monthly.problem = [*monthly.mailed, address], ""
    monthly.save(update_fields=["mailed", "problem", "updated_at"])
    return True


@transaction.atomic
def _finish(pk: int) -> None:
    """When all have it, or some could not be reached for days, tell whoever looks after it."""
    monthly = _locked(pk)
    if monthly is None or monthly.last_report is None:
        return
    report = monthly.last_report
    left = [address for address in monthly.addresses if address not in monthly.mailed]
    if left and report.created_at > timezone.now() - TRIED_FOR:
        return
    monthly.sent_at = timezone.now()
    monthly.save(update_fields=["sent_at", "updated_at"])
    said = f"“{report.title}” went out to {len(monthly.mailed)}."
    if left:
        said += f" It could not be sent to {', '.join(left)}."
    elif report.outcomes_unknown:
        said += " Outcomes are marked as not known."
    notify(kind=told_of.REPORT, users=[monthly.owner], text=said, url=report.get_absolute_url(), icon="chart-bar")


def _locked(pk: int) -> Monthly | None:
    rows = Monthly.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=pk, sent_at=None)
    return rows.select_related("last_report__client", "last_report__campaign", "last_report__owner", "owner").first()


def _link_for(report: Report, address: str) -> ReportLink:
    """The link that this address was sent before, or a new one: whoever gets the letter twice gets the same."""
    found = report.links.filter(label=address[:120], revoked_at=None).first()
    until = timezone.now() + timedelta(days=LINK_DAYS)
    return found or links.share(report=report, label=address[:120], by=report.owner, expires_at=until)


def letter_to(address: str, *, report: Report, link: ReportLink) -> EmailMessage:
    """What one address gets: the headline figures, the link, and the report as PDF.

    Its Message-ID follows from report and address, so that mail programs see one letter where a worker died right after
    the server took it and it went twice.
    """
    context: dict[str, Any] = {
        "report": report, "figures": report.figures["figures"], "link": links.address_of(link),
        "organisation": TeamPolicy.current().organisation, "expires_at": link.expires_at,
    }  # fmt: skip
    mark = hashlib.sha256(f"{report.pk} {address} {link.token}".encode()).hexdigest()[:32]
    host = urlsplit(settings.SITE_URL).hostname or new_token()
    letter = EmailMessage(
        subject=" ".join(report.title.split()),
        body=render_to_string("reports/mail/monthly.txt", context),
        to=[address],
        headers={"Message-ID": f"<report-{report.pk}-{mark}@{host}>"},
    )
    letter.attach(report_pdf.file_name(report), report_pdf.write(report), "application/pdf")
    return letter
