"""The kinds of records that the search field asks for together."""

from typing import Any, Final

from django.db.models import Expression, F, Q, QuerySet

from campaigns.models import Campaign
from contacts.models import Outlet
from core.folding import Fold, Typed
from dashboard.finding import Kind
from events.models import Interview, MediaEvent
from inquiries.models import Inquiry
from mediakits.models import Document, Kit
from pitches.models import Pitch
from reports.models import Report
from team.models import User

# icons: news send target file-text packages chart-bar message-question microphone calendar-user


def _titled(found: Any, user: User) -> str:
    return str(found.title)


def _named(user: User) -> Expression:
    return Fold("name")


def _kits(user: User) -> "QuerySet[Kit]":
    """Observers open kits by their links, as journalists do."""
    visible = Kit.objects.visible_to(user).in_use().select_related("client")
    return visible.none() if user.is_observer else visible


def _words_of_document(user: User) -> Expression | F:
    """To observers the published title: a hit on another would tell them a word that is still being written."""
    return Fold("published_version__title") if user.is_observer else F("search_text")


def _begins_a_domain(typed: Typed) -> Q:
    return Q(domain__startswith=typed.lower())


KINDS: Final = (
    Kind(
        "Outlets",
        "news",
        lambda user: Outlet.objects.visible_to(user),
        lambda found: found.get_kind_display() or found.domain,
        folded=_named,
        also=_begins_a_domain,
    ),
    Kind(
        "Inquiries",
        "message-question",
        lambda user: Inquiry.objects.visible_to(user).select_related("journalist", "outlet"),
        lambda found: f"{found.number}, {found.reporter}. {found.get_state_display()}",
        lambda found, user: str(found.subject),
    ),
    Kind(
        "Pitches",
        "send",
        lambda user: Pitch.objects.visible_to(user).select_related("campaign__client"),
        lambda found: f"{found.campaign}. {found.get_state_display()}",
        _titled,
    ),
    Kind(
        "Campaigns",
        "target",
        lambda user: Campaign.objects.visible_to(user).select_related("client"),
        lambda found: f"{found.client}. {found.get_state_display()}",
        lambda found, user: str(found.name),
        folded=_named,
        by_client=True,
    ),
    Kind(
        "Documents",
        "file-text",
        lambda user: Document.objects.visible_to(user).in_use().select_related("client", "published_version"),
        lambda found: f"{found.get_kind_display()} for {found.client}",
        lambda found, user: str(found.title_for(user)),
        folded=_words_of_document,
    ),
    Kind("Media kits", "packages", _kits, lambda found: f"Media kit for {found.client}", _titled),
    Kind(
        "Interviews",
        "microphone",
        lambda user: Interview.objects.visible_to(user).select_related("journalist", "client").order_by("-pk"),
        lambda found: f"{found.reporter}. {found.get_state_display()}",
        lambda found, user: str(found.topic),
    ),
    Kind(
        "Media events",
        "calendar-user",
        lambda user: MediaEvent.objects.visible_to(user).select_related("client").order_by("-pk"),
        lambda found: f"{found.get_kind_display()} of {found.client}, {found.starts_at:%d.%m.%Y}",
        _titled,
    ),
    Kind(
        "Reports",
        "chart-bar",
        lambda user: Report.objects.visible_to(user).select_related("client").defer("figures"),
        lambda found: f"Report for {found.client}",
        _titled,
        folded=lambda user: Fold("title"),
        by_client=True,
    ),
)
