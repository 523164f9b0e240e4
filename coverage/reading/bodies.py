"""The text of an article, what it links to, how long it is."""

import logging
import re
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document, Extractor

from coverage.reading.linked_data import plain_lines
from coverage.reading.outlets import domain_of
from coverage.reading.page import Page, comparable, without_archive

logger = logging.getLogger(__name__)
for noisy in ("trafilatura", "htmldate", "charset_normalizer"):
    logging.getLogger(noisy).setLevel(logging.CRITICAL)  # they write down what they read

_LINKS = XPath("//body//a[starts-with(normalize-space(@href), 'http') or starts-with(@href, '//')]")
# Apart, not "//p//text()": libxml2 would look for each text among all those of the paragraphs before.
_OWN_PARAGRAPHS = XPath("//p[not(ancestor::footer or ancestor::aside or ancestor::nav)]")
_TEXTS = XPath(".//text()", smart_strings=False)
_SHARE = 0.5
_LONG_ENOUGH = 200  # letters
_MOST_LINKS = 300  # domains that are looked for in the text; each takes a look through the whole of it
_BEGINNING = 80  # letters of a paragraph, by which it is known
_HOST = re.compile(r"(?:https?:)?//(?:[^/@?#]*@)?([\w.-]+)", re.I)
_PARAGRAPHS = {"p", "li", "blockquote", "td", "h2", "h3", "h4", "div", "article", "section"}
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_WORD = re.compile(r"\w+(?:['’.,:-]\w+)*")
_BLANK = re.compile(r"\n\s*\n+")
LONGEST_EXCERPT = 300


def text_of_article(page: Page) -> str:
    """The article's text, a line a paragraph; empty where none can be made out."""
    text = _extracted(page, fast=True)
    shown = (len(piece) for paragraph in _OWN_PARAGRAPHS(page.tree) for piece in _TEXTS(paragraph))
    if len(text) < _SHARE * sum(length for length in shown if length > _BEGINNING):
        text = max(text, _extracted(page, fast=False), key=len)
    told = plain_lines(page.article_node.get("articleBody"))
    return told if len(told) > max(2 * len(text), _LONG_ENOUGH) else text


def _extracted(page: Page, *, fast: bool) -> str:
    """By trafilatura's own rules alone, or compared with what other extractors make of the page."""
    options = Extractor(url=page.url, fast=fast, comments=False, output_format="python")
    try:
        found = bare_extraction(page.tree, options=options)
    except Exception:
        # It walks trees of any shape; one that it cannot walk must not lose us what else the page says.
        logger.warning("The text of a page could not be made out.")
        found = None
    return _BLANK.sub("\n", (found.text or "").strip()) if isinstance(found, Document) else ""


def links_in(page: Page, text: str) -> tuple[str, ...]:
    """The domains that the article's own text links to, other than its own, in order."""
    own, squeezed = domain_of(page.url), comparable(text)
    tried, domains = 0, dict[str, None]()
    for link in _LINKS(page.tree):
        match = _HOST.match(without_archive(link.get("href").strip()))
        domain = match[1].lower().removeprefix("www.").rstrip(".") if match else ""
        if "." not in domain or domain in domains or _is_own(domain, own):
            continue
        if _stands_in(link, squeezed):
            domains[domain] = None
        tried += 1
        if tried == _MOST_LINKS:
            break
    return tuple(domains)


def _is_own(domain: str, own: str) -> bool:
    return f".{domain}".endswith(f".{own}") or f".{own}".endswith(f".{domain}")


def _stands_in(link: HtmlElement, squeezed: str) -> bool:
    """Whether the paragraph of a link is a part of the text."""
    paragraph = next((above for above in link.iterancestors() if above.tag in _PARAGRAPHS), link)
    words = comparable(" ".join(islice(paragraph.itertext(), _BEGINNING))[: 20 * _BEGINNING])[:_BEGINNING]
    return len(words) > 2 and words in squeezed


def word_count(text: str) -> int:
    """Words between spaces; where a script sets none (Chinese, Japanese, Thai, Korean), each letter counts as one."""
    return len(_CJK.findall(text)) + len(_WORD.findall(_CJK.sub(" ", text)))


def excerpt_of(description: str, text: str) -> str:
    """The page's own summary, else the beginning of its text, cut at the end of a sentence or a word."""
    chosen = description or " ".join(text[: 2 * LONGEST_EXCERPT].split())
    if len(chosen) <= LONGEST_EXCERPT:
        return chosen
    cut = chosen[:LONGEST_EXCERPT]
    sentences = list(re.finditer(r"[.!?。！？…]['\"”»]?(?=\s|$)|。", cut))
    if sentences and sentences[-1].end() > LONGEST_EXCERPT // 2:
        return cut[: sentences[-1].end()]
    return cut.rpartition(" ")[0].rstrip(" ,;:–-") + "…" if " " in cut else cut + "…"
