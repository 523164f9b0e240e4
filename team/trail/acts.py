"""Acts that change no record, or take all of them: who signed in, what was taken out, who removed the demo."""

from collections.abc import Sequence
from typing import Final

import pghistory
from django.db.models import Model
from django.utils import timezone

from team.models import TrailLine, User

LONGEST: Final = 300
NUMBERED: Final = 5
"""So many of what one act was done to are named by their numbers; of more it is told how many."""


def note(what: TrailLine.What, *, by: User | None, about: Model | None = None, said: str = "") -> None:
    """Write down an act. `about` is the person whom it concerns, or another record whose kind stands in the trail;
    `said` what a reader should know: neither passwords, nor words of records, nor addresses that strangers typed."""
    with pghistory.context() as context:
        token = context.metadata.get("token")
    TrailLine.objects.create(
        at=timezone.now(),
        what=what,
        by=by,
        token_id=token,
        kind=about._meta.label if about else "",
        record=about.pk if about else None,
        said=said[:LONGEST],
    )


def exported(what: str, *, by: User | None) -> None:
    """That somebody took data out; nobody is whoever sits at the server's command line."""
    note(TrailLine.What.EXPORTED, by=by, said=what)


def numbered(keys: Sequence[int], one: str, many: str) -> str:
    """Records without a word of theirs, such as "2 journalists (numbers 12 and 15)"."""
    if not 0 < len(keys) <= NUMBERED:
        return f"{len(keys):,} {many}"
    *most, last = map(str, sorted(keys))
    if not most:
        return f"1 {one} (number {last})"
    return f"{len(keys)} {many} (numbers {', '.join(most)} and {last})"
