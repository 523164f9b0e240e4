"""Who is to be told of what a monitor found, and when. What is due stands in the database; `telling` does the rest."""

from collections.abc import Iterable

from django.utils import timezone

from coverage.models import Alert, AlertDue, AlertHours, MonitorMatch
from coverage.monitors.hours import due_at, hours_of, hours_of_one
from coverage.waking import wake
from team.models import User


def tell(matches: Iterable[MonitorMatch]) -> None:
    """Put into the queue what each person wants to hear of. Nothing is sent here, and nothing is queued twice.

    Copies of a story are no news: they are left out where the article they copy is known.
    """
    found = [match for match in matches if match.article.original_id is None]
    alerts = _alerts_of({match.monitor_id for match in found})
    hours = hours_of([alert.user for alert in alerts])
    now = timezone.now()
    due = []
    for alert in alerts:
        moment = due_at(rhythm=alert.rhythm, hours=hours[alert.user_id], zone=alert.user.zone, now=now)
        due += [
            AlertDue(user=alert.user, match=match, rhythm=alert.rhythm, due_at=moment)
            for match in found
            if match.monitor_id == alert.monitor_id
        ]
    AlertDue.objects.bulk_create(due, ignore_conflicts=True)
    if any(one.due_at <= now for one in due):
        wake("tasks_alerts.tell_due")


def reschedule(*, user: User, hours: AlertHours) -> None:
    """Move what is still to be told to this person to the hours they chose just now."""
    waiting = list(AlertDue.objects.filter(user=user, told_at=None))
    now = timezone.now()
    for one in waiting:
        one.due_at = due_at(rhythm=one.rhythm, hours=hours, zone=user.zone, now=now)
    AlertDue.objects.bulk_update(waiting, ["due_at"], batch_size=500)


def set_rhythm(*, user: User, monitor_id: int, rhythm: str) -> Alert:
    """How this person hears of this monitor from now on. What is still waiting goes by it too."""
    alert, _ = Alert.objects.update_or_create(user=user, monitor_id=monitor_id, defaults={"rhythm": rhythm})
    waiting = AlertDue.objects.filter(user=user, match__monitor=monitor_id, told_at=None)
    if rhythm == Alert.Rhythm.NEVER:
        waiting.delete()
    else:
        moment = due_at(rhythm=rhythm, hours=hours_of_one(user), zone=user.zone, now=timezone.now())
        waiting.update(rhythm=rhythm, due_at=moment)
    return alert


def _alerts_of(monitors: set[int]) -> list[Alert]:
    if not monitors:
        return []
    wanted = Alert.objects.filter(monitor__in=monitors, user__in=User.objects.working())
    return list(wanted.exclude(rhythm=Alert.Rhythm.NEVER).select_related("user"))
