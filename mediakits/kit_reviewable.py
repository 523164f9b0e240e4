"""How a kit is reviewed: what changed, the page as readers would get it, and what a decision does."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from core.differences import differences, html_differences, is_changed
from mediakits.kit_fingerprint import fingerprint_of
from mediakits.kit_page import page_of
from mediakits.kit_preview import PreviewAddresses
from mediakits.models import Kit
from team.models import Review
from team.reviewables import ReviewableRow


class ReviewableKit(ReviewableRow):
    kind = "Media kit"
    icon = "packages"
    templates = {
        "changes": "mediakits/kit/review_changes.html",
        "outgoing": "mediakits/kit/review_outgoing.html",
        "side": "mediakits/kit/review_side.html",
    }

    def fingerprint(self, subject: Kit) -> str:
        return fingerprint_of(subject)

    def url(self, subject: Kit) -> str:
        return reverse("mediakits:kit-detail", args=[subject.pk])

    def context(self, review: Review, compared_with: Review | None, request: HttpRequest) -> dict[str, Any]:
        new, old = review.snapshot, compared_with.snapshot if compared_with else None
        kit = Kit.objects.select_related("client", "contact").get(pk=review.object_id)
        sections, changed = _compared(new, old or new)
        return {
            "snapshot": new,
            "kit": kit,
            "title_html": differences((old or new)["title"], new["title"]),
            "standfirst_html": differences((old or new)["standfirst"], new["standfirst"]),
            "sections": sections,
            "gone": _gone(new, old or new),
            "page": page_of(kit, new["kit"], addresses=PreviewAddresses(kit), sees_embargoed=True),
            "tab_counts": {"changes": changed} if old else {},
        }


def _compared(new: dict[str, Any], old: dict[str, Any]) -> tuple[list[dict[str, Any]], int]:
    """Each section with what came and went marked; those of one heading are held against each other."""
    before = {section["title"]: section for section in old["sections"]}
    nothing = {"title": "", "text": "", "things": ""}
    changed = sum(is_changed(old[name], new[name]) for name in ("title", "standfirst")) + len(_gone(new, old))
    shown = []
    for section in new["sections"]:
        was = before.get(section["title"], nothing)
        changed += any(is_changed(was[name], section[name]) for name in ("title", "text", "things"))
        shown.append(
            {
                "title": differences(was["title"], section["title"]),
                "text": html_differences(was["text"], section["text"]),
                "things": html_differences(was["things"], section["things"]),
            }
        )
    return shown, changed


def _gone(new: dict[str, Any], old: dict[str, Any]) -> list[str]:
    there = {section["title"] for section in new["sections"]}
    return [section["title"] for section in old["sections"] if section["title"] not in there]
