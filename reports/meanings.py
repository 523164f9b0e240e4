"""What the figures of reports count: those of the measures, and what the sections show beside them."""

from core.meanings import Meaning, register
from reports.figures.measures import MEASURES

register(
    "Reports",
    *(Meaning(f"reports.{key}", each.label, each.definition, each.source) for key, each in MEASURES.items()),
    Meaning(
        "reports.tone", "Tone", "Articles by the tone towards the client that a person confirmed, by day, week or "
        "month of publication. Copies are not counted.", "The confirmed clips of the period.",
    ),
    Meaning(
        "reports.quality", "How we were covered", "Articles by prominence (headline, lead, body, in passing) and depth "
        "(mention, quote, feature, dedicated, cover), as a person confirmed them.",
        "The confirmed clips of the period.",
    ),
    Meaning(
        "reports.outlet_articles", "Articles", "Articles in the outlet; a copy counts where it was printed.",
        "The confirmed clips of the period.",
    ),
    Meaning(
        "reports.outlet_reach", "Reach", "The latest figure of the outlet that was kept with one of these clips, once.",
        "Stands beside it.",
    ),
    Meaning("reports.invited", "Invited", "Journalists who were sent an invitation.", "The media events of Mediarel."),
    Meaning("reports.said_yes", "Said yes", "Of those, who said that they come.", "The media events of Mediarel."),
    Meaning("reports.came", "Came", "Who was checked in at the door.", "The list at the door."),
    Meaning(
        "reports.outreach", "Outreach",
        "Recipients of pitches sent in the period, and what came of them, step by step.",
        "The results of each pitch.", "The share is of those sent.",
    ),
    Meaning(
        "reports.goal", "So far", "The goal's figure from its first day until today, counted as in reports; a worker "
        "counts it every ten minutes.", "Stands with each goal, with the formula.",
        "The bar is the share of the target.",
    ),
    Meaning("reports.opened", "Opened", "How often the page of the report was opened by this link.", "The link."),
    Meaning("campaigns.reports", "Reports", "Reports about the campaign that you may see.", "The reports of Mediarel."),
)  # fmt: skip
