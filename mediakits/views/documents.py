"""All documents, beginning a new one, and the page of one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views import View

from core.history import history_of
from core.htmx import go_to, render_page
from core.paging import page_of
from mediakits import drafting, sign_off
from mediakits.checks.run import run
from mediakits.document_filters import DocumentFilter, newest_first
from mediakits.exporting import FORMATS
from mediakits.forms.documents import DocumentCreateForm, TranslationForm, WithdrawalForm
from mediakits.kinds import KINDS
from mediakits.models import Document
from mediakits.pieces import piece_of
from mediakits.publishing import differs_from_published, is_new_to_readers
from mediakits.rendering import html_of_piece
from mediakits.views.document import RELATED
from team.access import SignedIn, TeamRequired
from team.models import Review

PAGE = 50
FEW_VERSIONS = 5


class DocumentList(SignedIn, View):
    """Documents by kind, client and state, the last touched first; observers see what is public of their clients."""

    def get(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        visible = Document.objects.visible_to(user)
        away = request.GET.get("away") == "1" and not user.is_observer
        shown = visible.filter(archived_at__isnull=False) if away else visible.in_use()
        filtered = DocumentFilter(request.GET, shown, user=user)
        related = ("client", "campaign", "owner", "published_version")
        page = page_of(request, newest_first(filtered.qs.select_related(*related), user), PAGE)
        context = {
            "filter": filtered,
            "pills": filtered.pills(),
            "page": page,
            "away": away,
            "any": bool(page.object_list) or visible.exists(),
        }
        return render_page(request, "mediakits/document_list.html", context, partial="results")


class DocumentCreate(TeamRequired, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        known = {name: request.GET.get(name, "") for name in ("client", "campaign", "kind")}
        initial = {name: value for name, value in known.items() if value}
        return self.show(DocumentCreateForm(user=request.user, initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = DocumentCreateForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.show(form, status=422)
        document = drafting.create(by=request.user, **form.cleaned_data)
        return go_to(request, "mediakits:document-edit", document.pk)

    def show(self, form: DocumentCreateForm, *, status: int = 200) -> HttpResponse:
        return render(self.request, "mediakits/document_create.html", {"form": form}, status=status)


class DocumentDetail(SignedIn, View):
    """What the public reads of it, or will; to the team also where it stands and what can be done next."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        visible = Document.objects.visible_to(request.user).select_related(*RELATED)
        document = get_object_or_404(visible, pk=pk)
        released = document.published_version
        show_draft = not request.user.is_observer and (released is None or request.GET.get("show") == "draft")
        piece = piece_of(document if show_draft else released)
        context = {
            "document": document,
            "kind": KINDS[document.kind],
            "formats": FORMATS,
            "show_draft": show_draft,
            "text": html_of_piece(piece, whole=True),
            "piece": piece,
        }
        if not request.user.is_observer:
            context |= _for_the_team(document)
        return render(request, "mediakits/document_detail.html", context)


def _for_the_team(document: Document) -> dict[str, Any]:
    found = run(piece_of(document))
    versions = list(document.versions.select_related("by")[: FEW_VERSIONS + 1])
    original = document.translation_of or document
    family = Document.objects.filter(translation_of=original).exclude(pk=document.pk).in_use()[:20]
    return {
        "differs": differs_from_published(document),
        "may_be_deleted": document.published_version is None and not document.reviews.exists(),
        "is_new": is_new_to_readers(document),
        "stopping": [check for check in found if check.blocking],
        "to_look_at": sum(not check.passed for check in found),
        "needs_sign_off": sign_off.needs_sign_off(),
        "waiting": sign_off.waiting_review(document) if document.state == Document.State.IN_REVIEW else None,
        "asked": changes_asked(document),
        "versions": versions[:FEW_VERSIONS],
        "more_versions": len(versions) > FEW_VERSIONS,
        "original": document.translation_of,
        "translations": family,
        "translation_form": TranslationForm(auto_id="translation_%s"),
        "withdrawal_form": WithdrawalForm(auto_id="withdrawal_%s"),
        "in_kits": document.kit_items.select_related("section__kit").order_by("section__kit__title")[:20],
        "history": history_of(document, limit=20),
    }


def changes_asked(document: Document) -> list[Any]:
    """What the reviewer wants changed and nobody has ticked off yet."""
    if document.state not in {Document.State.CHANGES, Document.State.DRAFT}:
        return []
    last = Review.objects.of(document).order_by("-version").first()
    if last is None:
        return []
    return list(last.comments.filter(asks_for_changes=True, done_at=None).select_related("author"))
