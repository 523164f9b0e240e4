"""OPML 1 and 2, as feed readers write and read it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone
from lxml import etree

from coverage.feeds.decoding import text_of, xml_of
from coverage.feeds.errors import NotAFeed
from coverage.models import Source

LARGEST = 5_000_000
MOST = 5_000


class NotOpml(Exception):
    """The file cannot be read as OPML; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed in a list. `group` is what it stands under, `line` where in the file."""

    name: str
    url: str
    site_url: str
    group: str
    line: int


def read(body: bytes) -> list[Outline]:
    """Every outline with an address, however deep. Raises `NotOpml`."""
    if len(body) > LARGEST:
        raise NotOpml(f"The file is larger than {LARGEST:,} bytes, which is more than any list of feeds.")
    try:
        xml = xml_of(text_of(body).lstrip("\ufeff \t\r\n"))
        parser = etree.XMLParser(encoding="utf-8", recover=True, resolve_entities=False, no_network=True)
        root = etree.fromstring(xml, parser)
    except (NotAFeed, etree.XMLSyntaxError):
        root = None
    if root is None or not isinstance(root.tag, str) or etree.QName(root).localname.lower() != "opml":
        raise NotOpml(
            "The file is no OPML. Feed readers export it as “Subscriptions” or “OPML”, ending in .opml or .xml."
        )
    found = [outline for element in root.iter("outline") if (outline := _outline(element))]
    if len(found) > MOST:
        raise NotOpml(f"The file names {len(found):,} feeds; up to {MOST:,} can be taken in at once. Split it.")
    return found


def _outline(element: etree._Element) -> Outline | None:
    said = {name.lower(): " ".join(value.split()) for name, value in element.attrib.items()}
    url = said.get("xmlurl") or (said.get("url", "") if said.get("type", "").lower() in {"rss", "atom"} else "")
    if not url:
        return None
    above = element.getparent()
    group = "" if above is None else above.get("text") or above.get("title") or ""
    name = said.get("title") or said.get("text") or ""
    return Outline(name, url, said.get("htmlurl", ""), group.strip(), element.sourceline or 0)


def write(sources: Iterable[Source]) -> Iterator[str]:
    """A list of these sources, piece by piece, those of an outlet together. They come ordered by outlet, with it
    fetched along; newsletters, which have no address, are left out."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'
        f"<head><title>Sources of Mediarel</title><dateCreated>{timezone.now():%a, %d %b %Y %H:%M:%S} GMT</dateCreated>"
        "</head>\n<body>\n"
    )
    polled = (source for source in sources if source.url)
    for outlet, of_outlet in groupby(polled, key=lambda source: source.outlet):
        if outlet:
            yield f"<outline {_attributes(text=outlet.name)}>\n"
        for source in of_outlet:
            named = {"type": "rss", "text": source.name, "title": source.name, "xmlUrl": source.url}
            if source.site_url:
                named["htmlUrl"] = source.site_url
            yield f"<outline {_attributes(**named)}/>\n"
        if outlet:
            yield "</outline>\n"
    yield "</body>\n</opml>\n"


def _attributes(**values: str) -> str:
    """As lxml writes them, which knows what must be escaped; without what no XML may hold."""
    printable = {name: "".join(filter(str.isprintable, value)) for name, value in values.items()}
    return etree.tostring(etree.Element("x", printable), encoding="unicode")[3:-2]
