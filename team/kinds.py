"""What people can be told of. Each app registers its kinds in `AppConfig.ready()`; `notify` takes none but these.

from team.kinds import Kind, register
register(Kind("reply", "A journalist answered", "Answers to your pitches, by e-mail or on the pitch page.", order=40))
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.core.exceptions import ImproperlyConfigured
from django.db.models import TextChoices

if TYPE_CHECKING:
    from team.models import User

LONGEST: Final = 30
"""Characters of a kind's key, as long as its column."""


class Mail(TextChoices):
    """When a line goes out by e-mail, too."""

    AT_ONCE = "at_once", "At once"
    DIGEST = "digest", "In the digest"
    NEVER = "never", "Not at all"


class UnknownKind(ImproperlyConfigured):
    """A kind that no app registered."""


@dataclass(frozen=True)
class Kind:
    """One kind of thing that people are told of.

    `mail` and `to_webhook` hold for whoever did not choose. `own_mail` says, in a sentence for the reader, how letters
    of this kind are sent where another part of Mediarel sends them itself; then none are sent from here. `own_mail_url`
    names the page on which that is chosen, if it can be. What `cannot_be_stopped` nobody
    keeps from themselves or from the webhooks.
    """

    key: str
    label: str
    help: str
    order: int = 100
    mail: Mail = Mail.DIGEST
    to_webhook: bool = True
    own_mail: str = ""
    own_mail_url: str = ""
    cannot_be_stopped: bool = False
    shown_to: "Callable[[User], bool] | None" = None

    @property
    def is_mailed_here(self) -> bool:
        return not self.own_mail


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Add kinds; registering a key again replaces it. Raises `ImproperlyConfigured` for a key that does not fit."""
    for kind in kinds:
        if not kind.key or len(kind.key) > LONGEST:
            raise ImproperlyConfigured(f"The key of a kind has 1 to {LONGEST} characters: “{kind.key}”.")
        _kinds[kind.key] = kind


def all_kinds() -> list[Kind]:
    """Every registered kind, in order."""
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.label))


def kinds_for(user: "User") -> list[Kind]:
    """Those that can concern this person, in order; none for observers, who choose nothing."""
    if user.is_observer:
        return []
    return [kind for kind in all_kinds() if kind.shown_to is None or kind.shown_to(user)]


def kind_of(key: str) -> Kind:
    """Raises `UnknownKind`."""
    try:
        return _kinds[key]
    except KeyError:
        raise UnknownKind(f"No app has registered the kind “{key}”.") from None


def label_of(key: str) -> str:
    """The words for a key, also of a line that was written before kinds were known."""
    kind = _kinds.get(key)
    return kind.label if kind else "Other"
