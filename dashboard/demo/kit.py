"""The demo's media kit: photos taken in as uploads are, sections, sign-off, and readers who looked and took."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files.base import ContentFile

from campaigns.models import Campaign, Client, Spokesperson
from core import jobs
from dashboard.demo import drawing
from dashboard.demo.clock import time_is
from dashboard.demo.history import HOUR, World
from mediakits import building, copying, kit_sign_off, sharing, uploads
from mediakits.kit_links import link_for, link_with_label
from mediakits.models import Asset, Kit, KitItem, KitVisit, Upload
from pitches.models import Pitch
from team import reviews
from team.models import User

TITLE = "Altfelde: a battery for the windless week"
STANDFIRST = (
    "A 12 megawatt iron-air battery in the turbine hall of a closed lignite plant. It is built to run for 100 hours, "
    "not four, and its makers publish what it loses."
)
OVERVIEW = (
    "<p>When the wind drops for a week, batteries that last four hours do not help. The one in Altfelde lasts for a "
    "hundred: charging turns rust back into iron, discharging lets it rust.</p>"
    "<p>It stands where coal was burnt until last year, on the same grid connection, and 29 of the 38 people who run "
    "it worked next door before.</p>"
)
COVERAGE = (
    ("Storage for the windless week", "Transition Brief", "https://transition-brief.example.com/windless-week", 14),
    ("Iron-air leaves the lab", "Grid & Current", "https://grid-current.example.com/iron-air", 29),
    ("Was trägt durch die Dunkelflaute?", "Stromblatt", "https://stromblatt.example.com/dunkelflaute", 35),
)
PORTRAITS = {
    "Elin Sørvaag": ((0xC2, 0xD5, 0xCC), (0x1F, 0x4A, 0x42), (0xEA, 0xC4, 0xA4), (0xB9, 0x8A, 0x4B), True),
    "Anke Petzold": ((0xDD, 0xD1, 0xBE), (0x8A, 0x4B, 0x2C), (0xE6, 0xB7, 0x95), (0x6B, 0x45, 0x30), True),
    "Marek Dvořák": ((0xC7, 0xCF, 0xDC), (0x2F, 0x3B, 0x52), (0xE0, 0xB3, 0x8E), (0x2C, 0x24, 0x20), False),
}


@dataclass(frozen=True)
class Photo:
    """One of the kit's photos; `draw` names its function in `drawing`."""

    draw: str
    title: str
    caption: str
    credit: str
    alt: str


# fmt: off
PHOTOS = (
    Photo(
        "dawn", "The site at dawn", "The battery in Altfelde at dawn, behind it the old cooling towers.",
        "Lena Hartwig", "Rows of white battery containers at dawn, two cooling towers behind them",
    ),
    Photo(
        "hall", "The turbine hall", "The former turbine hall, now with 2,400 cells on both sides.",
        "Lena Hartwig", "A long turbine hall with rows of cells on both sides",
    ),
    Photo(
        "aerial", "From the air", "The site from the air, October 2026.",
        "Nils Ahrend", "The site from above, six rows of containers",
    ),
    Photo(
        "cells", "Cells, close", "Iron-air cells before they are closed.",
        "Lena Hartwig", "Brown iron-air cells in three rows",
    ),
    Photo(
        "control", "Control room", "Night shift in the control room.",
        "Lena Hartwig", "Control room at night, an operator in front of three screens",
    ),
    Photo(
        "curve", "A discharge, sketch", "How a discharge runs: the power stays flat for 100 hours.",
        "Fernhall Storage", "Sketch of a discharge curve that stays flat for 100 hours",
    ),
)
# fmt: on


