"""Mail to the demo's people stays here: their addresses are invented, and a real mail server would only bounce it.

The mail catcher of `make run` gets it all the same, where it is read in the browser. Pitches of the demo go out through
its mailboxes, which name the catcher too (`dashboard.demo`).
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import EmailMessage

HOSTS = ("harbourlane.example.com", "fernhall.example.com")
"""Where the demo's people have their addresses. RFC 2606 keeps them free: nobody else can."""


def is_of_the_demo(address: str) -> bool:
    return address.lower().rstrip(">").endswith(tuple(f"@{host}" for host in HOSTS))


class Backend(EmailBackend):
    """Django's own, which lets nothing out that is for the demo's people alone."""

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        """How many went, or need not go."""
        if settings.EMAIL_PORT == settings.CATCHER_PORT and settings.EMAIL_HOST == "127.0.0.1":
            return super().send_messages(email_messages) or 0
        leaving = [message for message in email_messages if not _for_the_demo_alone(message)]
        kept = len(email_messages) - len(leaving)
        return kept + ((super().send_messages(leaving) or 0) if leaving else 0)


def _for_the_demo_alone(message: EmailMessage) -> bool:
    recipients = message.recipients()
    return bool(recipients) and all(map(is_of_the_demo, recipients))
