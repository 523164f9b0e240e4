"""Asking for sign-off of a kit, and taking it back. What a decision does to it stands in `kit_reviewable.py`."""

from html import escape
from typing import Any

from django.db import transaction

from mediakits.building import lock
from mediakits.completeness import items_of, meter_of, why_missing
from mediakits.kit_coverage import line_of
from mediakits.kit_errors import KitError, NotEditable
from mediakits.kit_fingerprint import fingerprint_of, snapshot_of
from mediakits.models import Kit, KitItem
from team import reviews
from team.models import Review, User


@transaction.atomic
def submit_for_review(*, kit: Kit, by: User) -> Review:
    """Ask for sign-off of the kit exactly as it is now. Raises `KitError` (for a second click too)."""
    kit = lock(kit)
    if kit.archived_at or Kit.State.IN_REVIEW not in Kit.NEXT[Kit.State(kit.state)]:
        raise NotEditable(f"“{kit}” cannot be submitted: it is {_where(kit)}.")
    snapshot = snapshot_of(kit)
    if not snapshot["sections"]:
        raise KitError(f"There is nothing in “{kit}” yet. Put something into a section first.")
    try:
        return reviews.submit(
            subject=kit,
            title=kit.title,
            context=kit.client.name,
            fingerprint=fingerprint_of(kit),
            snapshot={"kit": snapshot, **described(kit)},
            by=by,
            due_at=kit.embargo_until if kit.is_embargoed else None,
        )
    except reviews.AlreadyWaiting as error:
        raise KitError(str(error)) from None


def withdraw(*, kit: Kit, by: User) -> Review:
    """Take a submission back, to build on. Raises `KitError`, and `team.reviews.NotTheAuthor`."""
    review = Review.objects.of(kit).filter(state=Review.State.WAITING).first()
    if review is None:
        raise KitError(f"“{kit}” is not waiting for review.")
    try:
        return reviews.withdraw(review=review, by=by)
    except reviews.AlreadyDecided as error:
        raise KitError(str(error)) from None


def described(kit: Kit) -> dict[str, Any]:
    """What stands in the kit in words, so that two submissions can be compared, and what a reporter would miss."""
    items = list(items_of([kit]))
    by_section: dict[int, list[KitItem]] = {}
    for item in items:
        by_section.setdefault(item.section_id, []).append(item)
    meter = meter_of(kit, items)
    return {
        "title": kit.title,
        "standfirst": kit.standfirst,
        "sections": [
            {
                "title": str(section),
                "text": section.text,
                "things": "".join(f"<p>{_said(item)}</p>" for item in by_section.get(section.pk, [])),
            }
            for section in kit.sections.all()
            if section.text or section.pk in by_section
        ],
        "percent": meter.percent,
        "missing": [[point.what, point.todo] for point in meter.missing],
        "lost": [[str(item), why] for item in items if (why := why_missing(item))],
        "access": _access_words(kit),
    }


def _said(item: KitItem) -> str:
    """One line of what a reader would get."""
    parts = [str(item)]
    if item.asset:
        parts += [item.asset.caption, item.asset.credit, item.asset.rights]
    elif item.document:
        parts.append(item.document.get_kind_display())
    elif item.spokesperson:
        parts += [item.spokesperson.role, item.spokesperson.about]
    elif item.clip:
        line = line_of(item.clip)
        parts += [line.outlet, str(line.published_on or ""), ", ".join(line.authors), line.url]
    else:
        parts += [item.source, item.url]
    return escape(". ".join(part.strip(" .") for part in parts if part))


def _access_words(kit: Kit) -> str:
    words = kit.get_access_display()
    if kit.password:
        words += ", with a password"
    if kit.is_embargoed and kit.embargo_until:
        words += f", under embargo until {kit.embargo_until:%-d %B %Y %H:%M} UTC"
    return words


def _where(kit: Kit) -> str:
    return "put away" if kit.archived_at else kit.get_state_display().lower()
