"""Working out a report: a job reads everything as of one moment, then keeps figures and spreadsheet together."""

import tempfile
from collections.abc import Callable
from typing import Any, Final

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from core.jobs import JobProblem, Run, job, start
from core.models import Job
from core.snapshots import one_moment
from reports import goals, workbook
from reports.figures import clips, coverage, measures, messages, outreach, press_office, voice
from reports.models import Report
from reports.periods import Period
from reports.scope import Scope
from reports.sections import Section
from team.models import User

KIND: Final = "reports.work_out"
VERSION: Final = 1
"""Of the shape of `Report.figures`."""

FIGURES: Final[dict[str, Callable[[Scope], Any]]] = {
    Section.FIGURES: measures.headline,
    Section.TONE: coverage.tone_over_time,
    Section.VOICE: voice.share_of_voice,
    Section.MESSAGES: messages.pull_through,
    Section.QUALITY: coverage.quality,
    Section.OUTLETS: coverage.outlets,
    Section.OUTREACH: outreach.funnel,
    Section.INQUIRIES: press_office.inquiries,
    Section.EVENTS: press_office.interviews_and_events,
    Section.GOALS: goals.within,
    Section.CLIPS: clips.listed,
}


def scope_of(report: Report) -> Scope:
    return Scope(report.client, report.campaign, Period(report.starts_on, report.ends_on), as_of=timezone.now())


def figures_of(report: Report, scope: Scope) -> dict[str, Any]:
    """All figures of the sections that were chosen, as plain data. The headline is always among them."""
    wanted = {Section.FIGURES, *report.sections}
    found = {section: work_out(scope) for section, work_out in FIGURES.items() if section in wanted}
    if Section.BEST in wanted:
        found[Section.BEST] = clips.best(scope, report)
    return {
        "version": VERSION,
        "period": scope.period.label,
        "before": scope.period.before.label,
        **{str(section): data for section, data in found.items()},
    }


def ask_for(report: Report, *, by: User | None) -> Job:
    """Have the figures worked out; call it in the transaction that changes what is counted."""
    report.job = start(kind=KIND, title=f"Working out “{report.title}”"[:200], arguments={"report": report.pk}, by=by)
    report.save(update_fields=["job", "updated_at"])
    return report.job


@job(KIND, may_see=lambda user, job: not user.is_observer)
def work_out(run: Run) -> dict[str, Any]:
    """Figures first, then the spreadsheet of the same clips, which takes longer.

    Keeps nothing where the report was changed again meanwhile: the job of that change does it.
    """
    report = Report.objects.select_related("client", "campaign").filter(pk=run.arguments["report"]).first()
    if report is None:
        raise JobProblem("The report was deleted.")
    run.progress(0, 2)
    with one_moment():
        scope = scope_of(report)
        figures = figures_of(report, scope)
        clips_of = workbook.clips_in(scope)
    kept = _keep(report, figures=figures, figures_at=scope.as_of, figures_of=report.asked)
    run.progress(1, 2)
    if kept:
        with tempfile.TemporaryFile() as file:
            workbook.write(file, report=report, scope=scope, figures=figures, clips=clips_of)
            kept = _keep_workbook(report, file)
    run.progress(2, 2)
    return {"kept": kept}


def _keep(report: Report, **fields: Any) -> bool:
    """Keep these, if the report still asks for what they are of; gives whether it does."""
    still = Report.objects.filter(pk=report.pk, asked=report.asked)
    return bool(still.update(**fields, updated_at=timezone.now()))


def _keep_workbook(report: Report, file: Any) -> bool:
    """The same for the spreadsheet; the one of before is deleted."""
    file.seek(0)
    field, storage = Report._meta.get_field("workbook"), report.workbook.storage
    name = field.generate_filename(report, f"report-{report.pk}-{report.asked}.xlsx")
    stored = storage.save(name, File(file), max_length=field.max_length)
    with transaction.atomic():
        current = Report.objects.select_for_update().filter(pk=report.pk, asked=report.asked).first()
        old = current.workbook.name if current else stored
        if current:
            _keep(report, workbook=stored, workbook_of=report.asked)
        if old:
            transaction.on_commit(lambda: storage.delete(old))
    return current is not None
