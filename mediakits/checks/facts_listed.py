"""Checks of a fact sheet: figures that somebody prints need to be anchored. 56 % would block a sender for others."""

from core.checks import Check, look, stops
from mediakits.checks.facts import Facts


def any_facts(facts: Facts) -> Check:
    rows = [row for row in facts.piece.rows("facts") if row.get("label") and row.get("value")]
    if not rows:
        return stops("Facts", "There is no fact yet. Add a row with what it is and the figure.", value="0")
    return Check("Facts", str(len(rows)))


def sources(facts: Facts) -> Check | None:
    rows = [row for row in facts.piece.rows("facts") if row.get("value")]
    if not rows:
        return None
    without = [row for row in rows if not (row.get("source") and row.get("as_of"))]
    value = f"{len(rows) - len(without)} of {len(rows)}"
    if without:
        what = without[0].get("label") or without[0]["value"]
        detail = f"“{what}” has no source or no date. Say where it is from, and of when."
        return look("Sources and dates", detail, value=value)
    return Check("Sources and dates", value)
