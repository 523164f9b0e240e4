"""What the figures of coverage count."""

from core.meanings import Meaning, register
from coverage.clips.reach import ONCE_DEFINITION

FOUND = "What monitors found in the sources that the team follows."

register(
    "Coverage",
    Meaning(
        "coverage.found_week", "7 days", "Stories that the monitor found and that were published within the last seven "
        "days. A copy of a story does not count beside it.", FOUND,
    ),
    Meaning(
        "coverage.found_month", "30 days", "Stories that the monitor found and that were published within the last 30 "
        "days. A copy of a story does not count beside it.", FOUND,
    ),
    Meaning(
        "coverage.found_by_day", "Stories a day", "Stories that the monitor found, by the day on which they were "
        "published, in your zone. Copies are not counted.", FOUND,
    ),
    Meaning(
        "coverage.health", "State", "Whether the source answers: fine, trouble lately, failing after several tries in "
        "a row, or gone since its server says so. None is ever given up.", "The last visits to the source.",
    ),
    Meaning(
        "coverage.per_day", "New a day", "How many articles the source brings on a usual day.",
        "The visits to it; before the second one, the dates in its feed.", "A mean in which older visits fade. It says "
        "how often the source is asked.",
    ),
    Meaning(
        "coverage.reach", "Reach", "How many people the outlet reached when the clip was made, as kept with the clip. "
        "It says how many could have seen it, not how many did.", "Stands with each clip, with its day.",
    ),
    Meaning("coverage.reach_once", "Reach of several clips", ONCE_DEFINITION, "The figure kept with each clip."),
    Meaning(
        "campaigns.clips", "Clips", "Clips of the campaign that a person confirmed as ours.",
        "Triage, and clips entered by hand.",
    ),
    Meaning("coverage.imported_new", "New", "Feeds of the list that were added, and are being read now.", "Your list."),
    Meaning(
        "coverage.imported_known", "Known", "Feeds that were there already, or stand twice in the list.", "Your list."
    ),
    Meaning("coverage.imported_bad", "Not usable", "Lines that are no feed; each is named below.", "Your list."),
    Meaning(
        "coverage.imported_outlets", "New outlets", "Outlets made for feeds whose domain no outlet had.", "Your list."
    ),
)  # fmt: skip
