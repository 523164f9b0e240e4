"""Asking for sign-off of a document, and taking it back. What a decision does to it stands in `reviewable.py`."""

from typing import Any

from django.db import transaction

from core.checks import Check
from mediakits import versions
from mediakits.checks.run import run
from mediakits.drafting import lock, require_editable
from mediakits.errors import Blocked, WrongState
from mediakits.models import Document, DocumentVersion
from mediakits.pieces import piece_of
from team import reviews
from team.models import Review, TeamPolicy, User


def needs_sign_off() -> bool:
    """What is published goes to everybody, so "above a number of recipients" asks for it as "always" does."""
    return TeamPolicy.current().sign_off != TeamPolicy.SignOff.NEVER


@transaction.atomic
def submit_for_review(*, document: Document, by: User) -> Review:
    """Ask for sign-off of the document exactly as it is now.

    Raises `WrongState` (a second click too), and `Blocked` while a check stops it.
    """
    document = lock(document)
    if Document.State.IN_REVIEW not in Document.NEXT[Document.State(document.state)]:
        raise WrongState(f"“{document}” is {document.get_state_display().lower()}; it cannot be submitted from there.")
    require_editable(document)
    found = run(piece_of(document))
    stop_if_blocked(document, found)
    version = versions.keep(document=document, by=by, note="Submitted for review")
    try:
        return reviews.submit(
            subject=document,
            title=document.title,
            context=document.client.name,
            fingerprint=version.fingerprint,
            snapshot=snapshot_of(version, found),
            by=by,
            due_at=document.embargo_until if piece_of(document).is_embargoed else None,
        )
    except reviews.AlreadyWaiting as error:
        raise WrongState(str(error)) from None


def withdraw_submission(*, document: Document, by: User) -> Review:
    """Take a submission back, to write on. Raises `WrongState`, and `team.reviews.NotTheAuthor`."""
    review = waiting_review(document)
    if review is None:
        raise WrongState(f"“{document}” is not waiting for review.")
    try:
        return reviews.withdraw(review=review, by=by)
    except reviews.AlreadyDecided as error:
        raise WrongState(str(error)) from None


def waiting_review(document: Document) -> Review | None:
    return Review.objects.of(document).filter(state=Review.State.WAITING).select_related("submitted_by").first()


def stop_if_blocked(document: Document, found: list[Check]) -> None:
    """Raises `Blocked` with the first check that stops the document, and how many more there are."""
    stopping = [check for check in found if check.blocking]
    if not stopping:
        return
    first, more = stopping[0], len(stopping) - 1
    rest = f" And {more} more." if more else ""
    raise Blocked(f"“{document}” cannot go out yet. {first.what}: {first.detail}{rest}")


def snapshot_of(version: DocumentVersion, found: list[Check]) -> dict[str, Any]:
    """What the review keeps: which version was submitted, and what the checks said of it."""
    return {
        "version": version.pk,
        "number": version.number,
        "kind": version.document.get_kind_display(),
        "checks": [
            {"what": check.what, "value": check.value, "tone": check.tone, "detail": check.detail} for check in found
        ],
    }
