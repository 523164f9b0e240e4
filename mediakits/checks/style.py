"""Checks of the English it is written in: dates as the AP stylebook has them, and words that read like a brochure."""

import re
from collections.abc import Iterator

from core.checks import Check, look
from core.loaded_words import BROCHURE
from mediakits.checks.facts import Facts
from mediakits.checks.signs import AP_MONTHS, DAYS, MONTHS

_ORDINAL = re.compile(
    rf"\b(?:(?:{'|'.join(MONTHS)})\s+(\d{{1,2}}(?:st|nd|rd|th))|(\d{{1,2}}(?:st|nd|rd|th))\s+(?:of\s+)?(?:{'|'.join(MONTHS)}))\b"
)
_LONG_MONTH = re.compile(rf"\b({'|'.join(AP_MONTHS)})\s+(\d{{1,2}})(?!\d|st|nd|rd|th)")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(MONTHS)})\b")
_SHORT_DAY = re.compile(
    rf"\b(?:{'|'.join(day[:3] for day in DAYS)}|Tues|Thurs|Thur)\.?,?\s+(?:\d|{'|'.join(m[:3] for m in MONTHS)})"
)
_SLASHED = re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{1,2}\.\d{1,2}\.\d{2,4}\b")


def dates(facts: Facts) -> Check:
    """Nov. 17, 2026: desks that print by the AP stylebook then have nothing to change."""
    if not facts.follows_ap:
        return Check("Dates in AP style", "not looked at", "note", "AP style is for American English.")
    found = list(dates_to_mend(facts.everything))
    if not found:
        return Check("Dates in AP style", "as AP writes them")
    first = "; ".join(f"“{was}” is written {better}" for was, better in found[:3])
    return look("Dates in AP style", f"{first}.", value=str(len(found)))


def dates_to_mend(text: str) -> Iterator[tuple[str, str]]:
    """What stands there and how AP writes it."""
    for found in _ORDINAL.finditer(text):
        ordinal = found.group(1) or found.group(2)
        yield found.group(0), f"without “{ordinal[-2:]}”"
    for found in _LONG_MONTH.finditer(text):
        yield found.group(0), f"“{AP_MONTHS[found.group(1)]} {found.group(2)}”"
    for found in _DAY_FIRST.finditer(text):
        month = AP_MONTHS.get(found.group(2), found.group(2))
        yield found.group(0), f"“{month} {found.group(1)}”"
    for found in _SHORT_DAY.finditer(text):
        yield found.group(0), "with the day’s full name"
    for found in _SLASHED.finditer(text):
        yield found.group(0), "with the month’s name"


def tone(facts: Facts) -> Check | None:
    """A note, never more: only the author knows whether a word is meant. 59 % would block a sender for it."""
    if not facts.english:
        return Check("Tone", "not looked at", "note", "The words of brochures are known in English only.")
    text = facts.everything.lower().replace("’", "'")
    found = sorted(word for word in BROCHURE if re.search(rf"\b{re.escape(word)}\b", text))
    if "!" in facts.piece.title:
        found.append("!")
    if found:
        named = ", ".join(f"“{word}”" for word in found[:4])
        return Check("Tone", str(len(found)), "note", f"Reads like a brochure: {named}.")
    return Check("Tone", "plain")
