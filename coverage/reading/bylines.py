"""Whose names stand above an article.

What the page says for machines goes first, as long as people can see it too: content systems like to name the account
that pressed the button. Agencies and desks count where nobody else is named, or where they are named beside a person.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.etree import XPath

from coverage.reading.linked_data import ARTICLES, OTHER_WORKS, Node, text_of, types_of
from coverage.reading.moments import moments_in
from coverage.reading.names import begins_with_lead, folded, has_lead, is_agency, looks_personal, names_in, tidied
from coverage.reading.page import Page, comparable
from coverage.reading.spots import LONGEST, Spot, Spots, leaves

_METAS = (
    "author", "parsely-author", "sailthru.author", "article:author", "article:author_name", "byl", "dc.creator",
    "dcterms.creator", "dc.creator.aut", "dc:creator", "citation_author", "cxenseparse:author", "authors",
    "creator", "og:article:author", "og:author", "shareaholic:article_author_name", "rbauthors", "dcsext.author",
    "author_name", "autor", "bt:author", "vr:author", "nrk:author", "article.author", "article-author",
    "page-author", "mrf:authors", "cre-author",
)  # fmt: skip
_WRITTEN_BY = re.compile(
    r"written|verfasst|geschrieben|[ée]crit|escrito|autor|author|por|door|skrevet|av|scritto|napisa|作者|投稿|автор|yazan",
    re.I,
)
_DAY_THEN_NAME = re.compile(r"\d\W+(?:uhr\W+)?(?:by|von|par|por|autor:|author:)\s+(\S.{1,60})$", re.I)
_TEXTS = XPath(".//text()[not(parent::script or parent::style or parent::noscript)]", smart_strings=False)
_HOUSES = {"organization", "newsmediaorganization", "corporation"}
_BLOCKS = {"div", "p", "small"}
_LONGEST_LINE = 140
_MOST_SPOTS = 16
_ADDRESS = re.compile(r"^(?:https?:)?//|^www\.|^/|^\w+://")


@dataclass(frozen=True)
class Named:
    """Names from one place. `is_shown`: people see them there; `is_together`: marked up as the authors."""

    names: tuple[str, ...]
    where: str
    is_shown: bool = False
    is_together: bool = False

    @property
    def persons(self) -> tuple[str, ...]:
        return tuple(name for name in self.names if looks_personal(name))


def authors_of(
    page: Page, spots: Spots, site: set[str], *, lines: list[str], told: tuple[str, ...] = ()
) -> tuple[tuple[str, ...], str]:
    """The names, in order, and where they were read. `lines` is the article's text, a line a paragraph."""
    given = [named for named in _given(page) if named.names]
    shown = [named for named in _shown(spots) if named.names]
    strangers = [named for named in shown if not _is_site(named.names, site)]
    bylines = [named for named in strangers if named.persons or named.is_together]
    for named in given:
        if named.persons and not _is_site(named.names, site) and (not bylines or _is_seen(named, bylines, page)):
            return _completed(named, strangers), named.where
    for named in (*bylines, *_in_text(lines)):
        return _completed(named, strangers), named.where
    others = [named for named in (*strangers, *given) if not _is_site(named.names, site)]
    if not others and told:
        return tidied(name for text in told for name in names_in(text)), "source"
    for named in (*others, *shown, *given):
        return named.names, named.where
    return (), ""


def _in_text(lines: list[str]) -> Iterator[Named]:
    """ "Text: Jane Roe" as the first or last words of the article."""
    for line in (*lines[:4], *reversed(lines[-4:])):
        if len(line) <= _LONGEST_LINE and (rest := has_lead(line)):
            names = tuple(name for name in names_in(rest) if looks_personal(name))
            if names:
                yield Named(names, "text", is_shown=True)


def _completed(named: Named, seen: list[Named]) -> tuple[str, ...]:
    """The names, with those that stand beside them on the page and that machines were not told of."""
    ours = {folded(name) for name in named.names}
    for other in seen:
        theirs = {folded(name) for name in other.persons}
        if ours < theirs and len(theirs) <= 6 and other.is_together:
            return other.names
    return named.names


def _is_site(names: Iterable[str], site: set[str]) -> bool:
    return all(comparable(name) in site for name in names)


def _is_seen(named: Named, bylines: list[Named], page: Page) -> bool:
    """Whether people see one of the names: in a byline, or anywhere else on the page."""
    if set(named.names) & {name for byline in bylines for name in byline.names}:
        return True
    body = page.tree.find("body")
    text = " ".join(" ".join([] if body is None else _TEXTS(body)).casefold().split())
    return any(" ".join(name.casefold().split()) in text for name in named.persons)


# What machines are told


def _given(page: Page) -> Iterator[Named]:
    node = page.article_node
    for key in ("author", "creator"):
        yield Named(_from_nodes(page, node.get(key)), "json-ld")
    for content in page.metas.get("twitter:label1", [])[:1]:
        if _WRITTEN_BY.search(content):
            yield Named(tidied(names_in(page.first_meta("twitter:data1"))), "meta twitter:data1")
    for name in _METAS:
        contents = [content for content in page.metas.get(name, ()) if not _ADDRESS.match(content)]
        yield Named(tidied(found for content in contents for found in names_in(content)), f"meta {name}")
    if not node:
        for other in page.linked_data.of_types(OTHER_WORKS | ARTICLES):
            yield Named(_from_nodes(page, other.get("author")), "json-ld")


