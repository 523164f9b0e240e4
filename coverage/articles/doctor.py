"""What `manage.py doctor` says about the reading of articles."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from core.doctor import Finding, State
from coverage.models import Sighting

LATE = timedelta(hours=1)
COUNTED = 10_000


def articles() -> Iterable[Finding]:
    """Whether what sources announce is read; nothing where nothing was announced yet."""
    if not Sighting.objects.exists():
        return
    waiting = Sighting.objects.filter(state=Sighting.State.WAITING)
    late = waiting.filter(due_at__lt=timezone.now() - LATE)[:COUNTED].count()
    if late:
        says = f"{late:,}{' or more' if late == COUNTED else ''} have waited to be read for more than an hour"
        advice = "Is the worker running? If it is, and this number grows from day to day, start more workers."
        yield Finding("articles", State.WARNING, says, advice)
    else:
        yield Finding("articles", State.GOOD, "what sources announce is read")
