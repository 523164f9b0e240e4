"""What machines read off a page: schema.org as JSON-LD.

It stands in a `<script type="application/ld+json">`, which browsers never run, so the content security policy needs no
exception for it (docs/decisions/057-json-ld-needs-no-exception.md). Nothing in it can end the element.
"""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from mediakits import shelf
from mediakits.addresses import Room, name_of
from mediakits.models import Document

SCHEMA = "https://schema.org"
_ESCAPED = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def in_script(data: dict[str, Any]) -> SafeString:
    """JSON that may stand inside a script element, whatever is in it."""
    return mark_safe(json.dumps({"@context": SCHEMA, **data}, ensure_ascii=False).translate(_ESCAPED))


def about_newsroom(room: Room) -> SafeString:
    """The organisation whose newsroom it is, and whom the press calls."""
    newsroom = room.newsroom
    contact = {
        "@type": "ContactPoint",
        "contactType": "press",
        "name": newsroom.contact.name,
        "telephone": newsroom.phone,
        "email": newsroom.contact.email,
    }
    site = {"@type": "WebSite", "name": str(newsroom), "url": room.full("home"), "inLanguage": newsroom.language}
    return in_script({**site, "publisher": {**organisation(room), "contactPoint": contact}})


def about_document(room: Room, document: Document) -> SafeString:
    """A release as a news article, a background text as an article. Names public things alone."""
    version = shelf.published(document)
    address = room.full("document", name_of(document))
    data: dict[str, Any] = {
        "@type": "NewsArticle" if document.kind in shelf.NEWS else "Article",
        "headline": version.title[:110],
        "description": shelf.summary_of(document),
        "datePublished": document.public_from.isoformat() if document.public_from else "",
        "dateModified": max(version.created_at, document.public_from or version.created_at).isoformat(),
        "inLanguage": version.language,
        "url": address,
        "mainEntityOfPage": address,
        "author": organisation(room),
        "publisher": organisation(room),
    }
    return in_script(data | ({"image": [logo]} if (logo := logo_url(room)) else {}))


def organisation(room: Room) -> dict[str, Any]:
    client = room.newsroom.client
    found: dict[str, Any] = {"@type": "Organization", "name": client.name, "url": client.website or room.full("home")}
    return found | ({"logo": logo} if (logo := logo_url(room)) else {})


def logo_url(room: Room) -> str:
    """The client's logo, in full; "" where it has none."""
    logo = room.newsroom.client.logo
    return room.base + logo.url if logo else ""
