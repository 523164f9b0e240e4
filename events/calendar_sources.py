"""What Mediarel itself puts into the calendar."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Any, TypeVar

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models import Window as Over
from django.db.models.functions import Greatest, RowNumber, TruncDate
from django.urls import reverse
from django.utils import timezone

from events.entries import Entry, Window
from events.models import Interview, MediaEvent, Promise
from inquiries.models import Inquiry
from mediakits.models import Document
from pitches.models import Pitch

Rows = TypeVar("Rows", bound=QuerySet[Any])
# icons: microphone calendar-user alarm lock send bell


def interviews(window: Window) -> Iterator[Entry]:
    """Those that are agreed or were given."""
    rows = Interview.objects.visible_to(window.user).filter(state__in=["confirmed", "held"])
    rows = _of(rows, window).filter(ends_at__gt=window.start, **_begins(window, Interview.LONGEST))
    if window.spokesperson:
        rows = rows.filter(spokesperson=window.spokesperson)
    url = addresses("events:interview-detail")
    columns = (
        "pk", "topic", "starts_at", "ends_at", "uid", "place", "link", "updated_at", "journalist__name",
        "reporter_name", "reporter_email", "spokesperson__name",
    )  # fmt: skip
    for one in _first(rows, window, "starts_at").values(*columns, "of_day"):
        who = one["journalist__name"] or one["reporter_name"] or one["reporter_email"] or "Nobody named"
        yield Entry(
            "interview", f"{who}: {one['topic']}", one["starts_at"], url(one["pk"]), one["uid"],
            ends_at=one["ends_at"], icon="microphone", tone="accent", detail=one["spokesperson__name"] or "",
            place=one["place"] or one["link"], of_day=one["of_day"], changed_at=one["updated_at"],
        )  # fmt: skip


def media_events(window: Window) -> Iterator[Entry]:
    rows = MediaEvent.objects.visible_to(window.user).exclude(state="cancelled")
    rows = _of(rows, window).filter(ends_at__gt=window.start, **_begins(window, MediaEvent.LONGEST))
    if window.spokesperson:
        rows = rows.filter(speakers=window.spokesperson)
    url, kinds = addresses("events:event-detail"), dict(MediaEvent.Kind.choices)
    columns = ("pk", "title", "starts_at", "ends_at", "uid", "kind", "place", "link", "state", "updated_at")
    for event in _first(rows, window, "starts_at").values(*columns, "of_day"):
        yield Entry(
            "event", event["title"], event["starts_at"], url(event["pk"]), event["uid"], ends_at=event["ends_at"],
            icon="calendar-user", tone="ok", detail=kinds.get(event["kind"], ""), place=event["place"] or event["link"],
            is_tentative=event["state"] == "planned", of_day=event["of_day"], changed_at=event["updated_at"],
        )  # fmt: skip


def deadlines(window: Window) -> Iterator[Entry]:
    """By when reporters need their answers."""
    rows = _of(Inquiry.objects.visible_to(window.user).open(), window)
    rows = rows.filter(deadline__gte=window.start, deadline__lt=window.end).select_related("journalist")
    for inquiry in _first(rows, window, "deadline"):
        if inquiry.deadline:
            yield Entry(
                "deadline", f"{inquiry.reporter}: {inquiry.subject}", inquiry.deadline, inquiry.get_absolute_url(),
                f"inquiry-{inquiry.pk}", icon="alarm", tone="bad", detail="Deadline", of_day=inquiry.of_day,
                changed_at=inquiry.updated_at,
            )  # fmt: skip


def promises(window: Window) -> Iterator[Entry]:
    """What is due to journalists, at nine on its day."""
    open_ones = Promise.objects.filter(kept_at=None, dropped_at=None)
    first, last = timezone.localdate(window.start), timezone.localdate(window.end)
    rows = open_ones.filter(due_on__gte=first, due_on__lt=last)
    if window.client:
        rows = rows.filter(Q(interview__client=window.client) | Q(inquiry__client=window.client))
    for promise in _first(rows.select_related("interview", "inquiry"), window, "due_on"):
        about = promise.interview or promise.inquiry
        if about and not window.user.is_observer:
            at = timezone.make_aware(datetime.combine(promise.due_on, time(9)))
            yield Entry(
                "promise", promise.text, at, about.get_absolute_url(), f"promise-{promise.pk}", icon="bell",
                tone="warn", detail="Promised", of_day=promise.of_day, changed_at=promise.updated_at,
            )  # fmt: skip


def embargoes(window: Window) -> Iterator[Entry]:
    """When documents may be read by everybody."""
    rows = Document.objects.visible_to(window.user)
    rows = rows.filter(embargo_until__gte=window.start, embargo_until__lt=window.end)
    for document in _first(_of(rows, window), window, "embargo_until"):
        if document.embargo_until:
            yield Entry(
                "embargo", document.title, document.embargo_until, document.get_absolute_url(),
                f"embargo-{document.pk}", icon="lock", detail="Embargo lifts", of_day=document.of_day,
                changed_at=document.updated_at,
            )  # fmt: skip


def pitches(window: Window) -> Iterator[Entry]:
    """When scheduled pitches begin to go out."""
    rows = Pitch.objects.visible_to(window.user).filter(state="scheduled")
    rows = rows.filter(starts_at__gte=window.start, starts_at__lt=window.end)
    if window.client:
        rows = rows.filter(campaign__client=window.client)
    for pitch in _first(rows, window, "starts_at"):
        if pitch.starts_at:
            yield Entry(
                "pitch", pitch.title, pitch.starts_at, pitch.get_absolute_url(), f"pitch-{pitch.pk}", icon="send",
                detail="Pitch goes out", of_day=pitch.of_day, changed_at=pitch.updated_at,
            )  # fmt: skip


def _of(rows: Rows, window: Window) -> Rows:
    return rows.filter(client=window.client) if window.client else rows


def _begins(window: Window, longest: timedelta) -> dict[str, datetime]:
    """What is still on when the window opens cannot have begun earlier, so that an index finds both ends."""
    return {"starts_at__gt": window.start - longest, "starts_at__lt": window.end}


def _first(rows: QuerySet[Any], window: Window, at: str) -> Any:
    """The first `a_day` of each day by `at`, each with how many that day has as `of_day`; ranked where the rows are, as
    a busy month has thousands and shows a few."""
    day = F(at) if at == "due_on" else TruncDate(Greatest(F(at), Value(window.start)), tzinfo=window.user.zone)
    counted = rows.annotate(day=day).annotate(
        of_day=Over(Count("*"), partition_by=[F("day")]),
        rank=Over(RowNumber(), partition_by=[F("day")], order_by=[F(at), F("pk")]),
    )
    return counted.filter(rank__lte=window.a_day).order_by(at, "pk")[: window.most]


def addresses(name: str) -> Callable[[int], str]:
    """The address of each thing by its key, for hundreds of them."""
    before, _, after = reverse(name, args=[0]).partition("/0/")
    return lambda pk: f"{before}/{pk}/{after}"


LENGTH = timedelta(minutes=15)
"""How long a moment looks in a calendar program."""
