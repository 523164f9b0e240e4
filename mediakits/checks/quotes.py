"""Checks of what people are quoted with."""

from core.checks import Check, look, stops
from mediakits.checks.facts import Facts


def approved(facts: Facts) -> Check:
    """Nobody is quoted with words they have not seen: each quote needs who approved it, and when."""
    quotes = [row for row in facts.piece.rows("quotes") if row.get("text", "").strip()]
    if not quotes:
        return look("Quotes", "No quote yet. A named person who says why it matters is what gets printed.", value="0")
    nameless = [place for place, row in enumerate(quotes, 1) if not row.get("speaker", "").strip()]
    if nameless:
        return stops("Quotes", f"Quote {nameless[0]} has no name. Say who says it.", value=f"{len(quotes)}")
    open_ones = [row for row in quotes if not (row.get("approved_by", "").strip() and row.get("approved_on"))]
    value = f"{len(quotes) - len(open_ones)} of {len(quotes)}"
    if open_ones:
        who = open_ones[0]["speaker"]
        detail = f"The quote of {who} is not approved. Ask, then enter who approved it and on which day."
        return stops("Quotes approved", detail, value=value)
    return Check("Quotes approved", value)
