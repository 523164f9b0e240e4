"""What `manage.py doctor` says about sources."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from core.doctor import Finding, State
from coverage.models import Source

LATE = timedelta(minutes=30)


def sources() -> Iterable[Finding]:
    """Whether they are polled at all, and how many answer; nothing where there are none."""
    polled = Source.objects.polled()
    number = polled.count()
    if not number:
        return
    now = timezone.now()
    waiting = polled.unclaimed(now).filter(next_poll_at__lt=now - LATE).count()
    if waiting:
        says = f"{waiting} of {number} have waited to be asked for more than half an hour"
        yield Finding("sources", State.BROKEN, says, "Look at the worker and beat, which ask them.")
        return
    failing = Source.objects.failing().count()
    if failing:
        says = f"{failing} of {number} have not answered as they should for a day or more"
        advice = "Look at them under Coverage, Sources, “Need a look”: some have moved or ended."
        yield Finding("sources", State.WARNING, says, advice)
    else:
        yield Finding("sources", State.GOOD, f"{number} are asked, and answer")
