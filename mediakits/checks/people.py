"""Checks of a biography."""

from core.checks import Check, look, stops
from mediakits.checks.facts import Facts


def role(facts: Facts) -> Check:
    if not facts.piece.text("role").strip():
        return look("Role", "Say what they are, as it should be printed under a picture.", value="none")
    return Check("Role", "given")


def short(facts: Facts) -> Check:
    words = len(facts.piece.text("short").split())
    if not words and not facts.body:
        return stops("Text", "There is no text yet: two sentences to copy, or the life at length.", value="none")
    if not words:
        return look("In two sentences", "Reporters copy two sentences. Write them, so that they copy yours.")
    return Check("In two sentences", f"{words} words")


def spokesperson(facts: Facts) -> Check | None:
    if facts.piece.title in facts.spokespeople:
        return Check("Spokesperson", "speaks for the client")
    return Check(
        "Spokesperson",
        "not listed",
        "note",
        f"{facts.piece.title} is not among those who speak for {facts.piece.client}.",
    )
