"""The link by which a journalist answers an invitation: given by the app above that keeps media events.

A pitch that invites to an event names it as the merge field `event_answer`. Whoever registers is asked for each
recipient of such a pitch and must not cost a query for each; in a preview the link must lead nowhere where somebody
could answer in the journalist's name.
"""

from collections.abc import Callable

from pitches.models import Pitch, Recipient

FIELD = "event_answer"
Link = Callable[[Pitch, Recipient, bool], str]
_link: list[Link] = []


def register(link: Link) -> None:
    """Ask here from now on. Called from an app's `ready()`."""
    _link[:] = [link]


def answer_link(pitch: Pitch, recipient: Recipient, *, preview: bool = False) -> str:
    """Where this recipient answers; "" where the pitch does not name the field, or invites to nothing."""
    if not any(FIELD in text for text in (pitch.body, pitch.subject, pitch.follow_up)):
        return ""
    return "".join(link(pitch, recipient, preview) for link in _link)
