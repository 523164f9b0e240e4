"""Taking messages in hand, and putting back what was taken and not touched."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from mail.models import Mailbox, OutgoingMessage

State = OutgoingMessage.State


def claim(mailbox: Mailbox, *, at_most: int, now: datetime) -> tuple[UUID, dict[int, str]]:
    """Take the messages that are due longest; tells the mark they carry now, and whom they are for, by primary key."""
    mark = uuid4()
    with transaction.atomic():
        due = OutgoingMessage.objects.filter(mailbox=mailbox).due(now).order_by("due_at", "pk")
        locked = due.select_for_update(skip_locked=True, of=("self",))
        taken = dict(locked.values_list("pk", "to_address")[:at_most])
        OutgoingMessage.objects.filter(pk__in=list(taken), state=State.QUEUED).update(
            state=State.CLAIMED, claim=mark, claimed_at=now, updated_at=now
        )
    return mark, taken


def put_back(mark: UUID) -> int:
    """Put back what carries the mark and was not handed off. It stays due; the attempt does not count."""
    return OutgoingMessage.objects.filter(claim=mark, state=State.CLAIMED).update(
        state=State.QUEUED, claim=None, claimed_at=None, updated_at=timezone.now()
    )


def defer(mailbox: Mailbox, *, until: datetime, domain: str = "") -> int:
    """Make everything of the mailbox that is due (to that domain, if one is named) due later; tells how many."""
    due = OutgoingMessage.objects.filter(mailbox=mailbox).due(timezone.now())
    if domain:
        due = due.filter(to_domain=domain)
    return due.filter(due_at__lt=until).update(due_at=until, updated_at=timezone.now())
