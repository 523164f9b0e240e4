"""The number beside Today in the sidebar.

It stands on every page, so no page counts it: whoever opens Today has counted it, and else a worker counts when a page
asks and the number is older than FRESH. Until then the last number is shown; without any, none
(docs/decisions/106-the-number-beside-today.md).
"""

import logging
from typing import Final

from celery import current_app
from django.core.cache import cache
from django.http import HttpRequest
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from core.navigation import Count
from dashboard.desk import Desk
from dashboard.work import Work, look_at
from team.models import User

log = logging.getLogger(__name__)

FRESH: Final = 120
"""Seconds for which a number is not counted again."""
KEPT: Final = 24 * 60 * 60


def beside_today(request: HttpRequest) -> Count | None:
    """What the sidebar shows: one look into the cache, no query."""
    user = request.user
    if not user.is_authenticated or user.is_observer:
        return None
    number, fresh = _keys(user.pk)
    try:
        found = cache.get_many([number, fresh])
        if fresh not in found:
            _ask(user.pk)
    except RedisError:
        return None
    kept = found.get(number)
    return Count(kept["number"], of="waiting for you", hot=kept["hot"], more=kept["more"]) if kept else None


def remember(user: User, work: Work) -> None:
    """Keep what was just counted for this person."""
    number, fresh = _keys(user.pk)
    kept = {"number": work.number, "more": work.more, "hot": work.pressing > 0}
    try:
        cache.set(number, kept, KEPT)
        cache.set(fresh, 1, FRESH)
    except RedisError:
        log.warning("What waits for user %s could not be kept; it is counted again.", user.pk)


def is_stale(user: User) -> None:
    """They have done something, so the next page has it counted again."""
    try:
        cache.delete(_keys(user.pk)[1])
    except RedisError:
        log.warning("The number beside Today of user %s stays until it is counted again.", user.pk)


def count(pk: int) -> int | None:
    """Count for one person, who may have gone since; gives how many rows their Today has."""
    user = User.objects.working().filter(pk=pk).first()
    if user is None:
        return None
    work = look_at(Desk(user), shown=0)
    remember(user, work)
    return work.number


def _ask(pk: int) -> None:
    """Once, however many pages ask at the same time. A broker that is away loses a number, and no page."""
    if not cache.add(_keys(pk)[1], 1, FRESH):
        return
    try:
        current_app.send_task("dashboard.tasks.count_today", args=[pk], expires=FRESH, retry=False)
    except (OperationalError, OSError) as error:
        log.warning("What waits for user %s is not counted (%s).", pk, type(error).__name__)


def _keys(pk: int) -> tuple[str, str]:
    return f"dashboard:today:{pk}", f"dashboard:today:{pk}:fresh"
