"""How `mail` talks to the apps above it: whoever enqueues messages registers a handler for their purpose.

All methods but `link` and `sent` run inside the transaction that changes the message: what they write stands or falls
with it. That a message was sent is written first and told right afterwards, a few messages at a time: what is known of
a message already given to the world must not hang on what a handler makes of it.
"""

from typing import TYPE_CHECKING

from team.models import User

if TYPE_CHECKING:
    from mail.models import IncomingMessage, OutgoingMessage
    from mail.reports import Report


class NotYet(Exception):
    """Raised by `refusal`: nothing speaks against the message, but it must be asked again a little later."""


class MessageHandler:
    """What the app that enqueued a message has to say about it. Override what matters; the rest does nothing."""

    def refusal(self, message: "OutgoingMessage") -> str:
        """Asked right before hand-off. A sentence why the message must not go out now, or "" to let it go.

        Raises NotYet to be asked again later.
        """
        return ""

    def sent(self, message: "OutgoingMessage") -> None:
        """The server has accepted the message."""

    def all_sent(self, messages: "list[OutgoingMessage]") -> None:
        """The server has accepted these messages. Override it where many at once take less than one by one."""
        for message in messages:
            self.sent(message)

    def ended(self, message: "OutgoingMessage") -> None:
        """The message failed, was cancelled or is unconfirmed; its `state` and `last_error` say which and why."""

    def link(self, message: "OutgoingMessage") -> str:
        """The page of what the message belongs to, for whoever looks at the message itself."""
        return ""

    def may_count(self, message: "OutgoingMessage") -> bool:
        """Whether it may be kept that a link of the message was followed: its reader may not want that."""
        return False

    def keeper(self, message: "OutgoingMessage") -> User | None:
        """Who should look after what comes back, unless it comes into somebody's own mailbox."""
        return None

    def answered(self, message: "OutgoingMessage", incoming: "IncomingMessage") -> None:
        """Somebody wrote back, or their machine did; `incoming.kind` says which."""

    def reported(self, message: "OutgoingMessage", report: "Report") -> None:
        """A mail server or a mail service says what became of the message, or its recipient wants no more."""

    def unreadable(self, message: "OutgoingMessage", incoming: "IncomingMessage") -> None:
        """Something came in that seems to belong to the message, and could not be understood for good."""


_handlers: dict[str, MessageHandler] = {}


def register(purpose: str, handler: MessageHandler) -> None:
    """Make `handler` answer for all messages of this purpose. Called from an app's `ready()`."""
    _handlers[purpose] = handler


def handler_for(purpose: str) -> MessageHandler:
    """The handler registered for a purpose, else one that does nothing."""
    return _handlers.get(purpose, MessageHandler())
