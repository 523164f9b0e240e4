"""Keeping mailboxes: saved settings, and starting again after they were mended."""

from collections.abc import Iterator
from typing import Final

from django.db import transaction

from core.fields import UnreadableSecret
from mail.connection_test import can_work, try_mailbox
from mail.findings import Finding
from mail.hooks import give_addresses
from mail.models import Mailbox
from mail.pausing import resume
from mail.sent_copies import forget_copies
from team.models import TrailLine, User
from team.trail import acts

ANOTHER_FOLDER = {"imap_host", "imap_username", "imap_folder"}
TYPED_SECRETS: Final = {
    "smtp_password": "the SMTP password",
    "imap_password": "the IMAP password",
    "service_key": "the key of the mail service",
    "service_secret": "the second key of the mail service",
    "service_signing_key": "the key of the mail service's signatures",
}
"""Secrets that people type; the history keeps none of them, so the audit trail is told that one changed."""


def save_mailbox(*, mailbox: Mailbox, changed: set[str], by: User) -> Mailbox:
    """Save a mailbox whose fields in `changed` were edited. Its server is asked anew at the next poll."""
    if changed & ANOTHER_FOLDER:
        mailbox.imap_uid_validity, mailbox.imap_last_uid, mailbox.sent_folder_found = None, 0, ""
    give_addresses(mailbox)
    mailbox.poll_error, mailbox.poll_failures, mailbox.next_poll_at = "", 0, None
    mailbox.sent_copy_error, mailbox.sent_copy_failures, mailbox.sent_copy_retry_at = "", 0, None
    if "sent_folder" in changed:
        mailbox.sent_folder_found = ""
    with transaction.atomic():
        secrets = list(_changed_secrets(mailbox))
        mailbox.save()
        if secrets:
            acts.note(TrailLine.What.SECRET, by=by, about=mailbox, said=" and ".join(secrets))
        if not mailbox.sent_copy:
            forget_copies(mailbox=mailbox)
    return mailbox


def _changed_secrets(mailbox: Mailbox) -> Iterator[str]:
    """What of the stored secrets will be another once the mailbox is saved. A new mailbox has none."""
    stored = Mailbox.objects.only(*TYPED_SECRETS).filter(pk=mailbox.pk).first()
    for name, words in TYPED_SECRETS.items() if stored else ():
        if _secret(stored, name) != _secret(mailbox, name):
            yield words


def _secret(mailbox: Mailbox | None, name: str) -> str | None:
    """None where SECRET_KEY has changed since, and nobody can read it."""
    try:
        return str(getattr(mailbox, name))
    except UnreadableSecret:
        return None


def resume_if_mended(*, mailbox: Mailbox) -> list[Finding]:
    """Test a paused mailbox, and let it go on when it can send and read again."""
    findings = try_mailbox(mailbox)
    if can_work(findings):
        with transaction.atomic():
            Mailbox.objects.filter(pk=mailbox.pk).update(poll_error="", poll_failures=0, next_poll_at=None)
            resume(mailbox=mailbox)
    return findings
