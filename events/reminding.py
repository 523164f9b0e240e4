"""Reminders of interviews and media events: planned with every change, told by a task each minute, each once.

What is told stands in the same transaction as the mark that it was, so a worker that dies tells neither twice nor
never. One that was down and comes back tells what still makes sense, and drops the rest.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from core.templatetags.mediarel import duration
from events import calendar_letters, event_letters, told_of
from events.models import Interview, MediaEvent, Reminder
from team.notifications import notify

Whom = Reminder.Whom
DAY_BEFORE, HOUR_BEFORE = timedelta(days=1), timedelta(hours=1)
WHEN: Final = (
    (Whom.OWNER, DAY_BEFORE),
    (Whom.JOURNALIST, DAY_BEFORE),
    (Whom.SPEAKER, DAY_BEFORE),
    (Whom.OWNER, HOUR_BEFORE),
    (Whom.SPEAKER, HOUR_BEFORE),
)
LATE: Final = timedelta(minutes=10)
MOST: Final = 200


def plan(interview: Interview) -> None:
    """Drop what was planned, and plan anew what still lies ahead; within the transaction of the change."""
    now = timezone.now()
    wanted = set()
    if interview.state == Interview.State.CONFIRMED and interview.starts_at:
        wanted = {(str(whom), interview.starts_at - ahead) for whom, ahead in WHEN}
        wanted = {(whom, due) for whom, due in wanted if due > now}
    waiting = interview.reminders.filter(told_at=None, dropped_at=None)
    for reminder in waiting:
        if (reminder.whom, reminder.due_at) in wanted:
            wanted.discard((reminder.whom, reminder.due_at))
        else:
            reminder.delete()
    Reminder.objects.bulk_create(
        (Reminder(interview=interview, whom=whom, due_at=due) for whom, due in sorted(wanted)), ignore_conflicts=True
    )


def tell_due() -> int:
    """Tell what is due; gives how many were told."""
    due = Reminder.objects.filter(told_at=None, dropped_at=None, due_at__lte=timezone.now())
    keys = list(due.order_by("due_at").values_list("pk", flat=True)[:MOST])
    return sum(_tell(key) for key in keys)


@transaction.atomic
def _tell(key: int) -> bool:
    free = Reminder.objects.select_for_update(skip_locked=True, of=("self",)).filter(told_at=None, dropped_at=None)
    reminder = free.filter(pk=key).select_related("interview__owner", "event__owner").first()
    if reminder is None:
        return False
    if reminder.interview:
        told = _tell_of_interview(reminder.interview, reminder)
    else:
        told = reminder.event is not None and _tell_of_event(reminder.event, reminder.whom)
    if told:
        reminder.told_at = timezone.now()
    else:
        reminder.dropped_at = timezone.now()
    reminder.save(update_fields=["told_at", "dropped_at", "updated_at"])
    return told


def _tell_of_interview(interview: Interview, reminder: Reminder) -> bool:
    """Whether there was still something to tell."""
    now = timezone.now()
    is_over = interview.starts_at is None or interview.starts_at <= now
    if interview.state != Interview.State.CONFIRMED or is_over:
        return False
    if reminder.whom == Whom.OWNER:
        _tell_owner(interview, reminder.due_at, now)
    else:
        is_journalist = reminder.whom == Whom.JOURNALIST
        for reader in calendar_letters.readers_of(interview):
            if reader.is_journalist == is_journalist:
                calendar_letters.remind(interview, reader)
    return True


def _tell_owner(interview: Interview, due_at: datetime, now: datetime) -> None:
    assert interview.starts_at
    late = " This should have reached you earlier; the worker was down." if now - due_at > LATE else ""
    text = f"Interview in {duration(interview.starts_at - now)}: {interview.reporter}, “{interview.topic}”.{late}"
    notify(kind=told_of.SOON, users=[interview.owner], text=text, url=interview.get_absolute_url(), icon="microphone")


def plan_event(event: MediaEvent) -> None:
    """Those who are coming are reminded a day before; who is in charge too."""
    now, due = timezone.now(), event.starts_at - DAY_BEFORE
    event.reminders.filter(told_at=None, dropped_at=None).exclude(due_at=due).delete()
    if event.state == MediaEvent.State.CANCELLED:
        event.reminders.filter(told_at=None, dropped_at=None).delete()
    elif due > now:
        wanted = [Reminder(event=event, whom=whom, due_at=due) for whom in (Whom.OWNER, Whom.INVITEES)]
        Reminder.objects.bulk_create(wanted, ignore_conflicts=True)


def _tell_of_event(event: MediaEvent, whom: str) -> bool:
    if event.state in {MediaEvent.State.CANCELLED, MediaEvent.State.OVER} or event.starts_at <= timezone.now():
        return False
    if whom == Whom.OWNER:
        text = f"“{event.title}” is in {duration(event.starts_at - timezone.now())}; {event.seats_taken} are coming."
        notify(kind=told_of.SOON, users=[event.owner], text=text, url=event.get_absolute_url(), icon="calendar-user")
    else:
        for invitee in event.invitees.filter(state="yes")[: event_letters.AT_ONCE]:
            event_letters.remind(event, invitee)
    return True
