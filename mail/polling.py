"""Fetching what came into our mailboxes (IMAP): every message once, oldest first, and no trace left on the server.

How far a mailbox has been read stands in the database and moves on after each message that is safely stored. When the
server has numbered its folder anew (UIDVALIDITY), the last days are read again; what we have already is known by its
bytes and not handled twice. What one server does wrong holds up no other: each has its own limits of time and size,
and many are read at once (see fleet.py).
"""

import logging
import time
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import Error as DatabaseError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.session_lock import only_one
from mail import intake
from mail.explaining import Problem, explain
from mail.imap import HIGHEST_UID, Entry, Folder, open_folder, signed_in
from mail.models import Mailbox
from mail.pausing import notify_keepers

LOCKS = 0x494D4150  # "IMAP"
TIMEOUT = 30  # seconds for each answer of the server
PATIENCE = 180  # seconds for one look into a mailbox, whatever its server does
SHARE_TO_BEGIN_IN = 2 / 3  # of them; then nothing more is asked for, so that what is under way can end
AT_A_TIME = 50
MOST_IN_ONE_POLL = 500
LOOK_BACK = timedelta(days=3)
LONGEST_LOOK_BACK = timedelta(days=30)
EVERY = timedelta(seconds=55)
LONGEST_PAUSE = timedelta(hours=1)
TELL_AFTER = 5  # failures in a row that may pass by themselves
# Failures in a row at one message: then only its beginning is asked for; then whether the server gives out others; and
# when it does and fails at this one once more, then this one is left where it is.
SHORTEN_AFTER, COMPARE_AFTER, LEAVE_AFTER = 2, 3, 4
PLACE = ["imap_uid_validity", "imap_last_uid", "imap_since", "imap_stuck_uid", "imap_stuck_times"]
PROGRESS = [*PLACE, "polled_at", "poll_failures"]

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
    with only_one(LOCKS, mailbox.pk) as alone:
        if not alone:
            return Poll(mailbox, busy=True)
        mailbox.refresh_from_db(fields=PROGRESS)  # the one before us may have read on
        try:
            with signed_in(mailbox, timeout=TIMEOUT, patience=PATIENCE) as box:
                until = time.monotonic() + PATIENCE * SHARE_TO_BEGIN_IN
                done = _read(mailbox, open_folder(box, mailbox.imap_folder), until)
        except DatabaseError:
            raise
        except Exception as error:  # servers, networks and certificates fail in more ways than can be listed
            log.info("Mailbox %s could not be read: %s", mailbox.pk, type(error).__name__)
            stuck, cause = (error, error.__cause__ or error) if isinstance(error, StuckAt) else (None, error)
            problem = explain(cause, host=mailbox.imap_host, port=mailbox.imap_port)
            _failed(mailbox, problem, stuck)
            return Poll(mailbox, problem=str(problem))
        _succeeded(mailbox, done)
        return done


def due_mailboxes() -> list[int]:
    """Those to be read now; the ones that answered last time come first."""
    due = Mailbox.objects.due_for_polling().order_by("poll_failures", "next_poll_at", "pk")
    return list(due.values_list("pk", flat=True))


class StuckAt(Exception):
    """Reading failed at this message, and `surely` because of it; the cause says how."""

    def __init__(self, uid: int, *, surely: bool) -> None:
        super().__init__(f"at message {uid}")
        self.uid, self.surely = uid, surely


def _read(mailbox: Mailbox, folder: Folder, until: float) -> Poll:
    uids, up_to = _new_uids(mailbox, folder)
    done = Poll(mailbox, more=len(uids) > MOST_IN_ONE_POLL)
    uids = uids[:MOST_IN_ONE_POLL]
    for start in range(0, len(uids), AT_A_TIME):
        for entry in folder.entries(uids[start : start + AT_A_TIME]):
            if time.monotonic() > until and done.received + done.skipped:  # else it would never get on
                return replace(done, more=True)
            if mailbox.imap_since is None or entry.arrived_at.date() >= mailbox.imap_since:
                taken = _take_in(mailbox, folder, entry)
                done = replace(done, received=done.received + taken, skipped=done.skipped + (not taken))
            _read_up_to(mailbox, entry.uid)
    if not done.more:
        _read_up_to(mailbox, max([up_to, *uids]))
    return done


def _new_uids(mailbox: Mailbox, folder: Folder) -> tuple[list[int], int]:
    """The numbers of what is new, in order, and up to which number everything is known when they are read."""
    if mailbox.imap_uid_validity == folder.uid_validity and not _began_again(mailbox, folder):
        return folder.uids_after(mailbox.imap_last_uid), 0
    highest = folder.highest_uid()  # asked first: what arrives in between is above it
    mailbox.imap_since = _first_day(mailbox)
    uids = folder.uids_since(mailbox.imap_since)
    mailbox.imap_uid_validity = folder.uid_validity
    mailbox.imap_last_uid = min(uids, default=highest + 1) - 1
    mailbox.imap_stuck_uid, mailbox.imap_stuck_times = None, 0
    mailbox.save(update_fields=[*PLACE, "updated_at"])
    return uids, highest


