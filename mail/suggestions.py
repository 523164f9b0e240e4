"""What might be done about a message that came in, offered to whoever reads it. Nothing of it is done by itself.

`mail` reads what a message seems to say; the apps above register functions that make an offer of it. A suggestion that
was followed or dismissed does not come back.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import F, Func, Value

from mail.models import IncomingMessage


@dataclass(frozen=True, kw_only=True)
class Action:
    """A button. With `posts` pressing it changes something at `url`; without, it leads there."""

    label: str
    url: str
    icon: str
    posts: bool = True


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """`key` names it among those of one message: letters, digits and hyphens, at most 40."""

    key: str
    text: str
    icon: str
    actions: list[Action] = field(default_factory=list)


Suggester = Callable[[IncomingMessage], Suggestion | None]
_suggesters: list[Suggester] = []


def register(suggester: Suggester) -> None:
    """Ask `suggester` about each message that is looked at. Called from an app's `ready()`; once is enough."""
    if suggester not in _suggesters:
        _suggesters.append(suggester)


def suggestions_for(incoming: IncomingMessage) -> list[Suggestion]:
    """What is offered for a message, in the order of registration. For its readers only: see `visible_to`."""
    found = (suggester(incoming) for suggester in _suggesters)
    return [each for each in found if each and each.key not in incoming.settled_suggestions]


def settle(incoming: IncomingMessage, key: str) -> bool:
    """Offer it no more. False when somebody else had settled it already; told apart in the database."""
    others = IncomingMessage.objects.filter(pk=incoming.pk).exclude(settled_suggestions__contains=[key])
    appended = Func(F("settled_suggestions"), Value(key[:40]), function="array_append")
    return bool(others.update(settled_suggestions=appended))


def reopen(incoming: IncomingMessage, key: str) -> None:
    """Offer it again, because what was done about it was taken back."""
    removed = Func(F("settled_suggestions"), Value(key[:40]), function="array_remove")
    IncomingMessage.objects.filter(pk=incoming.pk).update(settled_suggestions=removed)
