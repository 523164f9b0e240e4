"""The documents of a campaign, for its page, and those that somebody who leaves the team looks after."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from campaigns.models import Campaign
from mediakits.models import Document
from team.members import Holding
from team.models import User

SHOWN = 20


def documents_of(campaign: Campaign, request: HttpRequest) -> dict[str, Any]:
    """The latest that the reader may see."""
    visible = Document.objects.visible_to(request.user).in_use().filter(campaign=campaign)
    documents = list(visible.select_related("owner", "published_version")[: SHOWN + 1])
    return {
        "documents": documents[:SHOWN],
        "more": len(documents) > SHOWN,
        "campaign": campaign,
        "may_write": not request.user.is_observer and campaign.state != Campaign.State.CLOSED,
    }


def documents_in_care_of(user: User) -> Holding:
    """What somebody owns or is the media contact of: their number stands on it."""
    count = Document.objects.in_use().filter(Q(owner=user) | Q(contact=user)).count()
    noun = "document" if count == 1 else "documents"
    return Holding(noun, count, f"{reverse('mediakits:document-list')}?owner={user.pk}")