def build_kit(world: World) -> Kit:
    """Photos, the kit, its sign-off, and those who have looked at it since."""
    maya, client = world.team["maya"], Client.objects.get(name="Fernhall Storage")
    campaign = Campaign.objects.get(name="Altfelde switch-on")
    begun = world.morning(12)
    with time_is(begun):
        for photo in PHOTOS:
            _take(photo, client, maya)
        _portraits(client)
        kit = building.create(client=client, title=TITLE, by=maya, campaign=campaign)
        Kit.objects.filter(pk=kit.pk).update(standfirst=STANDFIRST)
        kit.sections.filter(kind="overview").update(text=OVERVIEW)
    with time_is(begun + HOUR):
        copying.fill_from_library(kit=kit, by=maya)
        for item in KitItem.objects.filter(section__kit=kit, document__public_from=None, document__isnull=False):
            building.remove_item(item=item, by=maya)
        _cover(kit, maya, world)
    with time_is(begun + 3 * HOUR):
        review = kit_sign_off.submit_for_review(kit=kit, by=maya)
    with time_is(begun + 5 * HOUR):
        reviews.approve(review=review, by=world.team["daniel"])
        kit = sharing.share(kit=kit, by=maya)
    _readers(world, kit, maya)
    return kit


def _take(photo: Photo, client: Client, by: User) -> Asset:
    """A photo the way it comes in by the browser: in pieces, looked at, drawn smaller."""
    data = drawing.jpeg(getattr(drawing, photo.draw))
    upload = uploads.begin(client=client, name=f"altfelde-{photo.draw}.jpg", size=len(data), by=by)
    for offset in range(0, len(data), uploads.PIECE):
        upload = uploads.take_piece(upload=upload, offset=offset, data=data[offset : offset + uploads.PIECE])
    assert upload.job_id
    jobs.run(job_id=upload.job_id)
    file = Upload.objects.select_related("asset_file__asset").get(pk=upload.pk).asset_file
    assert file
    asset = file.asset
    asset.title, asset.caption, asset.credit, asset.alt_text = photo.title, photo.caption, photo.credit, photo.alt
    asset.rights_until = date(by.created_at.year + 2, 12, 31)
    asset.save()
    return asset


def _portraits(client: Client) -> None:
    for person in Spokesperson.objects.filter(client=client, name__in=PORTRAITS):
        *colours, long_hair = PORTRAITS[person.name]
        picture = drawing.portrait(*colours, long_hair=long_hair)  # type: ignore[arg-type]
        person.portrait.save("portrait.webp", ContentFile(picture))


def _cover(kit: Kit, by: User, world: World) -> None:
    section = kit.sections.get(kind="coverage")
    for title, source, url, days in COVERAGE:
        day = (world.now - timedelta(days=days)).date()
        building.add_link(section=section, by=by, title=title, source=source, url=url, published_on=day)


def _readers(world: World, kit: Kit, by: User) -> None:
    """The pitch that went out leads to it; some of its recipients looked, some took photos, one everything."""
    pitch = Pitch.objects.get(title="Trade and energy press")
    Pitch.objects.filter(campaign=pitch.campaign_id, title__in=[pitch.title, "Regional press and radio"]).update(
        kit=kit
    )
    photos = list(Asset.objects.filter(client=kit.client, kind=Asset.Kind.PHOTO).order_by("pk"))
    sent = pitch.recipients.exclude(sent_at=None).select_related("journalist").order_by("pk")[:14]
    for number, recipient in enumerate(sent):
        link = link_for(kit=kit, journalist=recipient.journalist, by=by, opens_embargo=number in {1, 4})
        looked = (recipient.sent_at or world.now) + timedelta(hours=2 + 5 * number)
        taken: list[tuple[str, Asset | None]] = [(KitVisit.What.LOOKED, None)] if number % 3 != 2 else []
        taken += [(KitVisit.What.TOOK_ASSET, photos[number % len(photos)])] if number % 3 == 1 else []
        taken += [(KitVisit.What.TOOK_ALL, None)] if number == 4 else []
        for minutes, (what, asset) in enumerate(taken):
            at = min(looked + timedelta(minutes=4 * minutes), world.now - HOUR)
            KitVisit.objects.create(kit=kit, link=link, what=what, asset=asset, at=at)
    desk = link_with_label(kit=kit, label="dpa, photo desk", by=by)
    KitVisit.objects.create(kit=kit, link=desk, what=KitVisit.What.LOOKED, at=world.now - 20 * HOUR)
    KitVisit.objects.create(kit=kit, link=desk, what=KitVisit.What.TOOK_ALL, at=world.now - 20 * HOUR)
