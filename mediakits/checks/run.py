"""Running the checks of a document's kind."""

from core.checks import Check, worst_first
from mediakits.checks.facts import gather
from mediakits.kinds import kind_of
from mediakits.pieces import Piece


def run(piece: Piece) -> list[Check]:
    """What every check of its kind says, the worst first. One query."""
    facts, found = gather(piece), []
    for check in kind_of(piece.kind).checks:
        said = check(facts)
        found += [said] if isinstance(said, Check) else list(said or ())
    return worst_first(found)


def blocking(piece: Piece) -> list[Check]:
    """The checks that stop it from going out."""
    return [check for check in run(piece) if check.blocking]
