"""The links that journalists get: absolute, unguessable, and theirs alone."""

from django.conf import settings
from django.urls import reverse

from pitches.models import Recipient


def pitch_url(recipient: Recipient) -> str:
    """The recipient's own pitch page."""
    return settings.SITE_URL + reverse("pitches-public:pitch", args=[recipient.token])


def unsubscribe_url(recipient: Recipient) -> str:
    """Where one POST takes this journalist off every list (RFC 8058)."""
    return settings.SITE_URL + reverse("contacts:unsubscribe", args=[recipient.journalist.token])


def preferences_url(recipient: Recipient) -> str:
    """What the journalist covers, and how and when to reach them."""
    return settings.SITE_URL + reverse("contacts:preferences", args=[recipient.journalist.token])
