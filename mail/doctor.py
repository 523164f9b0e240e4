"""What `manage.py doctor` says about mailboxes."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from core.doctor import Finding, State
from mail.models import Mailbox

SILENT_AFTER = timedelta(minutes=30)


def mailboxes() -> Iterable[Finding]:
    """One line for each mailbox that needs somebody, else one line for all of them."""
    active = list(Mailbox.objects.filter(is_active=True))
    troubled = [finding for mailbox in active for finding in _findings(mailbox)]
    if troubled:
        return troubled
    if not active:
        return [Finding("mailboxes", State.WARNING, "there is none", "Add one under Settings to send pitches.")]
    return [Finding("mailboxes", State.GOOD, f"{len(active)} in use, none of them stuck")]


def _findings(mailbox: Mailbox) -> Iterable[Finding]:
    subject = f"mailbox {mailbox.pk}"
    if mailbox.paused_at:
        advice = "Set it right in its settings, test it there, then resume it."
        yield Finding(subject, State.BROKEN, f"paused: {mailbox.pause_reason}", advice)
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
