"""When to come again: as often as a source has news, ever more rarely while it gives trouble, never not at all.

See docs/decisions/059.
"""

import math
import random
from collections.abc import Iterable
from datetime import datetime, timedelta

from coverage.entries import Entry

SHORTEST, LONGEST = 10, 240
"""Minutes between two polls of a source that answers."""
NEW_A_POLL = 2
"""The interval is set so that a poll brings about so many."""
MEMORY = timedelta(days=2)
"""How fast earlier figures fade from what is new in a day."""
RARELY = timedelta(days=30)
"""No source is left alone for longer."""
JITTER = 0.15
_PATIENCE = [(timedelta(days=14), timedelta(days=1)), (timedelta(days=90), timedelta(days=7))]
"""Failing for less than the first, it is asked again within the second."""


def interval_for(per_day: float) -> int:
    """Minutes between two polls of a source that has so many new a day."""
    return round(min(max(NEW_A_POLL * 24 * 60 / per_day, SHORTEST), LONGEST)) if per_day > 0 else LONGEST


def per_day_after(before: float, *, new: int, since: timedelta) -> float:
    """New a day, with a poll that brought `new` in the time `since` the one before; older figures fade."""
    if since <= timedelta(0):
        return before
    share = 1 - math.exp(-since / MEMORY)
    return before + share * (new / (since / timedelta(days=1)) - before)


def first_per_day(entries: Iterable[Entry], *, now: datetime) -> float:
    """What the dates of a feed's entries say before there was a second poll."""
    ages = sorted(now - entry.published for entry in entries if entry.published and entry.published <= now)
    lately = [age for age in ages if age < timedelta(days=7)]
    if not lately:
        return 0
    return len(lately) / max(lately[-1] / timedelta(days=1), 0.25)


def next_after_success(interval: int, *, now: datetime) -> datetime:
    return now + _jittered(timedelta(minutes=interval))


def next_after_failure(
    interval: int, *, trouble: float, failing_since: datetime, not_before: datetime | None, now: datetime
) -> datetime:
    """`trouble` doubles the interval with each whole unit; `not_before` is what the server asked for (Retry-After)."""
    wait = min(timedelta(minutes=interval) * 2 ** min(trouble, 16), patience(now - failing_since))
    at = now + _jittered(wait)
    return min(max(at, not_before or at), now + RARELY)


def next_after_gone(*, now: datetime) -> datetime:
    return now + RARELY * random.uniform(1 - JITTER, 1)  # noqa: S311 (no secret)


def patience(failing_for: timedelta) -> timedelta:
    """The longest wait for a source that has failed for so long."""
    return next((longest for up_to, longest in _PATIENCE if failing_for < up_to), RARELY)


def _jittered(wait: timedelta) -> timedelta:
    """Not all that was added in one minute is to be asked in one minute for ever."""
    return wait * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 (no secret)
