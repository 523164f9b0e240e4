"""Sending what webhooks are told: one signed request each, until the server took it, twelve times at most.

At least once: a worker that dies right after the server took something sends it again, with the same `id`.
"""

import json
import logging
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from core import fetching
from core.fields import UnreadableSecret
from core.signing import signed
from team import told_of
from team.models import WebhookDelivery, WebhookEndpoint
from team.models.webhook import new_secret
from team.notifications import notify
from team.waking import wake_webhooks

log = logging.getLogger(__name__)

# icons: alert-triangle
PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(hours=6)
SECONDS: Final = 10.0
MOST: Final = 500
KEPT: Final = timedelta(days=30)
State = WebhookDelivery.State


class Refused(Exception):
    """The server did not take it; the text says what it said."""


def send_due() -> tuple[int, int]:
    """Send what is due; gives how many were taken and how many not.

    An endpoint that fails is left alone for the rest of the pass, so that one silent server does not hold up others.
    """
    waiting = WebhookDelivery.objects.filter(state=State.WAITING, next_try_at__lte=timezone.now())
    due = waiting.filter(endpoint__is_active=True).order_by("next_try_at", "pk").values_list("pk", "endpoint_id")[:MOST]
    silent, taken, failed = set[int](), 0, 0
    for pk, endpoint in list(due):
        if endpoint in silent:
            continue
        went = _send(pk)
        taken += went is True
        if went is False:
            failed += 1
            silent.add(endpoint)
    return taken, failed


@transaction.atomic
def _send(pk: int) -> bool | None:
    """Whether it was taken; None when another worker has it in hand, or it is not wanted any more."""
    rows = WebhookDelivery.objects.select_for_update(of=("self",), skip_locked=True).select_related("endpoint__made_by")
    delivery = rows.filter(pk=pk, state=State.WAITING, endpoint__is_active=True).first()
    if delivery is None:
        return None
    delivery.attempts += 1
    try:
        delivery.said = f"answered {_post(delivery)}"
    except (fetching.FetchError, Refused, UnreadableSecret, OSError) as problem:
        log.warning("Webhook delivery %s was not taken: %s", delivery.pk, type(problem).__name__)
        delivery.said = (str(problem) or type(problem).__name__)[:300]
        _try_later(delivery)
    else:
        delivery.state, delivery.ended_at = State.TAKEN, timezone.now()
    delivery.save(update_fields=["attempts", "said", "state", "next_try_at", "ended_at", "updated_at"])
    return delivery.state == State.TAKEN


def _try_later(delivery: WebhookDelivery) -> None:
    now = timezone.now()
    delivery.next_try_at = now + min(PAUSE * 2 ** (delivery.attempts - 1), LONGEST_PAUSE)
    if delivery.attempts < WebhookDelivery.MOST_TRIES:
        return
    delivery.state, delivery.ended_at = State.GIVEN_UP, now
    endpoint = delivery.endpoint
    text = f"The webhook “{endpoint}” could not be told of {delivery.event}: {delivery.said}"
    notify(
        kind=told_of.WEBHOOK,
        users=[endpoint.made_by],
        text=text,
        url=endpoint.get_absolute_url(),
        icon="alert-triangle",
    )


def _post(delivery: WebhookDelivery) -> int:
    body = body_of(delivery)
    proof = signed(delivery.endpoint.secret, body, at=timezone.now())
    headers = {"Content-Type": "application/json", **proof}
    status = fetching.post(delivery.endpoint.url, body=body, headers=headers, seconds=SECONDS)
    if not 200 <= status < 300:
        raise Refused(f"The server answered {status}.")
    return status


def body_of(delivery: WebhookDelivery) -> bytes:
    """What is sent: an `id` that stays the same however often it is, the event, when it happened, and what."""
    told = {
        "id": str(delivery.key),
        "event": delivery.event,
        "at": delivery.created_at.isoformat(),
        "data": delivery.payload,
    }
    return json.dumps(told, ensure_ascii=False).encode()


def renew_secret(*, endpoint: WebhookEndpoint) -> str:
    """A new secret, which holds from the next request on."""
    endpoint.secret = new_secret()
    endpoint.save(update_fields=["secret", "updated_at"])
    return endpoint.secret


@transaction.atomic
def send_again(*, delivery: WebhookDelivery) -> bool:
    """Begin anew with one that was given up or taken; False where it is waiting anyway."""
    now = timezone.now()
    ended = WebhookDelivery.objects.filter(pk=delivery.pk).exclude(state=State.WAITING)
    begun = ended.update(state=State.WAITING, attempts=0, next_try_at=now, ended_at=None, updated_at=now)
    if begun:
        transaction.on_commit(wake_webhooks)
    return bool(begun)


def forget_old() -> int:
    """Forget deliveries that ended a month ago; gives how many."""
    return WebhookDelivery.objects.filter(ended_at__lt=timezone.now() - KEPT).delete()[0]
