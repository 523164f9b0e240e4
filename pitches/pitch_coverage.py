"""The clips that came of a pitch, and those of which somebody still has to say whether they did."""

from dataclasses import dataclass
from typing import Final

from pitches.models import Attribution, Pitch
from team.models import User

MOST_SHOWN: Final = 20


@dataclass(frozen=True)
class PitchCoverage:
    """Attributions with their clips and articles, the newest article first; no more than `MOST_SHOWN` of each."""

    known: list[Attribution]
    waiting: list[Attribution]


def coverage_of(pitch: Pitch, *, shown_to: User) -> PitchCoverage:
    """In one query, and none for observers: whom a clip came of would tell them who was asked."""
    if shown_to.is_observer:
        return PitchCoverage([], [])
    said = Attribution.objects.filter(recipient__pitch=pitch, recipient__left_out_at=None, clip__state="ours")
    said = said.exclude(state=Attribution.State.REFUSED)
    said = said.select_related("clip__article__outlet", "recipient__journalist")
    said = said.defer("clip__article__text", "clip__article__search", "clip__article__shingles")
    found = list(said.order_by("state", "-clip__article__published_at", "-pk")[: 2 * MOST_SHOWN])
    known = [each for each in found if each.state == Attribution.State.CONFIRMED]
    waiting = [each for each in found if each.state == Attribution.State.PROPOSED]
    return PitchCoverage(known[:MOST_SHOWN], waiting[:MOST_SHOWN])
