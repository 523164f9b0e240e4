"""What waits because of interviews: times to agree, the brief, today's ones, what was said, promises, corrections."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.urls import reverse

from core.templatetags.mediarel import duration
from dashboard.desk import Desk, Room, Source, Urgency, WorkItem
from dashboard.waiting.words import asked_for_changes
from events.models import Brief, CalendarLetter, Correction, Interview, Promise, Slot

# icons: microphone bell arrow-back-up calendar-off news
SOON: Final = timedelta(hours=24)
BRIEFED_BEFORE: Final = timedelta(days=3)
ASKED: Final = timedelta(days=7)
OUTCOME_AFTER, OUTCOME_UNTIL = timedelta(days=3), timedelta(days=28)
RELATED: Final = ("journalist", "spokesperson")
READY: Final = Q(brief__state=Brief.State.APPROVED) | Q(brief__mailed_at__isnull=False)


def _interviews(desk: Desk, **state: object) -> "QuerySet[Interview]":
    rows = Interview.objects.visible_to(desk.user).filter(desk.own(), **state)
    return rows.select_related(*RELATED)


def to_arrange(desk: Desk) -> "QuerySet[Interview]":
    """Asked for, and no times are out; those whose times are all over wait too."""
    open_times = Slot.objects.filter(interview=OuterRef("pk"), state="offered", starts_at__gt=Now())
    return _interviews(desk, state__in=["requested", "offered"]).filter(~Exists(open_times)).order_by("created_at")


def _arrange_row(desk: Desk, one: Interview) -> WorkItem:
    return WorkItem(
        Urgency.TODAY, "microphone", one.topic,
        f"{one.reporter} would like to speak to {one.spokesperson or 'somebody'}",
        f"{one.get_absolute_url()}#offer", "Offer times" if one.spokesperson else "Choose who speaks", when="Asked",
        at=one.created_at, tone="bad" if one.is_put_off_often else "",
    )  # fmt: skip


def soon(desk: Desk) -> "QuerySet[Interview]":
    """Within a day, with the brief; and within three days those that have none yet, but not what is in sign-off."""
    now = desk.now
    coming = _interviews(desk, state="confirmed", ends_at__gt=now, starts_at__lt=now + BRIEFED_BEFORE)
    coming = coming.filter(starts_at__gt=now - Interview.LONGEST)
    unbriefed = ~READY & ~Q(brief__state__in=[Brief.State.IN_REVIEW, Brief.State.CHANGES])
    rows = coming.filter(Q(starts_at__lt=now + SOON) | Q(brief=None) | unbriefed)
    return rows.select_related(*RELATED, "brief").order_by("starts_at")


def _soon_row(desk: Desk, one: Interview) -> WorkItem:
    at = one.starts_at or desk.now
    brief: Brief | None = getattr(one, "brief", None)
    ready = brief is not None and (brief.state == Brief.State.APPROVED or brief.mailed_at is not None)
    waits = brief is not None and brief.state == Brief.State.IN_REVIEW
    return WorkItem(
        Urgency.NOW if at < desk.now + SOON else Urgency.TODAY, "microphone", one.topic,
        f"{one.reporter} with {one.spokesperson}. {_about(brief, ready, waits)}",
        reverse("events:brief", args=[one.pk]), "Open the brief" if ready or waits else "Write the brief",
        when=f"In {duration(max(at - desk.now, timedelta()))}", at=at, tone="" if ready or waits else "warn",
    )  # fmt: skip


def _about(brief: Brief | None, ready: bool, waits: bool) -> str:
    if brief is not None and brief.mailed_at:
        return f"Brief mailed to {brief.mailed_to}"
    return (
        "The brief is ready" if ready else "The brief is in sign-off" if waits else "No brief is signed off or mailed"
    )


def briefs_decided(desk: Desk) -> "QuerySet[Brief]":
    """Of interviews to come: sent back with changes, or signed off and not mailed."""
    states = Q(state=Brief.State.CHANGES) | Q(state=Brief.State.APPROVED, mailed_at=None)
    rows = Brief.objects.filter(states, desk.own(), interview__state="confirmed", interview__starts_at__gt=Now())
    return rows.select_related("interview__spokesperson").order_by("interview__starts_at")


def _say_why(desk: Desk, rows: Sequence[Brief]) -> None:
    asked_for_changes(rows)


def _brief_row(desk: Desk, brief: Brief) -> WorkItem:
    is_ready = brief.state == Brief.State.APPROVED
    return WorkItem(
        Urgency.TODAY, "send" if is_ready else "edit",
        f"Mail the brief: {brief.interview}" if is_ready else f"Changes requested: brief on {brief.interview}",
        f"{brief.interview.spokesperson} has not got it yet" if is_ready else brief.asked,  # type: ignore[attr-defined]
        reverse("events:brief", args=[brief.interview_id]), "Mail it" if is_ready else "Revise", when="Interview",
        at=brief.interview.starts_at,
    )  # fmt: skip


def declined(desk: Desk) -> "QuerySet[Interview]":
    """Somebody's calendar said no to the entry as it is now, and the interview still stands."""
    said_no = CalendarLetter.objects.filter(interview=OuterRef("pk"), answer="declined", sequence=OuterRef("sequence"))
    rows = _interviews(desk, state="confirmed", starts_at__gt=desk.now).filter(Exists(said_no))
    return rows.order_by("starts_at")


