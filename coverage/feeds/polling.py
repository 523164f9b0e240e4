"""One pass over the sources that are due: each host one request at a time, many hosts side by side.

Visits are made in threads and written down in this one. A worker that dies in between leaves claims that run out.
"""

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import timedelta

from django.db import DatabaseError, connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from core import by_host
from core.fetching import Connections
from coverage.feeds.settling import settle
from coverage.feeds.visiting import Outcome, Visit, visit
from coverage.locks import CLAIMING_SOURCES
from coverage.models import Source

THREADS = 64
PAUSE = 0.1
"""Seconds between two requests to one host within a pass."""
MOST = 2000
CLAIMED_FOR = timedelta(minutes=15)
ENOUGH_SILENCE = 2
"""So many feeds of a host that did not answer in time: the others of it are not waited for in this pass."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tally:
    """What a pass did. `polled` is the sum of read, unchanged, failed and gone; `new` counts addresses of articles."""

    polled: int = 0
    read: int = 0
    unchanged: int = 0
    failed: int = 0
    gone: int = 0
    put_off: int = 0
    new: int = 0

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


def poll_due(*, limit: int = MOST) -> Tally:
    """Poll what is due, up to `limit` sources, but those of hosts that another worker is at."""
    return _poll(_claim(limit))


def poll_now(pk: int) -> Tally:
    """Poll one source whatever its time, unless it is paused or somebody is at it."""
    now = timezone.now()
    mine = Source.objects.polled().filter(pk=pk).unclaimed(now).update(claimed_until=now + CLAIMED_FOR)
    return _poll(Source.objects.filter(pk=pk)) if mine else Tally()


def _claim(limit: int) -> list[Source]:
    now = timezone.now()
    at_work = Source.objects.filter(host=OuterRef("host"), claimed_until__gte=now)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CLAIMING_SOURCES])
        sources = list(Source.objects.due().exclude(Exists(at_work))[:limit])
        Source.objects.filter(pk__in=[source.pk for source in sources]).update(claimed_until=now + CLAIMED_FOR)
    # Within a host those that answered last time come first.
    return sorted(sources, key=lambda source: source.trouble)


def _poll(sources: Iterable[Source]) -> Tally:
    tally: Counter[str] = Counter()
    silent: Counter[str] = Counter()

    def ask(source: Source) -> Visit:
        if silent[source.host] >= ENOUGH_SILENCE:
            return Visit(Outcome.PUT_OFF, error="Its host did not answer in time to others just before.")
        made = visit(source, connections=connections)
        silent[source.host] += made.was_too_slow
        return made

    with Connections() as connections:
        visits = by_host.results(sources, host=lambda source: source.host, work=ask, threads=THREADS, pause=PAUSE)
        for source, made in visits:
            try:
                tally["new"] += settle(source, made)
            except DatabaseError:  # such as one that was removed meanwhile; the others of the pass go on
                log.exception("What source %s gave could not be kept.", source.pk)
                _come_again(source)
                made = Visit(Outcome.FAILED)
            tally[made.outcome.value] += 1
            tally["polled"] += made.outcome is not Outcome.PUT_OFF
    return Tally(**tally)


def _come_again(source: Source) -> None:
    """In its usual time, as if it had not been asked."""
    later = timezone.now() + timedelta(minutes=source.interval)
    Source.objects.filter(pk=source.pk).update(claimed_until=None, next_poll_at=later)
