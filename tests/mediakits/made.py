"""Kits with something in them, as tests need them."""

import io
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from campaigns.models import Client
from mediakits.kit_fingerprint import snapshot_of
from mediakits.models import Asset, Document, Kit, KitItem, KitSection, Rendition
from team.models import User
from tests.factories.mediakits import (
    AssetFactory,
    AssetFileFactory,
    DocumentFactory,
    DocumentVersionFactory,
    KitFactory,
    KitItemFactory,
    KitSectionFactory,
    SpokespersonFactory,
)

SECRET = "windless"
"""A word that stands in everything of a kit that must not be seen early."""


def picture_bytes(size: tuple[int, int] = (32, 20), kind: str = "JPEG") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "#446688").save(made, kind)
    return made.getvalue()


def photo(client: Client, *, name: str = "dawn.jpg", data: bytes | None = None, **fields: Any) -> Asset:
    """A photo that can be printed, with its file and a rendition of each size."""
    values = {
        "title": f"The {SECRET} site at dawn",
        "caption": f"Rows of {SECRET} containers",
        "credit": "Lena Hartwig",
    }
    asset = AssetFactory(client=client, **{**values, "alt_text": f"{SECRET} containers at dawn", **fields})
    file = AssetFileFactory(asset=asset, original_name=name, data=data or picture_bytes(), width=32, height=20)
    for size in Rendition.Name.values:
        small = picture_bytes((16, 10), "WEBP")
        Rendition.objects.create(
            asset_file=file, name=size, content_type="image/webp", width=16, height=10, size=len(small),
            file=ContentFile(small, name="small.webp"),
        )  # fmt: skip
    return asset


CONTENT: dict[str, dict[str, Any]] = {
    Document.Kind.FACT_SHEET: {"facts": [{"label": "Power", "value": f"12 MW, {SECRET}", "source": "Fernhall"}]},
    Document.Kind.QUESTIONS: {"questions": [{"question": f"Is it {SECRET}?", "answer": f"Not {SECRET} at all."}]},
    Document.Kind.PRESS_RELEASE: {"body": f"<p>The {SECRET} battery joins the grid.</p>"},
}


def published(
    client: Client, kind: str = Document.Kind.PRESS_RELEASE, *, public_from: datetime | None = None, **fields: Any
) -> Document:
    """A document that the press office has released."""
    document = DocumentFactory(
        client=client, kind=kind, content=CONTENT.get(kind, {}), **{"title": f"A {SECRET} release", **fields}
    )
    version = DocumentVersionFactory(document=document, content=document.content)
    now = timezone.now()
    document.published_version, document.published_at = version, min(now, public_from or now)
    document.public_from = public_from or now
    document.save()
    return document


def put(kit: Kit, kind: str, **thing: Any) -> KitItem:
    """Something into the section of that kind, which is made if it is not there."""
    section = kit.sections.filter(kind=kind).first()
    section = section or KitSectionFactory(kit=kit, kind=kind, position=kit.sections.count())
    return KitItemFactory(section=section, position=section.items.count(), **thing)


def whole_kit(client: Client, owner: User, **fields: Any) -> Kit:
    """A kit in which nothing is missing; everything in it says `SECRET`."""
    values = {"title": f"Altfelde, the {SECRET} week", "standfirst": f"A battery for {SECRET} days."}
    kit = KitFactory(client=client, owner=owner, **{**values, **fields})
    words = KitSectionFactory(kit=kit, kind=KitSection.Kind.OVERVIEW, position=0, text=f"<p>It stood {SECRET}.</p>")
    assert words.pk
    put(kit, "photos", asset=photo(client))
    put(kit, "facts", document=published(client, Document.Kind.FACT_SHEET, title=f"{SECRET} facts"))
    name, about = f"Elin {SECRET.title()} {kit.pk}", f"Founded the {SECRET} company."
    put(kit, "people", spokesperson=SpokespersonFactory(client=client, name=name, about=about))
    put(kit, "releases", document=published(client))
    put(kit, "questions", document=published(client, Document.Kind.QUESTIONS, title=f"{SECRET} questions"))
    put(kit, "coverage", url="https://stromblatt.example.org/1", title=f"Storage for the {SECRET} week")
    return kit


def shared(kit: Kit, **fields: Any) -> Kit:
    """As `sharing.share` leaves it, without asking anybody."""
    kit.shared, kit.shared_at, kit.shared_by = snapshot_of(kit), timezone.now(), kit.owner
    for name, value in fields.items():
        setattr(kit, name, value)
    kit.save()
    return kit


def in_days(days: float) -> datetime:
    return timezone.now() + timedelta(days=days)
