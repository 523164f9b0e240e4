"""Telling other systems what happened: `announce("pitch.sent", {…})`, within the transaction of what it tells of.

Who is told is chosen by people (`WebhookEndpoint`); the telling is done by a worker (`team.webhooks`).
"""

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from team.models.webhook import EVENTS, WebhookDelivery, WebhookEndpoint
from team.waking import wake_webhooks

NAMES: Final = frozenset(name for name, _ in EVENTS)


def announce(name: str, payload: Mapping[str, Any]) -> int:
    """Queue it for every endpoint that asked to be told; gives how many. Call it inside the transaction it tells of.

    `payload` is JSON. It names records rather than telling all of them: whoever is told reads them with a token.
    """
    if name not in NAMES:
        raise ValueError(f"{name} is no event; see team.models.webhook")
    assert connection.in_atomic_block, "announce() belongs into the transaction of what it tells of"
    told = WebhookEndpoint.objects.filter(is_active=True, told_of__contains=[name]).values_list("pk", flat=True)
    now = timezone.now()
    made = WebhookDelivery.objects.bulk_create(
        WebhookDelivery(endpoint_id=pk, event=name, payload=dict(payload), next_try_at=now) for pk in told
    )
    if made:
        transaction.on_commit(wake_webhooks)
    return len(made)


def reference(made: models.Model, *, path: str, name: str = "") -> dict[str, Any]:
    """How a payload names a record: its key, what people call it, where they see it, where a program reads it."""
    site = settings.SITE_URL.rstrip("/")
    page: str = made.get_absolute_url()  # type: ignore[attr-defined]
    return {
        "id": made.pk,
        "name": name or str(made),
        "page": f"{site}{page}",
        "api": f"{site}/api/v1/{path}/{made.pk}",
    }
