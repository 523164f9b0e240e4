"""What `manage.py doctor` says about mailboxes and the spam filter."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from core.doctor import Finding, State
from core.fields import UnreadableSecret
from mail import spam
from mail.models import Mailbox, OutgoingMessage
from mail.service_catalogue import service_of

SILENT_AFTER = timedelta(minutes=30)
EVENTS_WITHIN = timedelta(hours=1)


def mailboxes() -> Iterable[Finding]:
    """One line for each mailbox that needs somebody, else one line for all of them."""
    active = list(Mailbox.objects.filter(is_active=True))
    troubled = [finding for mailbox in active for finding in _findings(mailbox)]
    if troubled:
        return troubled
    if not active:
        return [Finding("mailboxes", State.WARNING, "there is none", "Add one under Settings to send pitches.")]
    return [Finding("mailboxes", State.GOOD, f"{len(active)} in use, none of them stuck")]


def spam_filter() -> Iterable[Finding]:
    """Whether the daemon that SPAMD_URL names answers; nothing where it names none."""
    if settings.SPAMD is None:
        return
    try:
        spam.ping()
    except spam.NoVerdict as error:
        advice = "Start spamd, or correct SPAMD_URL. Pitches go out without it; their spam score is not known."
        yield Finding("spam filter", State.WARNING, str(error), advice)
    else:
        yield Finding("spam filter", State.GOOD, "SpamAssassin answers")


def _findings(mailbox: Mailbox) -> Iterable[Finding]:
    subject = f"mailbox {mailbox.pk}"
    if mailbox.paused_at:
        advice = "Set it right in its settings, test it there, then resume it."
        yield Finding(subject, State.BROKEN, f"paused: {mailbox.pause_reason}", advice)
    if mailbox.service:
        yield from _service_findings(mailbox)
    if not mailbox.imap_host:
        return
    if mailbox.sent_copy_error:
        advice = "Check the incoming server and the Sent folder in its settings: sending goes on without copies."
        yield Finding(subject, State.WARNING, f"copies of what is sent wait: {mailbox.sent_copy_error}", advice)
    if mailbox.poll_error:
        advice = "Check the incoming server and password in its settings: replies are not seen meanwhile."
        yield Finding(subject, State.BROKEN, f"replies cannot be fetched: {mailbox.poll_error}", advice)
    elif mailbox.polled_at and timezone.now() - mailbox.polled_at > SILENT_AFTER:
        says = f"not asked for replies since {mailbox.polled_at:%Y-%m-%d %H:%M} UTC"
        yield Finding(subject, State.WARNING, says, "Look at the worker and beat, which ask it.")


def _service_findings(mailbox: Mailbox) -> Iterable[Finding]:
    """What keeps us from hearing what became of messages that a mail service took."""
    subject, name = f"mailbox {mailbox.pk}", mailbox.get_service_display()
    try:
        secrets = [mailbox.service_key, mailbox.service_secret, mailbox.service_signing_key]
    except UnreadableSecret as error:
        yield Finding(subject, State.BROKEN, str(error), "Enter the keys of the service once more in its settings.")
        return
    service = service_of(mailbox)
    if service.signs_events and not secrets[-1]:
        says = f"events of {name} are turned away: its {service.signature_name} is not stored"
        yield Finding(subject, State.WARNING, says, "Enter it in its settings.")
    elif mailbox.events_heard_at is None and _has_sent(mailbox):
        says = f"{name} has never told us what became of a message"
        advice = "Enter the address for events, which stands in its settings, at the service."
        yield Finding(subject, State.WARNING, says, advice)


def _has_sent(mailbox: Mailbox) -> bool:
    """Whether it sent something long enough ago for its service to have told us of it."""
    return OutgoingMessage.objects.filter(mailbox=mailbox, accepted_at__lt=timezone.now() - EVENTS_WITHIN).exists()
