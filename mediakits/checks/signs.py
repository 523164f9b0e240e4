"""Signs of English by which a paragraph is searched: dates, verbs, reasons, names. Rough on purpose, and said to be."""

import re

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
AP_MONTHS = {
    "January": "Jan.",
    "February": "Feb.",
    "August": "Aug.",
    "September": "Sept.",
    "October": "Oct.",
    "November": "Nov.",
    "December": "Dec.",
}
"""March to July are never abbreviated (AP stylebook, months)."""
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\."

DATE_WORD = re.compile(
    rf"\b(?:{'|'.join(DAYS)}|(?:{'|'.join(MONTHS)}|{_SHORT})(?:\s+\d{{1,2}})?|\d{{1,2}}\s+(?:{'|'.join(MONTHS)})"
    r"|today|tomorrow|yesterday|tonight|this (?:morning|week|month|year|spring|summer|autumn|fall|winter)"
    r"|next (?:week|month|year)|(?:19|20)\d\d)(?!\w)",
    re.IGNORECASE,
)

# The verbs that news is made of, and the auxiliaries that go before all others.
_VERBS = [
    "is",
    "are",
    "was",
    "were",
    "will",
    "would",
    "has",
    "have",
    "had",
    "can",
    "joins?",
    "opens?",
    "starts?",
    "begins?",
    "launch(?:es|ed)?",
    "announc(?:es|ed)",
    "publish(?:es|ed)?",
    "connects?",
    "builds?",
    "built",
    "sells?",
    "sold",
    "buys?",
    "bought",
    "names?",
    "named",
    "appoints?",
    "signs?",
    "signed",
    "wins?",
    "won",
    "adds?",
    "added",
    "plans?",
    "makes?",
    "made",
    "gives?",
    "gave",
    "takes?",
    "took",
    "says?",
    "said",
    "shows?",
    "finds?",
    "found",
    "ends?",
    "ended",
    "clos(?:es|ed)",
    "reports?",
    "raises?",
    "raised",
    "cuts?",
    "invests?",
    "delivers?",
    "runs?",
    "ran",
    "moves?",
    "hires?",
    "hired",
    "joined",
    "opened",
    "started",
    "began",
    "connected",
    "planned",
    "reported",
    "invested",
    "delivered",
    "moved",
    "recalls?",
    "recalled",
    "returns?",
    "returned",
]
VERB = re.compile(rf"\b(?:{'|'.join(_VERBS)})\b(?:\s+\w+(?:ed|ing|s)\b)?", re.IGNORECASE)
WHY = re.compile(
    r"\b(?:because(?: of)?|so that|in order to|due to|thanks to|after|as part of|by \w+ing|which means|"
    r"built to|designed to|meant to|aims? to|"
    r"to (?!the\b|this|that|its\b|their|all\b|every|any|our\b|his\b|her\b)[a-z]{3,})\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*")
_ORDINARY = {*MONTHS, *DAYS, "The", "A", "An", "This", "It", "In", "On", "At", "I"}


def proper_names(text: str) -> list[str]:
    """Stretches of capitalised words that do not only begin a sentence, and are no days or months."""
    return [name for name in _NAME.findall(text) if name.split()[0] not in _ORDINARY]
