"""What the OpenAPI document says beyond what ninja knows: the kinds of errors, limits, and how to begin."""

from typing import Any, Final, TypeVar

from team.api.problems import CONTENT_TYPE
from team.api.routes import LIMITS
from team.scopes import AREAS

ABOUT: Final = """
Everything that is kept here, for other programs. Make a token in your account ("API tokens") and send it with each
request as `Authorization: Bearer mrt_…`. A token does what its owner may do at that moment, within its scopes.

Lists come in pages: go on at `next` until it is null. Single records carry an `ETag`; changing one takes it as
`If-Match`. A POST with an `Idempotency-Key` is done once, however often it is sent within a day. Errors are problem
details (RFC 9457). Pitches are written here, and sent in the browser: sending takes sign-off, by a person.
""".strip()
_EXPLAINED: Final = {
    400: "Not JSON, or it broke off.",
    401: "No token, or one that opens nothing.",
    403: "The token lacks the scope named in `scope`, or its owner may not do this.",
    404: "There is no such record, or it is not the owner's to see.",
    409: "It cannot be done as things stand; `detail` says why. Or the same is being done right now.",
    412: "Somebody changed the record since.",
    413: "The body is too large.",
    415: "The body is not JSON.",
    422: "Something in it cannot be taken; `errors` says what.",
    428: "`If-Match` is missing.",
    429: "Too many requests; go on after `Retry-After` seconds.",
    500: "Something broke. Nothing was changed.",
    503: "The database cannot be reached. Nothing was changed.",
}
_RETRY: Final = {"description": "Seconds to wait.", "schema": {"type": "string"}}
Document = TypeVar("Document", bound=dict[str, Any])


def completed(document: Document) -> Document:
    """Add to an OpenAPI document what stands above; it is changed in place."""
    for path in document["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                _complete(int(status), answer)
    scopes = "\n".join(f"* `{scope}`: {area.holds}" for area in AREAS for scope in area.scopes)
    schemes = document["components"]["securitySchemes"]
    schemes["PersonalToken"]["description"] = f"A personal API token (`mrt_…`). What it can be for:\n{scopes}"
    if "ByKey" in schemes:
        schemes["ByKey"]["description"] = "The key of a press office (`mri_…`), by which inquiries come in."
    return document


def _complete(status: int, answer: dict[str, Any]) -> None:
    if status < 400:
        if status < 300:
            answer.setdefault("headers", {}).update(LIMITS)
        return
    answer["description"] = _EXPLAINED[status]
    if "application/json" in answer.get("content", {}):
        answer["content"] = {CONTENT_TYPE: answer["content"].pop("application/json")}
    if status in {429, 503}:
        answer.setdefault("headers", {})["Retry-After"] = _RETRY
