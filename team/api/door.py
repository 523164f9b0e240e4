"""What all operations of the interface share around ninja: who may knock, and what every answer carries."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.views.decorators.csrf import csrf_exempt

from team.api.limits import Standing
from team.api.problems import problem

View = Callable[..., HttpResponseBase]


def door(view: View) -> View:
    """Open to whoever has a token: no session and no cookie is asked for, so there is none to ride on."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _asked(view, request, *args, **kwargs)
        if isinstance(response, HttpResponseNotAllowed):
            allowed = response["Allow"].split(", ")
            does = ", ".join(sorted({*allowed, "HEAD"} if "GET" in allowed else allowed))
            said = f"{request.method} does nothing here. What does: {does}."
            response = problem(HTTPStatus.METHOD_NOT_ALLOWED, said, headers={"Allow": does})
        standing: Standing | None = getattr(request, "api_standing", None)
        for name, value in (standing.headers if standing else {}).items():
            response[name] = value
        response.setdefault("Cache-Control", "private, no-cache")
        return response

    return csrf_exempt(login_not_required(answer))


def _asked(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """What the view answers. HEAD is answered as GET, which ninja does not do by itself: with all that is checked and
    counted, and the same headers. The server leaves the body out, after the middleware has made of it what it does."""
    if request.method != "HEAD":
        return view(request, *args, **kwargs)
    request.method = "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = "HEAD"


def nowhere(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Whatever else is asked for under the interface's address."""
    said = "There is nothing at this address. What there is stands in /api/v1/openapi.json."
    return problem(HTTPStatus.NOT_FOUND, said)
