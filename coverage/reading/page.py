"""A page taken apart once: its tree, its meta elements, its linked data, its headings."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement

from coverage.reading.linked_data import ARTICLES, LinkedData, Node, plain

_SCRIPTS = XPath('//script[contains(@type, "ld+json")]')
_METAS = XPath("//meta[@content]")
_HEADINGS = XPath(
    "//h1 | //*[@itemprop='headline' and not(self::meta)]"
    " | //*[contains(@class, 'entry-title') or contains(@class, 'post-title')]"
)
_OTHER_HEADINGS = XPath("//h2 | //h3 | //h4 | //h5 | //*[contains(@class, 'headline') or contains(@class, 'title')]")
_PATH = re.compile(r"breadcrumb|bread-crumb|crumbs|listitem", re.I)
_KICKER = re.compile(
    r"kicker|overline|topline|over-line|top-line|highline|dachzeile|eyebrow|spitzmarke|rubri[ck]|supertitle|surtitle|surtitre|"
    r"antetitulo|antetítulo|volanta|occhiello|pretitle|pre-title|headline-label|premium-label|vorspann|roofline|roof-line|"
    r"sr-only|visually-?hidden|screen-reader",
    re.I,
)
_NOT_ALNUM = re.compile(r"[\W_]+")
_PUBLISHERS = XPath("//*[@itemprop='name'][ancestor::*[@itemprop][1][@itemprop='publisher']]")
_LONGEST_TITLE = 600  # longer ones are no titles; what is made of them must not take long
_MOST_HEADINGS = 40
_SILENT = {"script", "style", "noscript", "svg", "template", "button", "select"}
_APART = {"br", "div", "p", "li", "ul", "td", "h1", "h2", "h3", "h4", "section", "header", "small"}
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?:)")


class Page:
    """`url` is where the page was found; an address at the Internet Archive stands for the one it keeps."""

    def __init__(self, tree: HtmlElement, url: str) -> None:
        self.tree = tree
        self.url = without_archive(url)
        self.metas: dict[str, list[str]] = {}
        for element in _METAS(tree):
            name = element.get("property") or element.get("name") or ""
            if name and (content := plain(element.get("content"))):
                self.metas.setdefault(name.strip().lower(), []).append(content)

    def meta(self, *names: str) -> Iterator[tuple[str, str]]:
        """What stands under the first of the names, then under the next: (content, name)."""
        for name in names:
            for content in self.metas.get(name, ()):
                yield content, name

    def first_meta(self, *names: str) -> str:
        return next((content for content, _ in self.meta(*names)), "")

    @cached_property
    def linked_data(self) -> LinkedData:
        return LinkedData([script.text for script in _SCRIPTS(self.tree) if script.text])

    @cached_property
    def article_node(self) -> Node:
        """The linked data of this very article; empty where there is none."""
        nodes = [node for node in self.linked_data.of_types(ARTICLES) if len(node) > 2]
        return max(nodes, key=self._likeness, default={})

    def _likeness(self, node: Node) -> tuple[bool, bool, bool]:
        """How surely a node is about this page; the first of equals wins."""
        about = node.get("mainEntityOfPage") or node.get("url") or node.get("@id") or ""
        about = about.get("@id") or about.get("url") if isinstance(about, dict) else about
        headline = comparable(str(node.get("headline") or node.get("name") or ""))
        named = comparable(self.first_meta("og:title") or self.title_element)
        return (
            bool(headline)
            and (headline in named or any(headline == comparable(text) for text, _ in self.shown_headings)),
            isinstance(about, str) and _path(about) == _path(self.url),
            "datePublished" in node,
        )

    @cached_property
    def publishers(self) -> list[str]:
        """Whom microdata names as the publisher."""
        return [plain(element.get("content") or text_of(element)) for element in _PUBLISHERS(self.tree)]

    @cached_property
    def title_element(self) -> str:
        element = self.tree.find(".//head/title")
        if element is None:
            element = self.tree.find(".//title")
        return "" if element is None else text_of(element)[:_LONGEST_TITLE]

    @cached_property
    def shown_headings(self) -> list[tuple[str, HtmlElement]]:
        """What is set as the headline, in the order of the page: its text, without a kicker, and the element."""
        found = [
            (headline_text(element), element)
            for element in _HEADINGS(self.tree)[:_MOST_HEADINGS]
            if not any(map(_is_path, islice(element.iterancestors(), 4)))
        ]
        return [(text, element) for text, element in found if text]

    @cached_property
    def other_headings(self) -> list[tuple[str, HtmlElement]]:
        """Lesser headings and what a class calls a title; a page without h1 may have its headline there."""
        found = [(headline_text(element), element) for element in _OTHER_HEADINGS(self.tree)[: 4 * _MOST_HEADINGS]]
        return [(text, element) for text, element in found if text and len(text) < 300]

    def absolute(self, address: str) -> str:
        """An address as it stands in the page, made whole; empty where it leads nowhere."""
        try:
            whole = without_archive(urljoin(self.url, address.strip()))
            parts = urlsplit(whole)
        except ValueError:
            return ""
        return whole if parts.scheme in {"http", "https"} and parts.hostname else ""


def without_archive(url: str) -> str:
    """The address that an address at the Internet Archive keeps; others as they are, unreadable ones empty."""
    url = _ARCHIVED.sub("", url)
    try:
        urlsplit(url)
    except ValueError:
        return ""
    return url


def text_of(element: HtmlElement) -> str:
    """One line, as it reads on the page: scripts and pictures left out, blocks and lines apart."""
    pieces: list[str] = []
    _collect(element, pieces, 0, None)
    return plain("".join(pieces))


def headline_text(element: HtmlElement) -> str:
    """Like `text_of`, without a kicker or label inside; the whole where nothing else is inside."""
    if len(element):
        pieces: list[str] = []
        _collect(element, pieces, 0, _KICKER)
        if text := plain("".join(pieces)).removeprefix(":").strip():
            return text
    return text_of(element)


def _is_path(element: HtmlElement) -> bool:
    return element.tag != "body" and bool(
        _PATH.search(f"{element.get('class', '')} {element.get('id', '')} {element.get('itemtype', '')}")
    )


def _collect(element: HtmlElement, pieces: list[str], depth: int, without: re.Pattern[str] | None) -> None:
    if element.text:
        pieces.append(element.text)
    for child in element:
        tag = child.tag
        if (
            isinstance(tag, str)
            and tag not in _SILENT
            and depth < 40
            and not (without and without.search(child.get("class", "")))
        ):
            if tag in _APART or (tag == "span" and pieces and len(pieces[-1]) > 1):
                _set_apart(child, tag, pieces)
            _collect(child, pieces, depth + 1, without)
            if tag in _APART:
                pieces.append(" ")
        if child.tail:
            pieces.append(child.tail)


def _set_apart(child: HtmlElement, tag: str, pieces: list[str]) -> None:
    """A span that begins with a capital right after a small letter is a part of its own ("kicker" and headline)."""
    if tag in _APART or (
        pieces[-1][-1:].isalnum() and (child.text or "")[:1].isupper() and not pieces[-1][-1:].isupper()
    ):
        pieces.append(" ")


def comparable(text: str) -> str:
    """Letters and digits alone, in one case: what two spellings of a title have in common."""
    return _NOT_ALNUM.sub("", text.casefold())


def _path(url: str) -> str:
    try:
        return urlsplit(without_archive(url)).path.rstrip("/")
    except ValueError:
        return ""
