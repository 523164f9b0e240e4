"""What the views of one document share."""

from abc import ABC, abstractmethod
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views import View

from core.htmx import go_to
from core.toasts import say
from mediakits.errors import MediaKitError
from mediakits.models import Document
from team.access import TeamRequired
from team.reviews import ReviewError

RELATED = ("client", "campaign", "contact", "owner", "saved_by", "published_version__contact", "translation_of")


def seen_revision(request: HttpRequest) -> int | None:
    """The revision that stood on the page from which something was posted; None when it does not say."""
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


class OneDocument(TeamRequired, View):
    """A view of one document that the reader may work on."""

    def document(self) -> Document:
        visible = Document.objects.visible_to(self.request.user).select_related(*RELATED)
        return get_object_or_404(visible, pk=self.kwargs["pk"])


class DocumentAct(OneDocument, ABC):
    """A POST that does one thing to a document and goes on; a refusal is said, with what to do about it."""

    said = ""
    back = "mediakits:document-detail"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        document = self.document()
        try:
            text = self.act(document)
        except (MediaKitError, ReviewError) as error:
            say(request, str(error), tone="bad")
            return self.go_back(document)
        say(request, text or self.said, undo=self.undo(document))
        return self.go_on(document)

    @abstractmethod
    def act(self, document: Document) -> str | None:
        """Do what the button says; what it returns is said to the reader."""

    def undo(self, document: Document) -> str:
        return ""

    def go_on(self, document: Document) -> HttpResponse:
        return self.go_back(document)

    def go_back(self, document: Document) -> HttpResponse:
        return go_to(self.request, self.back, document.pk)
