"""What `manage.py doctor` says of interviews and media events: whether reminders go when they are due."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.utils import timezone

from core.doctor import Finding, State
from events.models import Interview, Reminder

LATE: Final = timedelta(minutes=15)


def reminders() -> Iterable[Finding]:
    waiting = Reminder.objects.filter(told_at=None, dropped_at=None)
    if late := waiting.filter(due_at__lt=timezone.now() - LATE).count():
        advice = "Look at the worker and beat: they remind people, and catch up when they run."
        return [Finding("interviews", State.BROKEN, f"{late} reminders are late", advice)]
    coming = Interview.objects.filter(state="confirmed", starts_at__gt=timezone.now()).count()
    return [Finding("interviews", State.GOOD, f"{coming} coming, no reminder is late")]
