"""Fetching what came into our mailboxes (IMAP): every message once, oldest first, and no trace left on the server.

How far a mailbox has been read stands in the database and moves on after each message that is safely stored. When the
server has numbered its folder anew (UIDVALIDITY), the last days are read again; what we have already is known by its
bytes and not handled twice.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import Error as DatabaseError
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from mail import intake
from mail.explaining import Problem, explain
from mail.imap import Entry, Folder, ImapRefused, open_folder, signed_in
from mail.models import Mailbox
from mail.pausing import notify_keepers

LOCKS = 0x494D4150  # "IMAP"
TIMEOUT = 30  # seconds for each answer of the server
AT_A_TIME = 50
MOST_IN_ONE_POLL = 500
LOOK_BACK = timedelta(days=3)
LONGEST_LOOK_BACK = timedelta(days=30)
EVERY = timedelta(seconds=55)
LONGEST_PAUSE = timedelta(hours=1)
TELL_AFTER = 5  # failures in a row that may pass by themselves
PROGRESS = ["imap_uid_validity", "imap_last_uid", "polled_at", "poll_failures"]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Poll:
    """What one look into a mailbox gave."""

    mailbox: Mailbox
    received: int = 0
    skipped: int = 0
    more: bool = False
    busy: bool = False
    problem: str = ""


def poll(mailbox: Mailbox) -> Poll:
    """Take in what is new in a mailbox. Trouble with its server is noted on it and returned, not raised."""
    with _only_reader(mailbox.pk) as alone:
        if not alone:
            return Poll(mailbox, busy=True)
        mailbox.refresh_from_db(fields=PROGRESS)  # the one before us may have read on
        try:
            with signed_in(mailbox, timeout=TIMEOUT) as box:
                done = _read(mailbox, open_folder(box, mailbox.imap_folder))
        except DatabaseError:
            raise
        except Exception as error:  # servers, networks and certificates fail in more ways than can be listed
            log.info("Mailbox %s could not be read: %s", mailbox.pk, type(error).__name__)
            problem = explain(error, host=mailbox.imap_host, port=mailbox.imap_port)
            _failed(mailbox, problem)
            return Poll(mailbox, problem=str(problem))
        _succeeded(mailbox, done)
        return done


def due_mailboxes() -> list[int]:
    return list(Mailbox.objects.due_for_polling().order_by("next_poll_at", "pk").values_list("pk", flat=True))


def _read(mailbox: Mailbox, folder: Folder) -> Poll:
    uids = _new_uids(mailbox, folder)
    done = Poll(mailbox, more=len(uids) > MOST_IN_ONE_POLL)
    uids = uids[:MOST_IN_ONE_POLL]
    for start in range(0, len(uids), AT_A_TIME):
        for entry in folder.entries(uids[start : start + AT_A_TIME]):
            taken = _take_in(mailbox, folder, entry)
            done = replace(done, received=done.received + taken, skipped=done.skipped + (not taken))
            _read_up_to(mailbox, entry.uid)
    if not done.more:
        # Numbers of what has been deleted before we came need not be asked for again.
        _read_up_to(mailbox, max([mailbox.imap_last_uid, folder.uid_next - 1, *uids]))
    return done


def _new_uids(mailbox: Mailbox, folder: Folder) -> list[int]:
    if mailbox.imap_uid_validity == folder.uid_validity:
        return folder.uids_after(mailbox.imap_last_uid)
    uids = folder.uids_since(_first_day(mailbox))
    mailbox.imap_uid_validity = folder.uid_validity
    mailbox.imap_last_uid = min(uids, default=folder.uid_next) - 1
    mailbox.save(update_fields=["imap_uid_validity", "imap_last_uid", "updated_at"])
    return uids


def _first_day(mailbox: Mailbox) -> date:
    """From when on a folder is read that is new to us, or whose numbers tell nothing any more."""
    known_until = mailbox.polled_at or mailbox.created_at
    return (max(known_until, timezone.now() - LONGEST_LOOK_BACK) - LOOK_BACK).date()


def _take_in(mailbox: Mailbox, folder: Folder, entry: Entry) -> bool:
    """Store one message. One that its server cannot give is left where it is, and does not stop the next."""
    large = entry.size > intake.LARGEST
    try:
        raw = folder.fetch(entry.uid, at_most=intake.KEPT_OF_LARGER if large else None)
    except ImapRefused:
        log.warning("Mailbox %s: its server does not give out message %s", mailbox.pk, entry.uid)
        return False
    if not raw:
        return False
    intake.receive(intake.shortened(raw, entry.size), mailbox=mailbox, received_at=entry.arrived_at)
    return True


def _read_up_to(mailbox: Mailbox, uid: int) -> None:
    if uid > mailbox.imap_last_uid:
        mailbox.imap_last_uid = uid
        Mailbox.objects.filter(pk=mailbox.pk).update(imap_last_uid=uid)


def _succeeded(mailbox: Mailbox, done: Poll) -> None:
    now = timezone.now()
    Mailbox.objects.filter(pk=mailbox.pk).update(
        poll_error="",
        poll_failures=0,
        next_poll_at=now if done.more else now + EVERY,
        **({} if done.more else {"polled_at": now}),
    )


def _failed(mailbox: Mailbox, problem: Problem) -> None:
    failures = min(mailbox.poll_failures + 1, 1000)
    # A wrong password tried every minute gets accounts locked; a server that is away is soon back.
    pause = timedelta(minutes=15 if problem.lasting else 1) * 2 ** min(failures - 1, 6)
    with transaction.atomic():
        Mailbox.objects.filter(pk=mailbox.pk).update(
            poll_error=str(problem), poll_failures=failures, next_poll_at=timezone.now() + min(pause, LONGEST_PAUSE)
        )
        if failures == (1 if problem.lasting else TELL_AFTER):
            words = f"Mail to {mailbox.address} cannot be read. {problem}"
            notify_keepers(mailbox, words, icon="mail-exclamation", url=reverse("mail:mailbox-edit", args=[mailbox.pk]))


@contextmanager
def _only_reader(mailbox_id: int) -> Iterator[bool]:
    """Whether this process may read the mailbox now. The lock goes with the database session: dying frees it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCKS, mailbox_id])
        held = cursor.fetchone()[0]
    try:
        yield held
    finally:
        if held:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCKS, mailbox_id])
