"""Keeping mailboxes: saved settings, and starting again after they were mended."""

from django.db import transaction

from mail.connection_test import can_work, try_mailbox
from mail.findings import Finding
from mail.hooks import give_addresses
from mail.models import Mailbox
from mail.pausing import resume
from mail.sent_copies import forget_copies

ANOTHER_FOLDER = {"imap_host", "imap_username", "imap_folder"}


def save_mailbox(*, mailbox: Mailbox, changed: set[str]) -> Mailbox:
    """Save a mailbox whose fields in `changed` were edited. Its server is asked anew at the next poll."""
    if changed & ANOTHER_FOLDER:
        mailbox.imap_uid_validity, mailbox.imap_last_uid, mailbox.sent_folder_found = None, 0, ""
    give_addresses(mailbox)
    mailbox.poll_error, mailbox.poll_failures, mailbox.next_poll_at = "", 0, None
    mailbox.sent_copy_error, mailbox.sent_copy_failures, mailbox.sent_copy_retry_at = "", 0, None
    if "sent_folder" in changed:
        mailbox.sent_folder_found = ""
    with transaction.atomic():
        mailbox.save()
        if not mailbox.sent_copy:
            forget_copies(mailbox=mailbox)
    return mailbox


def resume_if_mended(*, mailbox: Mailbox) -> list[Finding]:
    """Test a paused mailbox, and let it go on when it can send and read again."""
    findings = try_mailbox(mailbox)
    if can_work(findings):
        with transaction.atomic():
            Mailbox.objects.filter(pk=mailbox.pk).update(poll_error="", poll_failures=0, next_poll_at=None)
            resume(mailbox=mailbox)
    return findings
