"""How often a token may ask: so many reads and so many writes within each minute, counted in Redis."""

import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from core.journalist_pages import OUT_OF_REACH
from team.api.problems import Refused

MINUTE: Final = 60
READING: Final = {"GET", "HEAD"}


@dataclass(frozen=True)
class Standing:
    """How a token stands within its minute: what is allowed, what is left of it, and in how many seconds it ends."""

    limit: int
    left: int
    seconds: int

    @property
    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.left),
            "RateLimit-Reset": str(self.seconds),
        }


def count(request: HttpRequest, token: int) -> Standing | None:
    """Count this request; None while Redis cannot be reached, for then nobody is held up. Raises `Refused` (429)."""
    reads = request.method in READING
    limit = settings.API_READS_A_MINUTE if reads else settings.API_WRITES_A_MINUTE
    minute, passed = divmod(int(time.time()), MINUTE)
    key = f"api:{token}:{'r' if reads else 'w'}:{minute}"
    try:
        cache.add(key, 0, timeout=2 * MINUTE)
        used = int(cache.incr(key))
    except (ValueError, *OUT_OF_REACH):
        return None
    standing = Standing(limit, max(0, limit - used), MINUTE - passed)
    if used > limit:
        what = "reads" if reads else "writes"
        raise Refused(
            HTTPStatus.TOO_MANY_REQUESTS,
            f"More than {limit} {what} within a minute came with this token. Go on in {standing.seconds} seconds.",
            headers={"Retry-After": str(standing.seconds), **standing.headers},
        )
    return standing
