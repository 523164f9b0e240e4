"""What everybody sees of a newsroom: home, releases, one document, search, its colours. No sign-in, no cookie."""

import re
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.journalist_pages import journalist_page
from mediakits import colours as shades
from mediakits import shelf
from mediakits.addresses import TAIL, Room, document_url, name_of
from mediakits.exporting import export as exported
from mediakits.files import file_url, picture
from mediakits.models import Document, Newsroom
from mediakits.newsroom_pages import held_up, kept, newsroom_page, not_there
from mediakits.readers import may_read_early
from mediakits.rendering import html_of
from mediakits.structured_data import about_document, about_newsroom, logo_url

A_PAGE = 20
SEARCHES_A_MINUTE = 30
EARLY_A_MINUTE = 60
LONGEST_SEARCH = 120
PAGE = re.compile("[1-9][0-9]{0,3}")


@newsroom_page
@kept()
def home(request: HttpRequest, room: Room) -> HttpResponse:
    return render(request, "mediakits/newsroom/home.html", home_context(room))


def home_context(room: Room) -> dict[str, Any]:
    """The first page; the team's preview shows the same."""
    newsroom = room.newsroom
    return {
        "room": room,
        "newsroom": newsroom,
        "releases": with_summaries(shelf.releases(newsroom)[: shelf.LATEST]),
        "background": list(shelf.background(newsroom)[: shelf.BACKGROUND]),
        "kits": shelf.as_shared(shelf.kits(newsroom)[: shelf.KITS]),
        "people": shelf.people(newsroom),
        "canonical": room.full("home"),
        "data": about_newsroom(room),
    }


@newsroom_page
@kept("page")
def releases(request: HttpRequest, room: Room, year: int | None = None) -> HttpResponse:
    """All releases, or those of one year, in pages."""
    newsroom = room.newsroom
    rows = shelf.releases(newsroom)
    if year is not None:
        rows = rows.filter(public_from__year=year) if 1 < year < 9999 else rows.none()
    pages = Paginator(rows, A_PAGE)
    number = request.GET.get("page", "1")
    if not PAGE.fullmatch(number) or int(number) > pages.num_pages:
        raise Http404
    page = pages.page(int(number))
    if year is not None and not page.object_list:
        raise Http404
    here = room.full("year", year) if year else room.full("releases")
    context = {
        "room": room,
        "newsroom": newsroom,
        "page": page,
        "releases": with_summaries(page.object_list),
        "years": shelf.years(newsroom),
        "year": year,
        "canonical": here if page.number == 1 else f"{here}?page={page.number}",
    }
    return render(request, "mediakits/newsroom/releases.html", context)


@newsroom_page
def document(request: HttpRequest, room: Room, name: str) -> HttpResponse:
    """One document: to everybody from its second on; before, to those who agreed to its embargo (`?reader=`)."""
    if "reader" in request.GET:
        return _for_reader(request, _released(room.newsroom, name), room)
    return _document_for_all(request, room, name=name)


@kept()
def _document_for_all(request: HttpRequest, room: Room, name: str) -> HttpResponse:
    found = _public(room.newsroom, name)
    if name != name_of(found):
        return redirect(room.path("document", name_of(found)), permanent=True)
    return _show(request, found, room)


@newsroom_page
def export(request: HttpRequest, room: Room, name: str, form: str) -> HttpResponse:
    """The document as a file."""
    if "reader" in request.GET:
        return _export_for_reader(request, _released(room.newsroom, name), form)
    return _export_for_all(request, room, name=name, form=form)


@kept()
def _export_for_all(request: HttpRequest, room: Room, name: str, form: str) -> HttpResponse:
    return _as_file(_public(room.newsroom, name), form)


