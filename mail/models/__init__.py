from mail.models.incoming import IncomingMessage
from mail.models.mailbox import Mailbox
from mail.models.outgoing import OutgoingMessage
from mail.models.suppression import Suppression, SuppressionKey

__all__ = ["IncomingMessage", "Mailbox", "OutgoingMessage", "Suppression", "SuppressionKey"]
