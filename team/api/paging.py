"""Pages of lists: cut by where the last one ended, so that what comes in meanwhile shifts nothing."""

import base64
import binascii
import json
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from core.typed import LARGEST
from team.api.fields import Moment
from team.api.problems import BadField

MOST = 200
USUAL = 50


class Asked(Schema):
    """How a list is asked for. A list adds its own filters to these."""

    limit: Annotated[int, Field(ge=1, le=MOST, description=f"How many at a time; {MOST} at most.")] = USUAL
    cursor: Annotated[str, Field(max_length=200, description="Where to go on, as `next` has it.")] = ""
    sort: Annotated[
        Literal["id", "updated_at"],
        Field(
            description="`id` is the order in which records were made, `updated_at` that in which they were changed."
        ),
    ] = "id"
    updated_since: Annotated[
        Moment | None,
        Field(description="Only what was changed at or after this moment.", examples=["2026-05-04T09:30:00+02:00"]),
    ] = None


def page_of(request: HttpRequest, rows: "QuerySet[Any]", asked: Asked) -> tuple[list[Any], str | None]:
    """The rows of one page in one query, and the address of the next page, None at the end. Raises `BadField`.

    `rows` comes filtered by all but what every list has; `asked` is the whole of what a list can be asked.
    """
    if unknown := sorted(set(request.GET) - set(type(asked).model_fields)):
        raise BadField(unknown[0][:60], "This list has no such filter.")
    if asked.updated_since:
        rows = rows.filter(updated_at__gte=asked.updated_since)
    if asked.cursor:
        rows = rows.filter(_after(asked))
    order = ["pk"] if asked.sort == "id" else ["updated_at", "pk"]
    found = list(rows.order_by(*order)[: asked.limit + 1])
    more = len(found) > asked.limit
    return found[: asked.limit], _next(request, found[asked.limit - 1], asked) if more else None


def _next(request: HttpRequest, last: Model, asked: Asked) -> str:
    at: Any = None if asked.sort == "id" else last.updated_at.astimezone(UTC).isoformat()  # type: ignore[attr-defined]
    cursor = base64.urlsafe_b64encode(json.dumps([at, last.pk]).encode()).decode().rstrip("=")
    query = request.GET.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _after(asked: Asked) -> Q:
    at, pk = _read(asked)
    if at is None:
        return Q(pk__gt=pk)
    return Q(updated_at__gte=at) & (Q(updated_at__gt=at) | Q(pk__gt=pk))  # the first half is what an index can use


def _read(asked: Asked) -> tuple[datetime | None, int]:
    try:
        padded = asked.cursor + "=" * (-len(asked.cursor) % 4)
        at, pk = json.loads(base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True))
        moment = datetime.fromisoformat(at).astimezone(UTC) if at is not None else None
        if type(pk) is int and 0 <= pk <= LARGEST and (moment is not None) is (asked.sort == "updated_at"):
            return moment, pk
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error):
        pass
    raise BadField("cursor", "It goes on nowhere. Take it from `next` as it is, with the same `sort`.")
