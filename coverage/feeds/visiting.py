"""One visit to a source: what it answered, what stands in it, and how bad it is where that went wrong.

Touches no database: many visits are made side by side in threads.
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Any

from django.utils import timezone

from core.fetching import Busy, Connections, Fetched, FetchError, Forbidden, TooLarge, TooSlow, Unreachable, fetch
from coverage.entries import Entry
from coverage.feeds.decoding import LARGEST
from coverage.feeds.errors import NotAFeed
from coverage.feeds.parsing import Feed, parse
from coverage.models import Source

log = logging.getLogger(__name__)

SECONDS = 10.0
"""For one answer. A feed that takes longer is asked again later; meanwhile its host waits for nobody."""
PARSE_WEIGHT = 0.25
_BY_STATUS = {404: 0.5, 429: 0.3, 503: 0.5}
_BY_ERROR: dict[type[Exception], float] = {
    NotAFeed: PARSE_WEIGHT,
    TooLarge: 0.5,
    TooSlow: 1,
    Unreachable: 1,
    Forbidden: 1,
}
_OTHER_STATUS, _OTHER_ERROR = 0.75, 0.75
_SAID = {
    401: "It wants a sign-in (401).",
    403: "It refuses us (403).",
    404: "There is nothing at this address (404).",
    410: "It says it is gone for good (410).",
    429: "It was asked too often (429).",
    500: "Its server broke (500).",
    503: "Its server is busy or being worked on (503).",
}


class Outcome(Enum):
    READ = "read"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    GONE = "gone"
    PUT_OFF = "put_off"


@dataclass(frozen=True, slots=True)
class Visit:
    """`error` is a sentence for people, `weight` what it adds to the source's trouble; `not_before` is what the server
    asked for. `moved_to` is where it said, for good, that the source lives now."""

    outcome: Outcome
    status: int | None = None
    error: str = ""
    weight: float = 0
    not_before: datetime | None = None
    feed: Feed | None = None
    etag: str = ""
    last_modified: str = ""
    content_hash: str = ""
    moved_to: str = ""
    was_too_slow: bool = False


def visit(source: Source, *, connections: Connections | None = None) -> Visit:
    """Ask a source what is new. Never raises for what servers do."""
    try:
        answer = _fetch(source.url, connections, _conditions(source))
        return _understood(source, answer, connections)
    except Busy as error:
        return Visit(Outcome.PUT_OFF, error=str(error))
    except (FetchError, NotAFeed) as error:
        status = 200 if isinstance(error, NotAFeed) else None
        weight = _BY_ERROR.get(type(error), _OTHER_ERROR)
        return Visit(Outcome.FAILED, status, str(error), weight, was_too_slow=isinstance(error, TooSlow))
    except Exception:  # whatever one source makes fail, the others are asked
        log.exception("Source %s could not be read", source.pk)
        return Visit(Outcome.FAILED, error="Something went wrong on our side; the log says what.", weight=_OTHER_ERROR)


def _conditions(source: Source) -> dict[str, str]:
    asked = {"If-None-Match": source.etag, "If-Modified-Since": source.last_modified}
    return {name: value for name, value in asked.items() if value}


def _fetch(url: str, connections: Connections | None, headers: dict[str, str] | None = None) -> Fetched:
    return fetch(url, headers=headers, most_bytes=LARGEST, seconds=SECONDS, spacing=0, connections=connections)


def _understood(source: Source, answer: Fetched, connections: Connections | None) -> Visit:
    if answer.status == 304:
        return Visit(Outcome.UNCHANGED, 304, moved_to=answer.moved_to)
    if answer.status == 410:
        return Visit(Outcome.GONE, 410, _SAID[410])
    if answer.status != 200:
        said = _SAID.get(answer.status, f"It answers with {answer.status} instead of a feed.")
        weight = _BY_STATUS.get(answer.status, _OTHER_STATUS)
        return Visit(Outcome.FAILED, answer.status, said, weight, retry_after(answer.headers.get("retry-after", "")))
    content_hash = hashlib.sha256(answer.body).hexdigest()
    marks: dict[str, Any] = {
        "etag": answer.headers.get("etag", "")[:500],
        "last_modified": answer.headers.get("last-modified", "")[:100],
        "moved_to": answer.moved_to,
    }
    if content_hash == source.content_hash:
        return Visit(Outcome.UNCHANGED, 200, content_hash=content_hash, **marks)
    feed = parse(answer.body, url=answer.url, content_type=answer.headers.get("content-type", ""))
    if feed.maps:  # an index that has not changed says nothing of the maps it names
        return Visit(Outcome.READ, 200, feed=_with_maps(feed, connections), moved_to=answer.moved_to)
    return Visit(Outcome.READ, 200, feed=feed, content_hash=content_hash, **marks)


def _with_maps(index: Feed, connections: Connections | None) -> Feed:
    """The index with the entries of the maps it names. Raises when none of them can be read."""
    found: list[Entry] = []
    problem: FetchError | NotAFeed | None = None
    for address in index.maps:
        try:
            answer = _fetch(address, connections)
            if answer.status != 200:
                raise NotAFeed(f"A sitemap that it names answers with {answer.status}.")
            found += parse(answer.body, url=answer.url).entries
        except (FetchError, NotAFeed) as error:
            problem = error
    if problem and not found:
        raise problem
    return Feed(index.kind, index.title, index.site_url, index.language, tuple(found))


def retry_after(value: str) -> datetime | None:
    """When a server wants to be asked again: seconds or a date. None where it does not say, or says nonsense."""
    value = value.strip()
    if value.isdecimal():
        return timezone.now() + timedelta(seconds=min(int(value), 90 * 24 * 60 * 60))
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    return at if timezone.is_aware(at) else None
