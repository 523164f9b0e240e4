"""The delivery engine: takes due messages from the outbox to a mail server or service, each at most once by itself.

    run.py        one pass over a mailbox, or over all that have something due
    lock.py       one deliverer per mailbox, freed by its death
    recovery.py   what a deliverer that died has left behind
    claiming.py   which messages are taken in hand next
    limits.py     how many may go per hour, day and recipient domain
    checks.py     everything that is asked once more right before hand-off
    conversing.py by which dialogue a mailbox sends
    smtp.py       the dialogue with a mail server, which knows at every point what is certain
    service.py    the dialogue with a mail service, which knows it too
    rebuilding.py the stored message in the form a service takes
    wire.py       HTTP that tells how far a request had come
    outcomes.py   what is written down afterwards

docs/architecture.md follows one message through all of it.
"""

from mail.delivery.recovery import reap
from mail.delivery.run import deliver_due, deliver_mailbox, mailboxes_to_visit
from mail.delivery.tally import Tally

__all__ = ["Tally", "deliver_due", "deliver_mailbox", "mailboxes_to_visit", "reap"]
