"""The queue of sightings: which are to be read now, by whom, and what becomes of those that could not be read."""

import random
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from coverage.locks import CLAIMING_SIGHTINGS
from coverage.models import Article, Sighting

CLAIMED_FOR: Final = timedelta(minutes=10)
"""A worker that has not read a sighting for so long is thought dead."""
WORKED_FOR: Final = timedelta(minutes=8)
"""A pass begins nothing after that: what it has not read by then goes back into the queue before the claim ends."""
MOST_PER_HOST: Final = 10
"""Of one host in one pass: they are read one after the other, and must be done well before the claim ends."""
PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (5, 30, 120, 720))
"""Between the attempts to read one article; after the last one it is given up."""

ATTEMPTS: Final = len(PAUSES) + 1
ENDED_ITS_READERS: Final = "Whoever read it came to a sudden end, each time. It is not tried again."

# An attempt counts once it is claimed. What is still claimed when the claim is over may be what its worker died of: the
# oftener that happened, the fewer are read together, so that the others come through.
# Hosts that another worker is reading from now are left to it. Each host has its turn, the longest waiting first.
CLAIM = """
UPDATE coverage_sighting SET claimed_until = %(until)s, attempts = attempts + 1 WHERE id IN (
    SELECT id FROM (
        SELECT id, due_at, row_number() OVER (PARTITION BY host ORDER BY due_at, id) AS place,
               claimed_until IS NULL OR greatest(1, %(limit)s / power(4, attempts))
                   >= row_number() OVER (PARTITION BY claimed_until IS NULL, attempts ORDER BY due_at, id) AS is_safe
          FROM coverage_sighting
         WHERE state = 'waiting' AND due_at <= %(now)s AND (claimed_until IS NULL OR claimed_until < %(now)s)
           AND host NOT IN (SELECT host FROM coverage_sighting WHERE state = 'waiting' AND claimed_until >= %(now)s)
    ) AS due WHERE place <= %(per_host)s AND is_safe ORDER BY place, due_at, id LIMIT %(limit)s
) RETURNING id
"""
GIVE_UP = """
UPDATE coverage_sighting SET state = 'failed', claimed_until = NULL, error = %(error)s, updated_at = %(now)s
 WHERE state = 'waiting' AND due_at <= %(now)s AND claimed_until < %(now)s AND attempts >= %(attempts)s
"""


def claim(*, limit: int) -> list[Sighting]:
    """Take up to `limit` due sightings, at most ten a host and none of hosts that somebody else reads from now.

    What five workers claimed and none settled is given up.
    """
    now = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CLAIMING_SIGHTINGS])
        cursor.execute(GIVE_UP, {"now": now, "error": ENDED_ITS_READERS, "attempts": ATTEMPTS})
        cursor.execute(CLAIM, {"now": now, "until": now + CLAIMED_FOR, "limit": limit, "per_host": MOST_PER_HOST})
        claimed = [pk for (pk,) in cursor.fetchall()]
    return list(Sighting.objects.filter(pk__in=claimed).select_related("source__outlet").order_by("due_at", "pk"))


def read(sighting: Sighting, article: Article) -> None:
    """It led to this article."""
    _settle(sighting, state=Sighting.State.READ, article=article, error="")


def pass_over(sighting: Sighting, *, why: str) -> None:
    """It need not be read."""
    _settle(sighting, state=Sighting.State.PASSED, error=why)


def fail(sighting: Sighting, *, why: str) -> None:
    """It cannot be read, and will not be tried again."""
    _settle(sighting, state=Sighting.State.FAILED, error=why)


def put_off(sighting: Sighting, *, why: str) -> bool:
    """Try again later; False, and nothing is changed, when it was tried often enough."""
    if sighting.attempts >= ATTEMPTS:
        return False
    pause = PAUSES[max(sighting.attempts - 1, 0)] * random.uniform(0.8, 1.2)  # noqa: S311  (not a secret: so that not all come at once)
    _settle(sighting, state=Sighting.State.WAITING, error=why, due_at=timezone.now() + pause)
    return True


def let_go(sightings: Iterable[Sighting]) -> None:
    """They were claimed and not read: they are due as before, and it does not count."""
    mine = Sighting.objects.filter(pk__in=[sighting.pk for sighting in sightings], state=Sighting.State.WAITING)
    mine.update(claimed_until=None, attempts=F("attempts") - 1)


def _settle(sighting: Sighting, *, error: str, **values: object) -> None:
    Sighting.objects.filter(pk=sighting.pk).update(
        error=error[:300], claimed_until=None, updated_at=timezone.now(), **values
    )
