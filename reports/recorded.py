"""How reports and goals stand in the audit trail, and what can be put back."""

from reports import goals
from reports.forms import GoalForm
from reports.models import Goal, Monthly, ReportLink
from team.models import User
from team.trail.kinds import Kind, PutBack, register
from team.trail.undoing import setting


def register_all() -> None:
    register(
        Kind(
            Goal, named=("measure",), belongs_to="client",
            put_back=PutBack(
                form=lambda goal, user, data: GoalForm(data, instance=goal, user=user),
                save=setting(_keep_goal),
                fields=frozenset({"campaign", "measure", "target", "starts_on", "ends_on", "why"}),
            ),
        ),
        Kind(ReportLink, belongs_to="report"),
        Kind(Monthly, called="monthly report", named=(), belongs_to="client"),
    )  # fmt: skip


def _keep_goal(goal: Goal, by: User) -> Goal:
    goal.save()
    return goals.count(goal)
