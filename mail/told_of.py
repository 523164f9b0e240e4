"""What mail tells people of."""

from typing import Final

from team.kinds import Kind, Mail

CONVERSATION: Final = Kind(
    "conversation", "A conversation was given to you", "A colleague put you in charge of a thread in the inbox.",
    order=60, to_webhook=False,  # it may lie in a mailbox of somebody's own
)  # fmt: skip
MESSAGE: Final = Kind(
    "message", "A message is unconfirmed", "Nobody knows whether it went: the line broke while it was sent.",
    order=70, mail=Mail.AT_ONCE,
)  # fmt: skip
MAILBOX: Final = Kind(
    "mailbox", "A mailbox needs you", "It is paused, cannot be read, or a letter in it cannot be understood.",
    order=80, mail=Mail.AT_ONCE, to_webhook=False,  # it may be somebody’s own
)  # fmt: skip
KINDS: Final = (CONVERSATION, MESSAGE, MAILBOX)
