"""Whoever has done something has perhaps finished something: the number beside Today is counted again."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from dashboard.counting import is_stale


class CountAgain:
    """Looks at POSTs of signed-in people only: pages for journalists have no session, and get none by this."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        acts = request.method == "POST" and settings.SESSION_COOKIE_NAME in request.COOKIES
        if acts and request.user.is_authenticated:
            is_stale(request.user)
        return response