def _declined_row(desk: Desk, one: Interview) -> WorkItem:
    return WorkItem(
        Urgency.NOW, "calendar-off", f"Declined in the calendar: {one.topic}",
        f"{one.reporter} with {one.spokesperson}. Move it, or call it off", one.get_absolute_url(), "Settle it",
        when="Interview", at=one.starts_at, tone="bad",
    )  # fmt: skip


def to_write_up(desk: Desk) -> "QuerySet[Interview]":
    """Over, or agreed to be answered in writing, until somebody says what was said."""
    begun = Q(ends_at__lte=desk.now) | Q(starts_at=None)
    return _interviews(desk, state="confirmed").filter(begun).order_by("starts_at")


def _write_up_row(desk: Desk, one: Interview) -> WorkItem:
    return WorkItem(
        Urgency.TODAY, "microphone", one.topic, f"{one.reporter} with {one.spokesperson}",
        f"{one.get_absolute_url()}#notes", "Write up",
        when="Is over" if one.starts_at else "In writing", at=one.starts_at or one.confirmed_at, tone="warn",
    )  # fmt: skip


def without_outcome(desk: Desk) -> "QuerySet[Interview]":
    """Held days ago, and nobody has said what came of it. What is older is history."""
    now = desk.now
    rows = _interviews(desk, state="held", outcome="", starts_at__gt=now - OUTCOME_UNTIL)
    return rows.filter(starts_at__lt=now - OUTCOME_AFTER).order_by("starts_at")


def _outcome_row(desk: Desk, one: Interview) -> WorkItem:
    return WorkItem(
        Urgency.LATER, "news", f"What came of “{one.topic}”?", f"{one.reporter} with {one.spokesperson}",
        f"{one.get_absolute_url()}#notes", "Say so", when="Held", at=one.starts_at,
    )  # fmt: skip


def promises(desk: Desk) -> "QuerySet[Promise]":
    """Due today or before."""
    rows = Promise.objects.filter(desk.own(), kept_at=None, dropped_at=None, due_on__lte=desk.today)
    return rows.select_related("interview__journalist", "inquiry__journalist").order_by("due_on")


def _promise_row(desk: Desk, promise: Promise) -> WorkItem:
    about, late = promise.interview or promise.inquiry, promise.due_on < desk.today
    return WorkItem(
        Urgency.NOW if late else Urgency.TODAY, "bell", promise.text,
        f"Promised to {about.reporter}" if about else "Promised",
        f"{about.get_absolute_url() if about else ''}#promises",
        "Keep it", when=f"Was due {promise.due_on:%-d %B}" if late else "Due today", tone="bad" if late else "warn",
        note="promised by us",
    )  # fmt: skip


def corrections(desk: Desk) -> "QuerySet[Correction]":
    """Asked for a week ago or earlier, and nothing came of it yet."""
    rows = Correction.objects.filter(desk.own("asked_by"), state="asked", asked_at__lt=desk.now - ASKED)
    return rows.select_related("interview__journalist", "inquiry__journalist").order_by(F("asked_at"))


def _correction_row(desk: Desk, one: Correction) -> WorkItem:
    about = one.interview or one.inquiry
    return WorkItem(
        Urgency.LATER, "arrow-back-up", one.wrong[:120],
        f"{about.reporter} was asked to correct it" if about else "A correction was asked for",
        f"{about.get_absolute_url() if about else ''}#corrections", "Ask again", when="Asked", at=one.asked_at,
    )  # fmt: skip


SOURCES = (
    Source("interview declined", Room.EVENTS, declined, _declined_row),
    Source("interview soon", Room.EVENTS, soon, _soon_row),
    Source("brief that was decided", Room.EVENTS, briefs_decided, _brief_row, prepare=_say_why, soonest=Urgency.TODAY),
    Source("interview to arrange", Room.EVENTS, to_arrange, _arrange_row, soonest=Urgency.TODAY),
    Source("interview to write up", Room.EVENTS, to_write_up, _write_up_row, soonest=Urgency.TODAY),
    Source("interview without outcome", Room.EVENTS, without_outcome, _outcome_row, soonest=Urgency.LATER),
    Source("promise", Room.EVENTS, promises, _promise_row),
    Source("correction", Room.EVENTS, corrections, _correction_row, owner="asked_by", soonest=Urgency.LATER),
)
