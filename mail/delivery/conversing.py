"""Which dialogue a mailbox sends by."""

from mail.delivery.service import ServiceConversation
from mail.delivery.smtp import Conversation
from mail.models import Mailbox


def conversation_with(mailbox: Mailbox) -> Conversation | ServiceConversation:
    """The dialogue with the mailbox's own server or service. Nothing goes over the network before it is opened."""
    return ServiceConversation(mailbox) if mailbox.service else Conversation(mailbox)
