"""What a reviewer said, for rows that lead back to the text."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.text import Truncator

from team.models import Review, ReviewComment


def asked_for_changes(rows: Sequence[Any]) -> None:
    """Gives each reviewable row `asked`: who asked for changes last and in which words; "" where nobody did. One query.

    ContentType keeps what it has looked up, so the kind of the rows costs nothing after the first page.
    """
    kind = ContentType.objects.get_for_model(rows[0])
    said = ReviewComment.objects.filter(
        review__content_type=kind, review__object_id__in=[row.pk for row in rows], asks_for_changes=True,
        review__state=Review.State.CHANGES,
    ).select_related("author", "review")  # fmt: skip
    latest = {one.review.object_id: one for one in said.order_by("created_at")}
    for row in rows:
        one = latest.get(row.pk)
        row.asked = f"{one.author}: “{Truncator(one.text).chars(160)}”" if one else ""
