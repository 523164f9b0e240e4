"""The public interface: JSON for a company's own website. Read-only, no key, only what is public."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from core.journalist_pages import MINUTE
from mediakits import api, shelf
from mediakits.addresses import Room
from mediakits.api import BadQuery
from mediakits.kit_data import kit_sections
from mediakits.models import Document
from mediakits.newsroom_pages import asks_too_often, find_room, kept

CALLS_A_MINUTE = 120
ALLOWED = "GET, HEAD, OPTIONS"
KEY = 10
View = Callable[..., HttpResponse]


def interface(view: View) -> View:
    """Open to every website, held up when it asks too often; errors are problem details (RFC 9457)."""

    @wraps(view)
    def answer(request: HttpRequest, newsroom: str, **kwargs: Any) -> HttpResponse:
        response = _answer(request, newsroom, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def _answer(request: HttpRequest, newsroom: str, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            asked = {"Allow": ALLOWED, "Access-Control-Allow-Methods": ALLOWED, "Access-Control-Max-Age": "86400"}
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=asked)
        if request.method not in {"GET", "HEAD"}:
            return _problem(HTTPStatus.METHOD_NOT_ALLOWED, "This interface is for reading.", Allow=ALLOWED)
        if asks_too_often(request, scope="api", limit=CALLS_A_MINUTE):
            said = f"More than {CALLS_A_MINUTE} calls in a minute came from your address. Keep what you have read."
            return _problem(HTTPStatus.TOO_MANY_REQUESTS, said, **{"Retry-After": str(MINUTE)})
        try:
            return view(request, find_room(request, newsroom), **kwargs)
        except Http404:
            return _problem(HTTPStatus.NOT_FOUND, "There is no such newsroom, release or kit, or it is not public.")
        except BadQuery as error:
            return _problem(HTTPStatus.BAD_REQUEST, str(error))

    return csrf_exempt(login_not_required(answer))


@interface
@kept()
def newsroom(request: HttpRequest, room: Room) -> HttpResponse:
    return _json(api.newsroom_data(room))


@interface
@kept("limit", "cursor", "kind", "language")
def release_list(request: HttpRequest, room: Room) -> HttpResponse:
    """Releases, newest first; `kind` names another kind of document, `language` narrows them down."""
    rows = shelf.documents(room.newsroom)
    kind, language = request.GET.get("kind", ""), request.GET.get("language", "")
    if kind and kind not in Document.Kind.values:
        raise BadQuery(f"“kind” must be one of {', '.join(Document.Kind.values)}.")
    rows = rows.filter(kind=kind) if kind else rows.filter(kind__in=shelf.NEWS)
    if language:
        rows = rows.filter(published_version__language=_clean(language, "language"))
    found, cursor = api.page_of(rows, "public_from", **_paging(request))
    return _page(request, [api.release_data(room, each) for each in found], cursor)


@interface
@kept()
def release(request: HttpRequest, room: Room, key: str) -> HttpResponse:
    return _json(api.whole_release(room, _one(shelf.documents(room.newsroom), key)))


@interface
@kept("limit", "cursor")
def kit_list(request: HttpRequest, room: Room) -> HttpResponse:
    found, cursor = api.page_of(shelf.kits(room.newsroom), "shared_at", **_paging(request))
    return _page(request, [api.kit_data(room, each) for each in shelf.as_shared(found)], cursor)


@interface
@kept()
def kit(request: HttpRequest, room: Room, key: str) -> HttpResponse:
    (found,) = shelf.as_shared([_one(shelf.kits(room.newsroom).select_related("client", "contact"), key)])
    return _json({**api.kit_data(room, found), "sections": kit_sections(room, found)})


def _one(rows: Any, key: str) -> Any:
    found = rows.filter(token__startswith=key).first() if len(key) == KEY and "\x00" not in key else None
    if found is None:
        raise Http404
    return found


def _paging(request: HttpRequest) -> dict[str, str]:
    return {name: _clean(request.GET.get(name, ""), name) for name in ("limit", "cursor")}


def _clean(value: str, name: str) -> str:
    if "\x00" in value or len(value) > 300:
        raise BadQuery(f"“{name}” makes no sense.")
    return value


def _page(request: HttpRequest, items: list[dict[str, Any]], cursor: str) -> HttpResponse:
    """The items, and the address of the next ones (null at the end)."""
    following = None
    if cursor:
        query = {name: request.GET[name] for name in ("limit", "kind", "language") if name in request.GET}
        following = f"{settings.SITE_URL}{request.path}?{urlencode({**query, 'cursor': cursor})}"
    return _json({"items": items, "next": following})


def _json(data: dict[str, Any]) -> HttpResponse:
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def _problem(status: HTTPStatus, said: str, **headers: str) -> HttpResponse:
    data = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": said}
    response = JsonResponse(data, status=status, content_type="application/problem+json", headers=headers)
    response["Cache-Control"] = "no-store"
    return response
