"""Stopping a mailbox as a whole, and letting it go on."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mail import told_of
from mail.models import Mailbox, OutgoingMessage
from mail.waking import wake_after_commit
from team.kinds import Kind
from team.models import User
from team.notifications import notify


def pause(*, mailbox: Mailbox, why: str) -> bool:
    """Stop the mailbox until a person resumes it, and tell its owner. What is in the outbox waits.

    Tells whether it was at work before; pausing twice tells nobody twice.
    """
    with transaction.atomic():
        running = Mailbox.objects.filter(pk=mailbox.pk, paused_at=None)
        if not running.update(paused_at=timezone.now(), pause_reason=why, updated_at=timezone.now()):
            return False
        waiting = OutgoingMessage.objects.filter(mailbox=mailbox, state=OutgoingMessage.State.QUEUED).count()
        rest = f" {waiting} message{'s' if waiting != 1 else ''} will wait." if waiting else ""
        notify_keepers(mailbox, f"{mailbox.address} is paused.{rest} {why}", icon="mail-pause")
    return True


def resume(*, mailbox: Mailbox) -> None:
    """Let the mailbox go on at once. Nothing that waited is lost."""
    with transaction.atomic():
        Mailbox.objects.filter(pk=mailbox.pk).update(
            paused_at=None, pause_reason="", failures=0, retry_at=None, updated_at=timezone.now()
        )
        wake_after_commit(mailbox.pk)


def leave_alone(*, mailbox: Mailbox, until: datetime, failures: int) -> None:
    """Try nothing through the mailbox before `until`; this ends by itself."""
    Mailbox.objects.filter(pk=mailbox.pk).update(retry_at=until, failures=failures, updated_at=timezone.now())


def notify_keepers(mailbox: Mailbox, text: str, *, icon: str, url: str = "", kind: Kind = told_of.MAILBOX) -> None:
    """Tell those who can mend the mailbox: its owner, or the admins when it is shared."""
    active = User.objects.filter(is_active=True)
    keepers = active.filter(pk=mailbox.owner_id) if mailbox.owner_id else active.filter(role=User.Role.ADMIN)
    notify(kind=kind, users=keepers, text=text, url=url or reverse("mail:trouble-list"), icon=icon)
