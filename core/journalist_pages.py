"""What all pages that journalists open by a link have in common: no sign-in, no cookie, no index, a limit.

The token in the address is the proof of who asks, so there is no session that another site could ride on,
and no CSRF cookie; mail programs must be able to POST a one-click unsubscribe (RFC 8058).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

VISITS_A_MINUTE = 120
MINUTE = 60


def journalist_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Open a view to whoever holds the link: public, rate-limited, kept out of search engines, caches and referrers."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if too_many(request, scope="journalist-page", limit=VISITS_A_MINUTE):
            response: HttpResponseBase = render(request, "public/too_many.html", status=429)
            response["Retry-After"] = str(MINUTE)
        else:
            response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return csrf_exempt(login_not_required(guarded))


def too_many(request: HttpRequest, *, scope: str, limit: int, seconds: int = MINUTE) -> bool:
    """Whether this visitor came more than `limit` times within `seconds`. A count lost with Redis starts anew."""
    key = f"visits:{scope}:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key) > limit
    except ValueError:  # the key ran out between the two calls
        return False