def _began_again(mailbox: Mailbox, folder: Folder) -> bool:
    """Whether the server numbers from lower on than where we stand, without saying so: a backup was put back."""
    return 0 < folder.uid_next <= mailbox.imap_last_uid < HIGHEST_UID


def _first_day(mailbox: Mailbox) -> date:
    """From when on a folder is read that is new to us, or whose numbers tell nothing any more."""
    known_until = mailbox.polled_at or mailbox.created_at
    return (max(known_until, timezone.now() - LONGEST_LOOK_BACK) - LOOK_BACK).date()


def _take_in(mailbox: Mailbox, folder: Folder, entry: Entry) -> bool:
    """Store one message; False when there is none. Raises StuckAt when it cannot be had.

    One at which reading has failed before is asked for with less and less hope, so that it holds up the others for
    minutes, not for ever.
    """
    failed = mailbox.imap_stuck_times if entry.uid == mailbox.imap_stuck_uid else 0
    others_come = failed >= COMPARE_AFTER and _holds_up_others(folder, entry.uid)
    if others_come and failed >= LEAVE_AFTER:
        _leave(mailbox, entry)
        return False
    large = entry.size > (intake.KEPT_OF_LARGER if failed >= SHORTEN_AFTER else intake.LARGEST)
    try:
        raw = folder.fetch(entry.uid, at_most=intake.KEPT_OF_LARGER if large else None)
    except Exception as error:  # the same that can go wrong with a server as a whole
        raise StuckAt(entry.uid, surely=others_come) from error
    if not raw:
        return False
    if large:
        raw = intake.beginning(raw, entry.size)
    intake.receive(raw, mailbox=mailbox, received_at=entry.arrived_at)
    return True


def _holds_up_others(folder: Folder, uid: int) -> bool:
    """Whether there are later messages, and the server gives those out. Raises what it raises when it does not."""
    later = folder.uids_after(uid)
    return bool(later) and folder.fetch(later[0], at_most=1000) is not None


def _leave(mailbox: Mailbox, entry: Entry) -> None:
    """Go past a message that its server does not give out. It stays where it is, and a person is told."""
    log.warning("Mailbox %s: its server does not give out message %s", mailbox.pk, entry.uid)
    words = (
        f"A message that came to {mailbox.address} on {entry.arrived_at:%-d %B at %H:%M} UTC cannot be read: "
        "the server does not give it out. Please look at it in your mail program."
    )
    notify_keepers(mailbox, words, icon="mail-exclamation", url=reverse("mail:mailbox-edit", args=[mailbox.pk]))


def _read_up_to(mailbox: Mailbox, uid: int) -> None:
    """Note how far the folder is read; never backwards, and not for a folder that is another one by now."""
    if uid <= mailbox.imap_last_uid:
        return
    mailbox.imap_last_uid = uid
    rows = Mailbox.objects.filter(pk=mailbox.pk, imap_uid_validity=mailbox.imap_uid_validity, imap_last_uid__lt=uid)
    rows.update(imap_last_uid=uid, imap_stuck_uid=None, imap_stuck_times=0)


def _succeeded(mailbox: Mailbox, done: Poll) -> None:
    now = timezone.now()
    Mailbox.objects.filter(pk=mailbox.pk).update(
        poll_error="",
        poll_failures=0,
        next_poll_at=now if done.more else now + EVERY,
        **({} if done.more else {"polled_at": now}),
    )


def _failed(mailbox: Mailbox, problem: Problem, stuck: StuckAt | None) -> None:
    failures = min(mailbox.poll_failures + 1, 1000)
    # A wrong password tried every minute gets accounts locked; a server that is away is soon back.
    pause = timedelta(minutes=15 if problem.lasting else 1) * 2 ** min(failures - 1, 6)
    where: dict[str, int] = {}
    if stuck is not None:
        times = mailbox.imap_stuck_times + 1 if stuck.uid == mailbox.imap_stuck_uid else 1
        times = min(times, LEAVE_AFTER if stuck.surely else LEAVE_AFTER - 1)
        where = {"imap_stuck_uid": stuck.uid, "imap_stuck_times": times}
        pause = timedelta(minutes=1) if failures < TELL_AFTER else pause
    with transaction.atomic():
        Mailbox.objects.filter(pk=mailbox.pk).update(
            poll_error=str(problem),
            poll_failures=failures,
            next_poll_at=timezone.now() + min(pause, LONGEST_PAUSE),
            **where,
        )
        if failures == (1 if problem.lasting else TELL_AFTER):
            words = f"Mail to {mailbox.address} cannot be read. {problem}"
            notify_keepers(mailbox, words, icon="mail-exclamation", url=reverse("mail:mailbox-edit", args=[mailbox.pk]))
