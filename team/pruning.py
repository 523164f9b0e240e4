"""What has done its work and is kept for a while only: lines that were read, letters, deliveries, who signed in."""

from datetime import timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from team.models import HookDelivery, Notification, NotificationLetter, TrailLine
from team.models.trail import ACTS

READ_KEPT: Final = timedelta(days=90)
UNREAD_KEPT: Final = timedelta(days=365)
LETTERS_KEPT: Final = timedelta(days=90)
DELIVERIES_KEPT: Final = timedelta(days=30)
ACTS_KEPT: Final = timedelta(days=365)
AT_ONCE: Final = 5_000
"""Rows a statement, so that none holds others up for long."""


def prune() -> dict[str, int]:
    """Let go what is old; gives how many of each kind. Of letters all that left the queue: sent, given up, or handed
    off by a worker that died, of which nobody knows more by waiting. Lines of the audit trail that tell of records live
    as long as the history of those."""
    now = timezone.now()
    old_read = Q(read_at__isnull=False, created_at__lt=now - READ_KEPT)
    lines = Notification.objects.filter(old_read | Q(created_at__lt=now - UNREAD_KEPT))
    done = NotificationLetter.objects.exclude(handed_off_at=None, given_up_at=None)
    return {
        "notifications": _delete(lines),
        "letters": _delete(done.filter(created_at__lt=now - LETTERS_KEPT)),
        "deliveries": _delete(HookDelivery.objects.filter(ended_at__lt=now - DELIVERIES_KEPT)),
        "acts": _delete(TrailLine.objects.filter(what__in=ACTS, at__lt=now - ACTS_KEPT)),
    }


def _delete(rows: QuerySet) -> int:
    gone = 0
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        gone += rows.model.objects.filter(pk__in=keys).delete()[0]
    return gone
