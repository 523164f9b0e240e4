"""What the figures of inquiries count. They are worked out in `inquiries.figures`."""

from core.meanings import Meaning, register

LOG = "The log of inquiries: phone, mail, newsroom forms and other systems."

register(
    "Inquiries",
    Meaning("inquiries.came_in", "Came in", "Inquiries received in these days, whatever became of them.", LOG),
    Meaning("inquiries.answered", "Answered", "Of those, the ones that were answered in full.", LOG),
    Meaning(
        "inquiries.acknowledged_after", "Acknowledged after", "From when it came in until the reporter heard that you "
        "have it.", LOG, "The median: half took less. In time: within the minutes of the policy, in office hours.",
    ),
    Meaning(
        "inquiries.answered_after", "Answered after", "From when it came in to the answer in full, nights and weekends "
        "included, because a reporter's clock does not stand still.", LOG, "The median: half took less.",
    ),
    Meaning(
        "inquiries.deadlines_kept", "Deadlines kept", "Answered before the reporter's deadline, of those with a "
        "deadline that were answered, or are open and past it.", LOG, "Kept ÷ those whose deadline counts.",
    ),
    Meaning("inquiries.open", "Open", "Inquiries in somebody's charge that are neither answered nor closed.", LOG),
    Meaning("inquiries.late", "Past their deadline", "Of those, the ones whose deadline is over.", LOG),
)  # fmt: skip
