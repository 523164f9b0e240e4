"""The title of an article: the headline that people see, freed from the name of the site."""

import re
import unicodedata
from difflib import SequenceMatcher
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from coverage.reading.linked_data import text_of as value_of
from coverage.reading.page import Page, comparable, text_of

_META = (
    "og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "citation_title",
    "headline", "cxenseparse:title", "article:title", "title", "hdl", "shareaholic:title",
)  # fmt: skip
_JOINTS = re.compile(
    r"\s+[|–—·•»«‹›⋆~/:-]\s+|\s*[|｜]\s*|\s+-\s*$|(?<=\S)\s*[–—_]\s*(?=[^-–—_]{2,40}$)|:\s+|\s+::\s+|\s+\.::\s*"
)
_BETWEEN = re.compile(r"\s+[|–—·•»«‹›⋆~/:-]+\s+|\s*[|｜]\s*|\s+::\s+|(?<=[\u3040-\u9fff])_(?=[\u3040-\u9fff])")
_ALIKE = 0.55
_LITTLE_ALIKE = 0.25  # for the only headline of a page
_LONGEST = 400
_MOST_SEGMENTS = 8
Told = list[tuple[str, str]]  # titles, and where each was read
Shown = list[tuple[str, HtmlElement]]  # headings, and the element of each


def title_of(page: Page, site_names: set[str]) -> tuple[str, str, HtmlElement | None]:
    """The title, where it was read, and the element that shows it, where one does.

    The headline on the page goes before what it is called elsewhere, as long as the two have something in common:
    editors shorten titles for search engines and networks.
    """
    told = _told(page, site_names)
    shown = [
        (without_site(text, site_names), element) for text, element in page.shown_headings if len(text) <= _LONGEST
    ]
    shown = [(text, element) for text, element in shown if comparable(text) and comparable(text) not in site_names]
    if not told and not shown and (segment := title_segment(page.title_element, page.url)):
        return segment, "title", None
    others = [(without_site(text, site_names), element) for text, element in page.other_headings]
    for found in (_matching(shown, told, page), _alike(shown, told, page), _matching(others, told, page)):
        if found:
            text, element = found
            return text, "headline", element
    if told and not (told[0][1] == "title" and _is_only_headline(shown, told[0][0])):
        text, where = told[0]
        return text, where, shown[0][1] if shown else None
    if shown:
        return shown[0][0], "headline", shown[0][1]
    return "", "", None


def _is_only_headline(shown: Shown, title: str) -> bool:
    """Whether an article shows one headline; a shorter title that has nothing of it names the site or its owner."""
    if len(shown) != 1 or len(comparable(shown[0][0])) <= len(comparable(title)):
        return False
    return any(above.tag == "article" for above in shown[0][1].iterancestors())


def _matching(shown: Shown, told: Told, page: Page) -> tuple[str, HtmlElement] | None:
    """A heading that reads like one of the titles, the most trusted first, or holds one beside a kicker or a label."""
    for known, _ in told:
        key = comparable(known)
        for text, element in shown:
            if key in (comparable(text), comparable(text_of(element))):
                return _with_kicker(text, element, page), element
        for text, element in shown:
            if 12 <= len(key) < len(comparable(text)) and _is_apart(text, known, element):
                return known, element
    return None


def _with_kicker(text: str, element: HtmlElement, page: Page) -> str:
    """With the kicker where the linked data has it as a part of the headline."""
    whole, headline = text_of(element), value_of(page.article_node.get("headline"))
    return headline if whole != text and comparable(whole) == comparable(headline) else text


def _is_apart(text: str, known: str, element: HtmlElement) -> bool:
    """Whether a heading begins or ends with a title and sets it apart from the rest."""
    inner, whole = comparable(known), comparable(text)
    if not (whole.startswith(inner) or whole.endswith(inner)):
        return False
    if any(comparable(" ".join(child.itertext())) == inner for child in element.iterdescendants("*")):
        return True
    if whole.endswith(inner):
        return len(element) > 0 and comparable(element.text or "") != whole
    rest = text[len(known) :].strip() if text.startswith(known) else ""
    return rest[:1] in {"|", "-", "–", "—", "•", "·"}


def _alike(shown: Shown, told: Told, page: Page) -> tuple[str, HtmlElement] | None:
    """The heading that has most in common with the titles or with the address."""
    likeness = [(_likeness(text, told, page.url), -number) for number, (text, _) in enumerate(shown)]
    score, number = max(likeness, default=(0.0, 0))
    least = _ALIKE if len(shown) > 1 else _LITTLE_ALIKE
    return shown[-number] if score >= least else None


def without_site(title: str, site_names: set[str]) -> str:
    """ "Title | Site" is "Title", and so is "Site: Title", where the site is known to be called so."""
    for _ in range(3):
        pieces = list(_JOINTS.finditer(title))
        for joint in reversed(pieces):
            head, tail = title[: joint.start()].strip(), title[joint.end() :].strip()
            if head and (not tail or comparable(tail) in site_names):
                title = head
                break
        else:
            for joint in pieces:
                if comparable(title[: joint.start()]) in site_names and title[joint.end() :].strip():
                    title = title[joint.end() :].strip()
                    break
            else:
                break
    return title


def _told(page: Page, site_names: set[str]) -> Told:
    """What the page is called for machines, the most trusted first, each freed from the name of the site."""
    node = page.article_node
    told = [(value_of(node.get("headline")) or value_of(node.get("name")), "json-ld")]
    told += [(content, f"meta {name}") for content, name in page.meta(*_META)]
    told.append((title_segment(page.title_element, page.url), "title"))
    cleaned = [(without_site(text, site_names), where) for text, where in told if text and len(text) <= _LONGEST]
    kept = [(text, where) for text, where in cleaned if comparable(text) and comparable(text) not in site_names]
    whole = [(text, where) for text, where in kept if not text.endswith(("…", "..."))]
    return whole or kept


def title_segment(title: str, url: str) -> str:
    """Of "Site » Blog » Headline" the part that the address spells out, where it does; else all of it."""
    slug = comparable(_slug(url))
    if len(slug) >= 10:
        for part in segments(title):
            if _transliterated(part) == slug or (len(comparable(part)) >= 10 and comparable(part) == slug):
                return part
    return title


def segments(title: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(title, maxsplit=_MOST_SEGMENTS) if part.strip()]


def _transliterated(text: str) -> str:
    text = text.casefold()
    for letter, written in (
        ("ä", "ae"),
        ("ö", "oe"),
        ("ü", "ue"),
        ("ß", "ss"),
        ("å", "a"),
        ("ø", "o"),
        ("æ", "ae"),
        ("ł", "l"),
    ):
        text = text.replace(letter, written)
    spread = unicodedata.normalize("NFD", text)
    return comparable("".join(letter for letter in spread if not unicodedata.combining(letter)))


def _likeness(text: str, told: Told, url: str) -> float:
    """How much a heading has in common with what the page is called elsewhere, or with its address."""
    words = _words(text)
    if not words:
        return 0
    best = 0.0
    for known, _ in [*told, (_slug(url), "")]:
        others = _words(known)
        if others:
            common = len(words & others)
            best = max(
                best,
                common / min(len(words), len(others))
                if min(len(words), len(others)) > 2
                else common / max(len(words), len(others)),
            )
        if not best and known:
            best = max(best, SequenceMatcher(None, text.casefold(), known.casefold(), autojunk=False).ratio() - 0.05)
    return best


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 1}


def _slug(url: str) -> str:
    last = max(unquote(urlsplit(url).path).split("/"), key=len, default="")
    return re.sub(r"[-_+.]", " ", last)
