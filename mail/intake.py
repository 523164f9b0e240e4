"""The one way in: whatever brings a message (IMAP, a mail server's pipe) hands its bytes to `receive`.

It is stored first and understood second. What was stored and not understood, because a worker died or a handler failed,
is found again by a periodic task. The same message, by whatever way and however often it comes, is acted on once.
"""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from mail import outbox, readers, reports, suppression, threads
from mail.classification import Verdict, classify
from mail.companions import companions
from mail.handlers import handler_for
from mail.matching import Match, find_match, match_by_headers
from mail.models import IncomingMessage, Mailbox, OutgoingMessage, Suppression
from mail.parsing import ParsedMail, parse_mail
from mail.reports import Report

LARGEST = 30 * 1024 * 1024
KEPT_OF_LARGER = 1024 * 1024
MOST_ATTEMPTS = 5
SHORTENED = "X-Mediarel-Shortened"
UNFINISHED = "whatever reads it is cut off before it has come to an end."
Kind = IncomingMessage.Kind

log = logging.getLogger(__name__)


def receive(raw: bytes, *, mailbox: Mailbox | None = None, received_at: datetime | None = None) -> IncomingMessage:
    """Store a message, then make out what it is and whose it is, and tell the app that wrote the one it answers.

    Returns the stored row; when it could not be understood now, `processed_at` is None and it is tried again later.
    Raises only what the database raises when it cannot be reached: nothing is stored then.
    """
    incoming = store(raw, mailbox=mailbox, received_at=received_at)
    if incoming.processed_at is None:
        process(incoming.pk)
        incoming.refresh_from_db()
    return incoming


def store(raw: bytes, *, mailbox: Mailbox | None = None, received_at: datetime | None = None) -> IncomingMessage:
    """Keep the bytes. The same bytes are kept once, but for those that lie in a mailbox of somebody's own already:
    whoever reads this one does not see them there."""
    raw = shortened(raw, len(raw))
    rows = IncomingMessage.objects.defer("raw").select_related("mailbox")
    given = {"raw": raw, "mailbox": mailbox, "received_at": received_at or timezone.now()}
    incoming, is_new = rows.get_or_create(digest=digest_of(raw), defaults=given)
    if not is_new and mailbox and _is_out_of_sight(incoming, mailbox):
        incoming, _ = rows.get_or_create(digest=digest_of(raw, mailbox), defaults=given)
    return incoming


def digest_of(raw: bytes, mailbox: Mailbox | None = None) -> str:
    """What tells these bytes from all others; with a mailbox, from the same ones elsewhere."""
    digest = hashlib.sha256(raw)
    if mailbox:
        digest.update(f"\0{mailbox.pk}".encode())
    return digest.hexdigest()


def _is_out_of_sight(incoming: IncomingMessage, mailbox: Mailbox) -> bool:
    """Whether it lies where those who read the mailbox do not see it."""
    home = incoming.mailbox
    return home is not None and home.owner_id not in {None, mailbox.owner_id}


def shortened(raw: bytes, size: int) -> bytes:
    """The message as it is, or its first part with a note when it is larger than anything a person writes."""
    return raw if size <= LARGEST else beginning(raw, size)


def beginning(raw: bytes, size: int) -> bytes:
    """The first part of a message of that size, with a note that it is no more than that."""
    return f"{SHORTENED}: {size}\r\n".encode() + raw[:KEPT_OF_LARGER]


def process(pk: int) -> bool:
    """Understand one stored message and act on it, all in one transaction. Tells whether it is dealt with.

    The attempt is counted first, and for good: a message that ends its worker each time (it takes all memory, or more
    than the time there is) says nothing, and must not be tried for ever.
    """
    attempts = _count_attempt(pk)
    if attempts > MOST_ATTEMPTS:
        # Looking for what it belongs to may end the worker too; then it is set aside without.
        _give_up(pk, look=attempts == MOST_ATTEMPTS + 1)
        return True
    try:
        with transaction.atomic():
            incoming = IncomingMessage.objects.select_for_update(of=("self",)).get(pk=pk)
            if incoming.processed_at is None:
                _understand(incoming)
        return True
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # whatever a message makes fail, the next one must still be read
        log.exception("Incoming message %s could not be processed", pk)
        return _put_off(pk, error)


def unprocessed(*, older_than: timedelta = timedelta(minutes=1)) -> Iterator[int]:
    """Primary keys of messages that were stored and not understood: oldest first, but those last that failed before,
    so that one which ends its worker holds up no others."""
    waiting = IncomingMessage.objects.filter(processed_at=None, created_at__lte=timezone.now() - older_than)
    yield from waiting.order_by("attempts", "created_at").values_list("pk", flat=True)[:500]


def examine(raw: bytes, *, received_at: datetime | None = None) -> tuple[Verdict, Match | None]:
    """What `receive` would make of a message, without keeping or changing anything."""
    at = received_at or timezone.now()
    mail = parse_mail(shortened(raw, len(raw)))
    verdict = classify(mail, received_on=timezone.localdate(at))
    return verdict, find_match(mail, verdict, received_at=at)


def _understand(incoming: IncomingMessage) -> None:
    mail = parse_mail(bytes(incoming.raw))
    verdict = classify(mail, received_on=timezone.localdate(incoming.received_at))
    _describe(incoming, mail, verdict)
    with _one_at_a_time(incoming):
        incoming.copy_of = _earlier_copy(incoming)
        match = find_match(mail, verdict, received_at=incoming.received_at)
        if match and not verdict.addresses and verdict.kind in {Kind.BOUNCE, Kind.DELIVERED, Kind.COMPLAINT}:
            incoming.addresses = [match.message.to_address]
        incoming.matched = match.message if match else None
        incoming.processed_at, incoming.error = timezone.now(), ""
        incoming.save()
        if incoming.copy_of is None and readers.take(incoming, mail, is_answer=match is not None):
            return
        thread = threads.attach(incoming, mail=mail, match=match)
        if incoming.copy_of is None:
            _act(incoming, match)
            if (
                thread
                and incoming.is_by_a_person
                and (match is None or match.message.purpose == OutgoingMessage.ANSWER)
            ):
                for companion in companions():
                    companion.arrived(thread, incoming)


