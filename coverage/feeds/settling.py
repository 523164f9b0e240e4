"""What is written down after a visit to a source."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.fetching import Forbidden, authority_of
from coverage import sightings
from coverage.feeds import pacing
from coverage.feeds.visiting import Outcome, Visit
from coverage.models import Source
from coverage.models.source import LONGEST_URL

SHORT_REST = timedelta(minutes=5)
LONGEST_ERROR = 300

log = logging.getLogger(__name__)


def settle(source: Source, visit: Visit) -> int:
    """Note what is new and when to come again, in one transaction; gives the number of new addresses.

    What a person changed meanwhile (another address, a pause) stays; of a source that was removed nothing is kept.
    """
    now = timezone.now()
    with transaction.atomic():
        if not Source.objects.select_for_update(no_key=True).filter(pk=source.pk).exists():
            return 0
        new = sightings.note(entries=visit.feed.entries, source=source) if visit.feed else 0
        values = {"claimed_until": None, **_values(source, visit, new, now)}
        if not Source.objects.filter(pk=source.pk, url=source.url).update(**values):
            Source.objects.filter(pk=source.pk).update(claimed_until=None)
    if visit.moved_to and visit.outcome in {Outcome.READ, Outcome.UNCHANGED}:
        _move(source, visit.moved_to, now)
    return new


def _values(source: Source, visit: Visit, new: int, now: datetime) -> dict[str, Any]:
    if visit.outcome is Outcome.PUT_OFF:
        return {"next_poll_at": pacing.next_after_success(round(SHORT_REST.total_seconds() / 60), now=now)}
    asked = {"last_polled_at": now, "last_status": visit.status}
    if visit.outcome in {Outcome.FAILED, Outcome.GONE}:
        return asked | _failed(source, visit, now)
    return asked | _went_well(source, visit, new, now)


def _went_well(source: Source, visit: Visit, new: int, now: datetime) -> dict[str, Any]:
    if source.last_read_at is None and visit.feed:
        per_day = pacing.first_per_day(visit.feed.entries, now=now)
    else:
        per_day = pacing.per_day_after(source.per_day, new=new, since=now - (source.last_read_at or now))
    interval = pacing.interval_for(per_day)
    values: dict[str, Any] = {
        "per_day": per_day,
        "interval": interval,
        "next_poll_at": pacing.next_after_success(interval, now=now),
        "last_read_at": now,
        "last_error": _remark(visit),
        "failing_since": None,
        "trouble": 0,
        "gone_at": None,
    }
    if new:
        values["last_new_at"] = now
    if visit.feed and visit.feed.entries:
        values["kind"] = visit.feed.kind
    if visit.outcome is Outcome.READ or visit.content_hash:
        values |= {"content_hash": visit.content_hash, "etag": visit.etag, "last_modified": visit.last_modified}
    return values


def _remark(visit: Visit) -> str:
    if not visit.feed or not visit.feed.hidden:
        return ""
    number = visit.feed.hidden
    links = "one link" if number == 1 else f"{number} links"
    return f"Google hides the address behind {links}. A Google Alert on the same words, delivered as a feed, gives it."


def _failed(source: Source, visit: Visit, now: datetime) -> dict[str, Any]:
    """The ETag stays that of the last answer that could be read."""
    since = source.failing_since or now
    trouble = source.trouble + visit.weight
    gone = visit.outcome is Outcome.GONE
    next_poll = pacing.next_after_failure(
        source.interval, trouble=trouble, failing_since=since, not_before=visit.not_before, now=now
    )
    return {
        "last_error": visit.error[:LONGEST_ERROR],
        "failing_since": since,
        "trouble": trouble,
        "gone_at": source.gone_at or now if gone else None,
        "next_poll_at": pacing.next_after_gone(now=now) if gone else next_poll,
    }


def _move(source: Source, address: str, now: datetime) -> None:
    """Keep the new address of a source, which was read there, unless another source has it."""
    try:
        host = authority_of(address)
    except Forbidden:
        return
    if len(address) > LONGEST_URL or address == source.url:
        return
    try:
        with transaction.atomic():
            rows = Source.objects.filter(pk=source.pk, url=source.url)
            rows.update(url=address, host=host, moved_from=source.url, moved_at=now)
    except IntegrityError:
        log.info("Source %s has moved to the address of another source", source.pk)
        said = "It has moved to an address that another source reads already: one of the two can go."
        Source.objects.filter(pk=source.pk).update(last_error=said)
