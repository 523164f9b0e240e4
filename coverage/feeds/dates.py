"""Dates as feeds write them."""

import calendar
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from django.utils import timezone
from feedparser.datetimes import _parse_date

AHEAD = timedelta(days=1)


def moment(text: str) -> datetime | None:
    """An aware time; UTC where no zone is given. None for what is no date, and for what lies more than a day ahead:
    that is when something takes place, not when it was published."""
    found = _read(" ".join(text.split())[:80])
    if found is None:
        return None
    if timezone.is_naive(found):
        found = found.replace(tzinfo=UTC)
    with suppress(OverflowError):
        if datetime(1990, 1, 1, tzinfo=UTC) < found < timezone.now() + AHEAD:
            return found
    return None


def _read(text: str) -> datetime | None:
    if not text:
        return None
    with suppress(ValueError):
        return datetime.fromisoformat(text)
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(text)
    with suppress(ValueError, TypeError, IndexError, OverflowError, AttributeError):
        if parts := _parse_date(text):  # feedparser's, for the odd forms
            return datetime.fromtimestamp(calendar.timegm(parts), UTC)
    return None
