"""How an answer to a reporter is reviewed: the text as it goes out, and what changed since it was last submitted."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse

from core.differences import differences, is_changed
from inquiries import replies
from inquiries.models import Answer
from team.models import Review, User
from team.reviewables import ReviewableRow


class ReviewableAnswer(ReviewableRow):
    kind = "Answer to a reporter"
    icon = "message-question"
    templates = {
        "changes": "inquiries/review/changes.html",
        "outgoing": "inquiries/review/outgoing.html",
        "side": "inquiries/review/side.html",
    }

    def fingerprint(self, subject: Answer) -> str:
        return replies.fingerprint_of(Answer.objects.select_related("inquiry").get(pk=subject.pk))

    def url(self, subject: Answer) -> str:
        return reverse("inquiries:reply", args=[subject.inquiry_id])

    def batch(self, subject: Answer) -> str:
        campaign = subject.inquiry.campaign_id
        return f"campaign {campaign}" if campaign else ""

    def context(self, review: Review, compared_with: Review | None, request: HttpRequest) -> dict[str, Any]:
        new, old = review.snapshot, compared_with.snapshot if compared_with else None
        answer = Answer.objects.select_related("inquiry__client", "inquiry__spokesperson").get(pk=review.object_id)
        standing = replies.standing_of(answer, by=cast(User, request.user))
        return {
            "snapshot": new,
            "answer": answer,
            "standing": standing,
            "text_html": differences((old or new)["text"], new["text"]),
            "tab_counts": {"changes": int(is_changed(old["text"], new["text"]))} if old else {},
        }
