from mail.models.incoming import IncomingMessage
from mail.models.mailbox import Mailbox
from mail.models.outgoing import OutgoingMessage
from mail.models.suppression import Lifting, Suppression, SuppressionImport, SuppressionKey
from mail.models.thread import Thread, ThreadNote
from mail.models.tracking import TrackedLink, Visit

__all__ = [
    "IncomingMessage",
    "Lifting",
    "Mailbox",
    "OutgoingMessage",
    "Suppression",
    "SuppressionImport",
    "SuppressionKey",
    "Thread",
    "ThreadNote",
    "TrackedLink",
    "Visit",
]
