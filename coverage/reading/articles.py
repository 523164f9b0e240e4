"""Reading one page: each field from the source that is best for it."""

import logging
from collections.abc import Iterable

from lxml.html import HtmlElement
from trafilatura import load_html

from coverage.entries import Entry
from coverage.reading.bodies import excerpt_of, links_in, text_of_article, word_count
from coverage.reading.bylines import authors_of
from coverage.reading.decoding import decode
from coverage.reading.headlines import title_of
from coverage.reading.languages import language_of
from coverage.reading.linked_data import text_of
from coverage.reading.outlets import outlet_of, site_names
from coverage.reading.page import Page
from coverage.reading.publication import publication_of
from coverage.reading.reading import NotAnArticle, Reading
from coverage.reading.spots import Spots

logger = logging.getLogger(__name__)

_OTHER_KINDS = {
    b"%PDF": "a PDF document", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture",
    b"RIFF": "a picture or a sound", b"PK\x03\x04": "an archive or an office document", b"\x1f\x8b": "a packed file",
    b"ID3": "a sound", b"OggS": "a sound", b"\x00\x00\x00": "a film", b"\x7fELF": "a program",
}  # fmt: skip
_OTHER_TYPES = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/octet-stream")


def read(body: bytes, *, url: str, content_type: str = "", told: Entry | None = None) -> Reading:
    """What the page at `url` says. `content_type` is the HTTP header's, `told` what its source said of it before.

    Bad pages give what can be read of them. Raises `NotAnArticle` for what is no HTML and no text.
    """
    _refuse_other_kinds(body, content_type)
    told = told or Entry(url=url)
    text = decode(body, content_type)
    if "<" not in text or content_type.startswith("text/plain"):
        return _plain_text(text, url, told)
    tree = _tree(text)
    if tree is None:
        raise NotAnArticle("That page is empty, or it is no HTML.")
    return _read_page(Page(tree, url), told)


def _refuse_other_kinds(body: bytes, content_type: str) -> None:
    if not body.strip():
        raise NotAnArticle("That page is empty.")
    for beginning, kind in _OTHER_KINDS.items():
        if body.startswith(beginning):
            raise NotAnArticle(f"That is {kind}, not a page with text.")
    if content_type.strip().lower().startswith(_OTHER_TYPES) and b"<" not in body[:1024]:
        raise NotAnArticle(f"That is {content_type.partition(';')[0].strip()}, not a page with text.")


def _tree(text: str) -> HtmlElement | None:
    try:
        return load_html(text)
    except (ValueError, TypeError, RecursionError):
        return None


def _read_page(page: Page, told: Entry) -> Reading:
    sites = site_names(page)
    title, title_where, headline = title_of(page, sites)
    spots = Spots(page.tree, headline)
    outlet, outlet_where = outlet_of(page, title, told.outlet)
    text = text_of_article(page)
    links = links_in(page, text)
    lines = text.splitlines()
    authors, authors_where = authors_of(page, spots, sites, lines=lines, told=told.authors)
    language, language_where = language_of(text or title, [*_declared_languages(page), told.language])
    published = publication_of(page, spots, language=language, lines=lines, told=told.published)
    image, image_where = _image(page, told)
    description, excerpt_where = _description(page, told)
    text = text or told.text
    how = {
        "title": title_where or ("source" if told.title else ""),
        "authors": authors_where,
        "outlet": outlet_where,
        "published": published.where,
        "language": language_where,
        "image": image_where,
        "excerpt": excerpt_where or ("text" if text else ""),
        "text": "page" if text else "",
    }
    return Reading(
        title=title or told.title,
        authors=authors,
        outlet=outlet,
        published=published.at,
        day_only=published.day_only,
        offset=published.offset,
        language=language,
        canonical_url=_canonical(page),
        image=image,
        text=text,
        excerpt=excerpt_of(description, text),
        word_count=word_count(text),
        links=links,
        how={field: where for field, where in how.items() if where},
    )


def _plain_text(text: str, url: str, told: Entry) -> Reading:
    """A text without markup: its first line is its title."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if not lines or sum(not c.isprintable() and not c.isspace() for c in text[:1000]) > 50:
        raise NotAnArticle("That is not a page with text.")
    language, where = language_of(text, [told.language])
    return Reading(
        title=told.title or lines[0][:300],
        authors=told.authors,
        outlet=told.outlet,
        published=told.published,
        language=language,
        canonical_url=url,
        image=told.image,
        text="\n".join(lines),
        excerpt=excerpt_of(told.summary, " ".join(lines[1:] or lines)),
        word_count=word_count(text),
        how={"title": "source" if told.title else "text", "text": "page", **({"language": where} if where else {})},
    )


def _declared_languages(page: Page) -> Iterable[str]:
    yield (
        page.tree.get("lang")
        or page.tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        or page.tree.get("xml:lang")
        or ""
    )
    yield text_of(page.article_node.get("inLanguage"))
    yield from (
        content
        for content, _ in page.meta("og:locale", "content-language", "dc.language", "dcterms.language", "language")
    )
    for element in page.tree.iterfind(".//meta[@http-equiv]"):
        if element.get("http-equiv", "").lower() == "content-language":
            yield element.get("content", "")


def _canonical(page: Page) -> str:
    """What the page calls its own address; where that is the front page of the site, where it was found."""
    links = [
        link.get("href", "")
        for link in page.tree.iterfind(".//link[@href]")
        if "canonical" in link.get("rel", "").lower().split()
    ]
    for address in (*links, page.first_meta("og:url")):
        whole = page.absolute(address) if address.strip() else ""
        if whole and (_has_path(whole) or not _has_path(page.url)):
            return whole
    return page.url


def _has_path(url: str) -> bool:
    rest = url.partition("://")[2].partition("/")[2]
    return bool(rest.partition("#")[0])


def _image(page: Page, told: Entry) -> tuple[str, str]:
    for content, name in page.meta(
        "og:image:secure_url",
        "og:image",
        "og:image:url",
        "twitter:image",
        "twitter:image:src",
        "image",
        "parsely-image-url",
        "sailthru.image.full",
    ):
        if whole := page.absolute(content):
            return whole, f"meta {name}"
    for value in page.linked_data.each(page.article_node.get("image")):
        address = (
            (value.get("url") or value.get("contentUrl") or value.get("@id")) if isinstance(value, dict) else value
        )
        if isinstance(address, str) and (whole := page.absolute(address)):
            return whole, "json-ld"
    return told.image, "source" if told.image else ""


def _description(page: Page, told: Entry) -> tuple[str, str]:
    for content, name in page.meta(
        "og:description",
        "description",
        "twitter:description",
        "dc.description",
        "dcterms.abstract",
        "sailthru.description",
    ):
        return content, f"meta {name}"
    if description := text_of(page.article_node.get("description")):
        return description, "json-ld"
    return told.summary, "source" if told.summary else ""
