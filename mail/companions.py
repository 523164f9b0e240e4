"""What the apps above `mail` have to say about a thread: who this is, what it belongs to, what is handy to write.

An app registers a companion in `AppConfig.ready()`:

    class People(Companion):
        def cards(self, thread, *, by):
            return [Card("contacts/_thread_card.html", {"journalist": …})]

    companions.register(People())
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from team.models import User

if TYPE_CHECKING:
    from mail.models import IncomingMessage, OutgoingMessage, Thread


@dataclass(frozen=True)
class Card:
    """One card of the rail beside a thread; `template` finds what is in `context` as `card`."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Snippet:
    """Something handy to put into an answer: a short label, and the text that is written."""

    label: str
    text: str


class Companion:
    """Override what matters; the rest says nothing. Each method costs a constant number of queries."""

    def cards(self, thread: "Thread", *, by: User) -> Iterable[Card]:
        """What stands beside the thread; lookups start from `visible_to(by)`."""
        return ()

    def snippets(self, thread: "Thread", *, by: User) -> Iterable[Snippet]:
        """What can be written at a press. Not asked where the answer would go to a stranger."""
        return ()

    def arrived(self, thread: "Thread", incoming: "IncomingMessage") -> None:
        """A person wrote something that answers nothing of ours: the thread began with it, or went on. Within the
        transaction that understands it."""

    def answered(self, message: "OutgoingMessage") -> None:
        """Our answer was accepted by the server; within the transaction that says so."""

    def settled(self, thread: "Thread", *, by: User) -> None:
        """A person took care of the thread: they answered it, or called it done."""


_companions: list[Companion] = []


def register(companion: Companion) -> None:
    """Ask this companion too; one of the same class again replaces it."""
    _companions[:] = [each for each in _companions if type(each) is not type(companion)] + [companion]


def companions() -> tuple[Companion, ...]:
    """All of them, in the order of the apps."""
    return tuple(_companions)
