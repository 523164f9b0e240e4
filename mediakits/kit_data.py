"""What a public kit holds, for the JSON interface: as on its page, so nothing that does not stand there."""

from typing import Any

from core.html import to_text
from mediakits.addresses import Room
from mediakits.kit_page import AssetRow, DocumentRow, PageSection, page_of
from mediakits.models import Kit
from mediakits.readers import Reader
from mediakits.views.kit_public import ReaderAddresses


def kit_sections(room: Room, kit: Kit) -> list[dict[str, Any]]:
    """The sections in order, with what can be taken from each."""
    page = page_of(kit, kit.shared or {}, addresses=ReaderAddresses(Reader(kit)))
    return [_section(room, section) for section in page.sections]


def _section(room: Room, section: PageSection) -> dict[str, Any]:
    return {
        "kind": section.kind,
        "title": section.title,
        "text_html": str(section.text),
        "assets": [_asset(room, row) for row in [*section.photos, *section.files]],
        "documents": [_document(room, row) for row in [*section.inline, *section.documents]],
        "people": [
            {"name": row.person.name, "role": row.person.role, "about": row.person.about} for row in section.people
        ],
        "links": [
            {
                "title": row.title,
                "url": row.url or None,
                "outlet": row.source,
                "authors": list(row.authors),
                "published": row.published_on.isoformat() if row.published_on else None,
            }
            for row in section.links
        ],
    }


def _asset(room: Room, row: AssetRow) -> dict[str, Any]:
    asset, file = row.asset, row.file
    return {
        "kind": asset.kind,
        "title": asset.title,
        "caption": asset.caption,
        "credit": asset.credit,
        "alt": asset.alt_text,
        "rights": asset.rights,
        "rights_until": asset.rights_until.isoformat() if asset.rights_until else None,
        "type": file.content_type if file else None,
        "bytes": file.size if file else None,
        "width": file.width if file else None,
        "height": file.height if file else None,
        "url": _full(room, row.url),
    }


def _document(room: Room, row: DocumentRow) -> dict[str, Any]:
    return {
        "kind": row.document.kind,
        "title": row.title,
        "text": to_text(str(row.html)) if row.html else None,
        "url": _full(room, row.url),
        "files": {"pdf": _full(room, row.pdf), "docx": _full(room, row.docx), "txt": _full(room, row.text)},
    }


def _full(room: Room, url: str) -> str:
    return room.base + url if url.startswith("/") else url
