"""Reading a body: JSON and nothing else, without what JSON does not know (NaN, a field twice)."""

import json
from http import HTTPStatus
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser
from ninja.types import DictStrAny

from team.api.problems import Refused


class JsonOnly(Parser):
    """Raises `Refused` (415, 400) within ninja's own `HttpError`; see `problems`."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        kind = (request.content_type or "").lower()
        if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
            said = "The body must be JSON: send it with Content-Type: application/json."
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, said)
        try:
            found = json.loads(request.body, parse_constant=_unknown, object_pairs_hook=_each_once)
        except (ValueError, RecursionError) as error:
            raise Refused(HTTPStatus.BAD_REQUEST, f"The body is not JSON that can be read: {_said(error)}.") from None
        if not isinstance(found, dict):
            raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "The body must be an object: {…}.")
        return found


def _unknown(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a field stands in it twice")
    return found


def _said(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at line {error.lineno}, column {error.colno}"
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    return str(error)[:100] if isinstance(error, ValueError) else "it is nested too deeply"
