"""Where on a page authors and days stand: the elements whose attributes or words say so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

from coverage.reading.page import text_of

_AUTHORISH = re.compile(
    r"author|byline|by-line|autor(?!i[sz])|auteur|autore|writer|verfasser|schreiber|redakteur|reporter|journalist|contributor|"
    r"kolumnist|signature|signatur|firma(?!t)|firmante|assinatura|skribent|forfatter|kirjoittaj|avtor|szerzo|yazar|muhabir|"
    r"penulis|redactor|(?:^|[\s_-])(?:byl|vcard|credit|credits|creator|p-author|dc-creator)(?:$|[\s_-])|writtenby|postedby|written-by|"
    r"posted-by|post-by|entry-meta|post-meta|article-meta|articlemeta|meta-info",
    re.I,
)
_STRONG = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|author[_-]?names?|autor(?:en|es)?|auteurs?|autore|vcard|written-?by)(?:$|[\s_-])|"
    r"authorname|byline|__authors?\b|author-link|author_link|authorlink",
    re.I,
)
_WEAK = re.compile(r"credit|signature|firma|reporter|journalist|contributor|creator", re.I)
_NOT_AUTHOR = re.compile(
    r"bio|descri|prep|label|categor|(?:^|[\s_-])tags?(?:$|[\s_-])|topic|section|avatar|image|img|photo|foto|picture|box-text|social|follow|about|count|button|authoriz|authent|role|"
    r"position|job|caption|copyright|twitter|email|icon|biograph|-text$|comments?-|disclaimer|tooltip",
    re.I,
)
_DATEISH = re.compile(
    r"date|datum|fecha|time(?!line|r)|publish|published|posted|pubdate|dato|datum|paivays|zeit(?:stempel)?(?:$|[\s_-])|meta|byline|"
    r"veroeffentlich|tarih|(?:^|[\s_-])data(?:$|[\s_-])|created|stand(?:$|[\s_-])|calendar|on-date|submitted|entry-info|info(?:$|[\s_-])",
    re.I,
)
_AUTHOR_PAGE = re.compile(
    r"(?<!licenses)/(?:authors?|autor(?:en|es|i|as|in)?|auteurs?|autori?|staff|people|persons?|profiles?|profil|by|reporters?|journalists?|journalistes?|"
    r"redakteure?|redaktion|writers?|contributors?|columnists?|firmas?|skribenter?|yazar(?:lar)?|avtor|byline|signature|team|opinionista|"
    r"medewerkers|schrijvers?|penulis|expert|experts|bio|correspondents?)/[^/?#]{3,}",
    re.I,
)
_AUTHOR_BOX = re.compile(r"(?:^|[\s_-])(?:author|autor|auteur)[\w-]*(?:bio|box|info|card)|about-?author", re.I)
_DAYISH = re.compile(r"date|datum|fecha|publish|pubdate|dato|tarih|posted", re.I)
_TEXTUAL = {
    "p",
    "div",
    "span",
    "h2",
    "h3",
    "h4",
    "h5",
    "address",
    "em",
    "strong",
    "small",
    "a",
    "li",
    "i",
    "b",
    "dd",
    "td",
}
MODIFIED, _NOTHING = 5, 9  # ranks
_MODIFIED = re.compile(r"modif|update|actuali|aktualis|edited|changed|geaendert|revised", re.I)
_ELSEWHERE = re.compile(
    r"comment|kommentar|respond|related|recommend|teaser|side-?bar|widget|popular|trending|most-|latest|recent|carousel|slider|"
    r"newsletter|cookie|modal|(?<!article[-_])(?<!entry[-_])(?<!post[-_])footer|licen[sc]e|navigation|(?:^|[\s_-])nav|menu|promo|mehr-|more-|read-?next|next-|prev|similar|disqus|"
    r"archive|breadcrumb|(?:^|[\s_-])cards?(?:$|[\s_-])|weitere|empfehl|verwandt|outbrain|taboola|author-?box|bottom|ticker|"
    r"subscribe|(?:^|[\s_-])ads?(?:$|[\s_-])|other-|list-item|relacionad|tambien|lire-aussi|a-lire|plus-lus|mas-leid",
    re.I,
)
_ARTICLE = re.compile(r"Article|BlogPosting|\bh-?entry\b")
_ELSEWHERE_ITSELF = re.compile(
    r"comment|kommentar|related|latest|recent|recommend|popular|disqus|more-from|similar|menu", re.I
)
_ELSEWHERE_TAGS = {"aside", "footer", "nav", "form", "blockquote", "figure", "figcaption"}
_SILENT = {
    "script",
    "style",
    "textarea",
    "input",
    "select",
    "option",
    "button",
    "img",
    "svg",
    "path",
    "iframe",
    "noscript",
    "label",
}
_LABEL = re.compile(
    r"\s*(?:von|by|par|por|autor(?:in|en|innen|es|a|i|zy|ul)?|author|authors|auteur|auteurs|autore|autori|text|texte|texto|testo|tekst|"
    r"written by|verfasser|redaktion|reporter|words|written|автор|текст|作者|記者|记者|執筆|文)\s*[:：/／]",
    re.I,
)
LONGEST = 160
_BEFORE, _AFTER = -20, 60  # elements around the headline
_MOST = 240


@dataclass(frozen=True, slots=True)
class Spot:
    """An element. `rank`: the lower, the likelier. `distance`: elements from the headline, negative before it."""

    element: HtmlElement
    rank: int
    hint: str
    distance: int

    def text(self) -> str:
        return text_of(self.element)


class Spots:
    """One walk over the page's elements. What belongs to something else than the article is left out."""

    def __init__(self, tree: HtmlElement, headline: HtmlElement | None) -> None:
        self._authors: list[Spot] = []
        self._days: list[Spot] = []
        self._near: list[Spot] = []
        self._labelled: list[Spot] = []
        above = [headline, *headline.iterancestors()] if headline is not None else []
        self._is_article = any(map(_is_article, above))
        self._elsewhere: dict[HtmlElement | None, bool] = dict.fromkeys([*above, None], False)
        body = tree.find("body")
        elements = list((body if body is not None else tree).iter("*"))
        start = next((index for index, element in enumerate(elements) if element is headline), 0)
        self._above = frozenset(above)
        for index, element in enumerate(elements):
            if (tag := element.tag) not in _SILENT:
                self._look_at(element, tag, index - start)

    def authors(self) -> list[Spot]:
        """Where authors are marked up: by the trust in the mark-up; of equals, the nearest, below rather than above."""
        chosen = [spot for spot in self._authors if not self.is_elsewhere(spot.element)]
        return sorted(
            chosen, key=lambda spot: (spot.rank, spot.distance if spot.distance >= 0 else 200 - spot.distance)
        )

    def days(self) -> list[Spot]:
        """Where days are marked up, in the same order."""
        chosen = [spot for spot in self._days if not self.is_elsewhere(spot.element)]
        return sorted(chosen, key=lambda spot: (spot.rank, spot.distance if spot.distance >= 0 else 80 - spot.distance))

    def near(self) -> list[Spot]:
        """Whatever holds text around the headline, in the order of the page."""
        return [spot for spot in self._near if not self.is_elsewhere(spot.element)]

    def labelled(self) -> list[Spot]:
        """Texts that begin with "Author:" and the like, wherever they stand."""
        return [spot for spot in self._labelled if not self.is_elsewhere(spot.element)]

    def is_elsewhere(self, element: HtmlElement) -> bool:
        """Whether it, or what it stands in and the headline does not, belongs to something else than this article."""
        return bool(_ELSEWHERE_ITSELF.search(_names_of(element))) or self._stands_elsewhere(element)

    def _stands_elsewhere(self, element: HtmlElement) -> bool:
        """Whether an element, or one around it up to what holds the headline, is a teaser, a comment, a footer."""
        way, found = [], False
        tag = element.tag
        parent = element if tag in _ELSEWHERE_TAGS else element.getparent()
        while parent not in self._elsewhere:
            way.append(parent)
            if parent.tag in {"body", "main"}:
                break
            is_apart = parent.tag in _ELSEWHERE_TAGS or _is_elsewhere_by_name(_names_of(parent))
            if is_apart and not (self._is_article and _is_footer(parent)):
                found = True
                break
            parent = parent.getparent()
        else:
            found = self._elsewhere[parent]
        self._elsewhere.update(dict.fromkeys(way, found))
        return found

    def _look_at(self, element: HtmlElement, tag: str, distance: int) -> None:
        text = element.text
        if text and (":" in text or "：" in text or "／" in text) and _LABEL.match(text):
            self._add(self._labelled, element, 0, "", distance)
        hint = _names_of(element)
        itemprop, rel = element.get("itemprop", ""), element.get("rel", "")
        if tag == "a" and _AUTHOR_PAGE.search(element.get("href", "")):
            self._add(self._authors, element, 2, hint or "link", distance)
        elif hint or itemprop or rel:
            self._add(self._authors, element, _author_rank(hint, itemprop, rel), hint or itemprop or rel, distance)
        if tag == "time" or hint or itemprop:
            rank = _day_rank(tag, hint, itemprop, tag == "time" and element.get("pubdate") is not None)
            self._add(self._days, element, rank, hint, distance)
        if _BEFORE < distance < _AFTER and tag in _TEXTUAL:
            self._add(self._near, element, 0, "", distance)

    def _add(self, spots: list[Spot], element: HtmlElement, rank: int, hint: str, distance: int) -> None:
        if rank < _NOTHING and len(spots) < _MOST and element not in self._above:
            spots.append(Spot(element, rank, hint, distance))


