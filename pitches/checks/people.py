"""Checks of who is written to."""

from collections.abc import Iterator

from core.checks import Check, stops
from pitches.checks.facts import Facts
from pitches.exclusions import Kind, standing_exclusions
from pitches.models import Recipient

TITLES = {
    Kind.DO_NOT_CONTACT: ("Do not contact", "is not to be contacted. Leave them out."),
    Kind.SUPPRESSED: ("Unsubscribed", "wants no more pitches, or mail came back. Leave them out."),
    Kind.PAUSED: ("Paused", "has asked for a pause. Leave them out for now."),
    Kind.NO_ADDRESS: ("No address", "has no address that works. Find one, or leave them out."),
    Kind.COOLING_OFF: ("Cooling off", "was pitched by the team a short while ago. Leave them out, or say why not."),
    Kind.OUTLET_CAP: ("Outlet cap", "is one more than their outlet's cap. Leave them out, or say why not."),
}


def anybody(facts: Facts) -> Check:
    if not facts.recipients:
        return stops("Recipients", "Nobody is picked yet. Add a journalist or a list.", value="0")
    return Check("Recipients", str(len(facts.recipients)))


def reasons(facts: Facts) -> Check:
    """Irrelevance is the first reason to reject a pitch; a reason each is the remedy."""
    total = len(facts.recipients)
    without = [recipient for recipient in facts.recipients if not recipient.reason.strip()]
    if without:
        detail = "has no reason. Say which article or preference makes this relevant, or leave them out."
        return stops("A reason for everyone", detail, value=f"{total - len(without)} of {total}", people=without)
    return Check("A reason for everyone", f"{total} of {total}")


def exclusions(facts: Facts) -> Iterator[Check]:
    against: dict[Kind, list[Recipient]] = {}
    for recipient in facts.recipients:
        for exclusion in standing_exclusions(recipient, facts.exclusions):
            against.setdefault(exclusion.kind, []).append(recipient)
    for kind, (title, detail) in TITLES.items():
        if people := against.get(kind):
            yield stops(title, detail, value=str(len(people)), people=people)
    if Kind.COOLING_OFF not in against:
        yield Check("Cool-off", f"{facts.policy.cool_off_days} days kept")
    if Kind.OUTLET_CAP not in against:
        yield Check("Outlet caps", "kept")
