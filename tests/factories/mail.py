"""Mailboxes and messages. A message is enqueued the way the product does it, so that its MIME is a real one."""

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from core.tokens import new_token
from mail import outbox
from mail.models import Mailbox, OutgoingMessage


class MailboxFactory(DjangoModelFactory):
    """A shared mailbox without password; tests give it the port of their own server."""

    class Meta:
        model = Mailbox

    name = "Maya Lindqvist"
    address = factory.Sequence(lambda n: f"maya{n}@harbourlane.example.com")
    smtp_host = "127.0.0.1"
    smtp_port = 1
    smtp_security = "none"
    hourly_limit = 100_000
    daily_limit = 100_000
    domain_hourly_limit = 100_000
    warm_up = False


class ServiceMailboxFactory(MailboxFactory):
    """A mailbox that sends through Postmark unless told otherwise; tests point SERVICE_API_URLS at their own."""

    service = "postmark"
    service_key = "right-key"
    hook_token = factory.LazyFunction(new_token)
    hook_password = factory.LazyFunction(new_token)


def enqueued(mailbox: Mailbox, **changes: Any) -> OutgoingMessage:
    """One message through `outbox.enqueue`, to Ines unless told otherwise."""
    return outbox.enqueue(
        **{
            "mailbox": mailbox,
            "purpose": "test",
            "to_address": "ines.albrecht@example.org",
            "to_name": "Ines Albrecht",
            "subject": "A 100-hour battery in Altfelde",
            "html": "<p>Hi Ines,</p><p>Would the test data be of use to you?</p>",
            "text": "Hi Ines,\n\nWould the test data be of use to you?\n",
            **changes,
        }
    )


def in_state(mailbox: Mailbox, state: str, **changes: Any) -> OutgoingMessage:
    """A message as the engine would leave it in that state."""
    message = enqueued(mailbox)
    earlier = timezone.now() - timedelta(minutes=5)
    fields: dict[str, Any] = {"state": state}
    if state in {"claimed", "handed_off", "unconfirmed"}:
        fields |= {"claim": "00000000-0000-0000-0000-000000000001", "claimed_at": earlier}
    if state in {"handed_off", "unconfirmed", "sent"}:
        fields |= {"handed_off_at": earlier}
    if state == "sent":
        fields |= {"accepted_at": earlier}
    if state in {"sent", "failed", "cancelled"}:
        fields |= {"ended_at": earlier}
    OutgoingMessage.objects.filter(pk=message.pk).update(**fields | changes)
    message.refresh_from_db()
    return message
