"""Whether the media kit opens to whoever gets the pitch."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format

from core.checks import Check, look, stops
from pitches.checks.facts import Facts

WHAT = "Media kit"
STILL_NEEDED = timedelta(days=14)
"""So long after a pitch arrives somebody still comes back to it for a photo."""


def media_kit(facts: Facts) -> Check | None:
    """It must be shared and open when the pitch arrives; one that opens or closes soon is looked at."""
    kit = facts.pitch.kit
    if kit is None:
        return None
    if kit.client_id != facts.pitch.campaign.client_id:
        return stops(WHAT, f"“{kit}” belongs to another client. Choose one of {facts.pitch.campaign.client}.")
    if not kit.is_shared or kit.archived_at:
        return stops(WHAT, f"“{kit}” is not shared; its links would open nothing. Share it, or choose another.")
    first = max(facts.pitch.not_before or timezone.now(), timezone.now())
    if kit.expires_at and kit.expires_at <= first:
        return stops(WHAT, f"“{kit}” will have closed by then. Give it a later end.", value="closed")
    if kit.expires_at and kit.expires_at < first + STILL_NEEDED:
        day = _day(kit.expires_at)
        return look(WHAT, "It closes within two weeks of the pitch; whoever answers late finds it closed.", value=day)
    if kit.embargo_until and kit.embargo_until > first:
        detail = "Under embargo: recipients see when it opens, and nothing of it, but for those who agreed to that."
        return look(WHAT, detail, value=f"from {_day(kit.embargo_until)}")
    return Check(WHAT, "shared")


def _day(moment: object) -> str:
    return date_format(timezone.localtime(moment), "j M")  # type: ignore[arg-type]
