"""News sitemaps, plain ones as far as they say when a page changed, and the indexes that name others."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from lxml import etree

from coverage.entries import Entry
from coverage.feeds.dates import moment
from coverage.feeds.told import Told
from coverage.feeds.xml_feeds import fields_of, text_in

RECENT = timedelta(days=3)
MOST_MAPS = 3
_LONG_AGO = datetime(1990, 1, 1, tzinfo=UTC)


def read(root: etree._Element, url: str) -> Told:
    """Of a plain sitemap only pages that changed within three days are told; of an index, the three newest maps."""
    if etree.QName(root).localname == "sitemapindex":
        return Told(maps=_maps(root), is_sitemap=True)
    entries = [entry for element in root.iterfind("{*}url") if (entry := _entry(element))]
    return Told(entries=entries, is_sitemap=True)


def _entry(element: etree._Element) -> Entry | None:
    said = fields_of(element)
    address = text_in(said, "loc")
    if not address:
        return None
    picture = fields_of(said["image:image"][0]) if said.get("image:image") else {}
    image = text_in(picture, "image:loc", "loc")
    if not said.get("news:news"):
        changed = moment(text_in(said, "lastmod"))
        is_recent = changed is not None and changed > timezone.now() - RECENT
        return Entry(url=address, image=image) if is_recent else None
    news = fields_of(said["news:news"][0])
    publication = fields_of(news["news:publication"][0]) if news.get("news:publication") else {}
    return Entry(
        url=address,
        title=text_in(news, "news:title"),
        published=moment(text_in(news, "news:publication_date")),
        language=text_in(publication, "news:language"),
        outlet=text_in(publication, "news:name"),
        image=image,
    )


def _maps(root: etree._Element) -> list[str]:
    """The news first, then what changed last."""
    found = []
    for element in root.iterfind("{*}sitemap"):
        said = fields_of(element)
        address = text_in(said, "loc")
        if address:
            changed = moment(text_in(said, "lastmod")) or _LONG_AGO
            found.append(("news" in address.lower(), changed, address))
    return [address for *_, address in sorted(found, reverse=True)[:MOST_MAPS]]
