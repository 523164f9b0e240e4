"""What the public interface says of newsrooms, releases and kits; docs/user-guide/newsroom-api.md promises it."""

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.db.models import Q, QuerySet
from django.urls import reverse

from core.html import to_text
from mediakits import shelf
from mediakits.addresses import TAIL, Room, name_of
from mediakits.models import Document, Kit
from mediakits.rendering import html_of
from mediakits.structured_data import logo_url

USUAL, MOST = 20, 100
COUNT = re.compile("[1-9][0-9]{0,2}")
SALT = "newsroom cursor"
FORMS = ("pdf", "docx", "txt")


class BadQuery(ValueError):
    """A parameter makes no sense; the message says which, and what it may be."""


def newsroom_data(room: Room) -> dict[str, Any]:
    newsroom = room.newsroom
    return {
        "name": str(newsroom),
        "url": room.full("home"),
        "intro": newsroom.intro,
        "language": newsroom.language,
        "website": newsroom.client.website,
        "logo": logo_url(room),
        "press_contact": {
            "name": newsroom.contact.name,
            "phone": newsroom.phone,
            "email": newsroom.contact.email,
            "hours": newsroom.hours,
        },
        "releases": _address(room, "release-list"),
        "kits": _address(room, "kit-list"),
    }


def release_data(room: Room, document: Document) -> dict[str, Any]:
    """One line of the list."""
    version = shelf.published(document)
    released = document.public_from or version.created_at
    return {
        "id": key_of(document),
        "kind": document.kind,
        "title": version.title,
        "summary": shelf.summary_of(document),
        "language": version.language,
        "published": released.isoformat(),
        "updated": max(released, version.created_at).isoformat(),
        "url": room.full("document", name_of(document)),
        "self": _address(room, "release", key_of(document)),
    }


def whole_release(room: Room, document: Document) -> dict[str, Any]:
    """With its text, its files, and what belongs to it; all of that public too."""
    version = shelf.published(document)
    body, beside = str(html_of(version)), shelf.beside(room.newsroom, document)
    name = name_of(document)
    return {
        **release_data(room, document),
        "body_html": body,
        "body_text": to_text(body),
        "contact": {
            "name": version.contact.name,
            "phone": version.contact.phone or room.newsroom.phone,
            "email": version.contact.email,
        },
        "files": {form: room.full("export", name, form) for form in FORMS},
        "translations": [release_data(room, each) for each in beside.languages],
        "kits": [kit_data(room, kit) for kit in shelf.kits_with(room.newsroom, document)],
    }


def kit_data(room: Room, kit: Kit) -> dict[str, Any]:
    """One line of the list."""
    return {
        "id": key_of(kit),
        "title": kit.title,
        "summary": kit.standfirst,
        "language": kit.language,
        "updated": kit.shared_at.isoformat() if kit.shared_at else "",
        "url": room.base + reverse("mediakits-public:kit", args=[kit.token]),
        "self": _address(room, "kit", key_of(kit)),
    }


def key_of(record: Document | Kit) -> str:
    """What the interface calls a record: the end of its address on the web."""
    return record.token[:TAIL]


def page_of(rows: "QuerySet[Any]", moment: str, *, limit: str, cursor: str) -> tuple[list[Any], str]:
    """So many rows behind the cursor, newest first, and the cursor behind them ("" at the end). Raises BadQuery.

    A cursor names the last row and not a number of rows, so a release that comes out meanwhile moves nothing.
    """
    count = _count(limit)
    if cursor:
        at, pk = _read(cursor)
        rows = rows.filter(Q(**{f"{moment}__lt": at}) | Q(**{moment: at, "pk__lt": pk}))
    found = list(rows.order_by(f"-{moment}", "-pk")[: count + 1])
    if len(found) <= count:
        return found, ""
    last = found[count - 1]
    return found[:count], signing.dumps([getattr(last, moment).isoformat(), last.pk], salt=SALT)


def _count(limit: str) -> int:
    if not limit:
        return USUAL
    if not COUNT.fullmatch(limit) or int(limit) > MOST:
        raise BadQuery(f"“limit” must be a whole number from 1 to {MOST}.")
    return int(limit)


def _read(cursor: str) -> tuple[datetime, int]:
    try:
        at, pk = signing.loads(cursor, salt=SALT)
    except signing.BadSignature:
        raise BadQuery("“cursor” must be taken from “next” of the answer before, as it is.") from None
    return datetime.fromisoformat(at), pk


def _address(room: Room, page: str, *args: str) -> str:
    """The interface itself stands on our own host alone."""
    path = reverse(f"newsroom-api:{page}", urlconf=settings.ROOT_URLCONF, args=[room.newsroom.slug, *args])
    return settings.SITE_URL + path
