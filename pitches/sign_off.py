"""Asking for sign-off of a pitch, and taking it back. What a decision does to the pitch stands in `reviewable.py`."""

from typing import Any

from django.db import transaction

from pitches import checks
from pitches.drafting import lock
from pitches.errors import Blocked, WrongState
from pitches.fingerprint import fingerprint_of
from pitches.models import Pitch, Recipient
from pitches.outlook import outlook_of
from team import reviews
from team.models import Review, TeamPolicy, User


def needs_sign_off(pitch: Pitch) -> bool:
    """Whether the team's policy asks for a second pair of eyes on this pitch."""
    return TeamPolicy.current().asks_for_sign_off(recipients=pitch.recipients.active().count())


@transaction.atomic
def submit_for_review(*, pitch: Pitch, by: User) -> Review:
    """Ask for sign-off of the pitch exactly as it is now.

    Raises `WrongState` (a second click too), and `Blocked` while a check stops it.
    """
    pitch = lock(pitch)
    if Pitch.State.IN_REVIEW not in Pitch.NEXT[Pitch.State(pitch.state)]:
        raise WrongState(f"“{pitch}” is {pitch.get_state_display().lower()}; it cannot be submitted from there.")
    facts = checks.gather(pitch)
    found = checks.run(pitch, facts)
    stop_if_blocked(pitch, found)
    try:
        return reviews.submit(
            subject=pitch,
            title=pitch.title,
            context=pitch.campaign.name,
            fingerprint=fingerprint_of(pitch),
            snapshot=snapshot_of(pitch, facts.recipients, found),
            by=by,
            due_at=outlook_of(pitch, facts.recipients).first_at if pitch.not_before else None,
        )
    except reviews.AlreadyWaiting as error:
        raise WrongState(str(error)) from None


def withdraw(*, pitch: Pitch, by: User) -> Review:
    """Take a submission back, to write on. Raises `WrongState`, and `team.reviews.NotTheAuthor`."""
    review = Review.objects.of(pitch).filter(state=Review.State.WAITING).first()
    if review is None:
        raise WrongState(f"“{pitch}” is not waiting for review.")
    try:
        return reviews.withdraw(review=review, by=by)
    except reviews.AlreadyDecided as error:
        raise WrongState(str(error)) from None


def stop_if_blocked(pitch: Pitch, found: list[checks.Check]) -> None:
    """Raises `Blocked` with the first check that stops the pitch, and how many more there are."""
    stopping = [check for check in found if check.blocking]
    if not stopping:
        return
    first, more = stopping[0], len(stopping) - 1
    people = f"{', '.join(str(one) for one in first.first_people)} " if first.people else ""
    rest = f" And {more} more." if more else ""
    raise Blocked(f"“{pitch}” cannot go out yet. {first.what}: {people}{first.detail}{rest}")


def snapshot_of(pitch: Pitch, recipients: list[Recipient], found: list[checks.Check]) -> dict[str, Any]:
    """What the reviewer sees, kept with the review so that two submissions can be compared."""
    return {
        "from": str(pitch.mailbox or ""),
        "subject": pitch.subject,
        "body": pitch.body,
        "lede": pitch.lede,
        "story": pitch.story,
        "kit": str(pitch.kit or ""),
        "follow_up": pitch.follow_up if pitch.follow_up_on else "",
        "plan": plan_words(pitch),
        "recipients": [_recipient(recipient) for recipient in recipients],
        "left_out": [
            {"journalist": row.journalist_id, "name": row.journalist.name, "why": row.left_out_why}
            for row in pitch.recipients.exclude(left_out_at=None).select_related("journalist")
        ],
        "checks": [
            {
                "what": check.what,
                "value": check.value,
                "tone": check.tone,
                "detail": check.detail,
                "people": [str(one) for one in check.first_people],
            }
            for check in found
        ],
    }


def plan_words(pitch: Pitch) -> str:
    """Window, days and follow-up in one line."""
    days = "on weekdays" if pitch.weekdays_only else "on any day"
    words = f"{pitch.window_start:02}:00 to {pitch.window_end:02}:00 in their zone, {days}"
    if pitch.not_before:
        words += f", not before {pitch.not_before:%-d %B %Y %H:%M} UTC"
    if pitch.follow_up_on:
        many = "day" if pitch.follow_up_after == 1 else "days"
        return f"{words}; one follow-up after {pitch.follow_up_after} business {many}"
    return f"{words}; no follow-up"


def _recipient(recipient: Recipient) -> dict[str, Any]:
    position = recipient.journalist.primary_position
    return {
        "journalist": recipient.journalist_id,
        "name": recipient.journalist.name,
        "outlet": position.outlet.name if position else "",
        "reason": recipient.reason,
        "personal_line": recipient.personal_line,
        "override": recipient.override,
    }
