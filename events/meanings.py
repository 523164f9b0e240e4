"""What the figures of media events count."""

from core.meanings import Meaning, register

ANSWERS = "Answers by the link in the invitation, and those entered by the team."

register(
    "Events",
    Meaning(
        "events.coming", "Coming", "Seats taken by those who said yes, with the guests they bring.", ANSWERS,
        "Those on the waiting list are not in it.",
    ),
    Meaning("events.waiting", "Waiting", "Who would like to come when a seat becomes free.", ANSWERS),
    Meaning("events.no", "Not coming", "Who said no.", ANSWERS),
    Meaning("events.unanswered", "No answer", "Who was invited and has not answered.", ANSWERS),
    Meaning("events.came", "Came", "Who was checked in at the door.", "The list at the door."),
)  # fmt: skip
