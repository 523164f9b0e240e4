"""What of a kit goes out, and a SHA-256 over exactly that. An approval holds for one fingerprint."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from campaigns.models import Spokesperson
from mediakits.kit_coverage import cited
from mediakits.models import Asset, Document, Kit, KitItem

Snapshot = dict[str, Any]
"""What readers get: words and order, things by primary key. `Kit.shared` holds one."""


def snapshot_of(kit: Kit) -> Snapshot:
    """The kit as it is being built. Sections in which nothing stands are left out: readers do not see them."""
    sections = [
        {
            "kind": section.kind,
            "title": section.title,
            "text": section.text,
            "items": [_named(item) for item in section.items.all()],
        }
        for section in kit.sections.prefetch_related("items")
    ]
    return {
        "title": kit.title,
        "standfirst": kit.standfirst,
        "language": kit.language,
        "contact": kit.contact_id,
        "sections": [section for section in sections if section["items"] or section["text"]],
    }


def _named(item: KitItem) -> dict[str, Any]:
    if item.asset_id:
        return {"asset": item.asset_id}
    if item.document_id:
        return {"document": item.document_id}
    if item.spokesperson_id:
        return {"person": item.spokesperson_id}
    if item.clip_id:
        return {"clip": item.clip_id}
    day = item.published_on.isoformat() if item.published_on else ""
    return {"url": item.url, "title": item.title, "source": item.source, "published_on": day}


def keys_in(snapshot: Snapshot, kind: str) -> list[int]:
    """The primary keys of the things of one kind (`asset`, `document`, `person`, `clip`), each once, in order."""
    found = (item[kind] for section in snapshot["sections"] for item in section["items"] if kind in item)
    return list(dict.fromkeys(found))


def fingerprint_of(kit: Kit) -> str:
    """64 hexadecimal digits that change with anything people put before a reader: words, order, the bytes and captions
    of assets, the published text of documents, what is said of people, headline, day and address of clips.
    """
    snapshot = snapshot_of(kit)
    content = {
        "kit": snapshot,
        "contact": [kit.contact.name, kit.contact.phone, kit.contact.email],
        "assets": _assets(keys_in(snapshot, "asset")),
        "documents": _documents(keys_in(snapshot, "document")),
        "people": _people(keys_in(snapshot, "person")),
        "clips": cited(keys_in(snapshot, "clip")),
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _assets(keys: Iterable[int]) -> list[list[str]]:
    found = Asset.objects.filter(pk__in=keys).with_file().order_by("pk")
    return [
        [
            str(one.pk),
            one.current_files[0].sha256 if one.current_files else one.video_url,  # type: ignore[attr-defined]
            one.title,
            one.caption,
            one.credit,
            one.alt_text,
            one.rights,
            str(one.rights_until or ""),
        ]
        for one in found
    ]


def _documents(keys: Iterable[int]) -> list[list[int | None]]:
    return [
        list(row) for row in Document.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "published_version")
    ]


def _people(keys: Iterable[int]) -> list[list[str]]:
    rows = Spokesperson.objects.filter(pk__in=keys).order_by("pk")
    return [list(map(str, row)) for row in rows.values_list("pk", "name", "role", "about", "languages", "portrait")]
