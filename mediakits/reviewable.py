"""How a document is reviewed: what changed, how it prints, what the checks say, and what a decision does to it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from mediakits.models import Document, DocumentVersion
from mediakits.pieces import fingerprint_of
from mediakits.rendering import html_of
from mediakits.versions import compare
from team.models import Review
from team.reviewables import ReviewableRow


class ReviewableDocument(ReviewableRow):
    kind = "Document"
    icon = "file-text"
    templates = {
        "changes": "mediakits/review/document_changes.html",
        "outgoing": "mediakits/review/document_outgoing.html",
        "side": "mediakits/review/document_side.html",
    }

    def fingerprint(self, subject: Document) -> str:
        return fingerprint_of(subject)

    def url(self, subject: Document) -> str:
        return reverse("mediakits:document-edit", args=[subject.pk])

    def summary(self, review: Review) -> str:
        return f"{review.snapshot['kind']} for {review.context}"

    def context(self, review: Review, compared_with: Review | None, request: HttpRequest) -> dict[str, Any]:
        keys = {one.snapshot["version"] for one in (review, compared_with) if one}
        found = DocumentVersion.objects.select_related("document__client", "contact").in_bulk(keys)
        new = found[review.snapshot["version"]]
        old = found.get(compared_with.snapshot["version"]) if compared_with else None
        rows = compare(new.document.kind, old, new)
        checks = review.snapshot["checks"]
        passed = sum(check["tone"] == "ok" for check in checks)
        changed = sum(row.changed for row in rows)
        return {
            "version": new,
            "rows": [row for row in rows if row.changed] if old else rows,
            "same": [row.label for row in rows if not row.changed] if old else [],
            "text": html_of(new, whole=True),
            "checks": checks,
            "passed": passed,
            "to_look_at": len(checks) - passed,
            "tab_counts": {"changes": changed} if old else {},
        }