@newsroom_page
@require_safe
def search(request: HttpRequest, room: Room) -> HttpResponse:
    """Every word must stand in it. Not kept: there are as many answers as there are words."""
    words = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:LONGEST_SEARCH]
    if words and (refused := held_up(request, scope="search", limit=SEARCHES_A_MINUTE)):
        return refused
    documents, kits = shelf.found(room.newsroom, words) if words else ([], [])
    context = {
        "room": room,
        "newsroom": room.newsroom,
        "words": words,
        "documents": with_summaries(documents),
        "kits": kits,
        "many": len(documents) == shelf.FOUND,
        "noindex": True,
    }
    response = render(request, "mediakits/newsroom/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@newsroom_page
@kept()
def colours(request: HttpRequest, room: Room) -> HttpResponse:
    """The newsroom's colour as custom properties, because the content security policy allows no inline style."""
    context = {"palette": shades.palette(room.newsroom.colour)}
    response = render(request, "mediakits/newsroom/colours.css", context, content_type="text/css; charset=utf-8")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@journalist_page
@require_safe
def lone_document(request: HttpRequest, token: str, form: str = "") -> HttpResponse:
    """A released document of a client without an open newsroom, at an address of its own."""
    released = Document.objects.released().select_related("client__newsroom", "published_version__contact")
    found = released.filter(token=token).first() if "\x00" not in token else None
    if found is None or not (found.is_public or may_read_early(found, request.GET.get("reader", ""))):
        return not_there(request)
    return _as_file(found, form) if form else _show(request, found, None, request.GET.get("reader", ""))


@require_safe
def lost(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What nobody finds on a newsroom's own host."""
    return not_there(request)


lost.login_required = False  # type: ignore[attr-defined]


def with_summaries(documents: Any) -> list[Document]:
    """The documents, each with a `summary` of what was published."""
    shown = list(documents)
    for each in shown:
        each.summary = shelf.summary_of(each)
    return shown


def _public(newsroom: Newsroom, name: str) -> Document:
    return get_object_or_404(shelf.documents(newsroom), token__startswith=name[-TAIL:])


def _released(newsroom: Newsroom, name: str) -> Document:
    released = Document.objects.released().filter(client=newsroom.client_id)
    rows = released.select_related("client__newsroom", "published_version__contact")
    return get_object_or_404(rows, token__startswith=name[-TAIL:])


def _for_reader(request: HttpRequest, found: Document, room: Room) -> HttpResponse:
    refused = _turned_away(request, found)
    response = refused or _show(request, found, room, reader=request.GET["reader"])
    return _private(response)


def _export_for_reader(request: HttpRequest, found: Document, form: str) -> HttpResponse:
    return _private(_turned_away(request, found) or _as_file(found, form))


def _turned_away(request: HttpRequest, found: Document) -> HttpResponse | None:
    """Before its second, a document is there only for those who agreed to the embargo; guesses are counted."""
    if found.is_public:
        return None
    if refused := held_up(request, scope="reader", limit=EARLY_A_MINUTE):
        return refused
    return None if may_read_early(found, request.GET["reader"]) else not_there(request)


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _show(request: HttpRequest, found: Document, room: Room | None, reader: str = "") -> HttpResponse:
    version = shelf.published(found)
    early = found.public_from > timezone.now()
    context = {
        "room": room,
        "newsroom": room.newsroom if room else None,
        "client": found.client,
        "document": found,
        "version": version,
        "body": html_of(version),
        "summary": shelf.summary_of(found),
        "contact": version.contact,
        "early": early,
        "forms": _forms(found, room, reader),
        "reader": reader,
        "noindex": bool(reader) or room is None,
        "canonical": room.full("document", name_of(found)) if room else document_url(found),
    }
    if room and not early:
        context["beside"] = shelf.beside(room.newsroom, found)
        context["data"] = about_document(room, found)
        context["kits"] = shelf.kits_with(room.newsroom, found)
        context["photos"] = shelf.photos_in(context["kits"])
        context["image"] = _image(room, context["photos"])
    return render(request, "mediakits/newsroom/document.html", context)


def _image(room: Room, photos: list[shelf.Photo]) -> str:
    """What stands beside a link to the release elsewhere: its first photo, else the client's logo; "" for none."""
    shown = picture(photos[0].asset, "web") if photos else None
    return room.base + file_url(shown, inline=True) if shown else logo_url(room)


def _forms(found: Document, room: Room | None, reader: str) -> list[tuple[str, str]]:
    """The files one can take, each with its name and its address."""
    names = [("pdf", "PDF"), ("docx", "Word"), ("txt", "Plain text")]
    tail = f"?{urlencode({'reader': reader})}" if reader else ""
    if room is None:
        lone = ((label, reverse("mediakits-public:document-export", args=[found.token, form])) for form, label in names)
        return [(label, address + tail) for label, address in lone]
    return [(label, room.path("export", name_of(found), form) + tail) for form, label in names]


def _as_file(found: Document, form: str) -> HttpResponse:
    """Never shown in place: what we made is to be saved."""
    made = exported(shelf.published(found), form)
    response = HttpResponse(made.data, content_type=made.content_type, status=HTTPStatus.OK)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response
