"""What all pages that journalists open by a link have in common: no sign-in, no cookie, no index, a limit.

The token in the address is the proof of who asks, so there is no session that another site could ride on,
and no CSRF cookie; mail programs must be able to POST a one-click unsubscribe (RFC 8058).
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from redis.exceptions import RedisError

VISITS_A_MINUTE = 120
"""Of one link from one address. Nobody who holds the link reads or answers faster than that."""
GUESSES_A_MINUTE = 30
"""Of links that do not exist, from one address. Only these count against the address as a whole."""
MINUTE = 60
OUT_OF_REACH = (RedisError, OSError)


def journalist_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Open a view to whoever holds the link: public, rate-limited, kept out of search engines, caches and referrers.

    A newsroom behind one address is not held up by its size, and somebody who wants to leave not by others' guesses
    at links: only wrong links are counted together.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if too_many(request, scope=f"link:{request.path}", limit=VISITS_A_MINUTE) or _guesses(request):
            response: HttpResponseBase = render(request, "public/too_many.html", status=429)
            response["Retry-After"] = str(MINUTE)
        else:
            response = view(request, *args, **kwargs)
            if response.status_code == HTTPStatus.NOT_FOUND:
                too_many(request, scope="guess", limit=GUESSES_A_MINUTE)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return csrf_exempt(login_not_required(guarded))


def _guesses(request: HttpRequest) -> bool:
    """Whether too many links that do not exist were asked for; asking does not count as one."""
    try:
        return request.method == "GET" and cache.get(_key(request, "guess"), 0) >= GUESSES_A_MINUTE
    except OUT_OF_REACH:
        return False


def address_of(request: HttpRequest) -> str:
    """Where the visitor comes from; behind our own proxy, what the proxy saw (the last entry is the one it wrote)."""
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if forwarded:
            return forwarded
    return request.META.get("REMOTE_ADDR", "")


def _key(request: HttpRequest, scope: str) -> str:
    return f"visits:{hashlib.sha256(f'{scope} {address_of(request)}'.encode()).hexdigest()}"


def too_many(request: HttpRequest, *, scope: str, limit: int, seconds: int = MINUTE) -> bool:
    """Whether this visitor came more than `limit` times within `seconds`. A count lost with Redis starts anew."""
    key = _key(request, scope)
    try:
        cache.add(key, 0, timeout=seconds)
        return bool(cache.incr(key) > limit)
    except ValueError:  # the key ran out between the two calls
        return False
    except OUT_OF_REACH:  # nobody's answer or wish to leave is lost because a count cannot be kept
        return False
