"""The way of one article: from the address that a source gave to clips, alerts and bylines."""

import logging
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from contacts.models import Outlet
from core import by_host
from core.fetching import FetchError, Forbidden
from coverage.articles import following_up, queue
from coverage.articles.addresses import key_of
from coverage.articles.fetching import Walled, may_work_later, page_at
from coverage.articles.storing import AddressTooLong, store
from coverage.articles.told import reading_of
from coverage.entries import Entry
from coverage.models import Article, ArticleAddress, Sighting, Source
from coverage.reading import NotAnArticle, Reading, read

logger = logging.getLogger(__name__)

TOO_OLD: Final = timedelta(days=30)
"""What was older when a source gave it is not read: a feed that was just added brings the past with it."""
OLD: Final = "It was published more than 30 days before the source gave it."
OUR_FAULT: Final = "Something went wrong on our side; the log says what."


@dataclass(frozen=True, slots=True)
class Counts:
    """What one pass did: articles that are new, addresses of known ones, what was passed over, put off, given up."""

    new: int = 0
    known: int = 0
    passed: int = 0
    put_off: int = 0
    failed: int = 0

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Look:
    """What came of looking at a sighting: something to store, or the problem; `old` is not to be stored."""

    url: str
    reading: Reading | None = None
    problem: FetchError | NotAnArticle | None = None
    old: bool = False


def read_due(*, limit: int = 500, worked_for: timedelta = queue.WORKED_FOR) -> Counts:
    """One pass over the sightings that are due: hosts side by side, the pages of one host one after the other.

    Pages are fetched and read in threads; this one stores what they bring. What is not begun after `worked_for` is
    left to the next pass.
    """
    end = time.monotonic() + worked_for.total_seconds()
    counts: Counter[str] = Counter()
    left = []

    def look_in_time(sighting: Sighting) -> Look | None:
        return _look_at(sighting) if time.monotonic() < end else None

    claimed = queue.claim(limit=limit)
    for sighting, look in by_host.results(claimed, host=lambda sighting: sighting.host, work=look_in_time):
        if look is None or time.monotonic() >= end:
            left.append(sighting)
        else:
            counts[_settle(sighting, look)] += 1
    queue.let_go(left)
    return Counts(**counts)


def read_address(*, url: str, told: Entry | None = None, body: bytes | None = None) -> Article:
    """Read one address at once, or `body` as what stands there, and take it all the way.

    An address that is known already is not fetched again. Raises `FetchError` and `NotAnArticle`, whose texts are for
    people.
    """
    if body is None and (known := _known(url)):
        return following_up.follow_up(known)
    try:
        if body is not None:
            return _take(read(body, url=url, told=told), url=url, also=[])[0]
        page = page_at(url)
        reading = read(page.body, url=page.url, content_type=page.content_type, told=told)
        return _take(reading, url=page.url, also=[url])[0]
    except Walled:
        if not (told and told.title):
            raise
        return _take(reading_of(told), url=url, also=[])[0]
    except AddressTooLong as problem:
        raise Forbidden(str(problem)) from None


def _known(url: str) -> Article | None:
    met = ArticleAddress.objects.filter(url_key=key_of(url)).exclude(article__text="").select_related("article").first()
    return met.article if met else None


def _take(
    reading: Reading,
    *,
    url: str,
    also: Iterable[str],
    medium: str = Article.Medium.ONLINE,
    outlet: Outlet | None = None,
) -> tuple[Article, bool]:
    article, is_new = store(reading, url=url, also=also, medium=medium, outlet=outlet)
    return following_up.follow_up(article), is_new


def _look_at(sighting: Sighting) -> Look:
    """Fetch and read what a sighting leads to; touches no database. Never raises."""
    told = Entry.from_told(sighting.url, sighting.told)
    try:
        if _is_too_old(told.published, sighting):
            return Look(sighting.url, old=True)
        if told.text:
            return Look(sighting.url, reading_of(told))
        page = page_at(sighting.url, by_itself=sighting.source_id is not None)
        reading = read(page.body, url=page.url, content_type=page.content_type, told=told)
        return Look(page.url, reading, old=_is_too_old(reading.published, sighting))
    except (FetchError, NotAnArticle) as problem:
        can_keep = told.title and isinstance(problem, Walled | NotAnArticle)
        return Look(sighting.url, reading_of(told) if can_keep else None, problem=problem)
    except Exception:
        logger.exception("Sighting %s could not be read.", sighting.pk)
        return Look(sighting.url, problem=FetchError(OUR_FAULT))


def _is_too_old(published: datetime | None, sighting: Sighting) -> bool:
    """What a person gave by its address is read however old it is."""
    return bool(published and sighting.source_id and published < sighting.created_at - TOO_OLD)


def _settle(sighting: Sighting, look: Look) -> str:
    """Store what a look brought and write down what became of the sighting; gives the name of a field of `Counts`."""
    if look.old:
        queue.pass_over(sighting, why=OLD)
        return "passed"
    if not look.reading:
        return _do_without(sighting, look.problem)
    try:
        outlet = sighting.source.outlet if sighting.source else None
        article, is_new = _take(
            look.reading, url=look.url, also=[sighting.url], medium=_medium(sighting), outlet=outlet
        )
    except AddressTooLong as problem:
        queue.fail(sighting, why=str(problem))
        return "failed"
    except Exception:
        logger.exception("Sighting %s could not be stored.", sighting.pk)
        return _do_without(sighting, FetchError(OUR_FAULT))
    queue.read(sighting, article)
    return "new" if is_new else "known"


def _medium(sighting: Sighting) -> str:
    is_letter = sighting.source is not None and sighting.source.kind == Source.Kind.NEWSLETTER
    return Article.Medium.NEWSLETTER if is_letter else Article.Medium.ONLINE


def _do_without(sighting: Sighting, problem: FetchError | NotAnArticle | None) -> str:
    """There is nothing to store: try again, where that has sense."""
    if isinstance(problem, FetchError) and may_work_later(problem) and queue.put_off(sighting, why=str(problem)):
        return "put_off"
    queue.fail(sighting, why=str(problem))
    return "failed"
