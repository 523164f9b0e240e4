"""Who is to be told of what a monitor found, and when."""

from collections.abc import Iterable

from coverage.models import Alert, AlertDue, MonitorMatch


def tell(matches: Iterable[MonitorMatch]) -> None:
    """Put into the queue what each person wants to hear of; nothing is sent here, and nothing twice."""
    found = list(matches)
    alerts = Alert.objects.filter(monitor__in={match.monitor_id for match in found}, user__is_active=True)
    due = [
        AlertDue(user_id=alert.user_id, match=match, rhythm=alert.rhythm, due_at=match.matched_at)
        for alert in alerts.exclude(rhythm=Alert.Rhythm.NEVER)
        for match in found
        if match.monitor_id == alert.monitor_id
    ]
    AlertDue.objects.bulk_create(due, ignore_conflicts=True)
