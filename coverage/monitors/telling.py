"""Tells people what is due: among their notifications, and in a letter where they want one.

Notification, letter and `told_at` are written in one transaction, so nothing is told twice and nothing lost, whenever a
worker dies. Sending the letter is a step of its own (`letters`).
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from coverage import told_of
from coverage.models import Alert, AlertDue, AlertLetter
from coverage.monitors.hours import due_at, hours_of_one
from team.models import User
from team.notifications import notify

AT_ONCE: Final = Alert.Rhythm.AT_ONCE
GATHERED: Final = timedelta(minutes=10)
"""What is told at once is gathered for so long after the last time, so that a busy hour is a few letters, not fifty."""
LATE: Final = timedelta(minutes=10)
"""What is told later than this was held up, by a worker that was down; its hour may have gone by, and quiet begun."""
MOST_PEOPLE: Final = 500
MOST_AT_ONCE: Final = 1000


def tell_due() -> int:
    """Tell everybody what is due for them; gives how many people were told."""
    now = timezone.now()
    due = AlertDue.objects.filter(told_at=None, due_at__lte=now)
    people = list(due.order_by("user").values_list("user", flat=True).distinct()[:MOST_PEOPLE])
    return sum(_tell(pk, now) for pk in people)


@transaction.atomic
def _tell(user_id: int, now: datetime) -> bool:
    waiting = AlertDue.objects.filter(user=user_id, told_at=None, due_at__lte=now)
    if AlertDue.objects.filter(user=user_id, rhythm=Alert.Rhythm.AT_ONCE, told_at__gt=now - GATHERED).exists():
        waiting = waiting.filter(rhythm=Alert.Rhythm.DAILY)
    rows = list(
        waiting.select_for_update(skip_locked=True, of=("self",))
        .select_related("match__monitor", "match__article__outlet")
        .order_by("pk")[:MOST_AT_ONCE]
    )
    user = User.objects.working().filter(pk=user_id).first()
    if user is None:
        AlertDue.objects.filter(pk__in=[row.pk for row in rows]).delete()
        return False
    hours = hours_of_one(user)
    rows = _not_held_up_into_quiet(rows, until=due_at(rhythm=AT_ONCE, hours=hours, zone=user.zone, now=now), now=now)
    if not rows:
        return False
    notify(
        kind=told_of.FOUND, users=[user], text=said_of(rows), url=_address(rows), icon="radar-2", once=_mark(rows)
    )  # fmt: skip
    letter = None
    if hours.by_mail:
        is_digest = all(row.rhythm == Alert.Rhythm.DAILY for row in rows)
        letter = AlertLetter.objects.create(user=user, is_digest=is_digest, due_at=now)
    AlertDue.objects.filter(pk__in=[row.pk for row in rows]).update(told_at=now, letter=letter)
    return True


def _not_held_up_into_quiet(rows: list[AlertDue], *, until: datetime, now: datetime) -> list[AlertDue]:
    """Those that may be told now; the rest waits until the quiet hours, in which it would come late, are over.

    A digest that comes at its hour comes, even where that lies in the quiet hours: the hour was chosen.
    """
    if until <= now:
        return rows
    waits = [row for row in rows if row.rhythm == AT_ONCE or row.due_at < now - LATE]
    AlertDue.objects.filter(pk__in=[row.pk for row in waits]).update(due_at=until)
    return [row for row in rows if row not in waits]


def said_of(rows: Sequence[AlertDue]) -> str:
    """What was found, in one line: the headline of a single article, else how many and by which monitors."""
    articles = {row.match.article for row in rows}
    names = list(dict.fromkeys(row.match.monitor.name for row in rows))
    by = f"“{names[0]}”" if len(names) == 1 else f"“{names[0]}” and {len(names) - 1} more"
    if len(articles) > 1:
        return f"{len(articles)} new articles, found by {by}"
    article = articles.pop()
    where = f" ({article.outlet_label})" if article.outlet_label else ""
    return f"{article.title[:200]}{where}, found by {by}"


def _mark(rows: Sequence[AlertDue]) -> str:
    """The same for everybody who is told of the same articles by the same monitors."""
    matches = ",".join(str(key) for key in sorted(row.match_id for row in rows))
    return f"found-{hashlib.sha256(matches.encode()).hexdigest()[:40]}"


def _address(rows: Sequence[AlertDue]) -> str:
    """The article, where it is one; the monitor, where it is one; else all monitors."""
    if len({row.match.article_id for row in rows}) == 1:
        return rows[0].match.article.get_absolute_url()
    if len({row.match.monitor_id for row in rows}) == 1:
        return rows[0].match.monitor.get_absolute_url()
    return reverse("coverage:monitor-list")
