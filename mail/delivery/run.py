"""One delivery pass: over a mailbox, or over all that have something to do."""

import logging
import time
from collections.abc import Callable
from datetime import datetime

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from mail import pausing, told_of
from mail.delivery import checks, outcomes, recovery
from mail.delivery.checks import HandlerFailed, Later, MailboxStopped, Never
from mail.delivery.claiming import Claimed, State, claim, defer, hand_off, lock_claimed, prepare, put_back
from mail.delivery.conversing import conversation_with
from mail.delivery.limits import Allowance, Pace
from mail.delivery.lock import only_deliverer
from mail.delivery.smtp import CLOSING, ConnectionLost, Refused, ServerProblem, Unanswered
from mail.delivery.tally import Tally
from mail.models import Mailbox, OutgoingMessage
from mail.models.mailbox import SECRETS

log = logging.getLogger(__name__)

BATCH = 50
PASS_SECONDS = 15.0
"""After so long a pass makes room for other mailboxes, or for a worker that wants to stop; the next one goes on."""
PATIENCE = 8
"""So often in a row the server may be out of reach (over about an hour) before the mailbox is paused."""
DROPS_IN_A_ROW = 3
"""So many connections may break one after the other before the server is left alone; one when that was so before."""
DATABASE_PATIENCE = 120.0
"""Seconds for which the outcome of a message is held on to while the database is away."""


class LostDatabase(Exception):
    """The session that held the mailbox's lock is gone. What could be written has been; the pass ends."""


