"""Strong ETags: a hash of the very representation, so that a change of anything that is shown changes it."""

import hashlib
import json
from http import HTTPStatus
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from ninja.responses import NinjaJSONEncoder

from team.api.problems import Refused

Shown = TypeVar("Shown", bound=Schema)


class NotModified(Exception):
    """The reader holds this representation already."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


def etag_of(record: Schema) -> str:
    text = json.dumps(record.model_dump(), cls=NinjaJSONEncoder, sort_keys=True)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def shown(request: HttpRequest, response: HttpResponse, record: Shown) -> Shown:
    """The record, with its ETag beside it. Raises `NotModified` where `If-None-Match` names it."""
    tag = etag_of(record)
    if request.method == "GET" and _names(request.headers.get("If-None-Match", ""), tag):
        raise NotModified(tag)
    response["ETag"] = tag
    return record


def require_unchanged(request: HttpRequest, record: Schema) -> None:
    """Raises `Refused`: 428 where no `If-Match` says what was seen, 412 where the record is not that any more.

    Call it under a lock of the record.
    """
    asked = request.headers.get("If-Match", "")
    if not asked:
        said = "Say which state you change: send the ETag of the record as If-Match. Read it again if you have none."
        raise Refused(HTTPStatus.PRECONDITION_REQUIRED, said)
    if not _names(asked, tag := etag_of(record)):
        said = "Somebody changed it since you read it. Nothing was changed; read it again and decide anew."
        raise Refused(HTTPStatus.PRECONDITION_FAILED, said, headers={"ETag": tag})


def _names(header: str, tag: str) -> bool:
    """Whether a list of ETags has this one. A compressed answer carries ours as a weak one, which means the same."""
    tags = [one.strip().removeprefix("W/") for one in header.split(",")]
    return "*" in tags or tag in tags


def not_modified(request: HttpRequest, error: Any) -> HttpResponse:
    return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers={"ETag": error.tag})
