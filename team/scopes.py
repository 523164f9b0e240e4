"""What a personal API token may be for: areas, to read or to write.

A scope only ever takes away. What is left is what the owner of the token may do at the moment of the request.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from team.models import User  # which knows the scopes


@dataclass(frozen=True)
class Area:
    """A part of Mediarel; `can_write` where the interface changes anything in it, `for_observers` where they read."""

    name: str
    label: str
    holds: str
    can_write: bool = False
    for_observers: bool = False

    @property
    def scopes(self) -> tuple[str, ...]:
        return (f"{self.name}:read", f"{self.name}:write") if self.can_write else (f"{self.name}:read",)


AREAS: Final = (
    Area("contacts", "Contacts", "journalists, outlets, media lists", can_write=True),
    Area("campaigns", "Campaigns", "clients, campaigns", can_write=True, for_observers=True),
    Area("pitches", "Pitches", "pitches; writing means drafts, never sending", can_write=True),
    Area("material", "Material", "documents, media kits"),
    Area("coverage", "Coverage", "articles, clips", can_write=True, for_observers=True),
    Area("inquiries", "Inquiries", "what reporters asked, and the answers"),
    Area("events", "Events", "interviews, media events"),
)
SCOPES: Final = tuple(scope for area in AREAS for scope in area.scopes)


def open_to(user: "User") -> list[Area]:
    """The areas that this person's tokens can be for."""
    return [area for area in AREAS if area.for_observers or not user.is_observer]


def scopes_open_to(user: "User") -> list[str]:
    """The scopes that this person's tokens can have: observers only read."""
    reading = [f"{area.name}:read" for area in open_to(user)]
    return reading if user.is_observer else [scope for area in open_to(user) for scope in area.scopes]


def with_reading(scopes: Iterable[str]) -> list[str]:
    """In the usual order, with reading added where there is writing: who may change something may look at it."""
    wanted = set(scopes)
    wanted |= {f"{scope.removesuffix(':write')}:read" for scope in wanted if scope.endswith(":write")}
    return [scope for scope in SCOPES if scope in wanted]
