"""Nothing is open by accident: who is not signed in goes to the sign-in page, observers only where they may."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django_htmx.http import HttpResponseClientRedirect

from team.access import is_open_to_observers
from team.models import User


class MembersOnly(LoginRequiredMiddleware):
    """Sign-in for every view that is not marked `@public`; see `team.access` for the marks.

    A request of htmx is answered with `HX-Redirect`, so that the sign-in page does not land inside a table.
    While there is nobody at all on the team, sign-in leads to the setup page instead.
    """

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        is_public = not getattr(view, "login_required", True)
        is_about_accounts = view.__module__.startswith("allauth.")
        if is_public and not is_about_accounts:
            return None
        if not request.user.is_authenticated:
            if not User.objects.exists():
                return _go(request, resolve_url("team:setup"))
            return None if is_public else _go(request, _sign_in_address(request))
        if request.user.is_observer and not is_open_to_observers(view):
            raise PermissionDenied("Observers read along; this page is for the team.")
        return None


class ReaderZone:
    """Times are shown, and read from forms, in the zone of whoever is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with timezone.override(request.user.zone if request.user.is_authenticated else None):
            return self.get_response(request)


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
