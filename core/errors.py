"""What people read when something cannot be answered: what happened, and what to do. `mediarel.urls` names these."""

import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.htmx import wants_part

SENTENCES = {
    HTTPStatus.BAD_REQUEST: "The server could not make sense of that. Load the page again and try once more.",
    HTTPStatus.FORBIDDEN: "You may not do that. If your role has changed, load the page again.",
    HTTPStatus.NOT_FOUND: "That is not there. Somebody may have removed it, or it is not yours to see.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something broke on our side. Nothing was changed; try again in a minute.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The database cannot be reached. Nothing was changed; try again in a minute.",
}


def _answer(request: HttpRequest, status: HTTPStatus, said: str = "") -> HttpResponse:
    sentence = said or SENTENCES[status]
    if wants_part(request):
        return HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=status)
    return render(request, f"{status.value}.html", {"sentence": sentence}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says why, where the code that refused gave a reason: `PermissionDenied("Observers read along.")`."""
    return _answer(request, HTTPStatus.FORBIDDEN, str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Tells a database that is away apart, so that proxies and people come back. Asks the database nothing itself."""
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status = HTTPStatus.SERVICE_UNAVAILABLE if away else HTTPStatus.INTERNAL_SERVER_ERROR
    sentence = SENTENCES[status]
    if wants_part(request):
        response = HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=status)
    else:
        response = render(None, f"{status.value}.html", {"sentence": sentence}, status=status)
    if away:
        response["Retry-After"] = "60"
    return response
