"""When an article was published: the best of what the page says in many places, in the page's own time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from htmldate import find_date

from coverage.reading.country_zones import zone_of
from coverage.reading.linked_data import MEDIA, OTHER_WORKS, text_of
from coverage.reading.moments import Moment, moments_in, read_stamp
from coverage.reading.outlets import domain_of
from coverage.reading.page import Page
from coverage.reading.spots import MODIFIED, Spot, Spots

_METAS = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time",
    "datepublished", "date_published", "publish-date", "publish_date", "publishdate", "published_time",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "article.published", "article:publicationdate", "pubdate", "published", "publication_date", "publicationdate",
    "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.created", "dc.date",
    "dcterms.date", "dc:date", "citation_publication_date", "citation_date", "citation_online_date", "bt:pubdate",
    "shareaholic:article_published_time", "article_date_original", "originalpublicationdate", "article:post_date",
    "og:pubdate", "og:publish_date", "og:datepublished", "analyticsattributes.articledate", "displaydate", "ptime",
    "rnews:datepublished", "mediator_published_time", "dcsext.articlefirstpublished", "iso-8601-publish-date",
    "vr:published_time", "date", "datecreated", "created", "article.created", "date_created", "article:created",
    "doc_date", "content_create_date", "gentime", "last-publish", "timestamp", "time", "pdate", "publisheddate",
    "mrf:published_time", "video:release_date", "og:video:release_date",
)  # fmt: skip
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/\-_.]?(0?[1-9]|1[0-2])[/\-_.]?(0?[1-9]|[12]\d|3[01])(?=[/\-_.]|$|[a-zA-Z])"
)
_MONTH_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/([a-z]{3})/(0?[1-9]|[12]\d|3[01])(?=/|$)", re.I)
_DAY_AT_THE_END = re.compile(r"[-_]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=/?$|\.\w+$)")
_OF_A_CHANGE = re.compile(
    r"updated|modified|edited|aktualisiert|aktualiza[cč]|aktualizov|aktualizow|"
    r"geändert|bearbeitet|modifié|mis à jour|actualizad|modificad|atualizad|aggiornat|"
    r"bijgewerkt|uppdatera|opdatere|oppdatert|päivitetty|aktualiz|güncellen|обновлен|更新",
    re.I,
)
_OF_THE_FIRST = re.compile(
    r"publi(?:shed|é|cad|cera|ceer|kac|kov)|pubblicat|veröffentlicht|posted|created|erstellt|udgivet|julkaistu|"
    r"opublikowan|yayınlan|опубликован|發布|发布|公開|掲載",
    re.I,
)
UPDATED = "time of the last change"
_STAMPS = ("datetime", "content", "data-datetime", "data-timestamp", "data-time")
_FIRST_YEAR = 1900
_AHEAD = timedelta(hours=26)
_MOST_SPOTS = 30
_BEGINNING = 40


@dataclass(frozen=True)
class Published:
    """`at` is aware, in UTC; `offset` in minutes, where known; `where` it was read."""

    at: datetime | None = None
    day_only: bool = False
    offset: int | None = None
    where: str = ""


def publication_of(
    page: Page, spots: Spots, *, language: str = "", lines: list[str] | None = None, told: datetime | None = None
) -> Published:
    """The first believable time in order of trust; what lies ahead of us or before newspapers went online is not.

    `told` is what the source said. It decides where the page says nothing, and gives the time where the page gives
    no more than that very day.
    """
    now = datetime.now(UTC)
    candidates = [*_candidates(page, spots, language), *_in_text(lines or [], language)]
    found = [pair for pair in candidates if _is_believable(pair[0], now)]
    found = [pair for pair in found if pair[1] != UPDATED] or found
    if not found:
        if told and told <= now + _AHEAD:
            return Published(told.astimezone(UTC), where="source", offset=_offset_of(told))
        day = _guessed_by_htmldate(page)
        return (
            Published(day.instant(), day_only=True, where="text") if day and _is_believable(day, now) else Published()
        )
    moment, where = found[0]
    moment = _with_time(moment, [other for other, _ in found])
    if moment.time is None:
        if told and abs(told - moment.instant()) < timedelta(hours=26) and told.date() == moment.day:
            return Published(told.astimezone(UTC), where=f"{where}, source", offset=_offset_of(told))
        return Published(moment.instant(), day_only=True, where=where)
    moment = _in_own_zone(moment, [other for other, _ in found], page)
    return Published(moment.instant(), day_only=moment.time is None, offset=moment.offset, where=where)


def _candidates(page: Page, spots: Spots, language: str) -> Iterator[tuple[Moment, str]]:
    """Everything that may be it, the most trusted first."""
    node, month_first = page.article_node, language == "en" and _is_american(page)
    for key in ("datePublished", "dateCreated", "uploadDate"):
        yield from _stamped(text_of(node.get(key)), "json-ld")
    for content, name in page.meta(*_METAS):
        yield from _stamped(content, f"meta {name}", month_first=month_first)
    yield from _of_works(page, OTHER_WORKS - MEDIA)
    yield from _shown(spots, language, month_first=month_first)
    yield from _of_works(page, MEDIA)
    if day := _day_in_address(page.url):
        yield day, "address"


def _of_works(page: Page, types: set[str]) -> Iterator[tuple[Moment, str]]:
    for work in page.linked_data.of_types(types):
        for key in ("datePublished", "dateCreated", "uploadDate"):
            yield from _stamped(text_of(work.get(key)), "json-ld")


def _stamped(text: str, where: str, *, month_first: bool = False) -> Iterator[tuple[Moment, str]]:
    if text and (moment := read_stamp(text, month_first=month_first)):
        yield moment, where


def _shown(spots: Spots, language: str, *, month_first: bool) -> Iterator[tuple[Moment, str]]:
    """Days that stand near the headline, marked up or not."""
    for spot in spots.days()[:_MOST_SPOTS]:
        if moment := _at(spot, language, month_first=month_first):
            yield moment, UPDATED if spot.rank == MODIFIED or _is_led_by_change(spot) else "time"
    for spot in spots.near():
        text = spot.element.text or ""
        if 6 <= len(text) < 120 and any(map(str.isdigit, text)):
            first = _from_the_first(text)
            for moment in islice(moments_in(first, language=language, month_first=month_first), 1):
                yield moment, UPDATED if first is text and _is_of_a_change(text) else "byline"


def _at(spot: Spot, language: str, *, month_first: bool) -> Moment | None:
    stamp = next(filter(None, map(spot.element.get, _STAMPS)), "")
    if stamp and (moment := read_stamp(stamp, month_first=month_first)):
        return moment
    text = _from_the_first(spot.text())
    return next(moments_in(text, language=language, month_first=month_first), None) if len(text) < 200 else None


def _from_the_first(text: str) -> str:
    """ "Updated 8 March, published 5 March": the part about when it first appeared; all of it where nothing tells."""
    change = _OF_A_CHANGE.search(text)
    first = _OF_THE_FIRST.search(text, change.end()) if change else None
    return text[first.end() :] if first else text


def _is_of_a_change(text: str) -> bool:
    return bool(_OF_A_CHANGE.search(text)) and not _OF_THE_FIRST.search(text)


def _is_led_by_change(spot: Spot) -> bool:
    """Whether what stands right before a day, or begins its own text, says that it is that of the last change."""
    before, parent = spot.element.getprevious(), spot.element.getparent()
    lead = parent.text if before is None and parent is not None else ""
    if before is not None:
        lead = (before.tail or "").strip() or ("" if any(map(str.isdigit, before.text or "")) else before.text)
    return _is_of_a_change((lead or "")[-40:]) or _is_of_a_change((spot.element.text or "")[:40])


def _in_text(lines: list[str], language: str) -> Iterator[tuple[Moment, str]]:
    """The day with which the article begins: "27.1.2022 – …", "(21 November 2022) …"."""
    for line in lines[:4]:
        if not any(map(str.isdigit, line[:_BEGINNING])):
            continue
        start = line[: 3 * _BEGINNING]
        first = _from_the_first(start)
        for moment in moments_in(first[:_BEGINNING], language=language):
            yield moment, UPDATED if first is start and _is_of_a_change(start[:_BEGINNING]) else "text"


def _is_american(page: Page) -> bool:
    """Whether 02/03/2024 is February: on English pages but those of countries that count otherwise."""
    return domain_of(page.url).rpartition(".")[2] not in {
        "uk",
        "au",
        "nz",
        "ie",
        "in",
        "za",
        "sg",
        "my",
        "hk",
        "ng",
        "ke",
        "eu",
        "de",
        "fr",
    }


def _day_in_address(url: str) -> Moment | None:
    if match := _IN_ADDRESS.search(url) or _DAY_AT_THE_END.search(url):
        return read_stamp(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}")
    match = _MONTH_IN_ADDRESS.search(url)
    return next(moments_in(f"{match[3]} {match[2]} {match[1]}"), None) if match else None


def _guessed_by_htmldate(page: Page) -> Moment | None:
    try:
        day = find_date(page.tree, original_date=True, url=page.url, extensive_search=True)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    # It gives the first of January where it found no more than a year.
    return read_stamp(day) if day and not day.endswith("-01-01") else None


def _is_believable(moment: Moment, now: datetime) -> bool:
    return moment.day.year >= _FIRST_YEAR and moment.instant() <= now + _AHEAD


def _with_time(moment: Moment, others: list[Moment]) -> Moment:
    """A day alone, or its midnight, gets the time that another place gives for the same day."""
    if moment.time and (moment.time.hour or moment.time.minute or moment.time.second):
        return moment
    for other in others:
        if other.time and (other.time.hour or other.time.minute) and other.day == moment.day:
            return other
    return Moment(moment.day)


def _in_own_zone(moment: Moment, others: list[Moment], page: Page) -> Moment:
    """In the time of the page, where it says that anywhere, or where its country and its days say so.

    Content systems write UTC for machines, while people read the day it was at the editors' desks.
    """
    if moment.offset:
        return moment
    same = [
        other for other in others if other.offset and abs(other.instant() - moment.instant()) < timedelta(minutes=1)
    ]
    if moment.offset == 0 and same:
        return moment.at_offset(same[0].offset or 0)
    zone = zone_of(domain_of(page.url))
    if moment.offset is None:
        if not zone:
            return moment
        local = datetime.combine(moment.day, moment.time, zone) if moment.time else None
        return replace(moment, offset=_offset_of(local)) if local else moment
    if zone:
        return _by_country(moment, others, zone)
    days = {other.day for other in others if other.time is None} - {moment.day}
    if len(days) == 1 and not any(other.time is None and other.day == moment.day for other in others):
        return _towards(moment, days.pop())
    return moment


def _by_country(moment: Moment, others: list[Moment], zone: ZoneInfo) -> Moment:
    """UTC, in the time of the country, unless a day that people read speaks against it.

    What is midnight there on the second was set as a day, and no time.
    """
    local = moment.at_offset(_offset_of(moment.instant().astimezone(zone)) or 0)
    if local.time == time() and moment.time != time():
        return Moment(local.day)
    shown = {other.day for other in others if other.time is None or other.offset is None}
    return moment if local.day != moment.day and moment.day in shown and local.day not in shown else local


def _towards(moment: Moment, day: object) -> Moment:
    """Late in the evening or early in the morning in UTC, it may be the next day, or still the day before, there."""
    for hours in (1, 2, 3, 8, 9, 10, 12, -3, -4, -5, -6, -7, -8):
        local = moment.at_offset(hours * 60)
        if local.day == day:
            return local
    return moment


def _offset_of(moment: datetime) -> int | None:
    offset = moment.utcoffset()
    return None if offset is None else int(offset.total_seconds() // 60)
