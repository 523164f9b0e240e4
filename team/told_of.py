"""What the team's own room tells people of."""

from typing import Final

from team.kinds import Kind, Mail

REVIEW: Final = Kind(
    "review", "A review waits for you", "A colleague submitted a text that you may decide about.",
    order=10, mail=Mail.AT_ONCE, shown_to=lambda user: user.is_manager,
)  # fmt: skip
DECIDED: Final = Kind(
    "decided", "Your text was decided", "It was approved, changes were asked for, or its approval became void.",
    order=20, mail=Mail.AT_ONCE,
)  # fmt: skip
COMMENT: Final = Kind(
    "comment", "A comment in a review", "Somebody wrote in the thread of a review that you take part in.", order=30
)
JOINED: Final = Kind(
    "joined", "Somebody joined the team", "A person whom you invited has an account now.",
    order=190, shown_to=lambda user: user.is_admin,
)  # fmt: skip
WEBHOOK: Final = Kind(
    "webhook", "A webhook was switched off", "Its server is gone, or refused everything for hours.",
    order=200, mail=Mail.AT_ONCE, shown_to=lambda user: user.is_admin,
)  # fmt: skip
OTHER: Final = Kind("other", "Something else", "Whatever belongs to none of these kinds.", order=300)
KINDS: Final = (REVIEW, DECIDED, COMMENT, JOINED, WEBHOOK, OTHER)
