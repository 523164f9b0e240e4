"""What the outlet is called."""

import re
from urllib.parse import urlsplit

from lxml.etree import XPath

from coverage.reading.headlines import segments, title_segment
from coverage.reading.linked_data import SITES, text_of
from coverage.reading.page import Page, comparable

_APP_METAS = ("application-name", "apple-mobile-web-app-title", "al:ios:app_name", "al:android:app_name")
_LEGAL = re.compile(
    r",?\s+(?:GmbH(?:\s*&\s*Co\.?\s*KG)?|AG|KG|e\.\s?V\.|Inc\.?|LLC|Ltd\.?|Limited|PLC|S\.?A\.?S?\.?|S\.?p\.?A\.?|"
    r"S\.?r\.?l\.?|B\.?V\.?|N\.?V\.?|AB|A/S|AS|Oy|SE|UG|Co\.|Corp\.?|Corporation|S\.?L\.?U?\.?|株式会社)$"
)
_JOINT = re.compile(r"\s+[|–—·•»:-]\s+|\s*[|｜]\s*|:\s+")
_PLATFORMS = {"wordpress", "wordpresscom", "blogger", "medium", "substack", "joomla", "drupal", "typo3", "google"}
_LOGOS = XPath(
    "//header//img/@alt | //a[@href='/']//img/@alt | //a[@rel='home']/@title | //*[contains(@class, 'logo')]//@alt"
    " | //*[contains(@class, 'logo')]/@aria-label | //*[contains(@class, 'logo')]/@title | //a[@href='/']/@title",
    smart_strings=False,
)
_LOGO_WORDS = re.compile(r"\b(?:logo|home(?:page)?|startseite|zur|von|accueil|inicio)\b", re.I)
_TRUSTED = {"meta og:site_name", "json-ld"}
_LONGEST = 60
_LONGEST_BESIDE = 40
_MOST_LOGOS = 12


def outlet_of(page: Page, title: str, told: str = "") -> tuple[str, str]:
    """The outlet's name and where it was read; its domain where the page names none."""
    domain = domain_of(page.url)
    sections = {comparable(text) for text, _ in page.meta("article:section", "og:article:section")}
    sections.add(comparable(text_of(page.article_node.get("articleSection"))))
    named = [(_cleaned(name, domain, title), where) for name, where in _names(page)]
    # "www.example.com" is an address, "Politics" a section; somebody else may give the name.
    named = [
        pair for pair in named if comparable(pair[0]) not in sections | {""} and pair[0].removeprefix("www.") != domain
    ]
    for name, where in [pair for pair in named if _resembles(pair[0], domain) and pair[1] in _TRUSTED] or named:
        return name, where
    if told:
        return told, "source"
    for name, where in ((_from_title(page, title), "title"), (_from_logo(page, domain), "logo")):
        if name:
            return name, where
    for name in reversed(_beside_headline(page)):
        if name and len(name) <= _LONGEST_BESIDE and comparable(name) not in sections | {""}:
            return name, "title"
    return domain, "address"


def site_names(page: Page) -> set[str]:
    """Everything the site may be called in a title, comparable: its names, their first parts, the domain."""
    names = {name for name, _ in _names(page)}
    names |= {part for name in names for part in _JOINT.split(name)[:1]}
    domain = domain_of(page.url)
    labels = domain.split(".")
    names |= {domain, f"www.{domain}", domain.rpartition(".")[0], labels[0]}
    names |= {label for label in labels[:-1] if len(label) > 3}
    names |= {name.lstrip("@") for name, _ in page.meta("twitter:site")}
    names |= {re.sub(r"^(?:the|der|die|das|le|la|el|il)\s+", "", name, flags=re.I) for name in names}
    return {key for name in [*names, *_beside_headline(page)] if (key := comparable(name))}


def _beside_headline(page: Page) -> list[str]:
    """What the title element has beside the headline: "Headline – Section – Site"."""
    parts = segments(page.title_element)
    told = {comparable(text) for text, _ in page.meta("og:title")}
    told.add(comparable(text_of(page.article_node.get("headline"))))
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
            if len(middle) >= (10 if middle.isascii() else 6) and middle in known:
                return [" ".join(parts[:start]), *parts[:start], " ".join(parts[end:]), *parts[end:]]
    return []


def domain_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _names(page: Page) -> list[tuple[str, str]]:
    """What machines are told, the most trusted first."""
    node, data = page.article_node, page.linked_data
    publishers = data.each(node.get("publisher") or node.get("sourceOrganization"))
    found = [(content, f"meta {name}") for content, name in page.meta("og:site_name")]
    found += [(text_of(publisher), "json-ld") for publisher in publishers]
    found += [(text_of(site.get("name")), "json-ld") for site in data.of_types({"website"})]
    found += [(name, "microdata") for name in page.publishers]
    found += [(content, f"meta {name}") for content, name in page.meta(*_APP_METAS)]
    found += [(text_of(site.get("name")), "json-ld") for site in data.of_types(SITES - {"webpage", "website"})]
    return [(name, where) for name, where in found if name and "://" not in name and len(name) <= 2 * _LONGEST]


def _cleaned(name: str, domain: str, title: str) -> str:
    """Without legal form and claim ("The Daily – news you need"); nothing where it is no name of this site."""
    name = _LEGAL.sub("", name.strip().lstrip("@")).strip()
    key = comparable(name)
    if not key or key in _PLATFORMS or key == comparable(title) or len(name) < 2:
        return ""
    parts = [part for part in _JOINT.split(name) if part]
    known = [part for part in parts if comparable(part) in comparable(domain)]
    if len(parts) > 1 and (len(name) > 30 or known):
        name = (known or parts)[0]
    return name if len(name) <= _LONGEST else ""


def _from_title(page: Page, title: str) -> str:
    """What the title element adds to the title, where it resembles the domain."""
    pieces = [part.strip() for part in _JOINT.split(page.title_element) if part.strip()]
    domain = domain_of(page.url)
    for piece in reversed(pieces[1:] + pieces[:1]):
        key = comparable(piece)
        if key and key not in comparable(title) and len(piece) <= _LONGEST_BESIDE and _resembles(piece, domain):
            return piece.removeprefix("www.")
    return ""


def _from_logo(page: Page, domain: str) -> str:
    """What the logo, or the link to the front page, is called for those who do not see it."""
    for text in _LOGOS(page.tree)[:_MOST_LOGOS]:
        name = _JOINT.split(" ".join(_LOGO_WORDS.sub(" ", text).split()).strip(" -–|:"))[0]
        if "://" not in name and 2 < len(name) <= _LONGEST_BESIDE and _resembles(name, domain):
            return name
    return ""


def _resembles(name: str, domain: str) -> bool:
    """Whether a name stands in the domain, a label of the domain in the name, or its initials are the label."""
    key, labels = comparable(name), [comparable(label) for label in domain.split(".")[:-1]]
    initials = "".join(word[0] for word in re.findall(r"\w+", name.casefold()))
    return key == comparable(domain) or any(
        (len(key) > 2 and key in label) or (len(label) > 3 and label in key) or (len(label) > 2 and initials == label)
        for label in labels
    )
