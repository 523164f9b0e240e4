"""Pages and their parts: what a view answers to a browser, and what to htmx."""

from collections.abc import Callable
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from core.toasts import as_toast

PATH = "first_steps"
"""Where the session keeps the address of the path that somebody is on; the shell shows the way back."""


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


def then(request: HttpRequest, to: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Leave a form that is done: for the page that sent the reader here (`?next=`), else as `go_to`."""
    back = request.GET.get("next", "")
    if back and url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        return go_to(request, back)
    return go_to(request, to, *args, **kwargs)


Answer = Callable[[HttpRequest], HttpResponse]


def messages_as_toasts(get_response: Answer) -> Answer:
    """Middleware: what a view said with `messages` is shown with the part it answers, not on the next whole page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if wants_part(request) and not _leaves_the_page(response):
            toasts = [as_toast(message) for message in get_messages(request)]
            if toasts:
                trigger_client_event(response, "mr:toasts", {"toasts": toasts})
        return response

    return middleware


def _leaves_the_page(response: HttpResponse) -> bool:
    return 300 <= response.status_code < 400 or any(name in response for name in ("HX-Redirect", "HX-Refresh"))
