"""Checks of a statement: who says it, when, and how long it holds."""

from django.utils import timezone

from core.checks import Check, look, stops
from mediakits.checks.facts import Facts


def speaker(facts: Facts) -> Check:
    piece = facts.piece
    if not piece.text("speaker").strip():
        return stops("Who says it", "A statement is somebody’s. Give the name.", value="none")
    if not piece.text("role").strip():
        return look("Who says it", f"{piece.text('speaker')} has no role here.", value="no role")
    return Check("Who says it", "name and role")


def validity(facts: Facts) -> Check:
    piece = facts.piece
    said, last = piece.day("said_on"), piece.day("valid_until")
    if said is None:
        return look("Said on", "Give the day: words are read by what was known on it.", value="no date")
    if last and last < said:
        return stops("Valid until", "Its last day is before the day it was said. Look at both.")
    if last and last < timezone.localdate(timezone=piece.zone):
        return look("Valid until", "It is out of date, and says so wherever it is shown.", value="over")
    if last is None:
        return Check("Valid until", "no end", "note", "Without a last day it is used for ever.")
    return Check("Valid until", f"{last:%-d} {last:%b} {last:%Y}")
