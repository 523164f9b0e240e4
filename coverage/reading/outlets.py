"""What the outlet is called."""

import re
from urllib.parse import urlsplit

from coverage.reading.headlines import segments, title_segment
from coverage.reading.linked_data import SITES, text_of
from coverage.reading.page import Page, comparable

_SITE_METAS = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "al:ios:app_name",
    "al:android:app_name",
)
_PUBLISHER_METAS = (
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
    "publisher",
    "article:publisher",
    "copyright",
)
_LEGAL = re.compile(
    r",?\s+(?:GmbH(?:\s*&\s*Co\.?\s*KG)?|AG|KG|e\.\s?V\.|Inc\.?|LLC|Ltd\.?|Limited|PLC|S\.?A\.?S?\.?|S\.?p\.?A\.?|S\.?r\.?l\.?|B\.?V\.?|N\.?V\.?|"
    r"AB|A/S|AS|Oy|SE|UG|Co\.|Corp\.?|Corporation|S\.?L\.?U?\.?|株式会社)$"
)
_YEARS = re.compile(
    r"©|\(c\)|copyright|\b(?:19|20)\d\d\b(?:\s*[-–]\s*(?:19|20)?\d\d)?|all rights reserved\.?|alle rechte vorbehalten",
    re.I,
)
_JOINT = re.compile(r"\s+[|–—·•»:-]\s+|\s*[|｜]\s*|:\s+")
_PLATFORMS = {
    "wordpress",
    "wordpresscom",
    "blogger",
    "medium",
    "substack",
    "joomla",
    "drupal",
    "typo3",
    "facebook",
    "google",
}
_LONGEST = 60


def outlet_of(page: Page, title: str, told: str = "") -> tuple[str, str]:
    """The outlet's name and where it was read; its domain where the page names none."""
    for name, where in _names(page):
        cleaned = _cleaned(name, page, title)
        if cleaned:
            return cleaned, where
    if told:
        return told, "source"
    if name := _from_title(page, title):
        return name, "title"
    return domain_of(page.url), "address"


def site_names(page: Page) -> set[str]:
    """Everything the site may be called in a title, comparable: its names, their first parts, the domain."""
    names = {name for name, _ in _names(page)}
    names |= {part for name in names for part in _JOINT.split(name)[:1]}
    domain = domain_of(page.url)
    labels = domain.split(".")
    names |= {
        domain,
        domain.rpartition(".")[0],
        labels[0],
        *(label for label in labels[:-1] if len(label) > 3),
        page.url.split("/")[2] if page.url.count("/") > 1 else "",
    }
    names |= {name.lstrip("@") for name, _ in page.meta("twitter:site")}
    names |= {re.sub(r"^(?:the|der|die|das|le|la|el|il)\s+", "", name, flags=re.I) for name in names}
    return {key for name in [*names, *_beside_headline(page)] if (key := comparable(name))}


def _beside_headline(page: Page) -> list[str]:
    """What the title element has beside the headline: "Headline – Section – Site"."""
    parts = segments(page.title_element)
    told = {comparable(text) for text, _ in page.meta("og:title")} | {
        comparable(text_of(page.article_node.get("headline")))
    }
    spelled = comparable(title_segment(page.title_element, page.url))
    shown = {comparable(text) for text, _ in page.shown_headings}
    ranges = [
        (start, end)
        for start in range(len(parts))
        for end in range(start + 1, len(parts) + 1)
        if end - start < len(parts)
    ]
    for known in (told, {spelled}, shown):
        for start, end in sorted(ranges, key=lambda pair: pair[0] - pair[1]):
            middle = comparable(" ".join(parts[start:end]))
            if len(middle) >= 10 and middle in known:
                return [*parts[:start], " ".join(parts[:start]), *parts[end:], " ".join(parts[end:])]
    return []


def domain_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _names(page: Page) -> list[tuple[str, str]]:
    found = [(content, f"meta {name}") for content, name in page.meta("og:site_name")]
    publisher = page.article_node.get("publisher") or page.article_node.get("sourceOrganization")
    found += [(text_of(value), "json-ld") for value in page.linked_data.each(publisher)]
    found += [(text_of(node.get("name")), "json-ld") for node in page.linked_data.of_types({"website"})]
    found += [(name, "microdata") for name in page.publishers]
    found += [(content, f"meta {name}") for content, name in page.meta(*_SITE_METAS[1:])]
    found += [
        (text_of(node.get("name")), "json-ld") for node in page.linked_data.of_types(SITES - {"webpage", "website"})
    ]
    found += [
        (_YEARS.sub("", content).strip(" ,.-–|"), f"meta {name}") for content, name in page.meta(*_PUBLISHER_METAS)
    ]
    return [(name, where) for name, where in found if name and "://" not in name and len(name) <= 2 * _LONGEST]


def _cleaned(name: str, page: Page, title: str) -> str:
    """Without legal form and claim ("The Daily – news you need"); nothing where it is no name of this site."""
    name = _LEGAL.sub("", name.strip().lstrip("@")).strip()
    key = comparable(name)
    if not key or key in _PLATFORMS or key == comparable(title) or len(name) < 2:
        return ""
    parts = [part for part in _JOINT.split(name) if part]
    if len(parts) > 1 and (
        len(name) > 30 or any(comparable(part) in comparable(domain_of(page.url)) for part in parts)
    ):
        known = [part for part in parts if comparable(part) in comparable(domain_of(page.url))]
        name = (known or parts)[0]
    return name if len(name) <= _LONGEST else ""


def _from_title(page: Page, title: str) -> str:
    """ "Title | Site": what the title element adds to the title, where it resembles the domain."""
    pieces = [part.strip() for part in _JOINT.split(page.title_element) if part.strip()]
    host = comparable(domain_of(page.url))
    for piece in reversed(pieces[1:] + pieces[:1]):
        key = comparable(piece)
        if key and key not in comparable(title) and len(piece) <= 40:
            initials = "".join(word[0] for word in re.findall(r"\w+", piece.casefold()))
            if key in host or host.partition(".")[0] in key or (len(initials) > 2 and initials in host):
                return piece
    return ""
