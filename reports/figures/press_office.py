"""Inquiries with their times, interviews, and media events."""

from datetime import timedelta
from typing import Any, Final

from django.db.models import Count, Q, Sum

from events.models import Interview, Invitee, MediaEvent
from inquiries.statistics import Row, by_topic, whole_of
from reports.scope import Scope

TOPICS: Final = 10
EVENTS: Final = 10


def inquiries(scope: Scope) -> dict[str, Any]:
    """All of them, and by topic; times in seconds. Two queries."""
    topics = by_topic(scope.inquiries, by=scope.as_of)
    return {
        "whole": _as_data(whole_of(scope.inquiries, by=scope.as_of)),
        "topics": list(map(_as_data, topics[:TOPICS])),
    }


def _as_data(row: Row) -> dict[str, Any]:
    return {
        "label": row.label, "number": row.number, "answered": row.answered,
        "acknowledged": row.acknowledged, "acknowledged_in_time": row.acknowledged_in_time,
        "to_acknowledge": _seconds(row.to_acknowledge), "to_answer": _seconds(row.to_answer),
        "to_answer_90": _seconds(row.to_answer_90), "with_deadline": row.with_deadline, "kept": row.kept,
        "kept_rate": row.kept_rate,
    }  # fmt: skip


def _seconds(took: timedelta | None) -> float | None:
    return None if took is None else took.total_seconds()


def interviews_and_events(scope: Scope) -> dict[str, Any]:
    """Interviews by what became of them, and media events with who came; three queries."""
    state, side = Interview.State, Interview.Side
    cancelled = Q(state__in=[state.CANCELLED, state.DECLINED])
    found = scope.interviews.order_by().aggregate(
        all=Count("pk"),
        held=Count("pk", filter=Q(state=state.HELD) & ~Q(outcome=Interview.Outcome.NO_SHOW)),
        coming=Count("pk", filter=Q(state=state.CONFIRMED)),
        cancelled=Count("pk", filter=cancelled),
        late=Count("pk", filter=cancelled & Q(late_cancel=True, cancelled_side=side.US)),
        published=Count("pk", filter=Q(outcome=Interview.Outcome.PUBLISHED)),
        put_off=Sum("put_off"),
    )
    events = scope.media_events.exclude(state=MediaEvent.State.CANCELLED).order_by("starts_at", "pk")
    shown = list(events[:EVENTS])
    came = Invitee.objects.filter(event__in=shown).order_by().values("event").annotate(
        invited=Count("pk", distinct=True),
        yes=Count("pk", filter=Q(state=Invitee.State.YES), distinct=True),
        came=Count("pk", filter=Q(came_at__isnull=False), distinct=True),
        with_guests=Count("guests", filter=Q(guests__came_at__isnull=False), distinct=True),
    )  # fmt: skip
    by_event: dict[int, Any] = {row["event"]: row for row in came}
    none = {"invited": 0, "yes": 0, "came": 0, "with_guests": 0}
    rows = [
        {"title": event.title, "kind": str(event.get_kind_display()),
         "on": event.starts_at.astimezone(event.tz).date().isoformat(),
         **{key.removeprefix("with_"): by_event.get(event.pk, none)[key] for key in none}}
        for event in shown
    ]  # fmt: skip
    return {"interviews": {**found, "put_off": found["put_off"] or 0}, "events": rows, "number": events.count()}
