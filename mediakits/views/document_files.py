"""Documents as files, and as an e-mail to paste."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views import View

from mediakits.exporting import FORMATS, export
from mediakits.exporting.plain import text_of
from mediakits.models import Document, DocumentVersion
from mediakits.pieces import piece_of
from mediakits.rendering import html_of_piece
from mediakits.views.document import RELATED
from team.access import SignedIn


class OneText(SignedIn, View):
    """What a file is made of: to observers what was published; to the team the working copy too, marked as DRAFT."""

    def text(self) -> Document | DocumentVersion:
        request = self.request
        visible = Document.objects.visible_to(request.user).select_related(*RELATED)
        document = get_object_or_404(visible, pk=self.kwargs["pk"])
        wanted = request.GET.get("version", "")
        if request.user.is_observer or wanted == "published":
            return self.published(document)
        if wanted.isdecimal() and len(wanted) < 10:
            return get_object_or_404(
                document.versions.select_related("document__client", "contact"), number=int(wanted)
            )
        return document

    def published(self, document: Document) -> DocumentVersion:
        if document.published_version is None:
            raise Http404
        document.published_version.document = document
        return document.published_version


class DocumentExport(OneText):
    """`?version=published` or a number; without, the working copy."""

    def get(self, request: HttpRequest, pk: int, format: str) -> HttpResponse:
        if format not in FORMATS:
            raise Http404
        made = export(self.text(), format)
        response = HttpResponse(made.data, content_type=made.content_type)
        response["Content-Disposition"] = content_disposition_header(True, made.name)
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        return response


class DocumentEmail(OneText):
    """The text as it is pasted into a mail program: formatted, and plain."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = self.text()
        piece = piece_of(source)
        context = {
            "document": source.document if isinstance(source, DocumentVersion) else source,
            "piece": piece,
            "rich": html_of_piece(piece, whole=True),
            "plain": text_of(piece),
        }
        return render(request, "mediakits/document_email.html", context)
