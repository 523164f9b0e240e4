"""Pages and their parts: what a view answers to a browser, and what to htmx."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from core.toasts import as_toast


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page, rather than a browser for the whole."""
    htmx = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    partial: str = "",
    status: int = 200,
) -> HttpResponse:
    """Answer with the whole page, or with its `partial` (a `{% partialdef %}` of it) when htmx asks."""
    name = f"{template}#{partial}" if partial and wants_part(request) else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def go_to(request: HttpRequest, to: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Leave this page for another; `to` is what `redirect()` takes."""
    if wants_part(request):
        return HttpResponseClientRedirect(resolve_url(to, *args, **kwargs))
    return redirect(to, *args, **kwargs)


Answer = Callable[[HttpRequest], HttpResponse]


def htmx_answers(get_response: Answer) -> Answer:
    """Middleware that makes answers right for htmx.

    A sign-in that ran out sends the whole page to the sign-in page, not its form into a table. Messages of a part
    become toasts at once, instead of waiting for the next whole page.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not wants_part(request):
            return response
        if _leads_to_sign_in(response):
            return _sign_in_again(request)
        leaves = 300 <= response.status_code < 400 or any(h in response for h in ("HX-Redirect", "HX-Refresh"))
        if not leaves:
            toasts = [as_toast(message) for message in get_messages(request)]
            if toasts:
                trigger_client_event(response, "mr:toasts", {"toasts": toasts})
        return response

    return middleware


def _leads_to_sign_in(response: HttpResponse) -> bool:
    if not 300 <= response.status_code < 400:
        return False
    return urlsplit(response["Location"]).path == resolve_url(settings.LOGIN_URL)


def _sign_in_again(request: HttpRequest) -> HttpResponse:
    sign_in = resolve_url(settings.LOGIN_URL)
    here = request.htmx.current_url_abs_path  # type: ignore[attr-defined]
    return HttpResponseClientRedirect(f"{sign_in}?{urlencode({'next': here})}" if here else sign_in)
