"""Where mail services tell us things: each mailbox has addresses of its own, with an unguessable part.

Beside that part a call needs what the service can give: its signature, or else a user name and password in the address.
anymail checks them and reads the service's form.
"""

import logging
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from anymail.exceptions import AnymailConfigurationError, AnymailError, AnymailWebhookValidationFailure
from anymail.inbound import AnymailInboundMessage
from anymail.webhooks.base import AnymailBaseWebhookView
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db.models import Q
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.urls import reverse
from django.utils import timezone

from core.fields import UnreadableSecret
from core.tokens import new_token
from mail import intake, service_events
from mail.models import Mailbox
from mail.service_catalogue import service_of

USER = "mediarel"
SIGNING_FAULTS = (ValueError, TypeError)  # a key that is none
UNREADABLE = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
    AnymailError,
    SuspiciousOperation,
    MultiPartParserError,
)
ATTACH = "A field of it is too large. Have the service pass on messages parsed, with attachments as files, not raw."

log = logging.getLogger(__name__)


class NotFromService(Exception):
    """The call does not prove that it comes from the service."""


class TooLarge(Exception):
    """A field of the call is larger than is read into memory."""


class NotUnderstood(Exception):
    """The call is the service's, or could be, and holds nothing we can read."""


def give_addresses(mailbox: Mailbox) -> None:
    """See to it that the mailbox has its own addresses, if it sends through a service. Saves nothing."""
    if mailbox.service and not mailbox.hook_token:
        mailbox.hook_token, mailbox.hook_password = new_token(), new_token()


def events_address(mailbox: Mailbox) -> str:
    """What is to be entered at the service, for it to tell what became of messages."""
    return _address(mailbox, "mail:hook-events", signed=bool(service_of(mailbox).signs_events))


def inbound_address(mailbox: Mailbox) -> str:
    """What is to be entered at the service, for it to pass on mail that it receives; "" when it cannot."""
    service = service_of(mailbox)
    return _address(mailbox, "mail:hook-inbound", signed=bool(service.signs_inbound)) if service.inbound else ""


def lacks_signing_key(mailbox: Mailbox) -> bool:
    """Whether everything the service tells us is turned away, because we cannot check its signature."""
    return bool(service_of(mailbox).signs_events and not mailbox.service_signing_key)


def take_in_events(mailbox: Mailbox, request: HttpRequest) -> None:
    """Check and store what the service says of messages. Raises NotFromService, NotUnderstood and TooLarge."""
    service = service_of(mailbox)
    view = _view(mailbox, service.events, service.signs_events)
    service_events.take_in(mailbox, _read(view, request))
    _heard(mailbox, "events_heard_at")


def take_in_mail(mailbox: Mailbox, request: HttpRequest) -> None:
    """Check and take in a message that the service received. Raises NotFromService, NotUnderstood and TooLarge."""
    service = service_of(mailbox)
    assert service.inbound is not None
    view = _view(mailbox, service.inbound, service.signs_inbound)
    for event in _read(view, request):
        intake.receive(_as_bytes(event.message), mailbox=mailbox, received_at=event.timestamp)
    _heard(mailbox, "inbound_heard_at")


def _view(mailbox: Mailbox, view: type[AnymailBaseWebhookView], signed_by: str) -> AnymailBaseWebhookView:
    """anymail's view, with this mailbox's secret. One that signs is not believed while we have no key to check."""
    try:
        if not signed_by:
            return view(webhook_secret=f"{USER}:{mailbox.hook_password}")
        if not mailbox.service_signing_key:
            name = service_of(mailbox).signature_name
            raise NotFromService(f"Enter the {name} in the settings of this mailbox first.")
        return view(webhook_secret=[], **{signed_by: mailbox.service_signing_key})
    except (UnreadableSecret, *SIGNING_FAULTS) as error:
        log.warning("The key of the signatures of mailbox %s cannot be used: %s", mailbox.pk, type(error).__name__)
        raise NotFromService("The key of the signatures that is stored for this mailbox is not one.") from None


def _read(view: AnymailBaseWebhookView, request: HttpRequest) -> list[Any]:
    try:
        view.run_validators(request)
    except AnymailWebhookValidationFailure:
        raise NotFromService("The signature or password is missing or wrong.") from None
    except RequestDataTooBig:
        raise TooLarge(ATTACH) from None
    except Exception as error:  # forged bodies fail in more ways than can be listed
        raise NotFromService("The signature cannot be checked.") from error
    try:
        return list(view.parse_events(request))
    except AnymailConfigurationError:
        raise NotUnderstood(
            "This is the other kind of call: events and incoming mail have addresses of their own."
        ) from None
    except RequestDataTooBig:
        raise TooLarge(ATTACH) from None
    except UNREADABLE as error:
        raise NotUnderstood("This cannot be read.") from error


def _as_bytes(message: AnymailInboundMessage) -> bytes:
    """The message as a mail server would give it; the same call gives the same bytes."""
    for number, part in enumerate(message.walk()):
        if part.is_multipart() and part.get_content_maintype() == "multipart" and not part.get_boundary():
            part.set_boundary(f"=_mediarel_{number}")
    try:
        return message.as_bytes()
    except (ValueError, LookupError, TypeError, AttributeError):
        try:
            return message.as_string().encode("utf-8", "surrogateescape")
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise NotUnderstood("The message in it cannot be read.") from error


def _heard(mailbox: Mailbox, field: str) -> None:
    """To the minute: a service calls once for every message, and all of them would wait for this one row."""
    now = timezone.now()
    long_ago = Q(**{field: None}) | Q(**{f"{field}__lt": now - timedelta(minutes=1)})
    Mailbox.objects.filter(long_ago, pk=mailbox.pk).update(**{field: now})


def _address(mailbox: Mailbox, name: str, *, signed: bool) -> str:
    parts = urlsplit(f"{settings.SITE_URL}{reverse(name, args=[mailbox.hook_token])}")
    return urlunsplit(parts if signed else parts._replace(netloc=f"{USER}:{mailbox.hook_password}@{parts.netloc}"))
