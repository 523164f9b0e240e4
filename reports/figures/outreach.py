"""What became of the pitches that were sent in the period."""

from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q

from pitches.models import Attribution
from pitches.results import ACCEPTED, ANSWERED, POSITIVE, Status, result_among
from reports.scope import Scope

PITCHES: Final = 15


def funnel(scope: Scope) -> dict[str, Any]:
    """From sent to covered, by recipient, and the pitches with the most recipients; three queries."""
    result = result_among(scope.recipients)
    accepted = result.accepted
    steps = [("Sent", accepted), *((label, n) for _, label, n in result.funnel if label not in {"Picked", "Sent"})]
    people = scope.recipients.order_by().values("journalist").distinct().count()
    return {
        "steps": [[label, n, 100 * n / accepted if accepted else None] for label, n in steps],
        "people": people,
        "came_back": result.counts.get(Status.BOUNCED, 0),
        "pitches": _pitches(scope),
    }


def _pitches(scope: Scope) -> list[dict[str, Any]]:
    known = Attribution.objects.counting().filter(recipient=OuterRef("pk"))
    rows: Any = scope.recipients.with_status().order_by().values("pitch", "pitch__title")
    counted = rows.annotate(
        sent=Count("pk", filter=Q(status__in=ACCEPTED)),
        answered=Count("pk", filter=Q(status__in=ANSWERED)),
        interested=Count("pk", filter=Q(status__in=POSITIVE)),
        covered=Count("pk", filter=Exists(known) & Q(left_out_at=None)),
    )
    return [
        {
            "title": row["pitch__title"], "sent": row["sent"], "answered": row["answered"],
            "interested": row["interested"], "covered": row["covered"],
            "rate": 100 * row["answered"] / row["sent"] if row["sent"] else None,
        }
        for row in counted.order_by("-sent", "pitch")[:PITCHES]
    ]  # fmt: skip
