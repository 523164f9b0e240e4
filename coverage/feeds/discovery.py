"""The feeds of a website, from its address alone."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from lxml import etree, html

from core.fetching import Connections, FetchError, fetch
from coverage.articles.addresses import host_of
from coverage.articles.outlets import registrable
from coverage.feeds.decoding import LARGEST, text_of
from coverage.feeds.errors import NotAFeed
from coverage.feeds.keeping import tidied
from coverage.feeds.parsing import Feed, parse

SECONDS = 12.0
"""For all of it: somebody waits."""
MOST_TRIED = 10
_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
_USUAL = ("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json")
_NEWS_MAPS = ("/news-sitemap.xml", "/sitemap-news.xml")
_TELLING = ("/feed", "/rss", ".rss", "atom.xml", "feed.xml", "rss.xml", "/feeds/")


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that was read. `newest` is when its newest entry was published, where it says so."""

    url: str
    kind: str
    title: str
    site_url: str
    number: int
    newest: datetime | None = None
    hidden: int = 0


def discover(address: str) -> list[Found]:
    """The feeds at an address: the address itself, if it is one, else those its page names, else those that stand where
    feeds usually do. Each was fetched and read. Empty when there is none.

    Raises `core.fetching.FetchError` where the address itself cannot be fetched.
    """
    until = time.monotonic() + SECONDS
    url = tidied(address)
    with Connections() as connections:
        answer = fetch(url, most_bytes=LARGEST, spacing=0, connections=connections)
        if answer.status >= 400:
            raise FetchError(f"The site answers with {answer.status} instead of a page.")
        content_type = answer.headers.get("content-type", "")
        try:
            return [_found(answer.moved_to or url, parse(answer.body, url=answer.url, content_type=content_type))]
        except NotAFeed:
            page = text_of(answer.body, content_type)
        named = list(dict.fromkeys(_named_by(page, answer.url)))
        found = _read(named[:MOST_TRIED], connections, until)
        usual = [urljoin(answer.url, path) for path in (*_NEWS_MAPS, *([] if found else _USUAL))]
        found += _read([each for each in usual if each not in named], connections, until, most=1 if found else 3)
    return _once(found)


def _named_by(page: str, url: str) -> Iterator[str]:
    """Links that the head marks as feeds, then links on the page whose address looks like one, on the same site."""
    try:
        tree = html.document_fromstring(page)
    except (etree.ParserError, ValueError):
        return
    links: list[tuple[str, bool]] = []
    for element in tree.iter("link", "a"):
        href = element.get("href", "").strip()
        is_named = element.tag == "link" and element.get("type", "").lower() in _TYPES
        if href and (is_named or (element.tag == "a" and any(word in href.lower() for word in _TELLING))):
            links.append((href, is_named))
    here = registrable(host_of(url))
    for href, is_named in sorted(links, key=lambda link: not link[1]):
        try:
            whole = urljoin(url, href).partition("#")[0]
        except ValueError:
            continue
        if whole.startswith(("http://", "https://")) and (is_named or registrable(host_of(whole)) == here):
            yield whole


def _read(addresses: list[str], connections: Connections, until: float, most: int = MOST_TRIED) -> list[Found]:
    found: list[Found] = []
    for address in addresses:
        left = until - time.monotonic()
        if left < 0.5 or len(found) >= most:
            break
        try:
            answer = fetch(address, most_bytes=LARGEST, seconds=min(left, 5), spacing=0, connections=connections)
            if answer.status == 200:
                feed = parse(answer.body, url=answer.url, content_type=answer.headers.get("content-type", ""))
                found.append(_found(answer.moved_to or address, feed))
        except (FetchError, NotAFeed):
            continue
    return found


def _found(url: str, feed: Feed) -> Found:
    dates = [entry.published for entry in feed.entries if entry.published]
    number = len(feed.entries) + len(feed.maps)
    return Found(
        url, feed.kind, feed.title or host_of(url), feed.site_url, number, max(dates, default=None), feed.hidden
    )


def _once(found: list[Found]) -> list[Found]:
    """The same feed in two places (RSS and Atom of one site have one title) is told once, the first."""
    seen: dict[tuple[str, int, datetime | None], Found] = {}
    for each in found:
        seen.setdefault((each.title, each.number, each.newest), each)
    return list(seen.values())
