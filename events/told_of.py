"""What interviews and media events tell people of."""

from typing import Final

from team.kinds import Kind, Mail

INTERVIEW: Final = Kind(
    "interview", "An interview of yours changed", "A time was picked, none suits, or you were put in charge.",
    order=120, mail=Mail.AT_ONCE,
)  # fmt: skip
SOON: Final = Kind(
    "soon", "An interview or event is near", "The reminder before an interview or media event of yours.",
    order=130, mail=Mail.AT_ONCE,
)  # fmt: skip
GUESTS: Final = Kind(
    "guests", "A guest answered", "Yes, no, or on the waiting list of a media event of yours.", order=140
)
KINDS: Final = (INTERVIEW, SOON, GUESTS)