def mailboxes_to_visit() -> list[int]:
    """The mailboxes that have something due or lapsed, or that a dead deliverer has left something in."""
    now = timezone.now()
    theirs = OutgoingMessage.objects.filter(mailbox=OuterRef("pk"))
    awake = Q(is_active=True, paused_at=None) & (Q(retry_at=None) | Q(retry_at__lte=now))
    return list(
        Mailbox.objects.filter(
            Q(Exists(theirs.in_hand()))
            | (awake & Q(Exists(theirs.due(now))))
            | Q(Exists(theirs.filter(state=State.QUEUED, lapses_at__lte=now)))
        )
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def deliver_due() -> Tally:
    """Deliver all that is due, in this process, mailbox by mailbox."""
    total = Tally(unconfirmed=recovery.reap())
    for mailbox_id in mailboxes_to_visit():
        total.add(deliver_mailbox(mailbox_id, seconds=float("inf")))
    return total


def deliver_mailbox(mailbox_id: int, *, seconds: float = PASS_SECONDS) -> Tally:
    """One pass over one mailbox; does nothing when another process is at it already."""
    tally = Tally()
    with only_deliverer(mailbox_id) as ours:
        if not ours:
            return tally
        mailbox = _read(mailbox_id)
        if mailbox is None:
            return tally
        tally.unconfirmed += recovery.recover(mailbox_id)
        tally.cancelled += _call_off_lapsed(mailbox)
        try:
            Pass(mailbox, tally, until=time.monotonic() + seconds).run()
        except LostDatabase:
            log.warning("The database went away while mailbox %s was at work; the next pass goes on", mailbox_id)
            tally.more = True
        if tally.unconfirmed:
            _tell_of_doubt(mailbox, tally.unconfirmed)
    return tally


class Pass:
    """The state of one pass: the mailbox, the conversation with its server, what was done so far."""

    def __init__(self, mailbox: Mailbox, tally: Tally, until: float) -> None:
        self.mailbox, self.tally, self.until = mailbox, tally, until
        self.conversation = conversation_with(mailbox)
        self.pace = Pace(mailbox)
        self.allowance = Allowance.of(mailbox, timezone.now())
        self.drops = 0
        self.lost = False
        self.accepted: tuple[OutgoingMessage, datetime] | None = None
        self.to_tell: list[OutgoingMessage] = []

    def run(self) -> None:
        prepare()
        with self.conversation:
            while self._batch():
                pass

    def _batch(self) -> bool:
        """Claim and deliver some messages. Tells whether there may be more to do now."""
        now = timezone.now()
        mailbox = _read(self.mailbox.pk)
        if (
            mailbox is None
            or mailbox.paused_at
            or not mailbox.is_active
            or (mailbox.retry_at and mailbox.retry_at > now)
        ):
            return False
        self.mailbox = mailbox
        if not self.allowance.goes_on(mailbox, now):
            self.allowance = Allowance.of(mailbox, now)
        if not self.allowance.left:
            self.tally.deferred += defer(mailbox, until=self.allowance.frees_at(now))
            return False
        mark, taken = claim(mailbox, at_most=min(BATCH, self.allowance.left), now=now)
        self.allowance.count_domains((message.to_domain for message in taken), now)
        try:
            try:
                self._deliver(taken)
            finally:
                self._write_acceptance()
                self._tell_of_sent()
            if self.lost:
                raise LostDatabase
        except ServerProblem as problem:
            put_back(mark)
            self._leave_alone(problem)
            return False
        except MailboxStopped:
            put_back(mark)
            return False
        put_back(mark)
        return bool(taken) and not self.tally.more

    def _deliver(self, taken: list[OutgoingMessage]) -> None:
        for message in taken:
            if time.monotonic() > self.until:
                self.tally.more = True
                break
            if not self.conversation.is_open:
                self._settle()  # signing in may take its time
                self.conversation.open()
            if self.pace.must_wait:
                self._settle()
                self.pace.wait()
            if self._hand_off(message):
                self._give(message)
            if self.lost:
                raise LostDatabase

    def _give(self, message: OutgoingMessage) -> None:
        """Give the message to the server and write down what came of it."""
        try:
            self.conversation.give(message)
        except Refused as refused:
            self.drops = self.drops + 1 if refused.code == CLOSING else 0
            self._not_taken(message, str(refused), for_good=refused.for_good)
        except ConnectionLost as lost:
            self.drops += 1
            self._not_taken(message, str(lost), for_good=False)
        except Unanswered as silence:
            self.drops += 1
            words = f"{recovery.IN_DOUBT} {silence}"
            self.tally.unconfirmed += self._surely(lambda: outcomes.unconfirmed(message, words))
        except ServerProblem:
            self._surely(lambda: outcomes.postponed(message, message.due_at, why=""))
            raise
        else:
            self.drops = 0
            self.accepted = message, timezone.now()
            self._server_is_well()
        finally:
            self.pace.over()
        if self.drops >= (1 if self.mailbox.failures else DROPS_IN_A_ROW):
            raise ServerProblem("The server breaks off one connection after the other.", lasting=False)

    def _not_taken(self, message: OutgoingMessage, words: str, *, for_good: bool) -> None:
        self.allowance.give_back(message.to_domain)
        write = outcomes.failed if for_good else outcomes.put_off
        if not self._surely(lambda: write(message, words)):
            return
        if message.state == State.FAILED:
            self.tally.failed += 1
        else:
            self.tally.deferred += 1

    def _settle(self) -> None:
        """Before anything is waited for: write down what was taken, and tell of it."""
        self._write_acceptance()
        self._tell_of_sent()
        if self.lost:
            raise LostDatabase

    def _write_acceptance(self) -> None:
        """Write down that the last message was taken, unless the next hand-off has done so already."""
        if self.accepted:
            message, at = self.accepted
            written = self._surely(lambda: outcomes.accepted(message, at))
            self._acceptance_written(written)

    def _acceptance_written(self, written: bool) -> None:
        if self.accepted and written:
            message, at = self.accepted
            message.state, message.accepted_at, message.ended_at, message.last_error = State.SENT, at, at, ""
            self.to_tell.append(message)
            self.tally.sent += 1
        self.accepted = None

    def _tell_of_sent(self) -> None:
        told, self.to_tell = self.to_tell, []
        outcomes.keep_service_ids(told)
        try:
            outcomes.tell_of_sent(told)
        except (InterfaceError, OperationalError):
            self.lost = True
            connection.close()
            log.warning("The database went away before the handlers of %s messages were told; they catch up", len(told))

    def _surely(self, write: Callable[[], bool]) -> bool:
        """Write what only we know, even if the database has to come back for it first; then the pass must end."""
        deadline, wait = time.monotonic() + DATABASE_PATIENCE, 0.1
        while True:
            try:
                written = write()
            except (InterfaceError, OperationalError) as error:
                if time.monotonic() > deadline:
                    raise LostDatabase from error
                self.lost = True
                connection.close()
                time.sleep(wait)
                wait = min(2 * wait, 5)
                continue
            return written

    def _hand_off(self, message: OutgoingMessage) -> bool:
        """Check everything once more and commit that the message is being handed over; False when it must not be."""
        try:
            if not self._may_go(Claimed(message)):
                return False
        except HandlerFailed as why:
            self.tally.deferred += outcomes.postponed(message, timezone.now() + checks.HANDLER_REST, why=str(why))
            return False
        self.conversation.announce(message)
        done = hand_off(message, after=self.accepted)
        self._acceptance_written(done.accepted)
        if not done.handed_off:
            self._look_again(message)
            return False
        self.allowance.spend(message.to_domain)
        return True

    def _look_again(self, message: OutgoingMessage) -> None:
        """It did not go, because something changed since it was claimed: say what, if it is still ours."""
        assert message.claim
        with transaction.atomic():
            claimed = lock_claimed(message.pk, message.to_address, message.claim)
            if claimed is not None:
                self._may_go(claimed)

    def _may_go(self, claimed: Claimed) -> bool:
        """Ask all checks, and write down what they object to."""
        message = claimed.message
        message.mailbox = self.mailbox
        match checks.objection(claimed, allowance=self.allowance, now=timezone.now()):
            case Never(why):
                self.tally.cancelled += outcomes.called_off(message, why)
            case Later(until, why, domain):
                self.tally.deferred += outcomes.postponed(message, until, why=why)
                if domain:
                    self.tally.deferred += defer(self.mailbox, until=until, domain=domain)
            case None:
                return True
        return False

    def _leave_alone(self, problem: ServerProblem) -> None:
        """Leave the server alone: for a while, or until a person has mended what is wrong."""
        due = OutgoingMessage.objects.filter(mailbox=self.mailbox).due(timezone.now())
        self.tally.deferred += due.count()
        failures = self.mailbox.failures + 1
        if problem.lasting or failures >= PATIENCE:
            pausing.pause(mailbox=self.mailbox, why=str(problem))
            return
        until = timezone.now() + max(outcomes.wait_after(failures), problem.rest)
        pausing.leave_alone(mailbox=self.mailbox, until=until, failures=failures)
        log.warning("Mailbox %s is left alone until %s: its server cannot be worked with", self.mailbox.pk, until)

    def _server_is_well(self) -> None:
        if self.mailbox.failures or self.mailbox.retry_at:
            self.mailbox.failures, self.mailbox.retry_at = 0, None
            self.mailbox.save(update_fields=["failures", "retry_at", "updated_at"])


def _read(mailbox_id: int) -> Mailbox | None:
    """The mailbox as it is now. Passwords are read when a server asks for them: an unreadable one stops no more."""
    return Mailbox.objects.defer(*SECRETS).filter(pk=mailbox_id).first()


def _call_off_lapsed(mailbox: Mailbox) -> int:
    """Tell of all that was not sent in time, also when the mailbox is paused."""
    called_off = 0
    rows = OutgoingMessage.objects.filter(mailbox=mailbox, state=State.QUEUED, lapses_at__lte=timezone.now())
    for pk in list(rows.values_list("pk", flat=True)):
        with transaction.atomic():
            message = rows.select_for_update(of=("self",)).filter(pk=pk).first()
            if message is not None:
                called_off += outcomes.called_off(message, checks.lapsed(message))
    return called_off


def _tell_of_doubt(mailbox: Mailbox, count: int) -> None:
    what = "1 message is" if count == 1 else f"{count} messages are"
    text = f"{what} unconfirmed: nobody knows whether it was sent. Please say what is true."
    pausing.notify_keepers(mailbox, text, icon="help-circle", kind=told_of.MESSAGE)
