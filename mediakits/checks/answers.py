"""Checks of interview questions."""

from core.checks import Check, look, stops
from mediakits.checks.facts import Facts


def any_questions(facts: Facts) -> Check:
    rows = [row for row in facts.piece.rows("questions") if row.get("question", "").strip()]
    if not rows:
        return stops("Questions", "There is no question yet. Add what a reporter asks first.", value="0")
    return Check("Questions", str(len(rows)))


def answered(facts: Facts) -> Check | None:
    rows = facts.piece.rows("questions")
    if not rows:
        return None
    without = [row for row in rows if not row.get("answer", "").strip()]
    value = f"{len(rows) - len(without)} of {len(rows)}"
    if without:
        detail = f"“{without[0].get('question', '')}” has no answer. Answer it, or take it out."
        return stops("Answers", detail, value=value)
    long = [row for row in rows if len(row["answer"].split()) > 150]
    if long:
        return look(
            "Answers",
            f"“{long[0].get('question', '')}” is answered at length. What is quoted has two sentences.",
            value=value,
        )
    return Check("Answers", value)
