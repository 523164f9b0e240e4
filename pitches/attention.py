"""Clicks and opens of a pitch, with what they are worth said beside them. No rate is made of them.

Neither stands on the timeline of a journalist, in an export or in what observers see: who clicked what is nobody's
business, and a client would read a figure as success that mostly counts machines.
"""

from dataclasses import dataclass

from mail import tracking
from mail.models import OutgoingMessage, TrackedLink
from pitches.models import Pitch
from team.models import TeamPolicy, User

Pair = tuple[int | None, int | None]
"""The messages of one recipient: the pitch, and the follow-up."""


@dataclass(frozen=True, slots=True)
class Attention:
    """`people` of `counted` recipients followed a link (or opened); `machines` is how many visits were left out."""

    people: int
    counted: int
    machines: int


def attention_to(pitch: Pitch, *, shown_to: User) -> dict[str, Attention]:
    """What is counted at present, by "clicks" and "opens"; empty when nothing is, and for observers."""
    policy = TeamPolicy.current()
    kinds = {"clicks": TrackedLink.Kind.LINK} if policy.count_clicks else {}
    kinds |= {"opens": TrackedLink.Kind.PIXEL} if policy.count_opens else {}
    if not kinds or shown_to.is_observer:
        return {}
    # Whoever does not want to be counted (any more) is not, whatever was counted before.
    counted = pitch.recipients.filter(journalist__no_tracking=False).order_by()
    pairs: list[Pair] = list(counted.values_list("message_id", "follow_up_message_id"))
    theirs = OutgoingMessage.objects.filter(pk__in=[pk for pair in pairs for pk in pair if pk])
    return {name: _add_up(pairs, tracking.visits_of(theirs, kind)) for name, kind in kinds.items()}


def _add_up(pairs: list[Pair], visits: dict[int, tuple[int, int]]) -> Attention:
    """A recipient counts once, whether they followed a link of the pitch or of the follow-up."""
    of_each = [[visits[pk] for pk in pair if pk in visits] for pair in pairs]
    return Attention(
        people=sum(any(people for people, _ in found) for found in of_each),
        counted=sum(bool(found) for found in of_each),
        machines=sum(machines for found in of_each for _, machines in found),
    )
