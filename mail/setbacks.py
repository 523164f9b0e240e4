"""What stands in the way of messages for now: a full mailbox, a server that is away, a filter that sent them back.

It is the same whether a mail server wrote it or a mail service told it. Nothing follows from it, for the address may
well work; but whoever wonders why there is no answer finds it beside the message.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mail.models import IncomingMessage, OutgoingMessage, ServiceEvent


@dataclass(frozen=True, slots=True, order=True)
class Setback:
    """When it was told, and in whose words."""

    at: datetime
    reason: str


def setbacks_of(messages: Iterable[OutgoingMessage]) -> dict[int, Setback]:
    """The latest of each message, by its key; of one that arrived later, or came back for good, there is none.

    Two queries, however many messages there are.
    """
    sent = {message.pk: message for message in messages if message.accepted_at and not message.bounced_at}
    found: dict[int, Setback] = {}
    for pk, at, reason in [*_by_mail(sent), *_by_service(sent)]:
        arrived = sent[pk].delivered_at
        if arrived is None or arrived < at:
            setback = Setback(at, reason)
            found[pk] = max(found.get(pk, setback), setback)
    return found


def _by_mail(keys: Iterable[int]) -> Iterable[tuple[int, datetime, str]]:
    bounces = IncomingMessage.objects.filter(matched__in=keys, kind=IncomingMessage.Kind.BOUNCE, permanent=False)
    return (
        bounces.filter(copy_of=None)
        .order_by("matched", "-received_at")
        .distinct("matched")
        .values_list("matched", "received_at", "reason")
    )


def _by_service(keys: Iterable[int]) -> Iterable[tuple[int, datetime, str]]:
    kinds = [ServiceEvent.Kind.BOUNCED, ServiceEvent.Kind.DEFERRED]
    events = ServiceEvent.objects.filter(matched__in=keys, kind__in=kinds, permanent=False)
    return (
        events.exclude(processed_at=None)
        .order_by("matched", "-occurred_at")
        .distinct("matched")
        .values_list("matched", "occurred_at", "reason")
    )
