"""What the figures of contacts say."""

from contacts.timeline import CLOSE_DAYS, RECENT, WARM_DAYS
from core.meanings import Meaning, register

register(
    "Contacts",
    Meaning(
        "contacts.relationship", "Relationship", "How close the team is to a journalist. New: no contact yet. Known: "
        f"we wrote. Responsive: they answered or spoke with us. Warm and close: on {WARM_DAYS} and {CLOSE_DAYS} "
        f"different days within the last {RECENT.days} days.",
        "The timeline: answers, calls, meetings, interviews. The reasons stand on the record.",
    ),
    Meaning(
        "contacts.reach", "Reach", "How many people the outlet reaches in a month, as somebody entered it.",
        "Beside the figure, with its day. It is nobody's guess of ours.",
    ),
)  # fmt: skip
