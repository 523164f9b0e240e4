"""What the figures of media kits and newsrooms count."""

from core.meanings import Meaning, register

VISITS = "Visits to the kit's page. Those that look like a machine's are left out, and so is whoever does not want to "
VISITS += "be counted. No address of a visitor is kept."

register(
    "Media kits",
    Meaning(
        "mediakits.complete", "Complete", "How much of what a reporter looks for is in the kit.",
        "The kit as it is now.",
        "Each point is worth its percent, which stands beside it; all of them make 100.",
    ),
    Meaning(
        "mediakits.looked", "Looked", "How often a person opened the page. Openings by one link within half an hour "
        "are one.", VISITS,
    ),
    Meaning("mediakits.took", "Took", "How often a file, a document or the ZIP was taken.", VISITS),
    Meaning(
        "mediakits.subscribers", "Subscribers", "People who confirmed that they want the newsroom's news and have not "
        "left since.", "The newsroom's form.",
    ),
    Meaning("campaigns.kits", "Kits", "Media kits that belong to the campaign.", "The kits of Mediarel."),
)  # fmt: skip
