"""A feed, a news sitemap or an alert service's feed, in whatever form and state, as entries."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import feedparser
from lxml import etree

from coverage.articles.addresses import host_of
from coverage.entries import Entry
from coverage.feeds import json_feeds, sitemaps, xml_feeds
from coverage.feeds.decoding import LARGEST, text_of, unpacked, xml_of
from coverage.feeds.errors import NotAFeed
from coverage.feeds.plain import plain
from coverage.feeds.told import Told
from coverage.feeds.unwrapping import is_hidden, unwrapped
from coverage.models import Source

MOST_ENTRIES = 1000
_ALERTS = re.compile(r"^(www\.google\.[a-z.]+|alerts\.google\.[a-z.]+|news\.google\.com)$")
_PARSER_OPTIONS = {
    "encoding": "utf-8",
    "recover": True,
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
}


@dataclass(frozen=True, slots=True)
class Feed:
    """What a document says. `hidden` counts entries whose address the service keeps to itself; `maps` are the
    addresses of sitemaps that an index names, those to be read first in front."""

    kind: str
    title: str = ""
    site_url: str = ""
    language: str = ""
    entries: tuple[Entry, ...] = ()
    hidden: int = 0
    maps: tuple[str, ...] = ()


def parse(body: bytes, *, url: str, content_type: str = "") -> Feed:
    """Read what came from `url`. Broken XML is read as far as it makes sense; entries come in the order of the feed,
    at most a thousand. Raises `NotAFeed`."""
    if len(body) > LARGEST:
        raise NotAFeed(f"It is larger than {LARGEST:,} bytes.")
    text = text_of(unpacked(body), content_type).lstrip("\ufeff \t\r\n")
    if not text:
        raise NotAFeed("It is empty.")
    told = json_feeds.read(text, url) if text.startswith("{") else _from_xml(text, url)
    return _as_feed(told, url)


def _from_xml(text: str, url: str) -> Told:
    xml = xml_of(text)
    try:
        root = etree.fromstring(xml, etree.XMLParser(**_PARSER_OPTIONS))
    except etree.XMLSyntaxError:
        root = None
    if root is not None and isinstance(root.tag, str):
        name = etree.QName(root).localname.lower()
        if name in {"rss", "rdf", "feed", "channel"}:
            if (told := xml_feeds.read(root, url)).entries:
                return told
            return _by_feedparser(xml, url) or told
        if name in {"urlset", "sitemapindex"}:
            return sitemaps.read(root, url)
        if name == "html":
            raise NotAFeed("It is a web page, not a feed.")
    if re.match(r"(?i)<!doctype html|<html|<head|<body", text):
        raise NotAFeed("It is a web page, not a feed.")
    if told_anyhow := _by_feedparser(xml, url):
        return told_anyhow
    raise NotAFeed("It is neither a feed nor a sitemap.")


def _by_feedparser(xml: bytes, url: str) -> Told | None:
    """The last resort for documents that are hardly XML: it reads tags one by one."""
    found = feedparser.parse(xml, sanitize_html=False, resolve_relative_uris=False)
    entries = [
        Entry(
            url=entry.get("link", ""),
            title=entry.get("title", ""),
            authors=tuple(name for author in entry.get("authors", ()) if (name := author.get("name"))),
            published=xml_feeds.moment(entry.get("published") or entry.get("updated") or ""),
            summary=entry.get("summary", ""),
        )
        for entry in found.entries
        if entry.get("link")
    ]
    if not entries:
        return None
    return Told(found.feed.get("title", ""), found.feed.get("link", ""), found.feed.get("language", ""), entries)


def _as_feed(told: Told, url: str) -> Feed:
    entries = list(_finished(told.entries[:MOST_ENTRIES], told, url))
    shown = tuple(entry for entry in entries if not is_hidden(entry.url))
    is_alert = bool(_ALERTS.match(host_of(url)))
    kind = Source.Kind.SITEMAP if told.is_sitemap else Source.Kind.ALERT if is_alert else Source.Kind.FEED
    return Feed(
        kind=kind,
        title=plain(told.title)[:200],
        site_url=xml_feeds.joined(url, told.site_url),
        language=told.language[:8],
        entries=shown,
        hidden=len(entries) - len(shown),
        maps=tuple(told.maps),
    )


def _finished(entries: Iterable[Entry], told: Told, url: str) -> Iterable[Entry]:
    """Entries as people would write them: whole addresses, no markup, the outlet not said twice."""
    for entry in entries:
        title, outlet = plain(entry.title)[:500], plain(entry.outlet)[:200]
        yield replace(
            entry,
            url=unwrapped(xml_feeds.joined(url, entry.url)),
            title=title.removesuffix(f" - {outlet}") if outlet else title,
            outlet=outlet,
            authors=tuple(dict.fromkeys(name for author in entry.authors[:20] if (name := plain(author)[:200]))),
            summary=plain(entry.summary)[:1000],
            language=(entry.language or told.language)[:8],
            image=xml_feeds.joined(url, entry.image) if entry.image else "",
        )
