"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

import json
from typing import Any

from coverage.entries import Entry
from coverage.feeds.dates import moment
from coverage.feeds.errors import NotAFeed
from coverage.feeds.told import Told


def read(text: str, url: str) -> Told:
    """Raises `NotAFeed` for JSON that is none."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise NotAFeed("It is neither a feed nor a sitemap.") from None
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        raise NotAFeed("It is JSON, but no JSON feed.")
    items = [item for item in document["items"] if isinstance(item, dict)]
    entries = [_entry(item) for item in items]
    return Told(
        title=_text(document, "title"),
        site_url=_text(document, "home_page_url"),
        language=_text(document, "language"),
        entries=[entry for entry in entries if entry.url],
    )


def _entry(item: dict[str, Any]) -> Entry:
    return Entry(
        url=_text(item, "url", "external_url"),
        title=_text(item, "title"),
        authors=tuple(_authors(item)),
        published=moment(_text(item, "date_published", "date_modified")),
        summary=_text(item, "summary", "content_text", "content_html"),
        language=_text(item, "language"),
        image=_text(item, "image", "banner_image"),
    )


def _authors(item: dict[str, Any]) -> list[str]:
    given = item.get("authors")
    people = given if isinstance(given, list) else [item.get("author")]
    return [name for person in people if isinstance(person, dict) and (name := _text(person, "name"))]


def _text(holder: dict[str, Any], *names: str) -> str:
    """The first of these members that is text with something in it."""
    return next((holder[name] for name in names if isinstance(holder.get(name), str) and holder[name].strip()), "")
