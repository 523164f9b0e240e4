"""What the apps above `coverage` do with clips: say where a clip may come from, act when a person decided.

An app registers a listener in `AppConfig.ready()`:

    class Pitches(Listener):
        def origins(self, clip, *, by): …

    listeners.register(Pitches())
"""

from collections.abc import Iterable
from dataclasses import dataclass

from coverage.models import Article, Clip
from team.models import User


@dataclass(frozen=True)
class Origin:
    """Something a clip may have come from, such as a pitch to its author. `why` is one sentence for people."""

    key: str
    label: str
    why: str
    is_likely: bool = False
    is_chosen: bool = False
    url: str = ""


class Listener:
    """Override what matters. Each method costs a constant number of queries.

    `field` names the choice on the triage form ("From pitch"); a listener without one offers no choice.
    """

    field = ""
    label = ""

    def origins(self, clip: Clip, *, by: User) -> Iterable[Origin]:
        """What the clip may have come from, likeliest first; lookups start from `visible_to(by)`."""
        return ()

    def choose(self, clip: Clip, key: str, *, by: User) -> None:
        """A person said where it comes from; an empty key says: from nothing of ours. Within their transaction."""

    def decided(self, clip: Clip, *, by: User) -> None:
        """A person called it ours, or not ours, or took that back: see `clip.state`. Within their transaction."""

    def learned(self, article: Article) -> None:
        """More is known of what is shown of an article: its outlet, its day, its authors. Within that transaction."""


_listeners: dict[str, Listener] = {}


def register(listener: Listener) -> None:
    """Ask this listener too; one of the same class again replaces it."""
    _listeners[type(listener).__qualname__] = listener


def listeners() -> tuple[Listener, ...]:
    return tuple(_listeners.values())
