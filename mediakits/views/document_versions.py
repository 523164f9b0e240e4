"""The versions of a document: what differs between any two, and going back to one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from core.paging import page_of
from mediakits import drafting
from mediakits.models import Document, DocumentVersion
from mediakits.pieces import fingerprint_of
from mediakits.versions import compare
from mediakits.views.document import DocumentAct, OneDocument

PAGE = 30


class VersionList(OneDocument):
    """`?from=3&to=5` compares two; without, the newest with the one before. `to=draft` is the working copy."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        document = self.document()
        page = page_of(request, document.versions.select_related("by"), PAGE)
        new = self.version(document, request.GET.get("to", "")) or self.newest(document)
        old = self.version(document, request.GET.get("from", "")) or self.before(document, new)
        rows = compare(document.kind, old, new)
        context = {
            "document": document,
            "page": page,
            "old": old,
            "new": new,
            "new_is_draft": isinstance(new, Document),
            "rows": [row for row in rows if row.changed] if old else rows,
            "same": [row.label for row in rows if not row.changed] if old else [],
        }
        return render(request, "mediakits/document_versions.html", context)

    def version(self, document: Document, number: str) -> DocumentVersion | None:
        if not number.isdecimal() or len(number) > 9:
            return None
        return get_object_or_404(document.versions.select_related("contact", "by"), number=int(number))

    def newest(self, document: Document) -> Document | DocumentVersion:
        """What is being written; where it says the same as the newest version, and nobody asked for it, that one."""
        found = document.versions.select_related("contact", "by").order_by("-number").first()
        if "to" in self.request.GET or found is None or found.fingerprint != fingerprint_of(document):
            return document
        return found

    def before(self, document: Document, new: Document | DocumentVersion) -> DocumentVersion | None:
        found = document.versions.select_related("contact", "by")
        if isinstance(new, DocumentVersion):
            found = found.filter(number__lt=new.number)
        return found.order_by("-number").first()


class VersionRestoration(DocumentAct):
    back = "mediakits:document-edit"

    def act(self, document: Document) -> str:
        versions = document.versions.select_related("document", "contact")
        version = get_object_or_404(versions, number=self.kwargs["number"])
        drafting.restore(version=version, by=self.request.user, revision=document.revision)
        return f"Version {version.number} is the text again. What stood there is kept as a version too."
