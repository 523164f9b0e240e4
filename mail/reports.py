"""What somebody who can know says became of a message of ours: a mail server's report, or a mail service's event.

Both go through `act_on`, so that a bounce is a bounce whichever way it was told.
"""

from dataclasses import dataclass
from datetime import datetime

from mail import outbox, suppression
from mail.handlers import handler_for
from mail.models import IncomingMessage, OutgoingMessage, Suppression

Kind = IncomingMessage.Kind


@dataclass(frozen=True, kw_only=True)
class Report:
    """`key` names the report for good, so that whoever keeps it can keep it once. `kind` is one of ABOUT_MESSAGES.

    `proven`: it could only be written by somebody who had the message. One that could be anybody's must not silence
    an address.
    """

    message: OutgoingMessage
    kind: str
    permanent: bool
    reason: str
    at: datetime
    key: str
    proven: bool


ABOUT_MESSAGES = {Kind.BOUNCE, Kind.COMPLAINT, Kind.UNSUBSCRIBE, Kind.DELIVERED}


def act_on(report: Report) -> None:
    """What follows: the message marked, its address struck off, its app told. Call it inside a transaction."""
    message = report.message
    if report.kind == Kind.BOUNCE and report.permanent and message.bounced_at is None:
        message.bounced_at, message.bounce_reason = report.at, report.reason
        message.save(update_fields=["bounced_at", "bounce_reason", "updated_at"])
    if report.kind == Kind.DELIVERED and report.proven and message.delivered_at is None:
        message.delivered_at = report.at
        message.save(update_fields=["delivered_at", "updated_at"])
    if report.proven and (source := _strikes_off(report)):
        suppression.suppress(message.to_address, source=source, note=report.reason)
        if report.kind == Kind.UNSUBSCRIBE:
            outbox.withdraw(message.to_address, why="They left.")
    if report.proven or report.kind not in {Kind.BOUNCE, Kind.COMPLAINT}:
        handler_for(message.purpose).reported(message, report)


def _strikes_off(report: Report) -> str:
    """Why the address we wrote to gets no more mail; "" when it does."""
    match report.kind:
        case Kind.BOUNCE if report.permanent:
            return Suppression.Source.BOUNCE
        case Kind.COMPLAINT:
            return Suppression.Source.COMPLAINT
        case Kind.UNSUBSCRIBE:
            return Suppression.Source.UNSUBSCRIBE
    return ""
