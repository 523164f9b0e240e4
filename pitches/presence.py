"""Who else has a pitch open. A hint, kept in the cache alone: losing it costs nothing."""

import time

from django.core.cache import cache

from pitches.models import Pitch
from team.models import User

SEEN_FOR = 75


def seen(*, pitch: Pitch, user: User) -> list[str]:
    """Note that `user` has the pitch open; gives the names of the others who do."""
    key, now = f"composing:{pitch.pk}", time.time()
    here = {pk: (name, at) for pk, (name, at) in (cache.get(key) or {}).items() if now - at < SEEN_FOR}
    here[user.pk] = (user.name, now)
    cache.set(key, here, SEEN_FOR)
    return sorted(name for pk, (name, _) in here.items() if pk != user.pk)
