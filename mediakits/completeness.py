"""What a reporter would miss in a kit, in words, and how far it has come in percent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from coverage.clips.looks import HEAVY
from coverage.models import Clip
from mediakits.kit_coverage import NOT_OURS
from mediakits.models import Asset, AssetFile, Document, Kit, KitItem

ENDING_SOON: Final = timedelta(days=30)
D = Document.Kind


@dataclass(frozen=True)
class Point:
    """One thing that a reporter looks for: what it is worth, whether it is there, and what to do if not."""

    what: str
    worth: int
    there: bool
    todo: str = ""


@dataclass(frozen=True)
class Meter:
    """How complete a kit is. `percent` adds up what the points that are there are worth; all of them make 100."""

    points: tuple[Point, ...]

    @property
    def percent(self) -> int:
        return sum(point.worth for point in self.points if point.there)

    @property
    def missing(self) -> list[Point]:
        return [point for point in self.points if not point.there]

    @property
    def tone(self) -> str:
        return "ok" if self.percent >= 90 else "warn" if self.percent >= 60 else "bad"

    @property
    def words(self) -> str:
        """In one line: complete, or what is missing, the most important first."""
        if not self.missing:
            return "Nothing missing"
        first = [point.what.lower() for point in self.missing[:2]]
        rest = len(self.missing) - len(first)
        return f"Missing: {', '.join(first)}{f' and {rest} more' if rest else ''}"


def items_of(kits: Iterable[Kit]) -> "QuerySet[KitItem]":
    """What stands in kits, with all that is asked about it here, in one query."""
    current = AssetFile.objects.filter(asset=OuterRef("asset"), is_current=True)
    rows = KitItem.objects.filter(section__kit__in=list(kits)).order_by("section__position", "position", "pk")
    related = rows.select_related("section", "asset", "document", "spokesperson", "clip__article__outlet")
    related = related.defer("document__content", *(f"clip__{name}" for name in HEAVY))
    return related.annotate(has_file=Exists(current))


def why_missing(item: KitItem) -> str:
    """Why readers do not get this thing, or ""; the item comes from `items_of`."""
    if item.asset:
        return _asset_missing(item.asset, item.has_file)  # type: ignore[attr-defined]
    if item.document:
        return document_missing(item.document)
    if item.spokesperson and item.spokesperson.archived_at:
        return "no longer speaks for them"
    if item.clip and item.clip.state != Clip.State.OURS:
        return NOT_OURS
    return ""


def _asset_missing(asset: Asset, has_file: bool) -> str:
    if asset.archived_at:
        return "put away in the library"
    if asset.rights_until and not asset.rights_hold():
        return f"the rights ended on {date_format(asset.rights_until, 'j F Y')}"
    if not has_file and not asset.video_url:
        return "its file is not ready"
    return ""


def document_missing(document: Document) -> str:
    """Why readers do not get a document today, or ""."""
    if document.withdrawn_at:
        return "withdrawn"
    if document.public_from is None:
        return "not published yet"
    if document.is_embargoed:
        until = date_format(timezone.localtime(document.public_from), "j F Y, H:i")
        return f"under embargo until {until}; only who agreed to it reads it before"
    return ""


def meters_of(kits: Sequence[Kit]) -> dict[int, Meter]:
    """The meter of each kit, in one query for all of them; the kits come with their `contact`."""
    by_kit: dict[int, list[KitItem]] = {kit.pk: [] for kit in kits}
    for item in items_of(kits):
        by_kit[item.section.kit_id].append(item)
    return {kit.pk: meter_of(kit, by_kit[kit.pk]) for kit in kits}


def meter_of(kit: Kit, items: Sequence[KitItem]) -> Meter:
    """`items` are all of the kit's, from `items_of`."""
    reached = [item for item in items if not why_missing(item) or (item.document and item.document.is_embargoed)]
    lost = len(items) - len(reached)
    photos = [item.asset for item in reached if item.asset and item.asset.kind == Asset.Kind.PHOTO]
    bare = sum(not _can_print(photo) for photo in photos)
    kinds = {item.document.kind for item in reached if item.document}
    people = [item.spokesperson for item in reached if item.spokesperson]
    ending = [item.asset for item in reached if item.asset and _ends_soon(item.asset)]
    return Meter(
        (
            Point("A photo to print", 20, bool(photos) and not bare, _photo_words(len(photos), bare)),
            Point(
                "A release", 15, bool(kinds & {D.PRESS_RELEASE, D.ADVISORY, D.STATEMENT}), "Add a published release."
            ),
            Point("A fact sheet", 15, D.FACT_SHEET in kinds, "The figures, each with its source, in one place."),
            Point(
                "Somebody to quote",
                15,
                any(person.about for person in people) or D.BIO in kinds,
                "Add a spokesperson with two sentences about them, or a biography.",
            ),
            Point("Answers to what is asked", 10, D.QUESTIONS in kinds, "Add interview questions with answers."),
            Point(
                "A phone number that somebody answers",
                10,
                bool(kit.contact.phone),
                f"{kit.contact} has no phone number in the profile.",
            ),
            Point("The story in two sentences", 5, bool(kit.standfirst), "Write the standfirst."),
            Point(
                "Everything in it reaches readers",
                5,
                not lost,
                f"{lost} thing{'s' if lost != 1 else ''} in it {'do' if lost != 1 else 'does'} not.",
            ),
            Point("Rights that last", 5, not ending, _ending_words(ending)),
        )
    )


def _can_print(photo: Asset) -> bool:
    return bool(photo.caption and photo.credit and photo.alt_text)


def _ends_soon(asset: Asset) -> bool:
    return asset.rights_until is not None and asset.rights_until <= timezone.localdate() + ENDING_SOON


def _photo_words(photos: int, bare: int) -> str:
    if not photos:
        return "Add a photo with caption, credit and a description."
    lacking = f"photo{'s' if photos != 1 else ''} lack{'s' if bare == 1 else ''}"
    return f"{bare} of {photos} {lacking} a caption, credit or description."


def _ending_words(ending: Sequence[Asset]) -> str:
    if not ending:
        return ""
    first = min(ending, key=lambda one: one.rights_until or date.max)
    more = f" and {len(ending) - 1} more" if len(ending) > 1 else ""
    return f"“{first}” may be used until {date_format(first.rights_until or date.max, 'j F Y')} only{more}."
