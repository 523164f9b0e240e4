"""What a deliverer that died has left behind.

Called by whoever holds the mailbox's lock, so nobody else can be at work on these rows: what was claimed is due again,
what was handed off is in doubt, at once. A deliverer that lives but lost its database may still correct the doubt
(see outcomes.accepted): its mark stays on the row.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from mail.delivery import outcomes
from mail.delivery.claiming import State
from mail.models import OutgoingMessage

HUNG_AFTER = timedelta(minutes=20)
IN_DOUBT = (
    "The sending was interrupted after the message was handed to the server and before its answer was heard. "
    "Nobody here can know whether it went out."
)


def recover(mailbox_id: int) -> int:
    """Settle what is in hand for this mailbox; tells how many messages are unconfirmed because of it."""
    return _settle(OutgoingMessage.objects.filter(mailbox_id=mailbox_id).in_hand())


def reap() -> int:
    """Settle what has been in hand for longer than any dialogue can take, whoever holds the lock."""
    long_ago = timezone.now() - HUNG_AFTER
    return _settle(
        OutgoingMessage.objects.in_hand().filter(claimed_at__lt=long_ago).exclude(handed_off_at__gt=long_ago)
    )


def _settle(rows) -> int:  # type: ignore[no-untyped-def]
    rows.filter(state=State.CLAIMED).update(state=State.QUEUED, claim=None, claimed_at=None, updated_at=timezone.now())
    doubtful = 0
    for pk in list(rows.filter(state=State.HANDED_OFF).values_list("pk", flat=True)):
        with transaction.atomic():
            message = OutgoingMessage.objects.select_for_update(of=("self",)).get(pk=pk)
            if message.state == State.HANDED_OFF:
                doubtful += outcomes.unconfirmed(message, IN_DOUBT)
    return doubtful
