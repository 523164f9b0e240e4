"""Copies of what was sent, in the Sent folder of the sender's own mail program: each once, and never in the way.

A message that a server has accepted, from a mailbox that wants copies, carries `sent_copy_due_at`. A task of its own
puts it into the folder (IMAP APPEND). Before each attempt `sent_copy_tried_at` is committed, after it `sent_copy_at`;
an attempt that ended in between is in doubt, so the folder is searched for the Message-ID before the next one
(docs/decisions/038-copies-in-the-sent-folder.md). Trouble with the server is noted on the mailbox and makes copies
wait; the sending knows nothing of it.
"""

import logging
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import Error as DatabaseError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from core.session_lock import only_one
from mail.explaining import Problem, explain
from mail.imap import ImapRefused, signed_in
from mail.imap_sent import NoSentFolder, SentFolder, find_sent_folder
from mail.models import Mailbox, OutgoingMessage
from mail.models.outgoing import OutgoingMessageQuerySet
from mail.pausing import notify_keepers
from mail.tracking import untracked

LOCKS = 0x434F5059  # "COPY"
TIMEOUT = 30  # seconds for each answer of the server
PATIENCE = 120  # seconds for one batch
SHARE_TO_BEGIN_IN = 2 / 3  # of them; then no further copy is begun
BATCH = 100
DOUBT_RESTS = timedelta(minutes=2)
"""So long after an attempt that was cut off the server may still be finishing it; only then the folder tells."""
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
MOST_ATTEMPTS = 10
"""So often a copy may fail before the message goes without; each time others get their turn before it."""
REFUSALS_IN_A_BATCH = 3
"""A message may be refused for itself; so many mean the folder."""
TELL_AFTER = 5  # failures in a row that may pass by themselves

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Copies:
    """What one batch did; `more` says that another one is due at once."""

    copied: int = 0
    refused: int = 0
    problem: str = ""
    more: bool = False


def copy_wanted(mailbox: Mailbox, now: datetime) -> dict[str, Any]:
    """What is to be written on a message when it becomes sent, so that its copy follows."""
    return {"sent_copy_due_at": now} if mailbox.sent_copy else {}


def mailboxes_with_copies_due() -> list[int]:
    """Mailboxes that have copies to make now; one whose server failed is left alone for a while."""
    now = timezone.now()
    awake = Q(sent_copy_retry_at=None) | Q(sent_copy_retry_at__lte=now)
    due = Exists(_due(OuterRef("pk"), now))
    return list(Mailbox.objects.filter(awake, due, is_active=True, sent_copy=True).values_list("pk", flat=True))


def copy_sent(mailbox_id: int) -> Copies:
    """Make the copies that are due for a mailbox; does nothing when another process is at it already."""
    with only_one(LOCKS, mailbox_id) as alone:
        mailbox = Mailbox.objects.select_related("owner").filter(pk=mailbox_id, sent_copy=True).first()
        if not alone or mailbox is None:
            return Copies()
        done = Copies()
        try:
            with signed_in(mailbox, timeout=TIMEOUT, patience=PATIENCE) as box:
                folder = SentFolder(box, find_sent_folder(box, mailbox.sent_folder))
                _copy_batch(mailbox, folder, done)
        except DatabaseError:
            raise
        except Exception as error:  # servers, networks and certificates fail in more ways than can be listed
            log.info("Copies of mailbox %s wait: %s", mailbox.pk, type(error).__name__)
            _failed(mailbox, _problem(mailbox, error), done)
        return done


def copy_all() -> Copies:
    """Make all copies that are due, in this process, mailbox by mailbox."""
    total = Copies()
    for mailbox_id in mailboxes_with_copies_due():
        done = Copies(more=True)
        while done.more:
            done = copy_sent(mailbox_id)
            total.copied += done.copied
            total.refused += done.refused
    return total


def copies_waiting() -> int:
    """How many copies are still to be made: not due yet, in doubt, or their server is in trouble."""
    return OutgoingMessage.objects.filter(sent_copy_due_at__isnull=False, mailbox__is_active=True).count()


def forget_copies(*, mailbox: Mailbox) -> int:
    """Drop the copies that wait, because the mailbox wants none any more; tells how many."""
    waiting = OutgoingMessage.objects.filter(mailbox=mailbox, sent_copy_due_at__isnull=False)
    return waiting.update(sent_copy_due_at=None, updated_at=timezone.now())


