"""One deliverer per mailbox, on however many machines.

Where transactions were pooled, the conditional updates would still keep messages from going out twice, but doubts would
be told that are none.
"""

from contextlib import AbstractContextManager

from core.session_lock import only_one

LOCKS = 0x4D41494C  # "MAIL"


def only_deliverer(mailbox_id: int) -> AbstractContextManager[bool]:
    """Whether this process may deliver for the mailbox as long as the block lasts."""
    return only_one(LOCKS, mailbox_id)
