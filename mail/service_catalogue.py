"""The mail services a mailbox can send through, and what has to be known about each. django-anymail speaks to them.

docs/decisions/035-mail-services-through-anymail.md says which are left out, and why.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from anymail.backends import brevo, mailgun, mailjet, postmark, sendgrid, sparkpost
from anymail.backends.base_requests import AnymailRequestsBackend
from anymail.exceptions import AnymailNotSupportedWarning
from anymail.webhooks import brevo as brevo_hooks
from anymail.webhooks import mailgun as mailgun_hooks
from anymail.webhooks import mailjet as mailjet_hooks
from anymail.webhooks import postmark as postmark_hooks
from anymail.webhooks import sendgrid as sendgrid_hooks
from anymail.webhooks import sparkpost as sparkpost_hooks
from anymail.webhooks.base import AnymailBaseWebhookView
from django.conf import settings

from mail.addresses import domain_of
from mail.models import Mailbox
from mail.models.mailbox import Service

# anymail's authors have no SendGrid account to test with and say so at every call; our own tests speak its API.
warnings.filterwarnings("ignore", category=AnymailNotSupportedWarning)


@dataclass(frozen=True, kw_only=True)
class MailService:
    """`drops` are headers the service refuses; `also` what has to be said to it beside the message.

    A service that does not keep our Message-ID for certain gets it in References as well: answers still name it then.
    `is_final` reads from an event whether the service itself calls a bounce permanent: anymail does not tell.
    """

    key: str
    name: str
    backend: type[AnymailRequestsBackend]
    events: type[AnymailBaseWebhookView]
    inbound: type[AnymailBaseWebhookView] | None
    urls: dict[str, str]
    key_option: str = "api_key"
    key_name: str = "API key"
    second_option: str = ""
    second_name: str = ""
    has_domain: bool = False
    signs_events: str = ""
    signs_inbound: str = ""
    signature_name: str = ""
    keeps_message_id: bool = False
    tracks_by_message: bool = True
    drops: frozenset[str] = frozenset()
    headers: dict[str, str] = field(default_factory=dict)
    also: dict[str, Any] = field(default_factory=dict)
    is_final: Callable[[dict[str, Any]], bool]
    hint: str = ""

    @property
    def fields(self) -> set[str]:
        """The fields of a mailbox that mean anything for this service, beside `service` itself."""
        asked = {
            "service_key": True,
            "service_secret": bool(self.second_option),
            "service_signing_key": bool(self.signs_events),
            "service_domain": self.has_domain,
            "service_region": len(self.urls) > 1,
        }
        return {name for name, needed in asked.items() if needed}


def _sparkpost_is_final(raw: dict[str, Any]) -> bool:
    return any(event.get("bounce_class") in {"10", "30"} for event in raw.get("msys", {}).values())


SERVICES = {
    service.key: service
    for service in (
        MailService(
            key=Service.BREVO,
            name="Brevo",
            backend=brevo.EmailBackend,
            events=brevo_hooks.BrevoTrackingWebhookView,
            inbound=None,  # it would have us fetch attachments while it waits for our answer
            urls={"": "https://api.brevo.com/v3/"},
            tracks_by_message=False,
            is_final=lambda raw: raw.get("event") in {"hard_bounce", "invalid_email"},
            hint=(
                "The API key stands under SMTP & API, API Keys; an SMTP key does not do. Brevo counts opens and clicks "
                "of everything it sends: only its support can switch that off for an account."
            ),
        ),
        MailService(
            key=Service.MAILGUN,
            name="Mailgun",
            backend=mailgun.EmailBackend,
            events=mailgun_hooks.MailgunTrackingWebhookView,
            inbound=mailgun_hooks.MailgunInboundWebhookView,
            urls={"": "https://api.mailgun.net/v3/", "eu": "https://api.eu.mailgun.net/v3/"},
            has_domain=True,
            signs_events="webhook_signing_key",
            signs_inbound="webhook_signing_key",
            signature_name="HTTP webhook signing key",
            keeps_message_id=True,
            is_final=lambda raw: raw.get("event-data", {}).get("severity") == "permanent",
            hint=(
                "A sending key of the domain is enough. The signing key of the webhooks stands under API Security; "
                "without it, what Mailgun tells us is turned away."
            ),
        ),
        MailService(
            key=Service.MAILJET,
            name="Mailjet",
            backend=mailjet.EmailBackend,
            events=mailjet_hooks.MailjetTrackingWebhookView,
            inbound=mailjet_hooks.MailjetInboundWebhookView,
            urls={"": "https://api.mailjet.com/v3.1/"},
            second_option="secret_key",
            second_name="Secret key",
            drops=frozenset({"message-id"}),
            is_final=lambda raw: raw.get("hard_bounce") is True,
            hint="Both keys stand under Account settings, API Key Management.",
        ),
        MailService(
            key=Service.POSTMARK,
            name="Postmark",
            backend=postmark.EmailBackend,
            events=postmark_hooks.PostmarkTrackingWebhookView,
            inbound=postmark_hooks.PostmarkInboundWebhookView,
            urls={"": "https://api.postmarkapp.com/"},
            key_option="server_token",
            key_name="Server API token",
            keeps_message_id=True,
            headers={"X-PM-KeepID": "true"},
            is_final=lambda raw: raw.get("Type") in {"HardBounce", "BadEmailAddress"},
            hint=(
                "The token stands under the server's API Tokens. Switch open tracking off in the server's settings: "
                "Postmark does not let a message do that."
            ),
        ),
        MailService(
            key=Service.SENDGRID,
            name="SendGrid",
            backend=sendgrid.EmailBackend,
            events=sendgrid_hooks.SendGridTrackingWebhookView,
            inbound=sendgrid_hooks.SendGridInboundWebhookView,
            urls={"": "https://api.sendgrid.com/v3/", "eu": "https://api.eu.sendgrid.com/v3/"},
            signs_events="tracking_webhook_verification_key",
            signature_name="verification key",
            also={"tracking_settings": {"subscription_tracking": {"enable": False}, "ganalytics": {"enable": False}}},
            is_final=lambda raw: raw.get("event") == "bounce" and raw.get("type", "bounce") == "bounce",
            hint=(
                "A key with the permission Mail Send is enough. Switch on Signed Event Webhook at SendGrid and enter "
                "its verification key here; without it, what SendGrid tells us is turned away."
            ),
        ),
        MailService(
            key=Service.SPARKPOST,
            name="SparkPost",
            backend=sparkpost.EmailBackend,
            events=sparkpost_hooks.SparkPostTrackingWebhookView,
            inbound=sparkpost_hooks.SparkPostInboundWebhookView,
            urls={"": "https://api.sparkpost.com/api/v1/", "eu": "https://api.eu.sparkpost.com/api/v1/"},
            also={"options": {"transactional": True}},  # or it puts its own List-Unsubscribe beside ours
            is_final=_sparkpost_is_final,
            hint="The key needs the permission Transmissions: Read/Write.",
        ),
    )
}


def service_of(mailbox: Mailbox) -> MailService:
    return SERVICES[mailbox.service]


def backend_for(mailbox: Mailbox, *, timeout: float | tuple[float, float]) -> AnymailRequestsBackend:
    """What builds requests in the service's own form and reads its answers. Raises UnreadableSecret."""
    service = service_of(mailbox)
    options: dict[str, Any] = {service.key_option: mailbox.service_key, "timeout": timeout}
    options["api_url"] = settings.SERVICE_API_URLS.get(service.key) or service.urls.get(
        mailbox.service_region, service.urls[""]
    )
    if service.second_option:
        options[service.second_option] = mailbox.service_secret
    if service.has_domain:
        options["sender_domain"] = mailbox.service_domain or domain_of(mailbox.address)
    return service.backend(**options)
