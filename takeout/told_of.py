"""What people are told of where everything is taken out."""

from typing import Final

from team.kinds import Kind, Mail

TAKEN_OUT: Final = Kind(
    "taken_out", "Everything is taken out", "An admin packs everything into one file, or the file is ready.",
    order=210, mail=Mail.AT_ONCE, to_webhook=False, shown_to=lambda user: user.is_admin,
)  # fmt: skip
KINDS: Final = (TAKEN_OUT,)