def _names_of(element: HtmlElement) -> str:
    name, own = element.get("class", ""), element.get("id", "")
    return f"{name} {own}" if name and own else name or own


def _is_article(element: HtmlElement) -> bool:
    kind = f"{element.get('itemtype', '')} {element.get('class', '')}"
    return element.tag == "article" or (element.tag != "body" and bool(_ARTICLE.search(kind)))


def _is_footer(element: HtmlElement) -> bool:
    """The foot of an article, where it stands within one, is a part of it."""
    names = _names_of(element)
    return element.tag == "footer" or ("footer" in names and not _ELSEWHERE.search(names.replace("footer", "")))


@lru_cache(maxsize=20_000)
def _is_elsewhere_by_name(names: str) -> bool:
    return bool(names and _ELSEWHERE.search(names))


@lru_cache(maxsize=20_000)
def _author_rank(hint: str, itemprop: str, rel: str) -> int:
    if itemprop in {"author", "creator"}:
        return 0
    if "author" in rel.split():
        return 1
    if not hint or not _AUTHORISH.search(hint):
        return _NOTHING
    if _AUTHOR_BOX.search(hint):
        return 6
    if _NOT_AUTHOR.search(hint):
        return _NOTHING
    if _WEAK.search(hint) and not _STRONG.search(hint):
        return 4
    return 2 if _STRONG.search(hint) else 3


@lru_cache(maxsize=20_000)
def _day_rank(tag: str, hint: str, itemprop: str, is_pubdate: bool) -> int:
    if tag != "time" and not itemprop.startswith("date") and not (hint and _DATEISH.search(hint)):
        return _NOTHING
    if _MODIFIED.search(itemprop) or (_MODIFIED.search(hint) and "publish" not in hint.lower()):
        return MODIFIED
    if itemprop == "datePublished" or is_pubdate:
        return 0
    if tag == "time" or itemprop:
        return 1
    return 2 if _DAYISH.search(hint) else 3


def leaves(element: HtmlElement) -> Iterator[str]:
    """The texts of the innermost elements and of lines set apart, each by itself."""
    if breaks := [child for child in element if child.tag == "br"]:
        yield from (" ".join(text.split()) for text in (element.text, *(br.tail for br in breaks)) if text)
    for inner in element.iter("*"):
        if inner is not element and len(inner) == 0 and inner.text and inner.text.strip():
            yield " ".join(inner.text.split())
