"""Does the first paragraph tell the whole story? Looked for by simple signs of English, each W by itself."""

import re

from core.checks import Check, look
from mediakits.checks.facts import Facts
from mediakits.checks.signs import DATE_WORD, VERB, WHY, proper_names

GOOD_LEAD = (25, 40)
OTHER_LANGUAGE = "Looked for in English texts only. Read the first paragraph yourself: who, what, when, where, why?"


def five_ws(facts: Facts) -> Check | None:
    """A second look, never more: these are signs, not understanding."""
    if not facts.lead:
        return None
    if not facts.english:
        return Check("Five Ws in the lead", "not looked at", "note", OTHER_LANGUAGE)
    found = ws_in(facts)
    there = [name for name, sign in found.items() if sign]
    missing = [name for name, sign in found.items() if not sign]
    said = f"Found: {', '.join(f'{name} (“{found[name]}”)' for name in there)}. " if there else ""
    if not missing:
        return Check("Five Ws in the lead", "5 of 5", "ok", said.strip())
    asked = "; ".join(MISSING[name] for name in missing)
    tone = look if len(missing) > 1 or missing[0] != "why" else _note
    return tone("Five Ws in the lead", f"{said}Not found: {asked}.", value=f"{len(there)} of 5")


MISSING = {
    "who": "who (the client, a spokesperson or another name)",
    "what": "what (a verb that says what happens)",
    "when": "when (a day, a month or a word such as today)",
    "where": "where (the dateline, or a place)",
    "why": "why or how (because, to, so that, by)",
}


def ws_in(facts: Facts) -> dict[str, str]:
    """For each of the five the sign of it in the lead, "" where there is none."""
    lead = facts.lead
    return {
        "who": _who(facts),
        "what": _first(VERB, lead),
        "when": _first(DATE_WORD, lead) or ("the dateline" if facts.piece.day("dated") else ""),
        "where": _where(facts),
        "why": _first(WHY, lead),
    }


def length(facts: Facts) -> Check | None:
    words = len(facts.lead.split())
    if not words:
        return None
    value = f"{words} words"
    if words > GOOD_LEAD[1]:
        return Check(
            "Lead", value, "note", "25 to 40 words are taken in at once. Move the rest into the next paragraph."
        )
    if words < GOOD_LEAD[0]:
        return Check("Lead", value, "note", "Short; 25 to 40 words have room for all five.")
    return Check("Lead", value)


def _who(facts: Facts) -> str:
    folded = facts.lead.casefold()
    for name in (facts.piece.client.name, *facts.spokespeople):
        if name.casefold() in folded or name.split()[0].casefold() in folded.split():
            return name
    names = proper_names(facts.lead)
    return names[0] if names else ""


def _where(facts: Facts) -> str:
    city = facts.piece.text("city").split(",")[0].strip()
    if city:
        return city
    found = re.search(r"\b(?:in|at|near|from|off)\s+(?:the\s+)?([A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)", facts.lead)
    return found.group(1) if found and not DATE_WORD.fullmatch(found.group(1)) else ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group(0) if found else ""


def _note(what: str, detail: str, *, value: str) -> Check:
    return Check(what, value, "note", detail)
