"""Invitations to media events that go out as pitches: what the app above that keeps the events says of them.

A pitch that invites to an event names it as the merge field `event_answer`. Whoever registers is asked for each
recipient of such a pitch and must not cost a query for each; in a preview the link must lead nowhere where somebody
could answer in the journalist's name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from pitches.models import Pitch, Recipient

FIELD = "event_answer"


@dataclass(frozen=True)
class Invitation:
    """What a pitch invites to, for its page: the `url` is where this recipient answers."""

    title: str
    kind: str
    starts_at: datetime
    place: str
    url: str


Link = Callable[[Pitch, Recipient, bool], str]
Find = Callable[[Pitch, Recipient, bool], Invitation | None]
_link: list[Link] = []
_find: list[Find] = []


def register(*, link: Link, find: Find) -> None:
    """Ask here from now on: `link` for the merge field, `find` for the page, with whether it is a preview. Called from
    an app's `ready()`."""
    _link[:], _find[:] = [link], [find]


def invitation_of(pitch: Pitch, recipient: Recipient, *, preview: bool = False) -> Invitation | None:
    """What the pitch invites to, in one query; None where it invites to nothing that still takes place."""
    return next((found for find in _find if (found := find(pitch, recipient, preview))), None)


def answer_link(pitch: Pitch, recipient: Recipient, *, preview: bool = False) -> str:
    """Where this recipient answers; "" where the pitch does not name the field, or invites to nothing."""
    if not any(FIELD in text for text in (pitch.body, pitch.subject, pitch.follow_up)):
        return ""
    return "".join(link(pitch, recipient, preview) for link in _link)
