"""One field finds people, outlets, what the team makes and asks, what was published, and the pages of Mediarel."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest

from contacts.models import Journalist
from core.folding import Typed, words_of
from core.navigation import Place, Shell
from coverage.models import Clip
from dashboard.finding import Kind, clips, journalists, records
from dashboard.finding_kinds import KINDS
from team.models import User

# icons: check user
FEW: Final = 5
LONGEST: Final = 40
ORDER: Final = (
    "Journalists", "Outlets", "Inquiries", "Pitches", "Campaigns", "Documents", "Media kits", "Clips", "Interviews",
    "Media events", "Reports",
)  # fmt: skip
PAGES: Final[tuple[Place, ...]] = ("work", "foot", "new", "settings", "account")
ELSEWHERE: Final[tuple[Place, ...]] = ("settings", "account")
"""Pages that no link of the shell leads to; the palette knows the others by itself."""


@dataclass(frozen=True)
class Hit:
    """One thing that was found."""

    icon: str
    title: str
    line: str
    href: str


@dataclass(frozen=True)
class Section:
    heading: str
    hits: list[Hit]


def search(text: str, *, user: User) -> list[Section]:
    """What the reader may see that matches, by kind; kinds without a match are left out."""
    typed = Typed(" ".join(word[:LONGEST] for word in words_of(text) if any(map(str.isalnum, word))))
    if not typed:  # signs alone have no trigram, so each of them would be looked for in every row
        return []
    found = {kind.heading: [_hit(kind, one, user) for one in ones] for kind, ones in records(KINDS, typed, user)}
    found["Journalists"] = [_journalist(one) for one in journalists(typed, user)]
    found["Clips"] = [_clip(one) for one in clips(typed, user)]
    return [Section(heading, found[heading]) for heading in ORDER if found.get(heading)]


def pages(text: str, request: HttpRequest, *, in_palette: bool) -> list[Hit]:
    """Pages and actions whose name has every word that was typed; those that this reader's shell offers."""
    words = words_of(text.lower())
    if not words:
        return []
    shell = Shell(request)
    named = [
        (f"New {link.entry.label.lower()}" if place == "new" else link.entry.label, place, link)
        for place in (ELSEWHERE if in_palette else PAGES)
        for link in getattr(shell, place)
    ]
    lines = {"settings": "Settings", "account": "Your account", "new": "Begin one"}
    return [
        Hit(link.entry.icon, label, lines.get(place, "Go there"), link.href)
        for label, place, link in named
        if all(word in f"{label} {lines.get(place, '')}".lower() for word in words)
    ][:FEW]


def _hit(kind: Kind, found: Any, user: User) -> Hit:
    return Hit(kind.icon, kind.title(found, user), kind.line(found), found.get_absolute_url())


def _journalist(found: Journalist) -> Hit:
    position = found.primary_position
    return Hit("user", str(found), str(position) if position else "No outlet", found.get_absolute_url())


def _clip(clip: Clip) -> Hit:
    where = clip.article.outlet_label or "No outlet"
    return Hit("check", clip.article.title, f"{where}, for {clip.client}", clip.get_absolute_url())
