"""How quickly reporters heard from us: figures over the inquiries of a stretch of time, each with what it counts.

An inquiry counts in the stretch in which it came in. Time to answer runs from then to the answer in full, by the clock
on the wall: a reporter's deadline does not know our office hours. A deadline is kept where the answer went out before
it; inquiries without one, or that needed no answer, are in no rate of deadlines.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from inquiries.models import Inquiry
from team.models import User

MOST_ROWS: Final = 50


class Median(Aggregate):
    """The middle one (`percentile_cont`), which a single forgotten inquiry does not move."""

    function = "percentile_cont"
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


class Percentile90(Median):
    template = "percentile_cont(0.9) WITHIN GROUP (ORDER BY %(expressions)s)"


@dataclass(frozen=True)
class Row:
    """The figures of all inquiries, or of one group of them. A time is None where there is nothing to measure."""

    label: str
    number: int
    answered: int
    acknowledged_in_time: int
    acknowledged: int
    to_acknowledge: timedelta | None
    to_answer: timedelta | None
    to_answer_90: timedelta | None
    with_deadline: int
    kept: int

    @property
    def kept_rate(self) -> float | None:
        """Share of the deadlines that were kept, 0 to 100; None where no deadline has come yet."""
        return 100 * self.kept / self.with_deadline if self.with_deadline else None

    @property
    def acknowledged_rate(self) -> float | None:
        return 100 * self.acknowledged_in_time / self.acknowledged if self.acknowledged else None


@dataclass(frozen=True)
class Report:
    """All of a stretch, and by topic, outlet and person, those with the most first."""

    whole: Row
    by_topic: list[Row]
    by_outlet: list[Row]
    by_person: list[Row]


def report(start: datetime, end: datetime, *, user: User, client: int | None = None) -> Report:
    """What came in from `start` up to `end`, in four queries."""
    rows = Inquiry.objects.visible_to(user).filter(received_at__gte=start, received_at__lt=end)
    if client:
        rows = rows.filter(client=client)
    return Report(
        whole_of(rows),
        by_topic(rows),
        _by(rows, Coalesce("outlet__name", "reporter_outlet"), "No outlet"),
        _by(rows, F("owner__name"), "Nobody"),
    )


def whole_of(rows: "QuerySet[Inquiry]", *, by: datetime | None = None) -> Row:
    """The figures of all of these, in one query. `by` is the moment they hold for: a deadline after it is open."""
    return _row("All", rows.aggregate(**_figures(by)))


def by_topic(rows: "QuerySet[Inquiry]", *, by: datetime | None = None) -> list[Row]:
    return _by(rows, F("topic__name"), "No topic", by=by)


def _by(rows: "QuerySet[Inquiry]", group: Any, without: str, *, by: datetime | None = None) -> list[Row]:
    figures: dict[str, Any] = _figures(by)
    grouped: Any = rows.order_by().values(group=group).annotate(**figures)
    return [_row(each.pop("group") or without, each) for each in grouped.order_by("-number", "group")[:MOST_ROWS]]


def _figures(by: datetime | None = None) -> dict[str, Any]:
    to_acknowledge = _took("acknowledged_at")
    to_answer = _took("answered_at")
    due = Q(deadline__isnull=False) & (Q(answered_at__isnull=False) | Q(state__in=["new", "working"]))
    due &= Q(answered_at__isnull=False) | Q(deadline__lt=by or timezone.now())
    return {
        "number": Count("pk"),
        "answered": Count("pk", filter=Q(answered_at__isnull=False)),
        "acknowledged": Count("pk", filter=Q(acknowledged_at__isnull=False)),
        "acknowledged_in_time": Count("pk", filter=Q(acknowledged_at__lte=F("acknowledge_by"))),
        "to_acknowledge": Median(to_acknowledge),
        "to_answer": Median(to_answer),
        "to_answer_90": Percentile90(to_answer),
        "with_deadline": Count("pk", filter=due),
        "kept": Count("pk", filter=Q(answered_at__lte=F("deadline"))),
    }


def _took(until: str) -> ExpressionWrapper:
    return ExpressionWrapper(F(until) - F("received_at"), output_field=DurationField())


def _row(label: str, found: dict[str, Any]) -> Row:
    return Row(label=str(label), **found)
