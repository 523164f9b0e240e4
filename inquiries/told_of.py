"""What inquiries tell people of."""

from typing import Final

from team.kinds import Kind, Mail

INQUIRY: Final = Kind(
    "inquiry", "An inquiry for you", "A reporter asks, or wrote again, or you were put in charge.",
    order=90, mail=Mail.AT_ONCE,
)  # fmt: skip
ANSWER: Final = Kind(
    "answer", "An answer to a reporter", "What became of an answer in sign-off, and one that was not delivered.",
    order=100, mail=Mail.AT_ONCE,
)  # fmt: skip
ESCALATION: Final = Kind(
    "escalation", "You are called for an inquiry", "A clock runs out and nobody has taken care of it.",
    order=110, cannot_be_stopped=True,
    own_mail="Always by e-mail, at any hour: a call breaks through quiet hours and cannot be switched off.",
)  # fmt: skip
KINDS: Final = (INQUIRY, ANSWER, ESCALATION)
