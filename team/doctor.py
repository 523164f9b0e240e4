"""What `manage.py doctor` says of notifications: whether letters and webhooks get through."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.utils import timezone

from core.doctor import Finding, State
from team.models import HookDelivery, NotificationHook, NotificationLetter

LATE: Final = timedelta(minutes=15)
SUBJECT: Final = "notifications"


def notifications() -> Iterable[Finding]:
    """Letters and deliveries that are stuck, letters of which nobody knows, webhooks that fail or are off."""
    found = [*_letters(), *_unknown(), *_deliveries(), *_hooks()]
    hooks = NotificationHook.objects.filter(is_active=True).count()
    return found or [Finding(SUBJECT, State.GOOD, f"no letter is late, {hooks} webhooks hear of everything in time")]


def _letters() -> Iterable[Finding]:
    before = timezone.now() - LATE
    late = NotificationLetter.objects.filter(handed_off_at=None, given_up_at=None, due_at__lt=before)
    if number := late.count():
        advice = "Check EMAIL_URL, and that worker and beat run. They are sent when both do."
        yield Finding(SUBJECT, State.BROKEN, f"{number} letters with notifications are late", advice)
    refused = NotificationLetter.objects.filter(handed_off_at=None, given_up_at=None).exclude(problem="")
    if letter := refused.order_by("-pk").first():
        says = f"letters with notifications do not go: {letter.problem}"
        yield Finding(SUBJECT, State.WARNING, says, "Check EMAIL_URL. They are tried again, for some hours.")


def _unknown() -> Iterable[Finding]:
    since, before = timezone.now() - timedelta(days=1), timezone.now() - LATE
    lost = NotificationLetter.objects.filter(handed_off_at__range=(since, before), sent_at=None, given_up_at=None)
    if number := lost.count():
        says = f"of {number} letters with notifications nobody knows whether they went"
        advice = (
            "A worker died, or the line broke, while they were sent. They stay so: the lines are in the application."
        )
        yield Finding(SUBJECT, State.WARNING, says, advice)


def _deliveries() -> Iterable[Finding]:
    now = timezone.now()
    stuck = HookDelivery.objects.filter(
        state=HookDelivery.State.WAITING, is_test=False, next_try_at__lt=now - LATE, hook__is_active=True
    ).exclude(hook__rests_until__gt=now - LATE)
    if number := stuck.count():
        advice = "Look at beat and at the worker that reads the queue “fetching”: it sends them."
        yield Finding(SUBJECT, State.BROKEN, f"{number} deliveries to webhooks are stuck", advice)


def _hooks() -> Iterable[Finding]:
    for hook in NotificationHook.objects.exclude(off_because="")[:20]:
        advice = "Mend what it says, send a test, and switch it on again under Settings, Channels; or delete it."
        yield Finding(SUBJECT, State.WARNING, f"the webhook “{hook}” is off: {hook.off_because}", advice)
    for hook in NotificationHook.objects.filter(is_active=True, failures__gte=3)[:20]:
        says = f"the webhook “{hook}” failed {hook.failures} times in a row"
        yield Finding(SUBJECT, State.WARNING, says, "Its log under Settings, Channels has what the server said.")
