"""Checks of when it goes, from whom, and what stands below it."""

from django.utils import timezone
from django.utils.formats import date_format

from core.checks import Check, look, stops
from core.html import to_text
from pitches.business_days import add_business_days
from pitches.checks.facts import Facts


def mailbox(facts: Facts) -> Check:
    box = facts.pitch.mailbox
    if box is None:
        return stops("Mailbox", "Choose in the plan which mailbox it goes out from.", value="none")
    if not box.is_active:
        return stops("Mailbox", f"{box.address} is switched off. Choose another one in the plan.")
    if box.paused_at:
        return stops("Mailbox", f"{box.address} is paused: {box.pause_reason}", value="paused")
    return Check("Mailbox", "ready")


def postal_address(facts: Facts) -> Check:
    if facts.policy.postal_address.strip():
        return Check("Way out and postal address", "in the footer")
    detail = "The law asks for it under every pitch (CAN-SPAM). A manager enters it in the team's policy."
    return stops("Postal address", detail, value="missing")


def embargo(facts: Facts) -> Check | None:
    """A text must not speak of an embargo that has ended by the time it arrives."""
    until = facts.pitch.campaign.embargo_until
    if until is None:
        return None
    first = max(facts.pitch.not_before or timezone.now(), timezone.now())
    ends = date_format(timezone.localtime(until), "j M")
    if first >= until and _speaks_of_it(facts.pitch.body):
        return stops(
            "Embargo", "It has ended by then, but the message still speaks of it. Write it as news.", value=ends
        )
    if facts.pitch.follow_up_on and _speaks_of_it(facts.pitch.follow_up):
        day = add_business_days(timezone.localtime(first).date(), facts.pitch.follow_up_after)
        if day >= timezone.localtime(until).date():
            detail = "It would still say “under embargo”. Write it as news."
            return look("Follow-up after the embargo", detail, value=date_format(day, "j M"))
    return Check("Embargo", f"until {ends}")


def _speaks_of_it(html: str) -> bool:
    return "embargo" in to_text(html).lower()
