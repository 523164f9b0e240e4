"""Nothing is open by accident: who is not signed in goes to the sign-in page, observers only where they may."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django_htmx.http import HttpResponseClientRedirect

from team.access import is_open_to_observers


class MembersOnly(LoginRequiredMiddleware):
    """Sign-in for every view that is not marked `@public`; see `team.access` for the marks.

    A request of htmx is answered with `HX-Redirect`, so that the sign-in page does not land inside a table.
    """

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated:
            return _go(request, _sign_in_address(request))
        if request.user.is_observer and not is_open_to_observers(view):
            raise PermissionDenied("Observers read along; this page is for the team.")
        return None


def _sign_in_address(request: HttpRequest) -> str:
    """The sign-in page, which leads back to where the reader was (for htmx: the page, not the partial)."""
    came_from = request.get_full_path()
    if getattr(request, "htmx", False):
        came_from = request.htmx.current_url_abs_path or "/"
    elif request.method != "GET":
        came_from = "/"
    if not url_has_allowed_host_and_scheme(came_from, allowed_hosts=None):
        came_from = "/"
    return f"{resolve_url('account_login')}?{urlencode({REDIRECT_FIELD_NAME: came_from})}"


def _go(request: HttpRequest, address: str) -> HttpResponseBase:
    return HttpResponseClientRedirect(address) if getattr(request, "htmx", False) else redirect(address)
