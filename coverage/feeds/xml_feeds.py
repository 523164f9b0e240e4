"""RSS in all its versions, RDF and Atom."""

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree

from coverage.entries import Entry
from coverage.feeds.dates import moment
from coverage.feeds.told import Told

Fields = dict[str, list[etree._Element]]

_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dc:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://search.yahoo.com/mrss": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://www.google.com/schemas/sitemap-news/0.9": "news:",
    "http://www.google.com/schemas/sitemap-image/1.1": "image:",
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_MAILED = re.compile(r"^\S+@\S+\s*\((?P<name>[^)]+)\)$")


def read(root: etree._Element, url: str) -> Told:
    """Everything but the order is taken leniently: items may stand beside the channel or in it."""
    channel = next(root.iterfind("{*}channel"), root)
    said = fields_of(channel)
    base = urljoin(url, root.get(_BASE) or channel.get(_BASE) or "")
    language = text_in(said, "language", "dc:language") or root.get(_LANG) or ""
    entries = [entry for element in root.iter("{*}item", "{*}entry") if (entry := _entry(element, base)).url]
    return Told(text_in(said, "title"), _link(said), language.strip(), entries)


def fields_of(element: etree._Element) -> Fields:
    """The children by name, with the prefix that is usual for their namespace."""
    found: Fields = defaultdict(list)
    for child in element:
        if isinstance(child.tag, str):
            space, _, name = child.tag.rpartition("}")
            found[_PREFIXES.get(space[1:], "") + name].append(child)
    return found


def text_in(said: Fields, *names: str) -> str:
    """The text of the first of these that has any."""
    for name in names:
        for element in said.get(name, ()):
            if text := _text(element):
                return text
    return ""


def joined(base: str, address: str) -> str:
    """The whole address; empty where it cannot be made out."""
    try:
        return urljoin(base, address.strip()) if address else ""
    except ValueError:
        return ""


def _entry(element: etree._Element, base: str) -> Entry:
    said = fields_of(element)
    base = urljoin(base, element.get(_BASE) or "")
    published = text_in(said, "pubDate", "published", "issued", "dc:date", "created", "updated", "modified")
    source = fields_of(said["source"][0]) if said.get("source") else {}
    return Entry(
        url=joined(base, _link(said) or _permanent(said)),
        title=text_in(said, "title", "media:title", "dc:title"),
        authors=tuple(_authors(said)),
        published=moment(published),
        summary=text_in(said, "description", "summary", "content:encoded", "content", "media:description"),
        language=(element.get(_LANG) or text_in(said, "dc:language")).strip(),
        image=_image(said),
        outlet=text_in(source, "title") or ("" if source else text_in(said, "source")),
    )


def _text(element: etree._Element) -> str:
    """All the text, with the markup of an XHTML child left out."""
    return "".join(element.itertext()).strip() if len(element) else (element.text or "").strip()


def _link(said: Fields) -> str:
    """The page an entry or a feed stands for."""
    if original := text_in(said, "feedburner:origLink"):
        return original
    for element in said.get("link", ()):
        if address := (element.text or "").strip():
            return address
    linked = [element for element in said.get("link", ()) if element.get("href")]
    pages = [element for element in linked if element.get("rel", "alternate") == "alternate"]
    pages.sort(key=lambda element: "html" not in element.get("type", "html"))
    return pages[0].get("href", "") if pages else ""


def _permanent(said: Fields) -> str:
    for element in [*said.get("guid", ()), *said.get("id", ())]:
        text = _text(element)
        if text.startswith(("http://", "https://")) and element.get("isPermaLink", "true") != "false":
            return text
    return ""


def _authors(said: Fields) -> Iterator[str]:
    for element in said.get("dc:creator", ()) or said.get("author", ()) or said.get("itunes:author", ()):
        name = text_in(fields_of(element), "name", "email") if len(element) else _text(element)
        mailed = _MAILED.match(name)
        name = mailed["name"] if mailed else name
        if name and "@" not in name:
            yield name


def _image(said: Fields) -> str:
    groups = [fields_of(group) for group in said.get("media:group", ())]
    for holder in [said, *groups]:
        for element in [*holder.get("media:content", ()), *said.get("enclosure", ())]:
            if element.get("medium") == "image" or element.get("type", "").startswith("image/"):
                return element.get("url", "")
        for element in holder.get("media:thumbnail", ()):
            return element.get("url", "")
    return ""
