"""Taking messages in hand, and putting back what was taken and not touched."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone

from mail import suppression
from mail.models import Mailbox, OutgoingMessage

State = OutgoingMessage.State

# Who has left and then writes to us is answered; `Suppression.lets_answer` says the same in Python.
IS_LISTED = """
    EXISTS (SELECT FROM mail_suppression AS listed
             WHERE listed.digest = ANY({digests})
               AND NOT (listed.source = 'unsubscribe' AND listed.scope = 'address'
                        AND EXISTS (SELECT FROM mail_incomingmessage AS letter
                                     WHERE letter.id = message.answer_to_id
                                       AND letter.received_at > listed.since
                                       AND lower(letter.from_address) = lower(message.to_address))))
"""
# In SQL, because it is asked for every message: building it from expressions would take longer than running it.
LOCK_CLAIMED = f"""
    SELECT message.*,
           mailbox.paused_at IS NOT NULL OR NOT mailbox.is_active AS mailbox_is_stopped,
           {IS_LISTED.format(digests="%s")} AS is_suppressed
      FROM mail_outgoingmessage AS message
      JOIN mail_mailbox AS mailbox ON mailbox.id = message.mailbox_id
     WHERE message.id = %s AND message.claim = %s AND message.state = 'claimed'
       FOR UPDATE OF message
"""  # noqa: S608 (put together from the text above alone)
# Planning it takes as long as running it, so each session prepares it once.
IS_PREPARED = "SELECT EXISTS (SELECT FROM pg_prepared_statements WHERE name = 'mediarel_hand_off')"
PREPARE_HAND_OFF = f"""
    PREPARE mediarel_hand_off (timestamptz, bigint, timestamptz, bigint, uuid, text[], boolean) AS
    WITH accepted AS (
        UPDATE mail_outgoingmessage
           SET state = 'sent', accepted_at = $3, ended_at = $3, updated_at = $3, last_error = '',
               sent_copy_due_at = CASE WHEN $7 THEN $3 END
         WHERE id = $2 AND claim = $5 AND state IN ('handed_off', 'unconfirmed')
        RETURNING id
    ), handed_off AS (
        UPDATE mail_outgoingmessage AS message
           SET state = 'handed_off', handed_off_at = $1, updated_at = $1
          FROM mail_mailbox AS mailbox
         WHERE message.id = $4 AND message.claim = $5 AND message.state = 'claimed'
           AND mailbox.id = message.mailbox_id AND mailbox.paused_at IS NULL AND mailbox.is_active
           AND NOT {IS_LISTED.format(digests="$6")}
        RETURNING message.id
    )
    SELECT EXISTS (SELECT FROM accepted), EXISTS (SELECT FROM handed_off)
"""  # noqa: S608 (as above)
HAND_OFF = "EXECUTE mediarel_hand_off (%s, %s, %s, %s, %s, %s, %s)"


def prepare() -> None:
    """Get the session ready for `hand_off`."""
    with connection.cursor() as cursor:
        cursor.execute(IS_PREPARED)
        if not cursor.fetchone()[0]:
            cursor.execute(PREPARE_HAND_OFF)


def claim(mailbox: Mailbox, *, at_most: int, now: datetime) -> tuple[UUID, list[OutgoingMessage]]:
    """Take the messages that are due longest; tells the mark they carry now, too."""
    mark = uuid4()
    with transaction.atomic():
        due = OutgoingMessage.objects.filter(mailbox=mailbox).due(now).order_by("due_at", "pk")
        taken = list(due.select_for_update(skip_locked=True, of=("self",))[:at_most])
        OutgoingMessage.objects.filter(pk__in=[message.pk for message in taken], state=State.QUEUED).update(
            state=State.CLAIMED, claim=mark, claimed_at=now, updated_at=now
        )
    for message in taken:
        message.mailbox, message.state, message.claim, message.claimed_at = mailbox, State.CLAIMED, mark, now
    return mark, taken


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claimed message, as it stands right before hand-off, with what else may speak against it."""

    message: OutgoingMessage
    mailbox_is_stopped: bool = False
    is_suppressed: bool = False


def lock_claimed(pk: int, address: str, mark: UUID) -> Claimed | None:
    """Lock and read one message with all that is to be checked, in one query; None when it does not carry the mark."""
    digests = suppression.digests_of(address)
    for message in OutgoingMessage.objects.raw(LOCK_CLAIMED, [digests, pk, mark]):
        return Claimed(message, **{name: getattr(message, name) for name in ("mailbox_is_stopped", "is_suppressed")})
    return None


class HandOff(NamedTuple):
    """Whether the acceptance of the message before was written, and whether the next one may go to the server."""

    accepted: bool
    handed_off: bool


def hand_off(message: OutgoingMessage, *, after: tuple[OutgoingMessage, datetime] | None) -> HandOff:
    """Commit that a claimed message goes to the server now, and that the server took the one `after`, at that moment.

    One statement and one commit a message. It does not go when it is not ours any more, when its address was
    suppressed or its mailbox stopped in the meantime.
    """
    now = timezone.now()
    accepted, at = (after[0].pk, after[1]) if after else (None, None)
    digests = suppression.digests_of(message.to_address)
    with connection.cursor() as cursor:
        copy = message.mailbox.sent_copy
        cursor.execute(HAND_OFF, [now, accepted, at, message.pk, message.claim, digests, copy])
        result = HandOff(*cursor.fetchone())
    if result.handed_off:
        message.state, message.handed_off_at = State.HANDED_OFF, now
    return result


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
