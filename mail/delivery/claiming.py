"""Taking messages in hand, and putting back what was taken and not touched."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from mail import suppression
from mail.models import Mailbox, OutgoingMessage

State = OutgoingMessage.State

# In SQL, because this is the hot path: building it from expressions each time would take longer than running it.
LOCK_CLAIMED = """
    SELECT message.*,
           mailbox.paused_at IS NOT NULL OR NOT mailbox.is_active AS mailbox_is_stopped,
           EXISTS (SELECT FROM mail_suppression WHERE digest = ANY(%s)) AS is_suppressed
      FROM mail_outgoingmessage AS message
      JOIN mail_mailbox AS mailbox ON mailbox.id = message.mailbox_id
     WHERE message.id = %s AND message.claim = %s AND message.state = 'claimed'
       FOR UPDATE OF message
"""


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


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claimed message, locked, as it stands right before hand-off, with what else may speak against it."""

    message: OutgoingMessage
    mailbox_is_stopped: bool
    is_suppressed: bool


def lock_claimed(pk: int, address: str, mark: UUID) -> Claimed | None:
    """Lock and read one message with all that is to be checked, in one query; None when it does not carry the mark."""
    digests = suppression.digests_of(address)
    for message in OutgoingMessage.objects.raw(LOCK_CLAIMED, [digests, pk, mark]):
        return Claimed(message, **{name: getattr(message, name) for name in ("mailbox_is_stopped", "is_suppressed")})
    return None


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
