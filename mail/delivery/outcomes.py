"""What is written down after a message was checked, or offered to a server. All of it is conditional on the claim.

Each function tells whether it could write: False means that the row is not ours any more, and nothing was changed.
"""

import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.utils import timezone

from mail.handlers import handler_for
from mail.models import OutgoingMessage
from mail.sent_copies import copy_wanted

log = logging.getLogger(__name__)

State = OutgoingMessage.State
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=2)
MOST_ATTEMPTS = 25
"""With the waits above about two days, as long as other mail servers try."""


def accepted(message: OutgoingMessage, at: datetime) -> bool:
    """The server took it at that moment. True wins over doubt: a row that was called unconfirmed is corrected.

    Tells nobody yet (see `tell_of_sent`). While there are more messages, the next hand-off writes it
    (`claiming.hand_off`).
    """
    in_doubt = OutgoingMessage.objects.filter(state__in=[State.HANDED_OFF, State.UNCONFIRMED])
    return bool(
        in_doubt.filter(pk=message.pk, claim=message.claim).update(
            state=State.SENT,
            accepted_at=at,
            ended_at=at,
            updated_at=at,
            last_error="",
            **copy_wanted(message.mailbox, at),
        )
    )


def tell_of_sent(messages: list[OutgoingMessage]) -> None:
    """Tell the handlers of messages that are written down as sent: all of a purpose at once.

    A handler that fails is told of each by itself, so that one message does not keep the others from being told. One
    that was never told, because we died before, finds out by itself (`pitches.sending.catch_up`).
    """
    purposes: dict[str, list[OutgoingMessage]] = {}
    for message in messages:
        purposes.setdefault(message.purpose, []).append(message)
    for purpose, theirs in purposes.items():
        if not _told(purpose, theirs) and len(theirs) > 1:
            for message in theirs:
                _told(purpose, [message])


def _told(purpose: str, messages: list[OutgoingMessage]) -> bool:
    try:
        with transaction.atomic():
            handler_for(purpose).all_sent(messages)
    except (InterfaceError, OperationalError):
        raise
    except Exception:
        log.exception("The handler of %s failed at messages %s", purpose, [message.pk for message in messages])
        return False
    return True


def keep_service_ids(messages: list[OutgoingMessage]) -> None:
    """Keep the service's names for messages. That they were sent stands whatever comes of this: the mark is enough."""
    for message in messages:
        if message.service_id:
            try:
                with transaction.atomic():
                    OutgoingMessage.objects.filter(pk=message.pk).update(service_id=message.service_id)
            except (DatabaseError, InterfaceError) as error:
                log.warning("What its service calls message %s is not kept: %s", message.pk, type(error).__name__)


def failed(message: OutgoingMessage, words: str) -> bool:
    """For good: it will not be tried again by itself. `words` are the server's, or ours."""
    return _ended(message, State.FAILED, words)


def called_off(message: OutgoingMessage, why: str) -> bool:
    """It must not go out (any more), so it was not offered to the server."""
    return _ended(message, State.CANCELLED, why)


def unconfirmed(message: OutgoingMessage, words: str) -> bool:
    """It was handed over, and the answer was not heard. The claim stays on the row, for `accepted`."""

    def write() -> bool:
        return message.move(State.UNCONFIRMED, held_by=message.claim, last_error=words)

    return _and_tell(message, write, handler_for(message.purpose).ended)


def put_off(message: OutgoingMessage, words: str) -> bool:
    """The server does not want it now: due again later, after ever longer waits, until it lapses or patience ends."""
    attempts = message.attempts + 1
    again_at = timezone.now() + wait_after(attempts)
    if message.window:
        again_at = message.window.next_opening(again_at)
    if attempts >= MOST_ATTEMPTS or (message.lapses_at and again_at > message.lapses_at):
        return failed(message, f"Given up after {attempts} attempt{'s' if attempts > 1 else ''}. {words}")
    return postponed(message, again_at, why=words, attempts=attempts)


def postponed(message: OutgoingMessage, until: datetime, *, why: str, attempts: int | None = None) -> bool:
    """Due again at that time. It does not count as an attempt unless `attempts` says so."""
    return message.move(
        State.QUEUED,
        held_by=message.claim,
        claim=None,
        claimed_at=None,
        handed_off_at=None,
        due_at=until,
        last_error=why,
        attempts=message.attempts if attempts is None else attempts,
    )


def wait_after(attempts: int) -> timedelta:
    """How long to leave a server alone after so many attempts; never quite the same, so that crowds disperse."""
    wait = min(FIRST_WAIT * 2 ** min(attempts - 1, 10), LONGEST_WAIT)
    return wait * random.uniform(0.8, 1.2)  # noqa: S311 (not a secret)


def _ended(message: OutgoingMessage, state: "OutgoingMessage.State", words: str) -> bool:
    def write() -> bool:
        return message.move(state, held_by=message.claim, ended_at=timezone.now(), last_error=words)

    return _and_tell(message, write, handler_for(message.purpose).ended)


def _and_tell(message: OutgoingMessage, write: Callable[[], bool], tell: Callable[[OutgoingMessage], None]) -> bool:
    """Write, and tell the handler in the same transaction.

    A handler that fails must not make us forget what became of the message: then it is written without it.
    """
    before = message.state
    try:
        with transaction.atomic():
            written = write()
            if written:
                tell(message)
        return written
    except (InterfaceError, OperationalError):
        message.state = before
        raise
    except Exception:
        log.exception("The handler of %s failed at message %s", message.purpose, message.pk)
        message.state = before
        return write()
