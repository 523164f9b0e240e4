"""What waits for a manager's decision."""

from datetime import timedelta
from typing import Final

from django.db.models import Exists, Q, QuerySet
from django.urls import reverse

from campaigns.models import Statement
from dashboard.desk import Desk, Room, Source, Urgency, WorkItem
from inquiries import statements as to_approve
from team.models import Review, TeamPolicy

# icons: clipboard-check quote
SOON: Final = timedelta(hours=3)


def _others(desk: Desk, *fields: str) -> Q:
    """Not their own work, unless the policy lets them decide about it: a row must lead to something they may do."""
    others = Q()
    for field in fields:
        others &= ~Q(**{f"{field}__in": [desk.user, *([desk.person] if desk.person else [])]})
    return others | Q(Exists(TeamPolicy.objects.filter(approve_own_work=True)))


def to_review(desk: Desk) -> "QuerySet[Review]":
    if not desk.has_managers:
        return Review.objects.none()
    waiting = Review.objects.visible_to(desk.user).waiting().filter(_others(desk, "submitted_by", "author"))
    return waiting.select_related("submitted_by").defer("snapshot")


def _review_row(desk: Desk, review: Review) -> WorkItem:
    urgent = bool(review.due_at and review.due_at <= desk.now + SOON)
    return WorkItem(
        Urgency.NOW if urgent else Urgency.TODAY, "clipboard-check", f"Review: {review.title}",
        f"{review.submitted_by}, version {review.version}. {review.context}",
        reverse("team:review-detail", args=[review.pk]), "Review", when="Goes out" if review.due_at else "Submitted",
        at=review.due_at or review.submitted_at, tone="warn" if urgent else "",
    )  # fmt: skip


def statements(desk: Desk) -> "QuerySet[Statement]":
    """Written, and not to be used before a manager approves them."""
    if not desk.has_managers:
        return Statement.objects.none()
    return to_approve.waiting(desk.user, desk.today).filter(_others(desk, "owner"))


def _statement_row(desk: Desk, statement: Statement) -> WorkItem:
    return WorkItem(
        Urgency.TODAY, "quote", f"Approve: {statement}", f"{statement.owner}, for {statement.client}",
        to_approve.place_of(statement), "Read it", when="Since", at=statement.updated_at,
    )  # fmt: skip


SOURCES = (
    Source("review", Room.REVIEWS, to_review, _review_row, owner=""),
    Source("statement to approve", Room.REVIEWS, statements, _statement_row, owner="", soonest=Urgency.TODAY),
)
