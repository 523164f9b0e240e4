"""Newsrooms on host names of their own, and what holds for every page of a newsroom, wherever it stands.

`ALLOWED_HOSTS` stays as the operator wrote it. A request for a host that does not stand there is looked up among the
hosts of open newsrooms; if it is one, this request alone is let in, and sees nothing but that newsroom (its pages,
kits and files: `mediakits.urls.own_host`). Anything else is refused by Django as before.
"""

import re
from collections.abc import Callable

from django.conf import settings
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponseBase
from django.http.request import split_domain_port, validate_host
from django.utils.cache import patch_vary_headers

from mediakits.addresses import OWN_HOST
from mediakits.models import Newsroom

COOKIELESS = re.compile(r"^/(newsroom/|api/newsrooms/|k/d/)")


class NewsroomHosts:
    """The first of all middleware, because the others ask for the host already."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        own = newsroom_at(request)
        if own is not None:
            host = request.META["HTTP_HOST"]
            request.own_newsroom = own  # type: ignore[attr-defined]
            request.urlconf = OWN_HOST
            request.get_host = lambda: host  # type: ignore[method-assign]
        return self._without_cookies(request) if own or COOKIELESS.match(request.path) else self.get_response(request)

    def _without_cookies(self, request: HttpRequest) -> HttpResponseBase:
        """Everybody sees the same: what a visitor's browser brings along is put aside before anything reads it."""
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        varies = [name.strip() for name in response.get("Vary", "").split(",")]
        del response["Vary"]
        patch_vary_headers(response, [name for name in varies if name and name.lower() not in {"cookie", "hx-request"}])
        return response


def newsroom_at(request: HttpRequest) -> str | None:
    """The slug of the open newsroom whose own host this request names; None on the hosts of `ALLOWED_HOSTS`."""
    domain, _ = split_domain_port(request.META.get("HTTP_HOST", ""))
    if not domain or is_ours(domain):
        return None
    rooms = Newsroom.objects.alias(lower=Lower("host")).filter(is_open=True, lower=domain.removesuffix("."))
    return rooms.values_list("slug", flat=True).first()


def is_ours(domain: str) -> bool:
    """Whether Mediarel itself answers on this host."""
    return validate_host(domain, settings.ALLOWED_HOSTS)
