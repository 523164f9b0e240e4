"""What pitches tell people of."""

from typing import Final

from team.kinds import Kind, Mail

REPLY: Final = Kind(
    "reply", "A journalist answered a pitch", "By e-mail or on the pitch page; also what came in and cannot be read.",
    order=40,
)  # fmt: skip
NOT_SENT: Final = Kind(
    "not_sent", "A pitch was not sent", "It changed after it was scheduled, so it went back to draft.",
    order=50, mail=Mail.AT_ONCE,
)  # fmt: skip
KINDS: Final = (REPLY, NOT_SENT)
