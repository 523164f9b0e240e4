"""What a mail service tells us of messages: stored first, understood second, each event acted on once.

anymail reads the services' forms; here an event becomes a row, the row finds its message, and what follows goes
through `mail.reports`, as for a bounce that came by mail. A service tells of everything its account sends: what is not
about a message of this mailbox is forgotten, and so is an open or a click that nobody wants counted.
"""

import hashlib
import json
import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q
from django.utils import timezone

from mail import failures, reports, tracking
from mail.addresses import fold
from mail.delivery.rebuilding import TOKEN
from mail.failures import Failure
from mail.handlers import handler_for
from mail.matching import GONE_OUT
from mail.models import Mailbox, OutgoingMessage, ServiceEvent, TrackedLink
from mail.reports import Report
from mail.service_catalogue import MailService, service_of

MOST_ATTEMPTS = 5
MOST_RAW = 8_000  # characters
AT_ONCE = 100
"""So many events of one call are understood while the service waits; the rest by the periodic task."""
FUTURE = timedelta(minutes=10)

Kind = ServiceEvent.Kind
State = OutgoingMessage.State
KINDS = {
    EventType.DELIVERED: Kind.DELIVERED,
    EventType.DEFERRED: Kind.DEFERRED,
    EventType.BOUNCED: Kind.BOUNCED,
    EventType.REJECTED: Kind.REJECTED,
    EventType.FAILED: Kind.REJECTED,
    EventType.COMPLAINED: Kind.COMPLAINED,
    EventType.UNSUBSCRIBED: Kind.UNSUBSCRIBED,
    EventType.OPENED: Kind.OPENED,
    EventType.CLICKED: Kind.CLICKED,
}
REPORTED = {
    Kind.DELIVERED: reports.Kind.DELIVERED,
    Kind.BOUNCED: reports.Kind.BOUNCE,
    Kind.COMPLAINED: reports.Kind.COMPLAINT,
    Kind.UNSUBSCRIBED: reports.Kind.UNSUBSCRIBE,
}
CLAIMED = {Kind.OPENED: TrackedLink.Kind.PIXEL, Kind.CLICKED: TrackedLink.Kind.LINK}

log = logging.getLogger(__name__)


def take_in(mailbox: Mailbox, events: Iterable[AnymailTrackingEvent]) -> int:
    """Store events of the mailbox's service, then make out what they mean; tells how many were new.

    Raises only what the database raises when it cannot be reached: nothing is stored then, and the service tries again.
    """
    service = service_of(mailbox)
    rows = {row.digest: row for row in (_row(mailbox, service, event) for event in events)}
    with transaction.atomic():
        known = set(ServiceEvent.objects.filter(mailbox=mailbox, digest__in=rows).values_list("digest", flat=True))
        ServiceEvent.objects.bulk_create(
            [row for digest, row in rows.items() if digest not in known], ignore_conflicts=True, batch_size=500
        )
    waiting = ServiceEvent.objects.unprocessed().filter(mailbox=mailbox, digest__in=rows)
    for pk in list(waiting.order_by("occurred_at", "pk").values_list("pk", flat=True)[:AT_ONCE]):
        process(pk)
    return len(rows) - len(known)


def process(pk: int) -> bool:
    """Understand one stored event and act on it, all in one transaction. Tells whether it is dealt with."""
    try:
        with transaction.atomic():
            events = ServiceEvent.objects.select_for_update(of=("self",)).select_related("mailbox")
            event = events.filter(pk=pk, processed_at=None).first()
            return event is None or _act(event)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # whatever an event makes fail, the next one must still be read
        log.exception("Event %s of a mail service could not be processed", pk)
        return _put_off(pk, error)


def unprocessed(*, older_than: timedelta = timedelta(minutes=1)) -> Iterator[int]:
    """Primary keys of events that were stored and not understood, oldest first."""
    waiting = ServiceEvent.objects.unprocessed().filter(created_at__lte=timezone.now() - older_than)
    yield from waiting.order_by("created_at").values_list("pk", flat=True)[:500]


def told_of(message: OutgoingMessage, *, at_most: int) -> list[ServiceEvent]:
    """What is to be shown of what the service told of a message, newest first; no claim that is not wanted any more."""
    events = list(message.service_events.exclude(processed_at=None).defer("raw")[:at_most])
    kinds = {Kind(event.kind) for event in events} & CLAIMED.keys()
    unwanted = {kind for kind in kinds if not tracking.may_count(message, CLAIMED[kind])}
    return [event for event in events if event.kind not in unwanted]


def _row(mailbox: Mailbox, service: MailService, event: AnymailTrackingEvent) -> ServiceEvent:
    raw = _plain(event.esp_event)
    kind = KINDS.get(event.event_type, Kind.OTHER)
    if kind == Kind.REJECTED and event.reject_reason == RejectReason.UNSUBSCRIBED:
        kind = Kind.UNSUBSCRIBED
    reason = _reason(event, raw)
    metadata = event.metadata if isinstance(event.metadata, dict) else {}
    return ServiceEvent(
        mailbox=mailbox,
        digest=_digest(event, raw),
        kind=kind,
        occurred_at=_when(event.timestamp),
        recipient=_text(event.recipient, 254),
        service_id=_text(event.message_id, 255),
        reply_token=_text(metadata.get(TOKEN), 40),
        permanent=kind == Kind.BOUNCED and _is_permanent(reason, final=service.is_final(raw)),
        reason=reason,
        # Where and with what somebody read their mail is nobody's business here.
        raw={} if kind in ServiceEvent.CLAIMS else _bounded(raw),
    )


