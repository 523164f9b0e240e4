""" "Test it" for a mail service: does it take our key, and does it tell us what becomes of messages?

No service has a cheap request that all kinds of keys may make. So it is given an empty message, by the very request
that sends: one that lets us in turns it away for being empty, and nothing can be sent.
"""

from datetime import datetime
from urllib.parse import urlsplit

import requests
from anymail.exceptions import AnymailError
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.timesince import timesince

from core.fields import UnreadableSecret
from mail.addresses import parse
from mail.delivery.service import retry_after, root_of, words_of
from mail.delivery.wire import OneHop, Wire
from mail.explaining import explain
from mail.findings import Finding
from mail.hooks import lacks_signing_key
from mail.models import Mailbox
from mail.service_catalogue import MailService, backend_for, service_of

TIMEOUT = 10  # seconds
NO_SUCH_KEY = {401, 403}


def key(mailbox: Mailbox) -> Finding:
    """Whether the service lets this mailbox in."""
    service = service_of(mailbox)
    try:
        answer = _empty_message(mailbox)
    except UnreadableSecret as error:
        return _bad(str(error), "")
    except (requests.RequestException, AnymailError, UnicodeError) as error:
        host = urlsplit(backend_for(mailbox, timeout=TIMEOUT).api_url)
        problem = explain(root_of(error), host=host.hostname or service.name, port=host.port or 443)
        return _bad(problem.what, problem.todo)
    return _judged(service, mailbox, answer)


def events(mailbox: Mailbox) -> Finding:
    """Whether the service has ever told us what became of a message."""
    service = service_of(mailbox)
    name = service.name
    if not mailbox.hook_token:
        return _unknown(
            f"Save the mailbox first: then it has addresses for {name} to tell us what becomes of messages."
        )
    if lacks_signing_key(mailbox):
        return _unknown(
            f"{name} signs what it tells us, and its {service.signature_name} is not stored: all of it is turned away."
        )
    if mailbox.events_heard_at is None:
        return _unknown(f"{name} has told us nothing yet. Without its events, bounces and complaints go unseen.")
    return Finding("Events", good=True, what=f"{name} last told us something {_ago(mailbox.events_heard_at)} ago.")


def _ago(at: datetime) -> str:
    return timesince(at, timezone.now()).replace("\xa0", " ")


def _empty_message(mailbox: Mailbox) -> requests.Response:
    """What the service answers to a request to send that holds no message."""
    backend = backend_for(mailbox, timeout=TIMEOUT)
    session = OneHop(Wire())
    sender = parse(mailbox.address)
    payload = backend.build_message_payload(EmailMessage("", "", sender, [sender]), {})
    params = payload.get_request_params(backend.api_url)
    params |= {"data": "{}" if isinstance(params["data"], str) else {}, "files": None, "timeout": TIMEOUT}
    with session:
        return session.request(**params)


def _judged(service: MailService, mailbox: Mailbox, answer: requests.Response) -> Finding:
    code, words = answer.status_code, words_of(answer)
    said = f"it says “{code} {words}”"
    if code in NO_SUCH_KEY:
        return _bad(f"{service.name} does not accept the key: {said}.", f"Copy the {service.key_name} once more.")
    if code == 402:
        return _bad(f"{service.name} does not send for this account: {said}.", "See to the account there.")
    if code == 404:
        todo = "Check the sending domain and the region." if service.has_domain else "Check the region."
        return _bad(f"{service.name} does not know what we ask for: {said}.", todo)
    if code == 429 or code >= 500:
        rest = retry_after(answer)
        todo = f"Try again in {int(rest.total_seconds()) or 60} seconds."
        return _bad(f"{service.name} could not say whether it accepts the key: {said}.", todo)
    if 300 <= code < 400:
        return _bad(f"{service.name} sends us elsewhere: it answers “{code}”.", "Check SERVICE_API_URLS.")
    return Finding(
        "Sending",
        good=True,
        what=(
            f"{service.name} accepts the key. It was given an empty message and turned it away, so nothing was sent. "
            f"Whether it lets {mailbox.address} send shows with the first real one."
        ),
    )


def _bad(what: str, todo: str) -> Finding:
    return Finding("Sending", good=False, what=what, todo=todo)


def _unknown(what: str) -> Finding:
    return Finding("Events", good=True, what=what, open=True)
