"""Keeping mailboxes: saved settings, and starting again after they were mended."""

from django.db import transaction

from mail.connection_test import passed, try_mailbox
from mail.findings import Finding
from mail.hooks import give_addresses
from mail.models import Mailbox
from mail.pausing import resume

ANOTHER_FOLDER = {"imap_host", "imap_username", "imap_folder"}


def save_mailbox(*, mailbox: Mailbox, changed: set[str]) -> Mailbox:
    """Save a mailbox whose fields in `changed` were edited. Its server is asked anew at the next poll."""
    if changed & ANOTHER_FOLDER:
        mailbox.imap_uid_validity, mailbox.imap_last_uid = None, 0
    give_addresses(mailbox)
    mailbox.poll_error, mailbox.poll_failures, mailbox.next_poll_at = "", 0, None
    mailbox.save()
    return mailbox


def resume_if_mended(*, mailbox: Mailbox) -> list[Finding]:
    """Test a paused mailbox, and let it go on when the test passes."""
    findings = try_mailbox(mailbox)
    if passed(findings):
        with transaction.atomic():
            Mailbox.objects.filter(pk=mailbox.pk).update(poll_error="", poll_failures=0, next_poll_at=None)
            resume(mailbox=mailbox)
    return findings
