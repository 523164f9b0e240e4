"""A clock that the demo can set, so that months of history come about through the product's own verbs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone


@contextmanager
def time_is(moment: datetime) -> Iterator[None]:
    """Let `timezone.now()`, which all of Mediarel reads the time from, stand at `moment`. Only the demo does this."""
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real