def _due(mailbox_id: Any, now: datetime) -> OutgoingMessageQuerySet:
    return OutgoingMessage.objects.filter(mailbox_id=mailbox_id, sent_copy_due_at__lte=now)


def _copy_batch(mailbox: Mailbox, folder: SentFolder, done: Copies) -> None:
    until = time.monotonic() + PATIENCE * SHARE_TO_BEGIN_IN
    due = _due(mailbox.pk, timezone.now()).order_by("sent_copy_due_at", "pk")
    keys = list(due.values_list("pk", flat=True)[:BATCH])
    refusal = ""
    for pk in keys:
        if time.monotonic() > until or done.refused == REFUSALS_IN_A_BATCH:
            break
        try:
            done.copied += _copy(pk, folder)
        except ImapRefused as refused:
            refusal = str(refused)
            done.refused += 1
    if refusal:
        raise ImapRefused(refusal)
    done.more = len(keys) == BATCH or time.monotonic() > until
    Mailbox.objects.filter(pk=mailbox.pk).update(
        sent_folder_found=folder.name[:255], sent_copy_error="", sent_copy_failures=0, sent_copy_retry_at=None
    )


def _copy(pk: int, folder: SentFolder) -> bool:
    """Make one copy, or find it; False when it is not wanted any more. Raises ImapRefused.

    Anything else that goes wrong leaves it in doubt. What is due anew is so after ever longer waits, behind others.
    """
    message = OutgoingMessage.objects.get(pk=pk)
    row = OutgoingMessage.objects.filter(pk=pk, sent_copy_due_at__isnull=False)
    in_doubt, now = message.sent_copy_tried_at is not None, timezone.now()
    again_at = now + max(DOUBT_RESTS, _wait(message.sent_copy_attempts))
    if not row.update(
        sent_copy_tried_at=now, sent_copy_due_at=again_at, sent_copy_attempts=F("sent_copy_attempts") + 1
    ):
        return False
    if not (in_doubt and folder.holds(message.message_id)):
        if message.sent_copy_attempts >= MOST_ATTEMPTS:
            _give_up(row, pk)
            return False
        _append(message, folder, row)
    now = timezone.now()
    return bool(row.update(sent_copy_at=now, sent_copy_due_at=None, updated_at=now))


def _append(message: OutgoingMessage, folder: SentFolder, row: OutgoingMessageQuerySet) -> None:
    """Put it into the folder. A server that says no has certainly not kept it: then there is no doubt."""
    try:
        folder.append(untracked(message), at=message.accepted_at or timezone.now())
    except ImapRefused:
        row.update(sent_copy_tried_at=None)
        if message.sent_copy_attempts + 1 >= MOST_ATTEMPTS:
            _give_up(row, message.pk)
        raise


def _give_up(row: OutgoingMessageQuerySet, pk: int) -> None:
    log.warning("Message %s goes without a copy: %s attempts failed", pk, MOST_ATTEMPTS)
    row.update(sent_copy_due_at=None)


def _problem(mailbox: Mailbox, error: Exception) -> Problem:
    match error:
        case NoSentFolder():
            return Problem(str(error), "Enter its name below, as your mail program shows it.")
        case ImapRefused():
            words = str(error).partition(": ")[2] or "no reason"
            return Problem(
                f"The server does not take the copy: it says “{words[:300]}”.",
                "Is the account full, or the folder gone?",
            )
    return explain(error, host=mailbox.imap_host, port=mailbox.imap_port)


def _failed(mailbox: Mailbox, problem: Problem, done: Copies) -> None:
    done.problem = str(problem)
    failures = min(mailbox.sent_copy_failures + 1, 1000)
    with transaction.atomic():
        Mailbox.objects.filter(pk=mailbox.pk).update(
            sent_copy_error=str(problem),
            sent_copy_failures=failures,
            sent_copy_retry_at=timezone.now() + _wait(failures - 1),
        )
        if failures == TELL_AFTER:
            words = f"Copies of what {mailbox.address} sent do not get into its Sent folder. {problem}"
            notify_keepers(mailbox, words, icon="mail-exclamation", url=reverse("mail:mailbox-edit", args=[mailbox.pk]))


def _wait(failures: int) -> timedelta:
    return min(FIRST_WAIT * 2 ** min(failures, 10), LONGEST_WAIT)
