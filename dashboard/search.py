"""One field finds people, outlets, campaigns, pitches, documents and media kits."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from campaigns.models import Campaign
from contacts.models import Journalist, Outlet
from core.folding import every_word
from mediakits.models import Document, Kit
from pitches.models import Pitch
from team.models import User

# icons: check user news send target file-text packages
MOST = 8


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
    text = text.replace("\x00", " ").strip()
    if not text:
        return []
    sections = [
        Section("Journalists", [_journalist(j) for j in _journalists(text, user)]),
        Section("Outlets", [] if user.is_observer else [_outlet(o) for o in _outlets(text)]),
        Section("Pitches", [_pitch(p) for p in _pitches(text, user)]),
        Section("Documents", [_document(d, user) for d in _documents(text, user)]),
        Section("Media kits", [] if user.is_observer else [_kit(k) for k in _kits(text, user)]),
        Section("Campaigns", [_campaign(c) for c in _campaigns(text, user)]),
    ]
    return [section for section in sections if section.hits]


def _journalists(text: str, user: User) -> "QuerySet[Journalist]":
    return Journalist.objects.visible_to(user).matching(text).with_primary()[:MOST]


def _outlets(text: str) -> "QuerySet[Outlet]":
    return Outlet.objects.filter(Q(name__unaccent__icontains=text) | Q(domain__icontains=text))[:MOST]


def _pitches(text: str, user: User) -> "QuerySet[Pitch]":
    found = Pitch.objects.visible_to(user).select_related("campaign__client")
    return found.filter(Q(title__unaccent__icontains=text) | Q(subject__unaccent__icontains=text))[:MOST]


def _documents(text: str, user: User) -> "QuerySet[Document]":
    found = Document.objects.visible_to(user).in_use().matching(text, user=user)
    return found.select_related("client", "published_version")[:MOST]


def _kits(text: str, user: User) -> "QuerySet[Kit]":
    found = Kit.objects.visible_to(user).in_use().select_related("client")
    return found.filter(every_word("search_text", text))[:MOST]


def _campaigns(text: str, user: User) -> "QuerySet[Campaign]":
    found = Campaign.objects.visible_to(user).select_related("client")
    return found.filter(Q(name__unaccent__icontains=text) | Q(client__name__unaccent__icontains=text))[:MOST]


def _journalist(journalist: Journalist) -> Hit:
    position = journalist.primary_position
    return Hit("user", str(journalist), str(position) if position else "No outlet", journalist.get_absolute_url())


def _outlet(outlet: Outlet) -> Hit:
    return Hit("news", str(outlet), outlet.get_kind_display() or outlet.domain, outlet.get_absolute_url())


def _pitch(pitch: Pitch) -> Hit:
    return Hit("send", pitch.title, f"{pitch.campaign}. {pitch.get_state_display()}", pitch.get_absolute_url())


def _document(document: Document, user: User) -> Hit:
    line = f"{document.get_kind_display()} for {document.client}"
    return Hit("file-text", document.title_for(user), line, document.get_absolute_url())


def _kit(kit: Kit) -> Hit:
    return Hit("packages", kit.title, f"Media kit for {kit.client}", kit.get_absolute_url())


def _campaign(campaign: Campaign) -> Hit:
    return Hit(
        "target", campaign.name, f"{campaign.client}. {campaign.get_state_display()}", campaign.get_absolute_url()
    )
