"""How far goals have come. The figure is worked out by `reports.figures.measures`, as in reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone

from reports.figures.measures import MEASURES, Measured
from reports.models import Goal
from reports.periods import Period, team_zone
from reports.scope import Scope

IN_A_REPORT: Final = 12


@dataclass(frozen=True)
class Progress:
    """One goal with its figure so far. `percent` is of the target, at most 100 for a bar; None while nothing counts."""

    goal: Goal
    measured: Measured
    today: date

    @property
    def value(self) -> float | int | None:
        return self.measured.value

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


def progress_of(goals: Iterable[Goal], *, today: date | None = None) -> list[Progress]:
    """Each goal with its figure up to now; each costs the queries of its figure. `goals` come with client, campaign."""
    today = today or timezone.localdate(timezone=team_zone())
    return [Progress(goal, _measured(goal), today) for goal in goals]


def _measured(goal: Goal) -> Measured:
    scope = Scope(goal.client, goal.campaign, Period(goal.starts_on, goal.ends_on))
    return MEASURES[goal.measure].work_out(scope)


def within(scope: Scope) -> dict[str, Any]:
    """The goals whose days meet those of a report, as data."""
    rows = Goal.objects.filter(client=scope.client, starts_on__lte=scope.period.last, ends_on__gte=scope.period.first)
    if scope.campaign:
        rows = rows.filter(Q(campaign=scope.campaign) | Q(campaign=None))
    goals = rows.select_related("client", "campaign").order_by("ends_on", "pk")[:IN_A_REPORT]
    return {
        "rows": [
            {
                "label": str(each.goal.get_measure_display()), "target": float(each.goal.target), "value": each.value,
                "campaign": each.goal.campaign.name if each.goal.campaign else "", "state": each.state,
                "tone": each.tone, "percent": each.percent, "formula": each.measured.formula, "why": each.goal.why,
                "period": Period(each.goal.starts_on, each.goal.ends_on).label,
            }
            for each in progress_of(goals, today=scope.as_of.astimezone(team_zone()).date())
        ]
    }  # fmt: skip
