"""A document as it is set: the working copy, or one of its versions, looked at in the same way."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils import timezone

from campaigns.models import Client
from core.html import sanitise
from mediakits.dates import day_of, moment_of
from mediakits.models import Document, DocumentVersion
from team.models import User


@dataclass(frozen=True)
class Piece:
    """What kinds, checks and exports read. `is_draft` when it is a working copy, which says so wherever it is seen."""

    kind: str
    title: str
    content: dict[str, Any]
    language: str
    embargo_until: datetime | None
    client: Client
    contact: User
    is_draft: bool

    def text(self, name: str) -> str:
        value = self.content.get(name)
        return value if isinstance(value, str) else ""

    def html(self, name: str) -> str:
        """Cleaned once more: what is stored may have come in by another door than the form."""
        return sanitise(self.text(name))

    def rows(self, name: str) -> list[dict[str, str]]:
        value = self.content.get(name)
        rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
        return [{key: text for key, text in row.items() if isinstance(text, str)} for row in rows]

    def day(self, name: str) -> date | None:
        return day_of(self.text(name))

    def moment(self, name: str) -> datetime | None:
        """With the document's own zone."""
        moment = moment_of(self.text(name))
        return moment.replace(tzinfo=self.zone) if moment else None

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.content)

    @property
    def is_embargoed(self) -> bool:
        return self.embargo_until is not None and self.embargo_until > timezone.now()

    @property
    def direction(self) -> str:
        """ "rtl" for Arabic, Hebrew and their like."""
        info = LANG_INFO.get(self.language) or LANG_INFO.get(self.language.split("-")[0]) or {}
        return "rtl" if info.get("bidi") else "ltr"


def zone_of(content: dict[str, Any]) -> ZoneInfo:
    """The document's own zone; ours when it names none that this machine knows."""
    try:
        return ZoneInfo(str(content.get("zone") or settings.TIME_ZONE))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(settings.TIME_ZONE)


def piece_of(source: Document | DocumentVersion) -> Piece:
    """Reads `document.client` and `contact`: whoever sets many selects them along."""
    document = source.document if isinstance(source, DocumentVersion) else source
    return Piece(
        kind=document.kind,
        title=source.title,
        content=source.content,
        language=source.language,
        embargo_until=source.embargo_until,
        client=document.client,
        contact=source.contact,
        is_draft=isinstance(source, Document),
    )


def fingerprint_of(source: Document | DocumentVersion) -> str:
    """SHA-256, as 64 hexadecimal digits, over exactly what would go out, in canonical JSON.

    Of the contact that is the name and the ways to reach them: somebody else's number is another release.
    """
    contact = source.contact
    out = {
        "title": source.title,
        "content": source.content,
        "language": source.language,
        "embargo_until": source.embargo_until.isoformat() if source.embargo_until else None,
        "contact": [contact.name, contact.phone, contact.email],
    }
    return hashlib.sha256(json.dumps(out, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