def _is_permanent(reason: str, *, final: bool) -> bool:
    """Whether the address is dead: service and server must agree, for services call full mailboxes permanent too."""
    failure = failures.judge(diagnostic=reason, words="", status="")
    return final and (failure.is_permanent or failure is Failure.UNKNOWN)


def _reason(event: AnymailTrackingEvent, raw: dict[str, Any]) -> str:
    words = event.mta_response or event.description or raw.get("error") or raw.get("reason") or event.reject_reason
    return " ".join(_text(words, 2000).split())


def _text(value: Any, most: int | None) -> str:
    """As much of a text as PostgreSQL can keep: no NUL, no half of a character."""
    return str(value or "").encode("utf-8", "replace").decode().replace("\0", "")[:most]


def _when(at: datetime | None) -> datetime:
    """When it happened; a service without a clock, or with a wrong one, is not believed."""
    now = timezone.now()
    return at if at is not None and at < now + FUTURE else now


def _digest(event: AnymailTrackingEvent, raw: dict[str, Any]) -> str:
    """What tells this event from all others; not the signature, which Mailgun makes anew each time it tells it."""
    if event.event_id and "signature" not in raw:
        identity: Any = [event.event_type, str(event.event_id), str(event.message_id or ""), str(event.recipient or "")]
    else:
        identity = {key: value for key, value in raw.items() if key != "signature"}
    return hashlib.sha256(json.dumps(identity, sort_keys=True, default=str).encode()).hexdigest()


def _plain(raw: Any) -> dict[str, Any]:
    if hasattr(raw, "dict"):  # Mailgun's older events are forms
        raw = {key: value for key, value in raw.dict().items() if key not in {"signature", "token", "timestamp"}}
    return raw if isinstance(raw, dict) else {"event": raw}


def _bounded(raw: dict[str, Any]) -> dict[str, Any]:
    text = _text(json.dumps(raw, default=str, ensure_ascii=False).replace("\\u0000", ""), None)
    return json.loads(text) if len(text) <= MOST_RAW else {"shortened": text[:MOST_RAW]}


def _act(event: ServiceEvent) -> bool:
    """False when it has to wait: a message that is being handed over is the engine's, until it has written down what
    it knows. If it dies before, the message is in doubt, and the event settles that."""
    message = _message_of(event)
    if message is not None and message.state == State.HANDED_OFF:
        return False
    if message is not None and message.state == State.UNCONFIRMED:
        _was_sent_after_all(message, event)
    if message is None or (event.is_claim and not tracking.may_count(message, CLAIMED[Kind(event.kind)])):
        event.delete()
        return True
    event.matched, event.processed_at, event.error = message, timezone.now(), ""
    event.save(update_fields=["matched", "processed_at", "error", "updated_at"])
    if event.kind == Kind.REJECTED:
        _was_not_sent(message, event)
    elif event.kind in REPORTED and not _told_before(event):
        reports.act_on(
            Report(
                message=message,
                kind=REPORTED[Kind(event.kind)],
                permanent=event.permanent,
                reason=event.reason or f"{event.mailbox.get_service_display()} says so.",
                at=event.occurred_at,
                key=f"service-event:{event.pk}",
                proven=True,
            )
        )
    return True


def _message_of(event: ServiceEvent) -> OutgoingMessage | None:
    """The message of this mailbox that the event is about, locked. By our mark, else by the service's own name for it.

    One that never went out, or went to somebody else than the event says, is not the one.
    """
    named = Q()
    if event.reply_token:
        named |= Q(reply_token=event.reply_token)
    if event.service_id:
        named |= Q(service_id=event.service_id)
    if not named:
        return None
    rows = OutgoingMessage.objects.filter(named, mailbox=event.mailbox, state__in=GONE_OUT).defer("raw")
    messages = list(rows.select_for_update(of=("self",)).order_by("pk")[:5])
    messages.sort(key=lambda message: message.reply_token != event.reply_token)
    if not messages or (event.recipient and fold(event.recipient) != fold(messages[0].to_address)):
        return None
    return messages[0]


def _was_sent_after_all(message: OutgoingMessage, event: ServiceEvent) -> None:
    """The service has a message of which nobody knew whether it got it: now somebody knows."""
    taken: dict[str, Any] = {
        "accepted_at": message.handed_off_at,
        "ended_at": timezone.now(),
        "last_error": "",
        "service_id": event.service_id or message.service_id,
    }
    if message.move(State.SENT, **taken):
        handler_for(message.purpose).sent(message)


def _was_not_sent(message: OutgoingMessage, event: ServiceEvent) -> None:
    """The service took it and did not send it on, whatever may be of the address: it has not arrived."""
    if message.bounced_at is None:
        words = f"{event.mailbox.get_service_display()} did not send it. {event.reason}"
        message.bounced_at, message.bounce_reason = event.occurred_at, words.strip()
        message.save(update_fields=["bounced_at", "bounce_reason", "updated_at"])


def _told_before(event: ServiceEvent) -> bool:
    """Whether the same was told of this message already: services tell one thing in several ways."""
    same = ServiceEvent.objects.filter(matched=event.matched, kind=event.kind, processed_at__isnull=False)
    return same.filter(permanent=event.permanent).exclude(pk=event.pk).exists()


def _put_off(pk: int, error: Exception) -> bool:
    """Note a failure, to be tried again; after some of them the event stays as it is, with the error."""
    ServiceEvent.objects.filter(pk=pk, processed_at=None).update(
        attempts=F("attempts") + 1, error=f"{type(error).__name__}: {error}"[:2000]
    )
    given_up = ServiceEvent.objects.filter(pk=pk, processed_at=None, attempts__gte=MOST_ATTEMPTS)
    return bool(given_up.update(processed_at=timezone.now()))
