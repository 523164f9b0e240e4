"""The calendar at a secret address, for programs that subscribe to it: what its owner sees, narrowed as they chose."""

import hashlib
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from campaigns.models import Client, Spokesperson
from events import icalendar_files
from events.calendar_sources import LENGTH
from events.entries import Entry, Window, entries
from events.errors import NotPossible
from events.models import CalendarFeed
from team.models import User

BACK: Final = timedelta(days=30)
AHEAD: Final = timedelta(days=365)
MOST_FEEDS: Final = 20
SEEN_EVERY: Final = timedelta(minutes=30)


@transaction.atomic
def add(
    *, user: User, name: str, client: Client | None = None, spokesperson: Spokesperson | None = None
) -> CalendarFeed:
    """A new secret address. Raises `NotPossible` for one without a name, and beyond twenty."""
    User.objects.select_for_update().get(pk=user.pk)
    if not name.strip():
        raise NotPossible("Name the calendar.")
    if CalendarFeed.objects.filter(user=user, revoked_at=None).count() >= MOST_FEEDS:
        raise NotPossible(f"{MOST_FEEDS} subscriptions are the most. Withdraw one that is not read any more.")
    return CalendarFeed.objects.create(user=user, name=name.strip()[:120], client=client, spokesperson=spokesperson)


def revoke(*, feed: CalendarFeed) -> None:
    """Nobody reads it there any more."""
    CalendarFeed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=timezone.now())


def find(token: str) -> CalendarFeed | None:
    """The feed at that address; None where there is none, it was withdrawn, or its owner works here no more."""
    feeds = CalendarFeed.objects.filter(token=token, revoked_at=None, user__in=User.objects.working())
    return feeds.select_related("user", "client", "spokesperson").first()


def read(feed: CalendarFeed) -> tuple[bytes, str]:
    """The file, and a mark (ETag) that stays while nothing in it changes."""
    now = timezone.now()
    stale = Q(read_at=None) | Q(read_at__lt=now - SEEN_EVERY)
    CalendarFeed.objects.filter(stale, pk=feed.pk).update(read_at=now)
    start = now.replace(hour=0, minute=0, second=0, microsecond=0) - BACK
    window = Window(start, start + BACK + AHEAD, feed.user, feed.client, feed.spokesperson, frozenset(feed.kinds))
    file = icalendar_files.calendar_file((_of(each) for each in entries(window)), name=feed.name)
    return file, hashlib.sha256(file).hexdigest()[:32]


def _of(entry: Entry) -> icalendar_files.Entry:
    host = settings.SITE_URL
    return icalendar_files.Entry(
        uid=entry.uid if "@" in entry.uid else f"{entry.uid}@{host.rpartition('//')[2].partition(':')[0]}",
        sequence=0,
        summary=f"{entry.detail}: {entry.title}" if entry.ends_at is None else entry.title,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at or entry.starts_at + LENGTH,
        description=entry.detail if entry.ends_at else "",
        location=entry.place,
        url=host + entry.url,
        is_tentative=entry.is_tentative,
        changed_at=entry.changed_at,
    )
