"""The interface for other systems, put together of what each app offers. Errors are problem details (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from inquiries.api import router as inquiries

api = NinjaAPI(title="Mediarel", version="1", docs_url=None, openapi_url="/openapi.json", urls_namespace="api")
api.add_router("", inquiries)


def _problem(request: HttpRequest, status: int, detail: str, **more: Any) -> HttpResponse:
    body = {"title": HTTPStatus(status).phrase, "status": int(status), "detail": detail, **more}
    response = api.create_response(request, body, status=status)
    response["Content-Type"] = "application/problem+json"
    return response


@api.exception_handler(AuthenticationError)
def _no_key(request: HttpRequest, problem: Exception) -> HttpResponse:
    said = "Send the key of a press office as `Authorization: Bearer mri_…`. It may have been withdrawn."
    response = _problem(request, HTTPStatus.UNAUTHORIZED, said)
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(ValidationError)
def _not_understood(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    wrong = [
        {"at": "/".join(str(part) for part in each["loc"] if part not in {"body", "given"}), "problem": each["msg"]}
        for each in problem.errors
    ]
    return _problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, "Something in it cannot be taken in.", errors=wrong)


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, problem: HttpError) -> HttpResponse:
    response = _problem(request, problem.status_code, str(problem))
    if problem.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        response["Retry-After"] = "60"
    return response


def urlpatterns() -> list[URLPattern]:
    """The addresses, open to whoever has a key: no session and no cookie is asked for."""
    patterns = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
    for pattern in patterns:
        pattern.callback = csrf_exempt(login_not_required(pattern.callback))
    return patterns
