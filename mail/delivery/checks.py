"""Everything that is asked once more right before hand-off: much may have happened since the message was enqueued."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError

from mail.delivery.claiming import Claimed
from mail.delivery.limits import Allowance
from mail.handlers import NotYet, handler_for
from mail.models import OutgoingMessage

log = logging.getLogger(__name__)

HANDLER_REST = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Never:
    """It must not go out any more."""

    why: str


@dataclass(frozen=True, slots=True)
class Later:
    """It may go out, but not before `until`; with `domain` this holds for all that goes there."""

    until: datetime
    why: str
    domain: str = ""


class HandlerFailed(Exception):
    """The app that enqueued the message cannot say yet: in doubt, it does not go out now."""


class MailboxStopped(Exception):
    """Somebody paused the mailbox, or took it out of use, while it was at work."""


def objection(claimed: Claimed, *, allowance: Allowance, now: datetime) -> Never | Later | None:
    """Why the message must not go out now, or None. Raises MailboxStopped and HandlerFailed."""
    message = claimed.message
    if claimed.mailbox_is_stopped:
        raise MailboxStopped
    if message.lapses_at and message.lapses_at <= now:
        return Never(lapsed(message))
    if claimed.is_suppressed:
        return Never("This address gets no more mail from us. It left after the message was scheduled.")
    if refusal := _refusal(message):
        return Never(refusal)
    later = _not_now(message, allowance, now)
    if later and message.lapses_at and later.until >= message.lapses_at:
        return Never(f"It could not go out in time. {later.why}")
    return later


def _refusal(message: OutgoingMessage) -> str:
    try:
        return handler_for(message.purpose).refusal(message)
    except (InterfaceError, OperationalError):
        raise
    except NotYet as error:
        raise HandlerFailed(str(error)) from error
    except Exception as error:
        log.exception("The handler of %s could not say whether message %s may go out", message.purpose, message.pk)
        raise HandlerFailed("It could not be checked whether it may still go out; we try again.") from error


def lapsed(message: OutgoingMessage) -> str:
    return f"It was to go out before {message.lapses_at:%-d %B %Y, %H:%M} UTC at the latest, and that has passed."


def _not_now(message: OutgoingMessage, allowance: Allowance, now: datetime) -> Later | None:
    if message.window and not message.window.is_open(now):
        return Later(message.window.next_opening(now), "It waits for the recipient's next morning.")
    if not allowance.has_room_for(message.to_domain):
        until = allowance.domain_frees_at(message.to_domain, now)
        return Later(until, f"{message.to_domain} has had its share of this hour.", message.to_domain)
    return None
