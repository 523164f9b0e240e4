"""What is looked at before a pitch goes out. Each check is one function over the same facts.

from pitches import checks
for check in checks.run(pitch): ...
checks.blocking(pitch)  # those that stop it
"""

from collections.abc import Callable, Iterable

from core.checks import Check, worst_first
from pitches.checks import kit, links, people, plan, spam, texts
from pitches.checks.facts import Facts, gather
from pitches.models import Pitch

__all__ = ["Check", "Facts", "blocking", "gather", "run"]

ALL: tuple[Callable[[Facts], Check | Iterable[Check] | None], ...] = (
    people.anybody,
    texts.subject,
    texts.length,
    texts.fields,
    texts.missing_values,
    people.reasons,
    people.exclusions,
    texts.links,
    links.answering,
    texts.way_in,
    kit.media_kit,
    texts.follow_up,
    plan.embargo,
    texts.tone,
    spam.score,
    plan.mailbox,
    plan.postal_address,
)


def run(pitch: Pitch, facts: Facts | None = None) -> list[Check]:
    """What every check says, the worst first. A constant number of queries, whatever the number of recipients.

    `facts` are what `gather(pitch)` gave, for whoever needs them too.
    """
    facts = facts or gather(pitch)
    found: list[Check] = []
    for check in ALL:
        said = check(facts)
        found += [said] if isinstance(said, Check) else list(said or ())
    return worst_first(found)


def blocking(pitch: Pitch) -> list[Check]:
    """The checks that stop the pitch."""
    return [check for check in run(pitch) if check.blocking]
