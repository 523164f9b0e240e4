"""How a pitch is reviewed: what changed, how it goes out to each, to whom and why, and what a decision does."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from core.differences import differences, html_differences, is_changed
from pitches import merge
from pitches.chips import with_chips
from pitches.fingerprint import fingerprint_of
from pitches.models import Pitch, Recipient
from pitches.querysets import RecipientQuerySet
from pitches.sandbox import MergeError
from team.models import Review
from team.reviewables import ReviewableRow

# What is compared, in the order shown: the key in the snapshot, its words, and whether it is HTML.
TEXTS = (
    ("kit", "Media kit", False),
    ("lede", "Under the headline", False),
    ("story", "Pitch page", True),
    ("follow_up", "Follow-up", True),
)


class ReviewablePitch(ReviewableRow):
    kind = "Pitch"
    icon = "send"
    templates = {
        "changes": "pitches/review/changes.html",
        "outgoing": "pitches/review/outgoing.html",
        "recipients": "pitches/review/recipients.html",
        "side": "pitches/review/side.html",
    }

    def fingerprint(self, subject: Pitch) -> str:
        return fingerprint_of(subject)

    def url(self, subject: Pitch) -> str:
        return reverse("pitches:pitch-compose", args=[subject.pk])

    def summary(self, review: Review) -> str:
        count = len(review.snapshot["recipients"])
        return f"Pitch for {review.context}, {count:,} journalist{'' if count == 1 else 's'}"

    def context(self, review: Review, compared_with: Review | None, request: HttpRequest) -> dict[str, Any]:
        new, old = review.snapshot, compared_with.snapshot if compared_with else None
        passed = sum(check["tone"] == "ok" for check in new["checks"])
        context = {
            "snapshot": new,
            "checks": new["checks"],
            "passed": passed,
            "to_look_at": len(new["checks"]) - passed,
            **_changes(new, old),
            **_people(new, old),
            **_outgoing(review, request),
        }
        changed = context["changed"]
        context["tab_counts"] = {"recipients": len(new["recipients"]), **({"changes": changed} if old else {})}
        return context


def _changes(new: dict[str, Any], old: dict[str, Any] | None) -> dict[str, Any]:
    """Subject, message and the other texts with what came and went marked; unchanged ones are only named."""
    before = old or new
    before, new = {"kit": "", **before}, {"kit": "", **new}  # earlier submissions say nothing of one
    further = [
        {"label": label, "html": with_chips((html_differences if html else differences)(before[key], new[key]))}
        for key, label, html in TEXTS
        if is_changed(before[key], new[key]) or (old is None and new[key])
    ]
    changed = sum(
        is_changed(before[key], new[key]) for key in ("subject", "body", "kit", "lede", "story", "follow_up", "plan")
    )
    return {
        "subject_html": with_chips(differences(before["subject"], new["subject"])),
        "body_html": with_chips(html_differences(before["body"], new["body"])),
        "plan_html": differences(before["plan"], new["plan"]),
        "from_html": differences(before["from"], new["from"]),
        "further": further,
        "same": [label for key, label, _ in TEXTS if old and new[key] and not is_changed(before[key], new[key])],
        "changed": changed,
    }


def _people(new: dict[str, Any], old: dict[str, Any] | None) -> dict[str, Any]:
    before = {row["journalist"]: row for row in (old or new)["recipients"]}
    after = {row["journalist"]: row for row in new["recipients"]}
    why = {row["journalist"]: row["why"] for row in new["left_out"]}
    return {
        "added": [row for pk, row in after.items() if pk not in before],
        "gone": [{**row, "why": why.get(pk, "")} for pk, row in before.items() if pk not in after],
        "retold": [row for pk, row in after.items() if pk in before and _said(row) != _said(before[pk])],
    }


def _said(row: dict[str, Any]) -> tuple[str, str]:
    return row["reason"], row["personal_line"]


def _outgoing(review: Review, request: HttpRequest) -> dict[str, Any]:
    """The message as one recipient gets it now, with the way to the one before and the one after."""
    recipients = _recipients_of(review)
    pks = list(recipients.values_list("pk", flat=True))
    if not pks:
        return {"recipient": None}
    wanted = request.GET.get("to", "")
    pk = int(wanted) if wanted.isdecimal() and int(wanted) in pks else pks[0]
    place = pks.index(pk)
    recipient = recipients.for_rendering().get(pk=pk)
    context: dict[str, Any] = {
        "recipient": recipient,
        "place": place + 1,
        "of": len(pks),
        "before": pks[place - 1] if place else None,
        "after": pks[place + 1] if place + 1 < len(pks) else None,
    }
    try:
        context["rendered"] = merge.render(recipient.pitch, recipient, preview=True)
        if recipient.pitch.follow_up_on:
            context["rendered_follow_up"] = merge.render_follow_up(recipient.pitch, recipient, preview=True)
    except MergeError as error:
        context["broken"] = str(error)
    return context


def _recipients_of(review: Review) -> RecipientQuerySet:
    return Recipient.objects.active().filter(pitch=review.object_id).order_by("pk")
