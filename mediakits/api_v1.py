"""Documents and media kits for the team's own programs, to read. What everybody may read stands in `mediakits.api`."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from core.folding import every_word
from mediakits.models import Document, Kit
from team.api import etags, paging
from team.api.auth import asking
from team.api.fields import AskedKey, PathKey, Ref, Text, one_of, page_of_record
from team.api.routes import lists, pages, shows
from team.models import User

router = Router(tags=["material"])


class DocumentOut(Schema):
    """A press release or one of its kin: the working copy, and when it became public."""

    id: int
    client: Ref
    campaign: Ref | None
    kind: str = Field(examples=["press_release"])
    title: str
    content: dict[str, Any] = Field(description="The fields of its kind, as they stand in the working copy.")
    language: str = Field(examples=["en"])
    translation_of: int | None
    spokesperson: Ref | None
    contact: Ref
    owner: Ref
    state: str = Field(examples=["draft"])
    revision: int
    embargo_until: datetime | None
    published_at: datetime | None
    public_from: datetime | None
    withdrawn_at: datetime | None
    archived_at: datetime | None
    created_at: datetime
    updated_at: datetime
    page: str = Field(description="Where people see it in Mediarel.")


class ItemOut(Schema):
    """One thing in a section of a kit."""

    kind: str = Field(description="asset, document, spokesperson, clip or link.")
    record: Ref | None = Field(description="What it is; null for a link.")
    title: str
    url: str


class SectionOut(Schema):
    id: int
    kind: str
    title: str
    text: str
    items: list[ItemOut]


class KitOut(Schema):
    """A media kit, as it is being put together; `shared_at` says whether journalists can open one."""

    id: int
    client: Ref
    campaign: Ref | None
    title: str
    standfirst: str
    language: str
    translation_of: int | None
    contact: Ref
    owner: Ref
    state: str
    revision: int
    access: str = Field(description="`link`: whoever has one; `public`: everybody, in the newsroom.")
    embargo_until: datetime | None
    expires_at: datetime | None
    shared_at: datetime | None
    archived_at: datetime | None
    created_at: datetime
    updated_at: datetime
    page: str = Field(description="Where people see it in Mediarel.")


class WholeKitOut(KitOut):
    """A media kit with its sections."""

    sections: list[SectionOut]


class MaterialAsked(paging.Asked):
    q: Text = Field("", max_length=120, description="Words of the title.")
    client: AskedKey | None = None
    campaign: AskedKey | None = None
    archived: Literal["", "true", "false"] = ""


class DocumentsAsked(MaterialAsked):
    kind: Annotated[Document.Kind | Literal[""], one_of(Document.Kind, "")] = ""
    state: Annotated[Document.State | Literal[""], one_of(Document.State, "")] = ""


class KitsAsked(MaterialAsked):
    state: Annotated[Kit.State | Literal[""], one_of(Kit.State, "")] = ""


DocumentPage = pages(DocumentOut)
KitPage = pages(KitOut)


@router.get("/documents", **lists("material", DocumentPage), summary="Documents")
def list_documents(request: HttpRequest, asked: Query[DocumentsAsked]) -> dict[str, Any]:
    user = asking(request)
    rows = _documents(user)
    if asked.q:
        rows = rows.matching(asked.q, user=user)
    found, following = paging.page_of(request, _narrowed(rows, asked), asked)
    return {"items": [_document(document) for document in found], "next": following}


@router.get("/documents/{int:pk}", **shows("material", DocumentOut), summary="One document")
def show_document(request: HttpRequest, response: HttpResponse, pk: PathKey) -> DocumentOut:
    return etags.shown(request, response, _document(get_object_or_404(_documents(asking(request)), pk=pk)))


@router.get("/kits", **lists("material", KitPage), summary="Media kits")
def list_kits(request: HttpRequest, asked: Query[KitsAsked]) -> dict[str, Any]:
    rows = _kits(asking(request))
    if asked.q:
        rows = rows.filter(every_word("search_text", asked.q))
    found, following = paging.page_of(request, _narrowed(rows, asked), asked)
    return {"items": [KitOut(**_kit(kit)) for kit in found], "next": following}


@router.get("/kits/{int:pk}", **shows("material", WholeKitOut), summary="One media kit")
def show_kit(request: HttpRequest, response: HttpResponse, pk: PathKey) -> WholeKitOut:
    what = ("asset", "document", "spokesperson", "clip__article")
    kit = get_object_or_404(_kits(asking(request)), pk=pk)
    sections = []
    for section in kit.sections.prefetch_related("items", *(f"items__{each}" for each in what)):
        items = [_item(item) for item in section.items.all()]
        told = {"id": section.pk, "kind": section.kind, "title": str(section), "text": section.text}
        sections.append(SectionOut(**told, items=items))
    return etags.shown(request, response, WholeKitOut(**_kit(kit), sections=sections))


def _narrowed(rows: "QuerySet[Any]", asked: MaterialAsked) -> "QuerySet[Any]":
    for name in ("client", "campaign", "kind", "state"):
        if wanted := getattr(asked, name, None):
            rows = rows.filter(**{name: wanted})
    return rows.filter(archived_at__isnull=asked.archived == "false") if asked.archived else rows


def _documents(user: User) -> Any:
    related = ("client", "campaign", "spokesperson", "contact", "owner")
    return Document.objects.visible_to(user).select_related(*related)


def _document(document: Document) -> DocumentOut:
    refs = ("client", "campaign", "spokesperson", "contact", "owner")
    return DocumentOut(**_plainly(document, DocumentOut, refs), translation_of=document.translation_of_id)


def _kits(user: User) -> Any:
    return Kit.objects.visible_to(user).select_related("client", "campaign", "contact", "owner").defer("shared")


def _kit(kit: Kit) -> dict[str, Any]:
    plain = _plainly(kit, KitOut, ("client", "campaign", "contact", "owner"))
    return {**plain, "translation_of": kit.translation_of_id}


def _plainly(record: Any, schema: type[Schema], refs: tuple[str, ...]) -> dict[str, Any]:
    apart = {*refs, "page", "translation_of"}
    plain = {name: getattr(record, name) for name in schema.model_fields if name not in apart}
    return {**plain, **{name: Ref.to(getattr(record, name)) for name in refs}, "page": page_of_record(record)}


def _item(item: Any) -> ItemOut:
    for kind in ("asset", "document", "spokesperson", "clip"):
        if (record := getattr(item, kind)) is not None:
            return ItemOut(kind=kind, record=Ref.to(record), title=str(record), url="")
    return ItemOut(kind="link", record=None, title=item.title, url=item.url)
