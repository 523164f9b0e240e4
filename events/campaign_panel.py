"""Inquiries, interviews and media events of a campaign, for its page."""

from typing import Any, cast

from django.http import HttpRequest

from campaigns.models import Campaign
from events.models import Interview, MediaEvent
from inquiries.models import Inquiry
from team.models import User

SHOWN = 5


def press_of(campaign: Campaign, request: HttpRequest) -> dict[str, Any] | None:
    """The latest of each. None for observers, who see none of them."""
    by = cast(User, request.user)  # whoever sees the page is signed in
    if by.is_observer:
        return None
    inquiries = Inquiry.objects.visible_to(by).filter(campaign=campaign).select_related("journalist", "outlet")
    interviews = Interview.objects.visible_to(by).filter(campaign=campaign).select_related("journalist", "spokesperson")
    return {
        "campaign": campaign,
        "inquiries": inquiries.order_by("-received_at", "-pk")[:SHOWN],
        "interviews": interviews.order_by("-pk")[:SHOWN],
        "events": MediaEvent.objects.visible_to(by).filter(campaign=campaign).order_by("-starts_at", "-pk")[:SHOWN],
        "may_write": campaign.state != Campaign.State.CLOSED,
    }
