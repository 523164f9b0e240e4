"""How far goals have come: the figure that `reports.figures.measures` gives, counted again and again and kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import F, Q
from django.utils import timezone

from reports.figures.measures import MEASURES, Measured
from reports.models import Goal
from reports.periods import Period, team_zone
from reports.scope import Scope

IN_A_REPORT: Final = 12
COUNTED_EVERY: Final = timedelta(minutes=10)
STILL_COUNTED: Final = timedelta(days=60)
A_PASS: Final = 50


@dataclass(frozen=True)
class Progress:
    """One goal with its figure. `percent` is of the target, at most 100 for a bar; None while nothing counts."""

    goal: Goal
    value: float | None
    formula: str
    today: date

    @property
    def is_reached(self) -> bool:
        return self.value is not None and self.value >= self.goal.target

    @property
    def percent(self) -> int | None:
        return None if self.value is None else min(100, int(100 * self.value / float(self.goal.target)))

    @property
    def state(self) -> str:
        """In one or two words: reached, missed, on its way, behind, not begun."""
        if self.today < self.goal.starts_on:
            return "Not begun"
        if self.is_reached:
            return "Reached"
        if self.today > self.goal.ends_on:
            return "Missed"
        return "Behind" if self.is_behind else "On its way"

    @property
    def tone(self) -> str:
        return {"Reached": "ok", "Missed": "bad", "Behind": "warn"}.get(self.state, "")

    @property
    def is_behind(self) -> bool:
        """Whether less of it is done than of its days is gone. A share is measured against the whole of its target."""
        if self.value is None:
            return self.goal.share_of_time(self.today) > 0.5
        due = float(self.goal.target) * (1 if self.goal.is_share else self.goal.share_of_time(self.today))
        return self.value < due


def today_of_team() -> date:
    return timezone.localdate(timezone=team_zone())


def progress_of(goals: Iterable[Goal]) -> list[Progress]:
    """Each goal with its figure as it was counted last."""
    return [Progress(goal, goal.value, goal.formula, today_of_team()) for goal in goals]


def count(goal: Goal) -> Goal:
    """Work its figure out and keep it. `goal` comes with client and campaign."""
    measured = _measured(goal)
    goal.value, goal.formula, goal.counted_at = measured.value, measured.formula[:300], timezone.now()
    Goal.objects.filter(pk=goal.pk).update(value=goal.value, formula=goal.formula, counted_at=goal.counted_at)
    return goal


def count_due() -> int:
    """Count again those that run, or ended so lately that what is confirmed now still belongs to them; gives how many.
    The one that was counted longest ago comes first, so that all have their turn however long one takes."""
    today, now = today_of_team(), timezone.now()
    current = Goal.objects.filter(starts_on__lte=today, ends_on__gte=today - STILL_COUNTED)
    stale = current.filter(Q(counted_at=None) | Q(counted_at__lte=now - COUNTED_EVERY))
    rows = stale.select_related("client", "campaign").order_by(F("counted_at").asc(nulls_first=True), "pk")[:A_PASS]
    return len([count(goal) for goal in rows])


def _measured(goal: Goal) -> Measured:
    scope = Scope(goal.client, goal.campaign, Period(goal.starts_on, goal.ends_on))
    return MEASURES[goal.measure].work_out(scope)


def within(scope: Scope) -> dict[str, Any]:
    """The goals whose days meet those of a report, as data."""
    rows = Goal.objects.filter(client=scope.client, starts_on__lte=scope.period.last, ends_on__gte=scope.period.first)
    if scope.campaign:
        rows = rows.filter(Q(campaign=scope.campaign) | Q(campaign=None))
    goals = rows.select_related("client", "campaign").order_by("ends_on", "pk")[:IN_A_REPORT]
    today = scope.as_of.astimezone(team_zone()).date()
    found = [(goal, _measured(goal)) for goal in goals]
    return {
        "rows": [
            {
                "label": str(each.goal.get_measure_display()), "target": float(each.goal.target), "value": each.value,
                "campaign": each.goal.campaign.name if each.goal.campaign else "", "state": each.state,
                "tone": each.tone, "percent": each.percent, "formula": each.formula, "why": each.goal.why,
                "period": Period(each.goal.starts_on, each.goal.ends_on).label,
            }
            for each in (Progress(goal, measured.value, measured.formula, today) for goal, measured in found)
        ]
    }  # fmt: skip
