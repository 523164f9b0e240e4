"""Doing once what is sent twice: the answer to a POST with an `Idempotency-Key` is kept and said again.

What was done and what was answered are one transaction (decision 093), so there is never the one without the other.
"""

import hashlib
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Schema, Status
from ninja.responses import NinjaJSONEncoder

from team.api.auth import token_of
from team.api.etags import etag_of
from team.api.problems import BadField, Refused
from team.models import KeptAnswer

KEY: Final = re.compile(r"[\x21-\x7e]{1,120}")
REPLAYED: Final = "Idempotency-Replayed"


def once(
    request: HttpRequest,
    response: HttpResponse,
    work: Callable[[], tuple[int, Schema]],
    *,
    before: Callable[[], Any] | None = None,
) -> Any:
    """Do `work` in a transaction, or give what it gave when the same was sent before. What ninja is to answer.

    `before` is done first, outside the transaction: what takes long and may be done twice, such as fetching a page.
    Raises `Refused`: 409 while the same is being done, 422 where the key belongs to another request.
    """
    key = request.headers.get("Idempotency-Key", "")
    if key and not KEY.fullmatch(key):
        raise BadField("Idempotency-Key", "At most 120 letters, digits and signs, without spaces.")
    if kept := _kept(request, key):
        return kept
    if before:
        before()
    with transaction.atomic():
        if key:
            _hold(request, key)
            if kept := _kept(request, key):
                return kept
        status, record = work()
        if key:
            _keep(request, key, status, record)
    response["ETag"] = etag_of(record)
    return Status(status, record)


def forget_old() -> int:
    """Forget answers that were kept long enough; gives how many."""
    return KeptAnswer.objects.filter(created_at__lt=timezone.now() - KeptAnswer.KEPT).delete()[0]


def _hold(request: HttpRequest, key: str) -> None:
    """Until the transaction ends, nobody else does what has this key. PostgreSQL frees it whatever happens."""
    name = hashlib.sha256(f"{token_of(request).pk} {key}".encode()).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [int.from_bytes(name[:8], signed=True)])
        if not cursor.fetchone()[0]:
            said = "The same request is being dealt with right now. Ask again in a moment for its answer."
            raise Refused(HTTPStatus.CONFLICT, said, headers={"Retry-After": "1"})


def _kept(request: HttpRequest, key: str) -> HttpResponse | None:
    if not key:
        return None
    recent = KeptAnswer.objects.filter(created_at__gte=timezone.now() - KeptAnswer.KEPT)
    kept = recent.filter(token=token_of(request), key=key).first()
    if kept is None:
        return None
    if kept.fingerprint != _fingerprint(request):
        said = "This Idempotency-Key came with another request before. Use a new key for each thing to be done."
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, said)
    headers = {**kept.headers, REPLAYED: "true"}
    return HttpResponse(kept.body, status=kept.status, content_type="application/json; charset=utf-8", headers=headers)


def _keep(request: HttpRequest, key: str, status: int, record: Schema) -> None:
    body = NinjaJSONEncoder().encode(record.model_dump())
    KeptAnswer.objects.update_or_create(  # one that was kept long enough may still be there
        token=token_of(request),
        key=key,
        defaults={
            "fingerprint": _fingerprint(request),
            "status": status,
            "headers": {"ETag": etag_of(record)},
            "body": body,
            "created_at": timezone.now(),
        },
    )


def _fingerprint(request: HttpRequest) -> str:
    return hashlib.sha256(f"{request.method} {request.path}\n".encode() + request.body).hexdigest()
