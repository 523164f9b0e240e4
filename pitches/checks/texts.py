"""Checks of what is said. The figures and their sources stand in docs/practice.md."""

import re
from collections.abc import Iterator

from core.checks import Check, look, stops
from core.html import to_text
from core.loaded_words import BROCHURE, PRESSURE
from pitches.checks.facts import Facts
from pitches.merge import FIELDS
from pitches.sandbox import MergeError, fields_in

GOOD_LENGTH = (50, 150)
LONG, TOO_LONG = 200, 300
SUBJECT_WORDS = 9
MOST_LINKS = 3
NAMES = {
    "subject": "subject",
    "body": "message",
    "lede": "sentence on the pitch page",
    "story": "story on the pitch page",
    "follow_up": "follow-up",
}


def subject(facts: Facts) -> Check:
    words = len(facts.pitch.subject.split())
    value = f"{words} word{'' if words == 1 else 's'}"
    if not words:
        return stops("Subject", "A pitch needs a subject. Up to nine words do best.", value="none")
    if words > SUBJECT_WORDS:
        return look("Subject", "One to five words are answered twice as often as ten or more.", value=value)
    return Check("Subject", value)


def length(facts: Facts) -> Check:
    value = f"{facts.words} words"
    if not facts.words:
        return stops("Message", "There is no message yet.", value="none")
    if facts.words > TOO_LONG:
        return Check("Length", value, "bad", "Far too long: most journalists want less than 200 words. Cut it down.")
    if facts.words > LONG:
        return look("Length", "Most journalists want less than 200 words.", value=value)
    if facts.words < GOOD_LENGTH[0]:
        return Check("Length", value, "note", "Short; 50 to 150 words are answered most.")
    return Check("Length", value)


def fields(facts: Facts) -> Check:
    """Fields that do not exist, and Liquid that cannot be read."""
    errors = dict(facts.errors)
    if not facts.recipients:
        for name in NAMES:
            try:
                unknown = fields_in(getattr(facts.pitch, name)) - set(FIELDS)
            except MergeError as unreadable:
                errors[name] = unreadable
            else:
                if unknown:
                    errors[name] = MergeError(f"There is no merge field {{{{ {min(unknown)} }}}}.")
    if errors:
        name, first = next(iter(errors.items()))
        return stops("Merge fields", f"In the {NAMES[name]}: {first}", value=str(len(errors)))
    return Check("Merge fields", "known")


def missing_values(facts: Facts) -> Iterator[Check]:
    """A field that shows nothing where it stands. An empty personal line is only looked at: the text reads on."""
    for name, people in facts.missing.items():
        what = f"{FIELDS[name]} missing"
        if name == "personal_line":
            yield look(what, "would get an empty line.", value=str(len(people)), people=people)
        else:
            detail = "would see a gap in the text. Fill it in, or take the field out."
            yield stops(what, detail, value=str(len(people)), people=people)
    if not facts.missing and facts.recipients:
        yield Check("Merge values", "complete")


def way_in(facts: Facts) -> Check:
    """Without the link to the pitch page nobody can answer by one tap."""
    if "body" in facts.errors or re.search(r"\bpitch_page\b", facts.pitch.body):
        return Check("Pitch page", "linked")
    return look("Pitch page", "The message does not link to the pitch page. Insert it, so that one tap answers.")


def links(facts: Facts) -> Check:
    count = len(facts.links) + bool(re.search(r"\bpitch_page\b", facts.pitch.body))
    if count > MOST_LINKS:
        return look("Links", "Two or three are answered more than four and up.", value=str(count))
    return Check("Links", str(count))


def tone(facts: Facts) -> Check:
    """A note, never more: only the author knows whether a word is meant."""
    text = f"{facts.pitch.subject} {facts.body_text} {to_text(facts.pitch.follow_up)}".lower().replace("’", "'")
    found = sorted(word for word in BROCHURE | PRESSURE if re.search(rf"\b{re.escape(word)}\b", text))
    if "!" in facts.pitch.subject:
        found.append("!")
    if found:
        named = ", ".join(f"“{word}”" for word in found[:4])
        return Check("Tone", str(len(found)), "note", f"Reads like a brochure or like pressure: {named}.")
    return Check("Tone", "plain")


def follow_up(facts: Facts) -> Check:
    pitch = facts.pitch
    if not pitch.follow_up_on:
        return Check("Follow-up", "none")
    text = to_text(pitch.follow_up)
    if not text:
        return stops("Follow-up", "There is no text for the follow-up. Write two lines, or switch it off in the plan.")
    if text == facts.body_text:
        return stops("Follow-up", "It repeats the pitch word for word. Say what is new, or switch it off.")
    return Check("Follow-up", f"{len(text.split())} words")
