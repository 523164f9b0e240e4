"""Releasing a document to the public, and taking it out of view again.

`public_from` is the moment from which everybody may read it: now, or the end of the embargo. What is shown from then
on is `published_version`; the working copy can be written on meanwhile, and its embargo moves nothing before it is
published in turn.
"""

from django.db import transaction
from django.utils import timezone

from mediakits import stamps, versions
from mediakits.checks.run import run
from mediakits.drafting import lock, require_editable, slug_for
from mediakits.errors import Blocked, NotApproved, WrongState
from mediakits.models import Document
from mediakits.pieces import fingerprint_of, piece_of
from mediakits.sign_off import needs_sign_off, stop_if_blocked
from team import reviews
from team.models import User


@transaction.atomic
def publish(*, document: Document, by: User, seen: int | None = None) -> Document:
    """Release the document exactly as it is now; a version released before is replaced at the same address.

    `seen` is the revision that `by` looked at: what a colleague has saved since does not go out unread. Raises
    `WrongState` (then too), `Blocked` (a check stops it), and `NotApproved` where the policy asks for sign-off and
    none holds for exactly this text.
    """
    document = lock(document)
    require_editable(document)
    _require_seen(document, by, seen)
    stop_if_blocked(document, run(piece_of(document)))
    require_approval(document)
    now = timezone.now()
    embargo = document.embargo_until if document.embargo_until and document.embargo_until > now else None
    if document.is_public and embargo:
        raise Blocked(
            f"Everybody can read “{document}” already, so an embargo cannot be put on it. "
            "Take the embargo off, or withdraw the document first."
        )
    first = document.published_version_id is None
    if not document.is_public:
        document.public_from = embargo or now
    if first or document.withdrawn_at or document.published_at is None:
        document.published_at = now
    if first:
        document.slug = slug_for(document.title)
    document.published_version = versions.keep(document=document, by=by, note="Published")
    document.withdrawn_at, document.withdrawn_why = None, ""
    document.save(
        update_fields=[
            "published_version",
            "published_at",
            "public_from",
            "withdrawn_at",
            "withdrawn_why",
            "slug",
            "updated_at",
        ]
    )
    stamps.touch(client_id=document.client_id)
    return document


@transaction.atomic
def withdraw(*, document: Document, by: User, why: str = "") -> Document:
    """Take it out of public view at once, for `why`. It can be published again. Raises `WrongState`."""
    document = lock(document)
    if document.public_from is None or document.withdrawn_at is not None:
        raise WrongState(f"“{document}” is not released, so there is nothing to withdraw.")
    document.withdrawn_at, document.withdrawn_why = timezone.now(), why.strip()
    document.save(update_fields=["withdrawn_at", "withdrawn_why", "updated_at"])
    stamps.touch(client_id=document.client_id)
    return document


def require_approval(document: Document) -> None:
    """Raises `NotApproved` unless exactly this text is approved, or the team asks for no sign-off."""
    if not needs_sign_off():
        return
    fingerprint = fingerprint_of(document)
    approved = document.state == Document.State.APPROVED and document.approved_fingerprint == fingerprint
    if not approved or not reviews.holds(document, fingerprint):
        raise NotApproved(f"“{document}” needs sign-off before it goes out. Submit it for review.")


def _require_seen(document: Document, by: User, seen: int | None) -> None:
    """What one has saved oneself since, one has seen."""
    if seen is not None and seen != document.revision and document.saved_by_id != by.pk:
        raise WrongState(
            f"{document.saved_by.name} changed “{document}” while you were looking at it, so it was not published. "
            "Read it as it is now, then publish it."
        )


def differs_from_published(document: Document) -> bool:
    """Whether the working copy says anything else than what was released."""
    released = document.published_version
    return released is not None and released.fingerprint != fingerprint_of(document)


def is_new_to_readers(document: Document) -> bool:
    """Whether publishing it now would change what anybody outside can read."""
    return document.published_version is None or document.withdrawn_at is not None or differs_from_published(document)
