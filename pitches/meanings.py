"""What the figures of pitches count. They are worked out in `pitches.results`, and nowhere else."""

from core.meanings import Meaning, register

RESULTS = "The results of each pitch: what mail servers said, what came back, and what people wrote or pressed."
OPENINGS = "Openings of mails are in no figure."

register(
    "Pitches",
    Meaning("pitches.picked", "Picked", "Journalists picked for the pitch, without those who were left out.", RESULTS),
    Meaning(
        "pitches.sent", "Sent", "Journalists whose pitch a mail server accepted and did not send back. Whoever "
        "answered has got it, whatever the server said.", RESULTS,
    ),
    Meaning(
        "pitches.answered", "Answered", "Of those, who answered themselves: by mail or on the pitch page, with yes, "
        "no, later or anything else. Automatic answers do not count.", RESULTS,
        f"Reply rate: answered ÷ sent. {OPENINGS}",
    ),
    Meaning(
        "pitches.interested", "Interested", "Of those who answered, who said that they are interested, want more, or "
        "want an interview.", RESULTS,
    ),
    Meaning("pitches.interview", "Interview", "Of those, who asked for an interview.", RESULTS),
    Meaning(
        "pitches.covered", "Covered", "Journalists, whatever they answered, of whose pitch a clip of ours came. "
        "Somebody confirmed it; whoever wrote twice counts once.", "What a person confirmed with the clip.",
    ),
    Meaning(
        "pitches.by_beat", "By beat", "Sent and answered, as above, by the journalists' beats. Somebody with two beats "
        "counts in both.", RESULTS,
    ),
    Meaning(
        "pitches.clicks", "Clicks", "Recipients who followed at least one link of the pitch or its follow-up. Visits "
        "that look like a machine's are left out, and so is whoever does not want to be counted.",
        "Links that go by way of this server, if the policy says so.", "A click is no interest: only an answer is.",
    ),
    Meaning(
        "pitches.opens", "Opens", "Recipients whose mail program fetched an invisible picture. Many fetch it without a "
        "reader, many others never show it: the figure is hardly worth anything.",
        "The picture, if the policy says so.", "It is in no rate and no comparison.",
    ),
    Meaning(
        "pitches.kit_looked", "Looked at the kit", "Recipients who opened the media kit by the link in their own "
        "message. Machines are left out.", "Visits to the kit by personal links.",
    ),
    Meaning(
        "pitches.kit_took", "Took from the kit",
        "Of the same recipients, those who took a file, a document or the ZIP.",
        "Visits to the kit by personal links.",
    ),
    Meaning(
        "campaigns.pitches", "Pitches", "Pitches of the campaign that you may see, in whatever state they are.",
        "The pitches of Mediarel.",
    ),
)  # fmt: skip
