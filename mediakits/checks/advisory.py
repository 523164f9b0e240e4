"""Checks of a media advisory: a desk decides from one page whether to send somebody."""

from django.utils import timezone

from core.checks import Check, look, stops
from core.html import to_text
from mediakits.checks.facts import Facts

HEADLINE_WORDS = 9
ONE_PAGE_WORDS = 350


def headline(facts: Facts) -> Check:
    words = len(facts.piece.title.split())
    value = f"{words} words"
    if words > HEADLINE_WORDS:
        return look("Headline", "An advisory’s headline has fewer than ten words.", value=value)
    return Check("Headline", value)


def five_ws(facts: Facts) -> Check:
    piece = facts.piece
    there = {name: bool(piece.text(name).strip()) for name in ("who", "what", "where", "why")}
    there["when"] = piece.moment("starts") is not None
    missing = [name for name in ("who", "what", "when", "where", "why") if not there[name]]
    value = f"{5 - len(missing)} of 5"
    if set(missing) - {"why"}:
        detail = f"Say {', '.join(missing)}. Nobody is sent to what has no place or hour."
        return stops("Who, what, when, where, why", detail, value=value)
    if missing:
        return look("Who, what, when, where, why", "Say why it matters to readers.", value=value)
    return Check("Who, what, when, where, why", value)


def time_zone(facts: Facts) -> Check | None:
    """The hour alone is wrong for half of those who read it."""
    piece, starts, ends = facts.piece, facts.piece.moment("starts"), facts.piece.moment("ends")
    if starts is None:
        return None
    if not piece.text("zone"):
        return stops("Time zone", "Choose whose clock the hours are on.", value="none")
    if ends and ends <= starts:
        return stops("When", "It ends before it begins. Look at both hours.")
    if starts < timezone.now():
        return look("When", "It is over already.", value="past")
    return Check("Time zone", "said")


def rsvp(facts: Facts) -> Check:
    piece, by = facts.piece, facts.piece.moment("rsvp_by")
    starts = piece.moment("starts")
    if by is None or not piece.text("rsvp_to").strip():
        missing = "by when" if by is None else "to whom"
        return look("RSVP", f"Say {missing} to answer, so that you know who comes.")
    if starts and by > starts:
        return look("RSVP", "It asks for an answer after it has begun.")
    return Check("RSVP", "by when and to whom")


def second_contact(facts: Facts) -> Check:
    piece = facts.piece
    if not piece.text("second_name").strip():
        return look(
            "Second contact", "An advisory names two people: one of them is on site and cannot talk.", value="1"
        )
    if not piece.text("second_phone").strip():
        return look("Second contact", f"{piece.text('second_name')} has no phone number here.")
    return Check("Second contact", "name and phone")


def one_page(facts: Facts) -> Check:
    words = len(to_text(facts.everything).split())
    if words > ONE_PAGE_WORDS:
        return look("One page", "An advisory is one page. Leave the story for the release.", value=f"{words} words")
    return Check("One page", f"{words} words")
