"""Errors of the interface, all of one form: problem details (RFC 9457) that say what happened and what to do."""

import logging
from http import HTTPStatus
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as NotValid
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

log = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
WITHOUT_KEY = (
    "Send a token as `Authorization: Bearer …`: a personal one (mrt_…), or the key of a press office (mri_…) where an "
    "inquiry is brought in. What came may be mistyped, withdrawn or expired, or its owner is not on the team any more."
)


class Wrong(Schema):
    """One thing that cannot be taken: where it stands, and why."""

    at: str
    problem: str


class Problem(Schema):
    """What went wrong (RFC 9457). `detail` says it in a sentence or two, with what to do."""

    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["There is no such record, or it is not yours to see."])
    errors: list[Wrong] | None = Field(None, description="With 422: each thing that cannot be taken.")
    scope: str | None = Field(None, description="With 403: the scope that the token lacks.")


class Refused(Exception):
    """A request that is answered with a problem. `more` stands in it, `headers` beside it."""

    def __init__(self, status: HTTPStatus, detail: str, *, headers: dict[str, str] | None = None, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers, self.more = status, detail, headers or {}, more


class BadField(Refused):
    """Something in a body or query, named by `at`, cannot be taken."""

    def __init__(self, at: str, problem: str) -> None:
        super().__init__(HTTPStatus.UNPROCESSABLE_ENTITY, NOT_TAKEN, errors=[{"at": at, "problem": problem}])


NOT_TAKEN = "Something in it cannot be taken in."


def problem(status: int, detail: str, *, headers: dict[str, str] | None = None, **more: Any) -> HttpResponse:
    body = {"title": HTTPStatus(status).phrase, "status": int(status), "detail": detail, **more}
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE, headers=headers)


def install(api: NinjaAPI) -> None:
    """Let every error of `api` be answered as a problem."""
    handlers: dict[type[Exception], Any] = {
        Refused: _refused,
        AuthenticationError: _no_token,
        ValidationError: _not_understood,
        NotValid: _not_valid,
        HttpError: _http_error,
        Http404: _not_found,
        PermissionDenied: _not_allowed,
        RequestDataTooBig: _too_large,
        UnreadablePostError: _broken_off,
        Exception: _broken,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return problem(error.status, error.detail, headers=error.headers, **error.more)


def _no_token(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(HTTPStatus.UNAUTHORIZED, WITHOUT_KEY, headers={"WWW-Authenticate": "Bearer"})


def _not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    wrong = [
        {"at": "/".join(str(part) for part in each["loc"] if part not in {"body", "query", "given", "asked"}),
         "problem": each["msg"].removeprefix("Value error, ")}
        for each in error.errors
    ]  # fmt: skip
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, NOT_TAKEN, errors=wrong)


def _not_valid(request: HttpRequest, error: NotValid) -> HttpResponse:
    """What a model does not let itself be."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    wrong = [
        {"at": "" if field == NON_FIELD_ERRORS else field, "problem": said}
        for field, each in by_field.items()
        for said in each
    ]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, NOT_TAKEN, errors=wrong)


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    cause = error.__cause__
    if isinstance(cause, Refused):  # of the parser, which ninja calls within its own
        return _refused(request, cause)
    if isinstance(cause, RequestDataTooBig):
        return _too_large(request, cause)
    if error.status_code == HTTPStatus.BAD_REQUEST and cause is not None:
        return problem(HTTPStatus.BAD_REQUEST, "The body is not JSON that can be read.")
    headers = {"Retry-After": "60"} if error.status_code == HTTPStatus.TOO_MANY_REQUESTS else {}
    return problem(error.status_code, str(error), headers=headers)


def _not_found(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(HTTPStatus.NOT_FOUND, "There is no such record, or it is not yours to see.")


def _not_allowed(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(HTTPStatus.FORBIDDEN, str(error) or "You may not do that.")


def _too_large(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is larger than 2.5 MB, which is as much as is read.")


def _broken_off(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(HTTPStatus.BAD_REQUEST, "The connection broke off before the whole body was here.")


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    if isinstance(error, OperationalError | InterfaceError):
        log.error("The interface could not reach the database: %s", type(error).__name__)
        said = "The database cannot be reached. Nothing was changed; try again in a minute."
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, said, headers={"Retry-After": "60"})
    log.error("The interface broke at %s", request.resolver_match and request.resolver_match.route, exc_info=error)
    said = "Something broke on our side. Nothing was changed; try again in a minute."
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, said)
