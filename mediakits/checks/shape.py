"""Checks of what a press office's text must have around its story (docs/practice.md, press-office conventions)."""

from django.utils import timezone

from core.checks import Check, look, stops
from mediakits.checks.facts import Facts
from mediakits.kinds.words import moment_words

HEADLINE_SIGNS, HEADLINE_WORDS = 100, 12
GOOD_LENGTH = (300, 500)
LONG = 800


def headline(facts: Facts) -> Check:
    title = facts.piece.title
    signs, words = len(title), len(title.split())
    value = f"{signs} characters"
    if signs > HEADLINE_SIGNS:
        return look(
            "Headline", "More than 100 characters are cut off in search results and subject lines.", value=value
        )
    if words > HEADLINE_WORDS:
        return look("Headline", "Ten to twelve words are read at one glance.", value=f"{words} words")
    if title.isupper() and words > 1:
        return look("Headline", "Capitals all the way read as shouting, and hide which words are names.", value=value)
    return Check("Headline", value)


def text(facts: Facts) -> Check:
    if not facts.body:
        return stops("Text", "There is no text yet.", value="none")
    return Check("Text", f"{len(facts.body.split())} words")


def dateline(facts: Facts) -> Check:
    """CITY, date: without it nobody knows where the news happens, nor when it was news."""
    city, day = facts.piece.text("city").strip(), facts.piece.day("dated")
    if not city and not day:
        return look("Dateline", "Give the city and the date that the first paragraph begins with.", value="missing")
    if not city:
        return look("Dateline", "The city is missing. Give the place where the news happens.", value="no city")
    if not day:
        return look("Dateline", "The date is missing. Give the day it is published.", value="no date")
    if any(sign.isdigit() for sign in city):
        return look("Dateline", f"“{city}” has figures in it. Give the city alone, the date has its own field.")
    until = facts.piece.embargo_until
    if until and until.astimezone(facts.piece.zone).date() != day:
        detail = "It is not the day on which the embargo ends. Readers will see both."
        return look("Dateline", detail, value=f"{day:%-d} {day:%b}")
    return Check("Dateline", "city and date")


def embargo(facts: Facts) -> Check | None:
    piece = facts.piece
    speaks = "embargo" in facts.everything.lower()
    if piece.embargo_until is None:
        if speaks:
            detail = "The text speaks of an embargo, but none is set. Set it, or take the word out."
            return look("Embargo line", detail, value="none set")
        return Check("Embargo line", "for immediate release")
    words = moment_words(piece.embargo_until.astimezone(piece.zone), piece.language)
    if piece.embargo_until <= timezone.now():
        detail = f"It ended on {words}. It goes out for immediate release; take the embargo off, or move it."
        return look("Embargo line", detail, value="over")
    if speaks:
        detail = "The text speaks of the embargo itself; it will still say so afterwards. The line above it is enough."
        return look("Embargo line", detail, value="said twice")
    return Check("Embargo line", "with day, hour and zone")


def boilerplate(facts: Facts) -> Check:
    words = len(facts.piece.text("boilerplate").split())
    if not words:
        return look("Boilerplate", "Say in one paragraph who the client is. Who copies it does not look it up.")
    if words > 120:
        return look("Boilerplate", "One paragraph of up to 100 words is printed; more is cut.", value=f"{words} words")
    return Check("Boilerplate", f"{words} words")


def contact(facts: Facts) -> Check:
    """A name and a number: journalists' own complaint is of releases with neither."""
    person = facts.piece.contact
    if not person.name.strip() or not person.phone.strip():
        who = person.name or person.email
        detail = f"{who} has no phone number. They enter it in their profile; or choose somebody else."
        return stops("Media contact", detail, value="no phone")
    return Check("Media contact", "name and phone")


def length(facts: Facts) -> Check | None:
    words = len(facts.body.split())
    value = f"{words} words"
    if not words:
        return None
    if words > LONG:
        return look(
            "Length",
            "Much longer than a release that is read: 300 to 500 words. Move detail to a fact sheet.",
            value=value,
        )
    if words > GOOD_LENGTH[1]:
        return Check("Length", value, "note", "A page is about 400 words.")
    return Check("Length", value)
