"""The editor: fields, preview as it prints, and checks of one document on one page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format

from core.htmx import go_to, render_page, wants_part
from core.toasts import say
from mediakits import drafting, sign_off, versions
from mediakits.checks.run import run
from mediakits.drafting import EditConflict
from mediakits.errors import MediaKitError
from mediakits.forms.documents import DocumentForm
from mediakits.models import Document
from mediakits.pieces import piece_of
from mediakits.publishing import is_new_to_readers
from mediakits.rendering import html_of_piece
from mediakits.views.document import OneDocument
from mediakits.views.documents import changes_asked


class DocumentEdit(OneDocument):
    """The page itself. Its POST saves and keeps a version; both texts are shown when somebody else was faster."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        document = self.document()
        return self.show(document, DocumentForm(document=document))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        document = self.document()
        form = DocumentForm(request.POST, document=document)
        if not form.is_valid():
            return self.show(document, form, status=422)
        try:
            saved = drafting.save(
                document=document, by=request.user, revision=form.cleaned_data["revision"], **form.changes
            )
            version = versions.keep(document=saved, by=request.user, note="Saved")
        except EditConflict as conflict:
            return self.show(conflict.document, _kept(form, conflict), conflict=_both(conflict, form), status=409)
        except MediaKitError as error:
            say(request, str(error), tone="bad")
            return self.show(document, form, status=409)
        say(request, f"Saved, version {version.number}")
        return go_to(request, "mediakits:document-edit", document.pk)

    def show(
        self, document: Document, form: DocumentForm, *, conflict: dict[str, Any] | None = None, status: int = 200
    ) -> HttpResponse:
        context = {**editor_context(document), "form": form, "conflict": conflict}
        return render(self.request, "mediakits/document_edit.html", context, status=status)


class DocumentSave(OneDocument):
    """Autosave: answers 204 with the new revision, or 422 with one sentence; the text stays in the browser."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        document = self.document()
        form = DocumentForm(request.POST, document=document)
        if not form.is_valid():
            return _plain(form.sentences, 422)
        try:
            saved = drafting.save(
                document=document, by=request.user, revision=form.cleaned_data["revision"], **form.changes
            )
        except EditConflict as conflict:
            return _plain(f"{conflict} Press Save.", 422)
        except MediaKitError as error:
            return _plain(str(error), 422)
        response = HttpResponse(status=204)
        response["X-Revision"] = str(saved.revision)
        return response


class DocumentRows(OneDocument):
    """Adds, moves or takes away a row of what is being typed, and saves nothing: the part of the form, or the page."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        document = self.document()
        act = request.POST.get("rows", "")
        form = DocumentForm(DocumentForm(request.POST, document=document).turned(act), document=document)
        context = {"document": document, "form": form, "editable": not form.locked}
        if wants_part(request):
            group = next(
                (each for each in form.groups() if each.get("rows") and each["rows"].name == act.split(":")[0]), None
            )
            return render(request, "mediakits/edit/_rows.html", {**context, "group": group, "act": act})
        context |= editor_context(document)
        return render(request, "mediakits/document_edit.html", {**context, "turned": True})


class DocumentLook(OneDocument):
    """Preview and checks as they are after the last save, with the parts of the page that follow from them."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return render_page(request, "mediakits/edit/look_answer.html", {**editor_context(self.document()), "oob": True})


def editor_context(document: Document) -> dict[str, Any]:
    piece = piece_of(document)
    found = run(piece)
    passed = sum(check.passed for check in found)
    return {
        "document": document,
        "editable": document.state in Document.EDITABLE and document.archived_at is None,
        "text": html_of_piece(piece, whole=True),
        "checks": found,
        "passed": passed,
        "to_look_at": len(found) - passed,
        "stopped": any(check.blocking for check in found),
        "needs_sign_off": sign_off.needs_sign_off(),
        "waiting": sign_off.waiting_review(document) if document.state == Document.State.IN_REVIEW else None,
        "asked": changes_asked(document),
        "is_new": is_new_to_readers(document),
    }


def _kept(form: DocumentForm, conflict: EditConflict) -> DocumentForm:
    """The form with what was typed, ready to be saved over what the other wrote."""
    data = form.data.copy()
    data["revision"] = str(conflict.document.revision)
    return DocumentForm(data, document=conflict.document)


def _both(conflict: EditConflict, form: DocumentForm) -> dict[str, Any]:
    """What the other wrote, field by field, where it differs from what was typed here."""
    theirs = conflict.document
    mine = Document(**{**conflict.mine, "kind": theirs.kind})
    differing = [row for row in versions.compare(theirs.kind, mine, theirs) if row.changed]
    at = date_format(timezone.localtime(theirs.saved_at), "H:i")
    return {"text": str(conflict), "by": theirs.saved_by, "at": at, "rows": differing}


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
