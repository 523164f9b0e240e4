"""Puts what people have not read into letters: what they want to hear at once, and the digest of the day.

Letter and `told_at` of its lines are written in one transaction, so no line stands in two letters and none is lost,
whenever a worker dies. Sending the letter is a step of its own (`letters`).
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Min, QuerySet
from django.utils import timezone

from team.hours import digest_due, end_of_quiet, hours_of, hours_of_one
from team.models import Notification, NotificationLetter, User

GATHERED: Final = timedelta(minutes=5)
"""What is told at once is gathered for so long after the last letter: a busy hour is a few letters, not fifty."""
MOST_PEOPLE: Final = 1000
MOST_LINES: Final = 5000
"""Of one person in one letter; it shows the newest of them. More than that waits for the next one."""
ByMail = Notification.ByMail


def tell_due() -> int:
    """Write the letters that are due; gives how many. Hours and choices count as they are now, not when it happened."""
    now = timezone.now()
    return _tell_at_once(now) + _tell_digests(now)


def _tell_at_once(now: datetime) -> int:
    people = _people(Notification.objects.to_mail(ByMail.AT_ONCE))
    hours = hours_of(people)
    awake = [user for user in people if end_of_quiet(hours[user.pk], user.zone, now) <= now]
    fresh = NotificationLetter.objects.filter(user__in=awake, day=None, created_at__gt=now - GATHERED)
    told_just_now = set(fresh.values_list("user", flat=True))
    return sum(_write(user.pk, ByMail.AT_ONCE, now) for user in awake if user.pk not in told_just_now)


def _tell_digests(now: datetime) -> int:
    oldest = dict(
        Notification.objects.to_mail(ByMail.DIGEST).order_by().values("user").annotate(oldest=Min("created_at"))
        .values_list("user", "oldest")
    )  # fmt: skip
    people = list(User.objects.working().filter(pk__in=oldest).order_by("pk")[:MOST_PEOPLE])
    hours, written = hours_of(people), 0
    days = {user.pk: now.astimezone(user.zone).date() for user in people}
    sent = NotificationLetter.objects.filter(user__in=people, day__gte=min(days.values(), default=now.date()))
    had = set(sent.values_list("user", "day"))
    for user in people:
        moment = digest_due(hours[user.pk], user.zone, now)
        if moment and oldest[user.pk] <= moment and (user.pk, days[user.pk]) not in had:
            written += _write(user.pk, ByMail.DIGEST, now)
    return written


def _people(rows: QuerySet[Notification]) -> list[User]:
    waiting = rows.order_by().values("user").distinct()
    return list(User.objects.working().filter(pk__in=waiting).order_by("pk")[:MOST_PEOPLE])


def _write(user_id: int, by_mail: str, now: datetime) -> bool:
    try:
        with transaction.atomic():
            return _write_once(user_id, by_mail, now)
    except IntegrityError:  # another worker wrote today's digest in this very moment
        return False


def _write_once(user_id: int, by_mail: str, now: datetime) -> bool:
    waiting = Notification.objects.to_mail(by_mail).filter(user=user_id)
    locked = waiting.select_for_update(skip_locked=True, of=("self",)).order_by("-created_at", "-pk")
    keys = list(locked.values_list("pk", flat=True)[:MOST_LINES])
    user = User.objects.working().filter(pk=user_id).first()
    if not keys or user is None:
        return False
    day = now.astimezone(user.zone).date() if by_mail == ByMail.DIGEST else None
    letter = NotificationLetter.objects.create(user=user, day=day, due_at=now)
    Notification.objects.filter(pk__in=keys).update(told_at=now, letter=letter)
    return True


def may_come_from(letter: NotificationLetter, now: datetime) -> datetime:
    """When this letter may be sent: now, or when the quiet hours are over that it was held up into."""
    return end_of_quiet(hours_of_one(letter.user), letter.user.zone, now)
