"""The latest releases as Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1, and all pages as a sitemap."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import feedgenerator, timezone
from django.utils.xmlutils import SimplerXMLGenerator

from mediakits import shelf
from mediakits.addresses import TAIL, Room, name_of
from mediakits.models import Document
from mediakits.rendering import html_of

IN_FEED = 30
IN_SITEMAP = 20_000
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no way to say."""


class _Atom(feedgenerator.Atom1Feed):
    """With the whole text beside the summary, and the language of each entry."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["html"], {"type": "html", "xml:lang": item["language"]})


class _Rss(feedgenerator.Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["html"])


def as_atom(room: Room) -> str:
    return _written(_Atom, room, "atom")


def as_rss(room: Room) -> str:
    return _written(_Rss, room, "rss")


def as_json(room: Room) -> dict[str, Any]:
    newsroom = room.newsroom
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(room),
        "home_page_url": room.full("home"),
        "feed_url": room.full("json-feed"),
        "description": newsroom.intro,
        "language": newsroom.language,
        "authors": [{"name": newsroom.client.name, "url": newsroom.client.website or room.full("home")}],
        "items": [_json_item(room, each) for each in shelf.releases(newsroom)[:IN_FEED]],
    }


def _json_item(room: Room, document: Document) -> dict[str, Any]:
    version = shelf.published(document)
    return {
        "id": _identity(document),
        "url": room.full("document", name_of(document)),
        "title": version.title,
        "summary": shelf.summary_of(document),
        "content_html": str(html_of(version)),
        "date_published": _moment(document).isoformat(),
        "date_modified": _changed(document).isoformat(),
        "language": version.language,
    }


@dataclass(frozen=True)
class SitePage:
    """One line of the sitemap."""

    url: str
    changed: datetime | None = None


def site_pages(room: Room) -> Iterator[SitePage]:
    """Everything that search engines should know, releases first. Kits are for those who are given them."""
    newsroom = room.newsroom
    documents = shelf.documents(newsroom)
    latest = documents.values_list("public_from", flat=True).first()
    yield SitePage(room.full("home"), latest)
    yield SitePage(room.full("releases"), latest)
    for year, _ in shelf.years(newsroom):
        yield SitePage(room.full("year", year))
    lines = documents.defer("content", "published_version__content", "published_version__search_text")
    for document in lines[:IN_SITEMAP]:
        yield SitePage(room.full("document", name_of(document)), _changed(document))


def _written(form: type[feedgenerator.SyndicationFeed], room: Room, page: str) -> str:
    newsroom = room.newsroom
    feed = form(
        title=_clean(_title(room)),
        link=room.full("home"),
        description=_clean(newsroom.intro or _title(room)),
        language=newsroom.language,
        feed_url=room.full(page),
        feed_guid=room.full("home"),
        author_name=_clean(newsroom.client.name),
    )
    for document in shelf.releases(newsroom)[:IN_FEED]:
        version = shelf.published(document)
        feed.add_item(
            title=_clean(version.title),
            link=room.full("document", name_of(document)),
            description=_clean(escape(shelf.summary_of(document))),  # readers take it for HTML
            unique_id=_identity(document),
            unique_id_is_permalink=False,
            pubdate=_moment(document),
            updateddate=_changed(document),
            html=_clean(str(html_of(version))),
            language=version.language,
        )
    return feed.writeString("utf-8")


def _title(room: Room) -> str:
    newsroom = room.newsroom
    return f"{newsroom}: press releases"


def _identity(document: Document) -> str:
    """A tag URI (RFC 4151) that stays when titles, paths and hosts change."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:release/{document.token[:TAIL]}"


def _moment(document: Document) -> datetime:
    return document.public_from or timezone.now()


def _changed(document: Document) -> datetime:
    return max(_moment(document), shelf.published(document).created_at)


def _clean(text: str) -> str:
    return NOT_XML.sub("", text)
