"""What the demo's team watches for, and what it said of the articles that it knows to be about its clients."""

# ruff: noqa: E501  (queries, one a line)

from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any, Final

from coverage.models import Monitor

SPECIALISTS: Final = {"Fernhall Storage": "maya", "Kestrel Ferries": "tomas", "Orrin Foods": "priya"}


@dataclass(frozen=True)
class Watch:
    """A monitor of the demo: whom it is for, what it asks, and who hears of it at once."""

    name: str
    client: str
    query: str
    purpose: str = Monitor.Purpose.US
    campaign: str = ""
    competitor: str = ""
    at_once: tuple[str, ...] = ()
    daily: tuple[str, ...] = ()


WATCHES: Final = (
    Watch("Fernhall", "Fernhall Storage", "Fernhall", at_once=("maya",), daily=("daniel",)),
    Watch(
        "Altfelde switch-on", "Fernhall Storage", "Altfelde AND (batter* OR Speicher)",
        Monitor.Purpose.CAMPAIGN, campaign="Altfelde switch-on", daily=("maya",),
    ),
    Watch("Saltline", "Fernhall Storage", "Saltline", Monitor.Purpose.COMPETITOR, competitor="Saltline", daily=("maya",)),
    Watch("Sandhaus", "Fernhall Storage", "Sandhaus", Monitor.Purpose.COMPETITOR, competitor="Sandhaus"),
    Watch(
        "Long-duration storage", "Fernhall Storage",
        '"long-duration storage" OR Dunkelflaute OR "windless week" OR (storage NEAR/6 hours)', Monitor.Purpose.ISSUE,
    ),
    Watch(
        "Kestrel Ferries", "Kestrel Ferries", '"Kestrel Ferries" OR (Kestrel AND (ferr* OR boat* OR crossing*))',
        at_once=("tomas",),
    ),
    Watch("Island boats", "Kestrel Ferries", "(island* OR eiland*) AND (boat* OR boot OR ferr*)", Monitor.Purpose.ISSUE),
    Watch("Orrin Foods", "Orrin Foods", '"Orrin Foods"', at_once=("priya",)),
    Watch("Food recalls", "Orrin Foods", "(recall* OR Rückruf*) AND (food* OR oat* OR batch* OR spinach OR Haferdrink)", Monitor.Purpose.ISSUE),
)  # fmt: skip

SAID: Final[dict[str, dict[str, Any]]] = {
    "windless-week": {"tone": "positive", "prominence": "body", "depth": "feature", "value": 2},
    "iron-air": {"tone": "positive", "prominence": "headline", "depth": "dedicated", "value": 2},
    "dunkelflaute": {"tone": "neutral", "prominence": "lead", "depth": "feature", "value": 1},
    "a-battery-that-rusts-on-purpose": {"tone": "positive", "prominence": "headline", "depth": "dedicated", "value": 2},
    "vier-tage-strom-aus-eisen": {"tone": "positive", "prominence": "headline", "depth": "dedicated", "value": 2},
    "the-night-shift-stays": {"tone": "positive", "prominence": "lead", "depth": "feature", "value": 2},
    "brandenburg-battery-to-join-grid": {"tone": "neutral", "prominence": "lead", "depth": "dedicated", "value": 1},
    "how-long-is-long": {"tone": "neutral", "prominence": "body", "depth": "mention", "value": 1},
    "altfelde-fills-its-hall": {"tone": "positive", "prominence": "headline", "depth": "feature", "value": 1},
    "letzte-zelle": {"tone": "neutral", "prominence": "headline", "depth": "dedicated", "value": 1},
    "islands-get-winter-boat": {"tone": "positive", "prominence": "lead", "depth": "dedicated", "value": 2},
    "quietest-crossing": {"tone": "positive", "prominence": "body", "depth": "feature", "value": 1},
    "ferry-late-third-time": {"tone": "negative", "prominence": "lead", "depth": "dedicated", "value": 0},
    "electric-ferry-second-winter": {"tone": "positive", "prominence": "lead", "depth": "feature", "value": 1},
    "company-that-came-back": {"tone": "positive", "prominence": "lead", "depth": "dedicated", "value": 2},
    "after-the-recall": {"tone": "neutral", "prominence": "lead", "depth": "dedicated", "value": 1},
    "what-a-lab-report-should-contain": {"tone": "positive", "prominence": "body", "depth": "mention", "value": 1},
    "oat-makers-cold-harvest": {"tone": "neutral", "prominence": "passing", "depth": "mention", "value": 0},
}
"""What the team said of what it knows to be ours; the rest is as it was suggested."""
LEFT_OPEN: Final = {"the-night-shift-stays"}
"""Nobody said yet which pitch it came of: the pitch asks."""


@dataclass(frozen=True)
class Seen:
    """A clip that somebody saw or heard, so many days ago: what `coverage.clips.by_hand.enter` is told of it."""

    days: float
    told: dict[str, Any] = field(default_factory=dict)


SEEN: Final = (
    Seen(
        11,
        {
            "medium": "print", "title": "Ein Kraftwerk zieht um", "outlet": "Watt & Weg", "section": "Page 14", "language": "de",
            "text": "Eine Doppelseite über die Turbinenhalle in Altfelde, mit einem Bild der Zellen und einem Kasten über die Verluste, die Fernhall Storage offenlegt.",
            "tone": "positive", "prominence": "headline", "depth": "dedicated",
        },
    ),
    Seen(
        3,
        {
            "medium": "radio", "title": "Zwei Minuten aus der Turbinenhalle", "outlet": "Radio Havel", "section": "Der Morgen", "hour": time(7, 40),
            "moment": timedelta(minutes=12, seconds=30), "language": "de",
            "text": "Anke Petzold führt durch die Halle. „Wer hier gearbeitet hat, kennt jede Schraube“, sagt sie über die Batterie von Fernhall Storage.",
            "tone": "positive", "prominence": "lead", "depth": "quote",
        },
    ),
)  # fmt: skip