def _from_nodes(page: Page, value: object) -> tuple[str, ...]:
    """The names of `author`: a text, a node, a list of either, a reference."""
    names: list[str] = []
    authors = page.linked_data.each(value) if value else []
    has_person = any(isinstance(author, dict) and "person" in types_of(author) for author in authors)
    for author in authors:
        text = _name_of(author) if isinstance(author, dict) else author if isinstance(author, str) else ""
        if text and not _ADDRESS.match(text):
            found = names_in(text)
            is_house = has_person and isinstance(author, dict) and bool(types_of(author) & _HOUSES)
            names += filter(is_agency, found) if is_house else found  # the house beside its people signs nothing
    return tidied(names)


def _name_of(author: Node) -> str:
    name = author.get("name")
    if isinstance(name, list):
        return "; ".join(text_of(part) for part in name)
    if name:
        return text_of(name)
    return " ".join(filter(None, (text_of(author.get("givenName")), text_of(author.get("familyName")))))


# What people see


def _shown(spots: Spots) -> Iterator[Named]:
    """Bylines, the likeliest first."""
    marked = spots.authors()
    together = False
    for spot in marked[:_MOST_SPOTS]:
        if names := _names_at(spot, marked):
            together = together or (spot.rank <= 2 and any(map(looks_personal, names)))
            yield Named(names, "byline", is_shown=True, is_together=spot.rank <= 2 or begins_with_lead(spot.text()))
    if together:
        return
    for spot in spots.labelled():
        text = spot.text()
        if len(text) <= _LONGEST_LINE:
            yield Named(tuple(filter(looks_personal, names_in(text))), "byline", is_shown=True)
    near = [(names, spot.text()) for spot in spots.near() if (names := _after_lead(spot))]
    for names, _ in sorted(near, key=lambda pair: len(pair[1])):
        yield Named(names, "byline", is_shown=True)


def _names_at(spot: Spot, others: list[Spot]) -> tuple[str, ...]:
    text = spot.text()
    if not text:
        return tidied(names_in(spot.element.get("content", "")))
    if len(text) > LONGEST:
        return ()
    own = _names_in_parts(spot, text)
    if any(child.tag in _BLOCKS for child in spot.element) and looks_personal((spot.element.text or "").strip()):
        own = names_in(spot.element.text)  # what stands in a block below the name is a role
    if spot.rank >= 3 and not has_lead(text):
        own = [name for name in own if looks_personal(name) or is_agency(name)]
    if not own:
        return ()
    beside = [names for other in _neighbours(spot, others) for names in _names_in_parts(other, other.text())]
    return tidied([*own, *(name for name in beside if looks_personal(name))])


def _names_in_parts(spot: Spot, text: str) -> list[str]:
    """Several links or spans with a name each, or else the text as a whole."""
    if len(text) > LONGEST:
        return []
    apart = [names for leaf in leaves(spot.element) if (names := names_in(leaf))]
    persons = [name for names in apart for name in names if looks_personal(name)]
    whole = names_in(text)
    if spot.rank == 6:
        return persons[:1]
    if spot.rank == 3 and not begins_with_lead(text):
        return _after_day(text)
    if spot.rank >= 3 or set(persons) < set(filter(looks_personal, whole)):
        return whole
    if persons and (
        len(persons) > 1 or not any(map(looks_personal, whole)) or folded(persons[0]) in folded(" ".join(whole))
    ):
        return persons
    return whole


def _neighbours(spot: Spot, others: list[Spot]) -> Iterator[Spot]:
    """What is marked up alike within the same small part of the page: the other authors."""
    part = spot.element
    for ancestor in spot.element.iterancestors():
        if len(" ".join(" ".join(ancestor.itertext()).split())) > 250 or ancestor.tag in {"body", "main", "article"}:
            break
        part = ancestor
    inside = set(part.iter("*")) if part is not spot.element else set()
    for other in others:
        if other.element in inside and other.element is not spot.element and other.hint == spot.hint:
            yield other


def _after_lead(spot: Spot) -> tuple[str, ...]:
    """A short text near the headline that begins like a byline, or has a name beside the day."""
    text = spot.text()
    if not 4 < len(text) <= 100:
        return ()
    if rest := has_lead(text):
        names = names_in(rest)
        return tidied(name for name in names if looks_personal(name) or (is_agency(name) and len(names) == 1))
    return tidied(_after_day(text))


def _after_day(text: str) -> list[str]:
    """ "04.02.2022 | 13:10 Uhr | Jane Roe" and "06.11.2023 13:30 von Jane"."""
    if not next(moments_in(text), None):
        return []
    if match := _DAY_THEN_NAME.search(text):
        return names_in(match[1])
    pieces = [piece.strip() for piece in re.split(r"\s*[|•·]\s*", text)]
    return [piece for piece in pieces if len(pieces) > 1 and looks_personal(piece) and 2 <= len(piece.split()) <= 3]
