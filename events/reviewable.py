"""How a brief is reviewed: as the spokesperson would read it, and what changed since it was last submitted."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse

from core.differences import differences, is_changed
from events import briefing
from events.models import Brief
from team.models import Review, User
from team.reviewables import ReviewableRow


class ReviewableBrief(ReviewableRow):
    kind = "Brief"
    icon = "microphone"
    templates = {
        "changes": "events/review/changes.html",
        "outgoing": "events/review/outgoing.html",
        "side": "events/review/side.html",
    }

    def fingerprint(self, subject: Brief) -> str:
        return briefing.fingerprint_of(briefing.lock(subject))

    def url(self, subject: Brief) -> str:
        return reverse("events:brief", args=[subject.interview_id])

    def batch(self, subject: Brief) -> str:
        campaign = subject.interview.campaign_id
        return f"campaign {campaign}" if campaign else ""

    def context(self, review: Review, compared_with: Review | None, request: HttpRequest) -> dict[str, Any]:
        new, old = review.snapshot["text"], compared_with.snapshot["text"] if compared_with else None
        rows = Brief.objects.select_related(
            "interview__client", "interview__journalist", "interview__spokesperson", "interview__outlet"
        )
        brief = rows.get(pk=review.object_id)
        return {
            "brief": brief,
            "sections": briefing.sections_of(brief, cast(User, request.user)),
            "missing": briefing.missing(brief),
            "text_html": differences(new if old is None else old, new),
            "tab_counts": {} if old is None else {"changes": int(is_changed(old, new))},
        }
