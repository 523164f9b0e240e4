"""What media kits add to the rooms below them: entries of the shell, and what can be reviewed."""

from django.http import HttpRequest

from campaigns.panels import Panel, register_panel
from core.navigation import Entry, register
from mediakits import told_of
from mediakits.campaign_panel import documents_in_care_of, documents_of
from mediakits.models import Document
from mediakits.reviewable import ReviewableDocument
from team import kinds, members, reviewables


def register_all() -> None:
    """Called once, when all apps are loaded."""
    kinds.register(*told_of.KINDS)
    register(
        Entry(
            "Release or document",
            icon="news",
            url="mediakits:document-create",
            place="new",
            order=30,
            key="n d",
            shown_to=_works,
        )
    )
    reviewables.register(Document, ReviewableDocument())
    register_panel(Panel("Documents", "mediakits/_campaign_panel.html", documents_of, order=20))
    members.register_holdings(documents_in_care_of)


def _works(request: HttpRequest) -> bool:
    return request.user.is_authenticated and not request.user.is_observer