def _describe(incoming: IncomingMessage, mail: ParsedMail, verdict: Verdict) -> None:
    name, address = mail.sender
    incoming.message_id = mail.message_id
    incoming.from_name, incoming.from_address = name, address[:254]
    incoming.subject = mail.subject
    incoming.full_text = mail.text
    incoming.text = verdict.text
    incoming.kind = verdict.kind
    incoming.permanent = verdict.permanent
    incoming.addresses = [address[:254] for address in verdict.addresses][:100]
    incoming.reason = verdict.reason[:2000]
    incoming.returns_on = verdict.returns_on
    incoming.asks_to_stop = verdict.asks_to_stop
    incoming.has_left = verdict.left is not None
    incoming.left_for_address = verdict.left.address if verdict.left else ""
    incoming.left_for_name = verdict.left.name if verdict.left else ""


def _act(incoming: IncomingMessage, match: Match | None) -> None:
    """What follows: whoever asks for it is left alone, the message marked, its app told."""
    if incoming.kind == Kind.UNSUBSCRIBE and incoming.from_address:
        # With a token, the address we wrote to is struck off too, wherever it is read: see mail.reports.
        suppression.suppress(incoming.from_address, source=Suppression.Source.UNSUBSCRIBE, note="By e-mail")
        outbox.withdraw(incoming.from_address, why="They left.")
    if match is None:
        return
    if incoming.kind in reports.ABOUT_MESSAGES:
        reports.act_on(_report(incoming, match))
    else:
        handler_for(match.message.purpose).answered(match.message, incoming)


def _report(incoming: IncomingMessage, match: Match) -> Report:
    return Report(
        message=match.message,
        kind=incoming.kind,
        permanent=bool(incoming.permanent),
        reason=incoming.reason or ("By e-mail" if incoming.kind == Kind.UNSUBSCRIBE else ""),
        at=incoming.received_at,
        key=f"incoming:{incoming.pk}",
        proven=match.proven,
    )


def _earlier_copy(incoming: IncomingMessage) -> IncomingMessage | None:
    """The same letter, come by another way: through two of our mailboxes, or by IMAP and by pipe."""
    others = IncomingMessage.objects.exclude(pk=incoming.pk).defer("raw")
    same_bytes = digest_of(bytes(incoming.raw))
    # They lie elsewhere too when the digest is another one; see `store`.
    if incoming.digest != same_bytes and (first := others.filter(digest=same_bytes).first()):
        return first
    if not incoming.message_id:
        return None
    return (
        others.filter(
            message_id=incoming.message_id,
            from_address=incoming.from_address,
            subject=incoming.subject,
            full_text=incoming.full_text,
            copy_of=None,
            processed_at__isnull=False,
        )
    ).first()


@contextmanager
def _one_at_a_time(incoming: IncomingMessage) -> Iterator[None]:
    """Two copies of one letter, arriving at once, are looked at one after the other."""
    if incoming.message_id:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"mail {incoming.message_id}"])
    yield


def _count_attempt(pk: int) -> int:
    """Note that it is about to be tried, and give the number of times; 0 when it is dealt with. One statement, which
    waits for whoever is at it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE mail_incomingmessage SET attempts = attempts + 1, updated_at = now()"
            " WHERE id = %s AND processed_at IS NULL RETURNING attempts",
            [pk],
        )
        row = cursor.fetchone()
    return row[0] if row else 0


def _put_off(pk: int, error: Exception) -> bool:
    """Note a failure, to be tried again; after some of them the message is shown as it is, with the error."""
    waiting = IncomingMessage.objects.filter(pk=pk, processed_at=None)
    waiting.update(error=f"{type(error).__name__}: {error}"[:2000] or "Unknown")
    if not waiting.filter(attempts__gte=MOST_ATTEMPTS).exists():
        return False
    _give_up(pk)
    return True


@transaction.atomic
def _give_up(pk: int, *, look: bool = True) -> None:
    """Show it as it is, beside the message of ours that it seems to answer; the app that wrote that one is told."""
    incoming = IncomingMessage.objects.select_for_update(of=("self",)).get(pk=pk)
    if incoming.processed_at is not None:
        return
    log.error("Incoming message %s is set aside after %s attempts", pk, incoming.attempts)
    incoming.processed_at, incoming.kind, incoming.error = timezone.now(), Kind.OTHER, incoming.error or UNFINISHED
    if look:
        _tell_of_unreadable(incoming)
    incoming.save(update_fields=["processed_at", "kind", "error", "matched", "updated_at"])


def _tell_of_unreadable(incoming: IncomingMessage) -> None:
    try:
        with transaction.atomic():
            incoming.matched = match_by_headers(bytes(incoming.raw), received_at=incoming.received_at)
            if incoming.matched:
                handler_for(incoming.matched.purpose).unreadable(incoming.matched, incoming)
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # whatever made it unreadable may do so again
        log.exception("What incoming message %s belongs to could not be found out", incoming.pk)


def is_unread(mailbox_id: int | None) -> bool:
    """Whether something came into this mailbox, or by no mailbox, that is not understood yet."""
    waiting = IncomingMessage.objects.filter(processed_at=None)
    return waiting.filter(Q(mailbox_id=mailbox_id) | Q(mailbox=None)).exists()
