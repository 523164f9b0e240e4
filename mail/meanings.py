"""What the figures of mailboxes count."""

from core.meanings import Meaning, register

register(
    "Mailboxes",
    Meaning(
        "mail.used", "Used up to now", "Messages that went out within the last second, hour or day, of how many may. "
        "What is over a limit goes out later by itself.", "What the outgoing server accepted.",
        "The hour and the day slide along: they are the last 60 minutes and 24 hours.",
    ),
)  # fmt: skip
