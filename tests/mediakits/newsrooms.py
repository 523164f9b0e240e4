"""What tests of newsrooms have in common: a released document, whatever its moment."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from campaigns.models import Client
from mediakits.models import Asset, Document, Kit, Rendition
from tests.factories.mediakits import (
    AssetFactory,
    AssetFileFactory,
    DocumentFactory,
    DocumentVersionFactory,
    KitFactory,
)

SECRET = "Quicksilver"
"""A word that stands in an embargoed document and nowhere else."""


def released(client: Client, *, title: str = "Turbine hall is full", body: str = "", **fields: Any) -> Document:
    """A document as `publish` leaves it, public from an hour ago unless told otherwise."""
    public_from = fields.pop("public_from", None) or timezone.now() - timedelta(hours=1)
    version_title = fields.pop("version_title", title)
    document = DocumentFactory(client=client, title=title, **fields)
    content = {"body": body or "<p>The last cell stands. The plant runs for <strong>100 hours</strong>.</p>"}
    version = DocumentVersionFactory(document=document, title=version_title, content=content)
    document.published_version = version
    document.published_at = min(public_from, timezone.now())
    document.public_from = public_from
    document.save()
    return document


def shared_kit(
    client: Client,
    *,
    title: str = "Altfelde kit",
    documents: Iterable[Document] = (),
    photos: Iterable[Asset] = (),
    **fields: Any,
) -> Kit:
    """A kit that everybody may open, with these documents and photos in it."""
    items = [{"document": document.pk} for document in documents]
    shared = {
        "title": title,
        "standfirst": "Everything on the battery.",
        "language": "en",
        "sections": [
            {"kind": "photos", "title": "", "text": "", "items": [{"asset": photo.pk} for photo in photos]},
            {"kind": "releases", "title": "", "text": "", "items": items},
        ],
    }
    kit = KitFactory(client=client, title=title, **{"access": Kit.Access.PUBLIC, **fields})
    kit.shared, kit.shared_at, kit.shared_by = shared, timezone.now() - timedelta(hours=1), kit.owner
    kit.save()
    return kit


def photo(client: Client, **fields: Any) -> Asset:
    """A photo with a file and its smaller pictures."""
    asset = AssetFactory(client=client, **fields)
    stored = AssetFileFactory(asset=asset)
    for name, width in (("thumb", 240), ("card", 480), ("web", 1600)):
        Rendition.objects.create(
            asset_file=stored, name=name, file=ContentFile(b"webp", name="x"), content_type="image/webp",
            width=width, height=width, size=4,
        )  # fmt: skip
    return asset


def moments(at: datetime) -> tuple[datetime, datetime]:
    """One second before, and the second itself."""
    return at - timedelta(seconds=1), at
