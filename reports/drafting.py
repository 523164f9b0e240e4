"""A report comes about: begun for a period, changed, written, released to its client, taken back."""

from collections.abc import Sequence
from typing import Any, Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign, Client
from coverage.models import Clip
from reports import computing, told_of
from reports.errors import ChangedMeanwhile, ReportError
from reports.figures.clips import BEST
from reports.models import Report, ReportClip
from reports.periods import Period
from reports.sections import Section
from team.models import User
from team.notifications import notify

COUNTED: Final = ("client", "campaign", "starts_on", "ends_on", "sections")
"""What is counted depends on these."""
WRITTEN: Final = ("summary", "objectives", "objectives_unknown", "outcomes", "outcomes_unknown", "learnt")


@transaction.atomic
def begin(
    *,
    client: Client,
    campaign: Campaign | None,
    period: Period,
    sections: Sequence[str],
    by: User,
    title: str = "",
    **written: Any,
) -> Report:
    """A new report. Objectives begin as those of the campaign, or of the client's campaigns that ran in the period.

    Its figures are worked out by a job as soon as the transaction is committed.
    """
    report = Report(
        client=client, campaign=campaign, starts_on=period.first, ends_on=period.last, sections=list(sections),
        owner=by, title=title.strip() or f"{campaign.name if campaign else client.name}, {period.label}",
    )  # fmt: skip
    report.title = report.title[: Report._meta.get_field("title").max_length]
    report.objectives = objectives_of(client, campaign, period)
    for name, value in written.items():
        setattr(report, name, value)
    report.save()
    computing.ask_for(report, by=by)
    return report


def objectives_of(client: Client, campaign: Campaign | None, period: Period) -> str:
    """What the campaigns of these days were meant to achieve, one paragraph each."""
    if campaign:
        return campaign.objective
    rows = Campaign.objects.filter(client=client).exclude(objective="").exclude(state=Campaign.State.PLANNED)
    running = [
        each
        for each in rows.order_by("starts_on", "pk")
        if (each.starts_on is None or each.starts_on <= period.last)
        and (each.ends_on is None or each.ends_on >= period.first)
    ]
    limit = Report._meta.get_field("objectives").max_length or 0
    return "\n\n".join(f"{each.name}: {each.objective}" for each in running)[:limit]


@transaction.atomic
def change(*, report: Report, by: User, **changes: Any) -> Report:
    """Change what it is about. Its figures are worked out anew, and it has to be released again, if they change."""
    report = _locked(report)
    for name, value in changes.items():
        setattr(report, name, value)
    counted = _is_counted_anew(report)
    if counted:
        report.asked += 1
        report.released_at = report.released_by = None
        if report.campaign_id and report.campaign and report.campaign.client_id != report.client_id:
            report.campaign = None
    report.save()
    if counted:
        ReportClip.objects.filter(report=report).exclude(clip__client=report.client_id).delete()
        computing.ask_for(report, by=by)
    return report


def _is_counted_anew(report: Report) -> bool:
    before = Report.objects.values("client_id", "campaign_id", "starts_on", "ends_on", "sections").get(pk=report.pk)
    return any(getattr(report, name) != value for name, value in before.items())


@transaction.atomic
def count_again(*, report: Report, by: User) -> Report:
    """The same question to the newest data. A released report stays released: its readers see the new figures."""
    report = _locked(report)
    report.asked += 1
    report.save(update_fields=["asked", "updated_at"])
    computing.ask_for(report, by=by)
    return report


@transaction.atomic
def write(*, report: Report, revision: int, by: User, **texts: Any) -> Report:
    """What a person says about it. Raises `ChangedMeanwhile` if somebody else wrote since `revision`."""
    report = _locked(report)
    if report.revision != revision:
        raise ChangedMeanwhile(
            "Somebody saved these texts while you wrote. Yours are still in the form; theirs are below it. "
            "Put them together, then save again."
        )
    for name in WRITTEN:
        if name in texts:
            setattr(report, name, texts[name])
    if report.released_at and report.missing:
        raise ReportError("It is released, so objectives and outcomes have to stay written, or marked as not known.")
    report.revision += 1
    report.save(update_fields=[*WRITTEN, "revision", "updated_at"])
    return report


@transaction.atomic
def choose_best(*, report: Report, clips: Sequence[Clip], by: User) -> Report:
    """These, in this order; none to leave it to the scores. Raises `ReportError` for more than fit."""
    if len(clips) > BEST:
        raise ReportError(f"Choose {BEST} at the most; these are {len(clips)}.")
    report = _locked(report)
    ReportClip.objects.filter(report=report).delete()
    ReportClip.objects.bulk_create(
        ReportClip(report=report, clip=clip, position=place) for place, clip in enumerate(clips)
    )
    if Section.BEST not in report.sections:
        report.sections = [*report.sections, Section.BEST]
        report.save(update_fields=["sections", "updated_at"])
    return count_again(report=report, by=by)


@transaction.atomic
def release(*, report: Report, by: User) -> Report:
    """Show it to the client's observers, and let links open it. Raises `ReportError` while something is missing."""
    report = _locked(report)
    if report.missing:
        said = " and ".join(report.missing)
        raise ReportError(f"Write {said} first, or say that they are not known. A report without them proves nothing.")
    if not report.is_current:
        raise ReportError("The figures are still being worked out. Release it when you have seen them.")
    if report.released_at is None:
        report.released_at, report.released_by = timezone.now(), by
        report.save(update_fields=["released_at", "released_by", "updated_at"])
        observers = report.client.observers.filter(is_active=True)
        text = f"A report is ready: {report.title}"
        url = report.get_absolute_url()
        notify(kind=told_of.REPORT, users=observers, text=text, url=url, icon="chart-bar", by=by)
    return report


@transaction.atomic
def take_back(*, report: Report) -> Report:
    """Show it to the team alone again; its links open nothing until it is released again."""
    report = _locked(report)
    report.released_at = report.released_by = None
    report.save(update_fields=["released_at", "released_by", "updated_at"])
    return report


@transaction.atomic
def delete(*, report: Report, by: User) -> str:
    """Delete one that nobody outside has seen; gives where to go. Raises `ReportError`."""
    report = _locked(report)
    if report.released_at or report.links.exists():
        raise ReportError("It was shared. Take it back and withdraw its links instead, so that it stays known.")
    if report.owner_id != by.pk and not by.is_manager:
        raise ReportError(f"It belongs to {report.owner}. They can delete it, or a manager.")
    file, storage = report.workbook.name, report.workbook.storage
    report.delete()
    if file:
        transaction.on_commit(lambda: storage.delete(file))
    return reverse("reports:report-list")


def _locked(report: Report) -> Report:
    return Report.objects.select_for_update(of=("self",)).select_related("client", "campaign").get(pk=report.pk)
