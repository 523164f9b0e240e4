from mail.models.incoming import IncomingMessage
from mail.models.mailbox import Mailbox
from mail.models.outgoing import OutgoingMessage
from mail.models.sending_domain import SendingDomain
from mail.models.service_event import ServiceEvent
from mail.models.suppression import Lifting, Suppression, SuppressionImport, SuppressionKey
from mail.models.thread import Thread, ThreadNote
from mail.models.tracking import TrackedLink, Visit

__all__ = [
    "IncomingMessage",
    "Lifting",
    "Mailbox",
    "OutgoingMessage",
    "SendingDomain",
    "ServiceEvent",
    "Suppression",
    "SuppressionImport",
    "SuppressionKey",
    "Thread",
    "ThreadNote",
    "TrackedLink",
    "Visit",
]
