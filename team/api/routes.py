"""How operations of the interface are declared: their scope, and every answer that they can give.

@router.get("/outlets", **lists("contacts", OutletPage))
@router.patch("/outlets/{int:pk}", **changes("contacts", OutletOut))
"""

from http import HTTPStatus
from typing import Any

from ninja import Schema
from pydantic import create_model

from team.api.auth import PersonalToken
from team.api.problems import Problem

ALWAYS = (400, 401, 403, 422, 429, 500, 503)
LIMITS = {
    "RateLimit-Limit": {"description": "Requests of this kind a minute.", "schema": {"type": "string"}},
    "RateLimit-Remaining": {"description": "How many are left.", "schema": {"type": "string"}},
    "RateLimit-Reset": {"description": "In how many seconds it begins anew.", "schema": {"type": "string"}},
}
"""What says how the token stands, beside every answer."""
_ETAG = {"description": "The state of the record; give it back as If-Match.", "schema": {"type": "string"}}
_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "Any text of your own, new for each thing to be done: what is sent twice is done once.",
    "schema": {"type": "string", "maxLength": 120, "pattern": "^[\\x21-\\x7e]+$"},
    "example": "order-2026-0187",
}
_IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "description": "The ETag of the state that you change.",
    "schema": {"type": "string"},
    "example": '"5f2b7c9e0d3a4b1c8e7f6a5d4c3b2a19"',
}
_IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "description": "The ETag that you hold: if it still holds, the answer is an empty 304.",
    "schema": {"type": "string"},
}


def pages(shows: type[Schema]) -> type[Schema]:
    """The schema of a page of these."""
    name = shows.__name__.removesuffix("Out") + "Page"
    made: type[Schema] = create_model(
        name,
        __base__=Schema,
        __doc__="One page of a list; `next` is the address of the one after it, null at the end.",
        items=(list[shows], ...),  # type: ignore[valid-type]
        next=(str | None, None),
    )
    return made


def lists(area: str, page: type[Schema], *, for_observers: bool = False, also: tuple[int, ...] = ()) -> dict[str, Any]:
    return _operation(f"{area}:read", {200: page}, also=also, for_observers=for_observers)


def shows(area: str, record: type[Schema], *, for_observers: bool = False) -> dict[str, Any]:
    extra = {
        "parameters": [_IF_NONE_MATCH],
        "responses": {
            200: {"headers": {"ETag": _ETAG}},
            304: {"description": "You hold it already."},
        },
    }
    return _operation(f"{area}:read", {200: record}, also=(404,), extra=extra, for_observers=for_observers)


def creates(area: str, record: type[Schema], *, also: tuple[int, ...] = (), known: bool = False) -> dict[str, Any]:
    """`known`: 200 with the record that is there already."""
    answers = {201: record, 200: record} if known else {201: record}
    extra = {"parameters": [_KEY], "responses": {status: {"headers": {"ETag": _ETAG}} for status in answers}}
    return _operation(f"{area}:write", answers, also=(409, 413, 415, *also), extra=extra)


def acts(area: str, record: type[Schema]) -> dict[str, Any]:
    """A POST that changes the state of a record that is there."""
    extra = {"parameters": [_KEY], "responses": {200: {"headers": {"ETag": _ETAG}}}}
    return _operation(f"{area}:write", {200: record}, also=(404, 409, 413, 415), extra=extra)


def changes(area: str, record: type[Schema]) -> dict[str, Any]:
    extra = {"parameters": [_IF_MATCH], "responses": {200: {"headers": {"ETag": _ETAG}}}}
    return _operation(f"{area}:write", {200: record}, also=(404, 409, 412, 413, 415, 428), extra=extra)


def _operation(
    scope: str,
    answers: dict[int, Any],
    *,
    also: tuple[int, ...] = (),
    extra: dict[str, Any] | None = None,
    for_observers: bool = False,
) -> dict[str, Any]:
    problems = {HTTPStatus(status).value: Problem for status in sorted({*ALWAYS, *also})}
    return {
        "auth": PersonalToken(scope, for_observers=for_observers),
        "response": {**answers, **problems},
        "openapi_extra": extra,
    }
