"""The media kit of a pitch: each recipient's own link to it, what of it stands on their pitch page, who looked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from mediakits import visits
from mediakits.kit_addresses import ReaderAddresses
from mediakits.kit_links import kit_url, link_for
from mediakits.kit_page import KitPage, page_of
from mediakits.kit_preview import preview_of
from mediakits.models import KitLink, KitVisit
from mediakits.readers import Door, reader_with
from pitches.models import Pitch, Recipient
from pitches.preview_links import kit_path


@dataclass(frozen=True)
class ShownKit:
    """The kit as a pitch page shows it; without a `page` it opens at `opens_at`."""

    url: str
    page: KitPage | None
    opens_at: datetime | None


@dataclass(frozen=True)
class KitAttention:
    """How many of the recipients with a link looked at the kit, and how many took something from it."""

    links: int
    looked: int
    took: int


def own_kit_address(recipient: Recipient) -> str:
    """The recipient's own link to the pitch's kit, made now if there is none; "" for a pitch without a kit.

    Called when the message is put together to go out, so that nobody has a link who was not written to.
    """
    kit = recipient.pitch.kit
    return kit_url(link_for(kit=kit, journalist=recipient.journalist, by=recipient.pitch.owner)) if kit else ""


def shown_kit(recipient: Recipient) -> ShownKit | None:
    """What the recipient's link opens today; None where there is nothing to open (any more)."""
    link = KitLink.objects.filter(
        kit=recipient.pitch.kit_id, journalist=recipient.journalist_id, revoked_at=None
    ).first()
    reader = reader_with(link.token) if link else None
    if reader is None:
        return None
    addresses = ReaderAddresses(reader)
    if reader.door is Door.WAITING:
        return ShownKit(addresses.page(), None, reader.kit.embargo_until)
    if reader.door is not Door.OPEN:
        return None
    page = page_of(reader.kit, reader.kit.shared or {}, addresses=addresses, sees_embargoed=reader.sees_embargoed)
    return ShownKit(addresses.page(), page, None)


def previewed_kit(pitch: Pitch) -> ShownKit | None:
    """The same for the team, without anybody's link."""
    if pitch.kit is None:
        return None
    return ShownKit(kit_path(pitch), preview_of(pitch.kit), pitch.kit.embargo_until)


def add_figures(pitch: Pitch, recipients: Iterable[Recipient]) -> None:
    """Give each recipient of the pitch what they did with its kit, as `kit_figures`, in two queries for all of them."""
    recipients = list(recipients)
    for recipient in recipients:
        recipient.pitch = pitch
    figures = figures_among(recipients)
    for recipient in recipients:
        recipient.kit_figures = figures[recipient.pk]  # type: ignore[attr-defined]


def figures_among(recipients: Iterable[Recipient]) -> dict[int, visits.Figures]:
    """What each recipient, by key, did with the kit of their pitch, in two queries for all of them.

    Reads `recipient.pitch`: fetch it along.
    """
    recipients = list(recipients)
    people = [recipient.journalist_id for recipient in recipients]
    kits = {recipient.pitch.kit_id for recipient in recipients} - {None}
    links = list(KitLink.objects.filter(kit__in=kits, journalist__in=people)) if kits else []
    figures = visits.figures_of_links(links) if links else {}
    of_link: dict[tuple[int | None, int | None], list[visits.Figures]] = {}
    for link in links:
        of_link.setdefault((link.kit_id, link.journalist_id), []).append(figures[link.pk])
    return {each.pk: visits.added_up(of_link.get((each.pitch.kit_id, each.journalist_id), [])) for each in recipients}


def kit_attention(pitch: Pitch) -> KitAttention | None:
    """Of the pitch's recipients with a link: who looked, who took something. People only; None without a kit."""
    if pitch.kit_id is None:
        return None
    people = pitch.recipients.active().values("journalist")
    links = KitLink.objects.filter(kit=pitch.kit_id, journalist__in=people).order_by()
    human = KitVisit.objects.filter(link__journalist=OuterRef("journalist"), kit=pitch.kit_id, by_machine=False)
    looked = links.filter(Q(old_looks__gt=0) | Exists(human.filter(what=KitVisit.What.LOOKED)))
    took = links.filter(Q(old_takes__gt=0) | Exists(human.exclude(what=KitVisit.What.LOOKED)))
    return KitAttention(*(rows.values("journalist").distinct().count() for rows in (links, looked, took)))
