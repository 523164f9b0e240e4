"""How a page of a newsroom is answered: found, kept for the next visitor, dated so that no cache outlives an embargo.

A page is rendered once for everybody. It is kept, whole, under a key that holds the newsroom's stamp, so a change shows
with the next request; and it is never served past the moment at which time itself changes it (an embargo lifts, a kit
expires, a day begins). Without Redis each request renders.
"""

import contextlib
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.functional import SimpleLazyObject
from django.views.decorators.csrf import csrf_exempt

from core.journalist_pages import MINUTE, OUT_OF_REACH, too_many
from mediakits import shelf
from mediakits.addresses import Room
from mediakits.models import Newsroom

KEPT_SECONDS = 600
LARGEST_KEPT = 2 * 1024 * 1024
CACHE_SECONDS = 60
HEADERS_KEPT = (
    "Content-Type",
    "Content-Disposition",
    "Access-Control-Allow-Origin",
    "X-Content-Type-Options",
    "X-Robots-Tag",
)
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Kept:
    """A whole answer. It holds until `until`, whatever the clock of the cache says."""

    body: bytes
    headers: dict[str, str]
    etag: str
    until: datetime


def find_room(request: HttpRequest, slug: str) -> Room:
    """The open newsroom that is asked for, by its path or by its own host. Raises Http404.

    What tells whether a kept page still holds is fetched now, in one small query; the rest when a page is made.
    """
    own = getattr(request, "own_newsroom", None)
    rows = Newsroom.objects.filter(is_open=True, slug=own or slug)
    found = rows.values_list("pk", "stamp", "client__updated_at", "contact__updated_at").first()
    if found is None:
        raise Http404
    pk, *marks = found
    whole = SimpleLazyObject(lambda: Newsroom.objects.select_related("client", "contact").get(pk=pk))
    return Room(cast(Newsroom, whole), on_own_host=own is not None, marks=marks)


def newsroom_page(view: View) -> View:
    """Open a view to the world: it gets the `Room` as its second argument, and answers a page that is not kept."""

    @wraps(view)
    def answer(request: HttpRequest, newsroom: str = "", **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, find_room(request, newsroom), **kwargs)
        except Http404:
            response = not_there(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return csrf_exempt(login_not_required(answer))


def kept(*parameters: str) -> Callable[[View], View]:
    """Beneath `newsroom_page`: the page is the same for everybody, so it is kept, has an ETag, and the world caches it.

    `parameters` are those of the query string that it depends on; all others count for nothing.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, room: Room, **kwargs: Any) -> HttpResponse:
            if request.method not in {"GET", "HEAD"}:
                return HttpResponse(status=HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": "GET, HEAD"})
            key = _key(request, room, parameters)
            found = _recall(key)
            if found is None:
                until = shelf.next_change(room.newsroom)  # asked first: what changes meanwhile makes the page outdated
                response = view(request, room, **kwargs)
                if response.status_code != HTTPStatus.OK:
                    return response
                found = _keep(key, response, until)
            return _dated(request, found)

        return answer

    return wrap


def not_there(request: HttpRequest) -> HttpResponse:
    """Said alike of what never was, what is gone, and what is not public yet."""
    response = render(request, "mediakits/newsroom/not_there.html", status=404)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def held_up(request: HttpRequest, *, scope: str, limit: int, seconds: int = MINUTE) -> HttpResponse | None:
    """The answer to a visitor who asks too often; None to everybody else."""
    if not asks_too_often(request, scope=scope, limit=limit, seconds=seconds):
        return None
    response = render(request, "public/too_many.html", status=429)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response


def asks_too_often(request: HttpRequest, *, scope: str, limit: int, seconds: int = MINUTE) -> bool:
    return too_many(request, scope=f"newsroom {scope}", limit=limit, seconds=seconds)


def _key(request: HttpRequest, room: Room, parameters: tuple[str, ...]) -> str:
    asked = [(name, request.GET[name]) for name in parameters if name in request.GET]
    release = getattr(staticfiles_storage, "manifest_hash", "")
    marks = (room.marks, release, room.on_own_host, request.path, asked)
    return f"newsroom:{hashlib.sha256(repr(marks).encode()).hexdigest()}"


def _recall(key: str) -> Kept | None:
    try:
        found = cache.get(key)
    except OUT_OF_REACH:
        return None
    return found if isinstance(found, Kept) and found.until > timezone.now() else None


def _keep(key: str, response: HttpResponse, until: datetime) -> Kept:
    body = response.content
    headers = {name: response[name] for name in HEADERS_KEPT if name in response}
    made = Kept(body=body, headers=headers, etag=f'"{hashlib.sha256(body).hexdigest()[:32]}"', until=until)
    if len(body) <= LARGEST_KEPT:
        with contextlib.suppress(*OUT_OF_REACH):
            cache.set(key, made, timeout=KEPT_SECONDS)
    return made


def _dated(request: HttpRequest, found: Kept) -> HttpResponse:
    response = HttpResponse(found.body, headers=found.headers)
    left = int((found.until - timezone.now()).total_seconds())
    response["Cache-Control"] = f"public, max-age={min(CACHE_SECONDS, max(left, 0))}"
    response["ETag"] = found.etag
    return get_conditional_response(request, etag=found.etag, response=response) or response
