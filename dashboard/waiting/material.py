"""What waits because of documents, kits and files: drafts, sign-off, embargoes that lift, rights and kits that end."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.urls import reverse

from campaigns.models import Campaign
from dashboard.desk import Desk, Room, Source, Urgency, WorkItem
from dashboard.waiting.words import asked_for_changes
from mediakits.expiry import AHEAD
from mediakits.models import Asset, Document, Kit, KitItem
from team.models import Review

# icons: edit circle-check pencil lock calendar-off
EMBARGO_NEAR: Final = timedelta(days=7)
EXPIRY_NEAR: Final = timedelta(days=7)
APPROVED_WITHIN: Final = timedelta(days=90)
RUNNING: Final = Q(campaign=None) | ~Q(campaign__state=Campaign.State.CLOSED)
HEAVY: Final = ("content", "search_text")


def documents(desk: Desk) -> "QuerySet[Document]":
    """Sent back, or approved and never released."""
    approved = Q(state=Document.State.APPROVED, published_version=None)
    waiting = Document.objects.in_use().filter(desk.own(), RUNNING, Q(state=Document.State.CHANGES) | approved)
    return waiting.select_related("client").defer(*HEAVY).order_by("saved_at")


def documents_again(desk: Desk) -> "QuerySet[Document]":
    """Approved lately, and readers have another version; a withdrawn one only if it was approved since."""
    lately = _approved_lately(desk, Document)
    since = lately.filter(object_id=OuterRef("pk"), decided_at__gt=OuterRef("withdrawn_at"))
    other = Q(withdrawn_at=None) & ~Q(published_version__fingerprint=F("approved_fingerprint"))
    rows = Document.objects.in_use().filter(
        desk.own(), RUNNING, other | Exists(since), state=Document.State.APPROVED, published_version__isnull=False,
        pk__in=lately.values("object_id"),
    )  # fmt: skip
    return rows.select_related("client").defer(*HEAVY).order_by("saved_at")


def _approved_lately(desk: Desk, model: type[Model]) -> "QuerySet[Review]":
    """So that the whole history of a press office is not compared with what is released."""
    kind = ContentType.objects.get_for_model(model)
    since = desk.now - APPROVED_WITHIN
    return Review.objects.filter(content_type=kind, state=Review.State.APPROVED, decided_at__gt=since)


def document_drafts(desk: Desk) -> "QuerySet[Document]":
    """Begun and never released; a released one that is being changed waits for nobody."""
    begun = Document.objects.in_use().filter(desk.own(), RUNNING, state=Document.State.DRAFT, published_version=None)
    return begun.select_related("client").defer(*HEAVY).order_by("saved_at")


def _say_why(desk: Desk, rows: Sequence[Any]) -> None:
    asked_for_changes(rows)


def _document_row(desk: Desk, document: Document) -> WorkItem:
    is_ready = document.state == Document.State.APPROVED
    line = f"{document.get_kind_display()} for {document.client}"
    return WorkItem(
        Urgency.TODAY, "circle-check" if is_ready else "edit",
        f"Approved: {document}" if is_ready else f"Changes requested: {document}",
        line if is_ready else document.asked or line,  # type: ignore[attr-defined]
        document.get_absolute_url() if is_ready else reverse("mediakits:document-edit", args=[document.pk]),
        "Publish" if is_ready else "Revise", when="Since", at=document.saved_at,
    )  # fmt: skip


def _document_draft_row(desk: Desk, document: Document) -> WorkItem:
    return WorkItem(
        Urgency.LATER, "pencil", f"Draft: {document}", f"{document.get_kind_display()} for {document.client}",
        reverse("mediakits:document-edit", args=[document.pk]), "Go on", when="Saved", at=document.saved_at,
    )  # fmt: skip


def releases_appearing(desk: Desk) -> "QuerySet[Document]":
    """Released under an embargo that ends within days."""
    now = desk.now
    near = Document.objects.released().filter(desk.own(), public_from__gt=now, public_from__lte=now + EMBARGO_NEAR)
    return near.select_related("client").defer(*HEAVY).order_by("public_from")


def _appearing_row(desk: Desk, document: Document) -> WorkItem:
    return WorkItem(
        Urgency.TODAY, "lock", f"“{document}” appears",
        f"{document.get_kind_display()} for {document.client}. Everybody can read it from then on",
        document.get_absolute_url(), "Look at it", when="Lifts", at=document.public_from,
    )  # fmt: skip


def kits(desk: Desk) -> "QuerySet[Kit]":
    """Sent back, or approved and never shared."""
    approved = Q(state=Kit.State.APPROVED, shared_at=None)
    return _kits(desk).filter(RUNNING, Q(state=Kit.State.CHANGES) | approved).order_by("-updated_at")


def kits_again(desk: Desk) -> "QuerySet[Kit]":
    """Approved lately, since readers were last given it."""
    lately = _approved_lately(desk, Kit)
    since = lately.filter(object_id=OuterRef("pk"), decided_at__gt=OuterRef("shared_at"))
    rows = _kits(desk).filter(RUNNING, Exists(since), state=Kit.State.APPROVED, pk__in=lately.values("object_id"))
    return rows.order_by("-updated_at")


def _kits(desk: Desk) -> "QuerySet[Kit]":
    return Kit.objects.in_use().filter(desk.own()).select_related("client").defer("shared")


def _kit_row(desk: Desk, kit: Kit) -> WorkItem:
    is_ready = kit.state == Kit.State.APPROVED
    line = f"Media kit for {kit.client}"
    return WorkItem(
        Urgency.TODAY, "circle-check" if is_ready else "edit",
        f"Approved: {kit}" if is_ready else f"Changes requested: {kit}",
        line if is_ready else kit.asked or line,  # type: ignore[attr-defined]
        f"{kit.get_absolute_url()}#readers" if is_ready else kit.get_absolute_url(),
        "Share" if is_ready else "Revise", when="Since", at=kit.updated_at,
    )  # fmt: skip


def kit_drafts(desk: Desk) -> "QuerySet[Kit]":
    return _kits(desk).filter(RUNNING, state=Kit.State.DRAFT, shared_at=None).order_by("-updated_at")


def _kit_draft_row(desk: Desk, kit: Kit) -> WorkItem:
    return WorkItem(
        Urgency.LATER, "pencil", f"Draft: {kit}", f"Media kit for {kit.client}", kit.get_absolute_url(), "Go on",
        when="Saved", at=kit.updated_at,
    )  # fmt: skip


def kits_ending(desk: Desk) -> "QuerySet[Kit]":
    """Readers find it closed within a week."""
    now = desk.now
    rows = _kits(desk).filter(shared_at__isnull=False, expires_at__gt=now, expires_at__lte=now + EXPIRY_NEAR)
    return rows.order_by("expires_at")


def _ending_row(desk: Desk, kit: Kit) -> WorkItem:
    return WorkItem(
        Urgency.LATER, "calendar-off", f"“{kit}” closes", f"Media kit for {kit.client}. Every link to it ends then",
        reverse("mediakits:kit-access", args=[kit.pk]), "Extend it", when="Closes", at=kit.expires_at,
    )  # fmt: skip


def kits_opening(desk: Desk) -> "QuerySet[Kit]":
    """Shared, with an embargo that lifts within days."""
    now = desk.now
    rows = _kits(desk).filter(shared_at__isnull=False, embargo_until__gt=now, embargo_until__lte=now + EMBARGO_NEAR)
    return rows.order_by("embargo_until")


def _opening_row(desk: Desk, kit: Kit) -> WorkItem:
    return WorkItem(
        Urgency.TODAY, "lock", f"“{kit}” opens", f"Media kit for {kit.client}. Its embargo lifts",
        reverse("mediakits:kit-preview", args=[kit.pk]), "Look at it", when="Lifts", at=kit.embargo_until,
    )  # fmt: skip


def rights_ending(desk: Desk) -> "QuerySet[Asset]":
    """Over within two weeks, or since two weeks. It waits for whoever added it, and for owners of kits it stands in."""
    today = desk.today
    near = Asset.objects.visible_to(desk.user).in_use().filter(
        rights_until__gte=today - AHEAD, rights_until__lte=today + AHEAD
    )  # fmt: skip
    if desk.who:
        in_kits = KitItem.objects.filter(
            asset=OuterRef("pk"), section__kit__owner=desk.who, section__kit__archived_at=None
        )
        near = near.filter(Q(added_by=desk.who) | Exists(in_kits))
    return near.select_related("client").order_by("rights_until", "pk")


def _rights_row(desk: Desk, asset: Asset) -> WorkItem:
    ended = not asset.rights_hold()
    day = f"{asset.rights_until:%-d %B}"
    return WorkItem(
        Urgency.TODAY if ended else Urgency.LATER, "calendar-off",
        f"Rights ended: {asset}" if ended else f"Rights end: {asset}",
        f"{asset.get_kind_display()} of {asset.client}. "
        + ("Journalists do not get it any more" if ended else "It leaves every kit and page by itself"),
        reverse("mediakits:asset-edit", args=[asset.pk]), "Prolong it",
        when=f"Ended {day}" if ended else f"Until {day}",
        note="that day included", tone="warn" if ended else "",
    )  # fmt: skip


SOURCES = (
    Source("document", Room.MATERIAL, documents, _document_row, prepare=_say_why, soonest=Urgency.TODAY),
    Source("document approved again", Room.MATERIAL, documents_again, _document_row, soonest=Urgency.TODAY),
    Source("document draft", Room.MATERIAL, document_drafts, _document_draft_row, soonest=Urgency.LATER),
    Source("release that appears", Room.MATERIAL, releases_appearing, _appearing_row, soonest=Urgency.TODAY),
    Source("kit", Room.MATERIAL, kits, _kit_row, prepare=_say_why, soonest=Urgency.TODAY),
    Source("kit approved again", Room.MATERIAL, kits_again, _kit_row, soonest=Urgency.TODAY),
    Source("kit draft", Room.MATERIAL, kit_drafts, _kit_draft_row, soonest=Urgency.LATER),
    Source("kit that opens", Room.MATERIAL, kits_opening, _opening_row, soonest=Urgency.TODAY),
    Source("kit that closes", Room.MATERIAL, kits_ending, _ending_row, soonest=Urgency.LATER),
    Source("rights that end", Room.MATERIAL, rights_ending, _rights_row, owner="added_by", soonest=Urgency.TODAY),
)
