"""How far the key messages of the campaigns got through."""

from collections import defaultdict
from typing import Any, Final

from django.db.models import Count, Q

from campaigns.models import KeyMessage
from coverage.models import ClipMessage
from reports.scope import Scope

MOST: Final = 30


def pull_through(scope: Scope) -> dict[str, Any]:
    """Each key message with how many articles carry it fully, a little and not at all, of those scored for it; messages
    of campaigns without an article in the period are left out. Three queries."""
    stories = scope.stories.order_by()
    campaigns = dict(stories.filter(campaign__isnull=False).values_list("campaign").annotate(Count("pk")))
    counted = (
        ClipMessage.objects.filter(clip__in=stories.values("pk"), key_message__campaign__in=campaigns)
        .order_by()
        .values("key_message")
        .annotate(full=Count("pk", filter=Q(score=2)), some=Count("pk", filter=Q(score=1)), scored=Count("pk"))
    )
    found: dict[int, dict[str, int]] = defaultdict(lambda: {"full": 0, "some": 0, "scored": 0})
    for row in counted:
        found[row["key_message"]] = {"full": row["full"], "some": row["some"], "scored": row["scored"]}
    messages = KeyMessage.objects.filter(campaign__in=campaigns).select_related("campaign")
    rows = []
    for message in messages.order_by("campaign__name", "campaign", "position", "pk")[:MOST]:
        counts = found[message.pk]
        carry = counts["full"] + counts["some"]
        rows.append({
            "text": message.text, "campaign": message.campaign.name, **counts,
            "articles": campaigns[message.campaign_id],
            "share": 100 * carry / counts["scored"] if counts["scored"] else None,
        })  # fmt: skip
    return {"rows": rows, "campaigns": len({row["campaign"] for row in rows})}
