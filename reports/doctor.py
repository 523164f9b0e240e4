"""What `manage.py doctor` says of reports: whether those that go out by themselves do."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.utils import timezone

from core.doctor import Finding, State
from reports.models import Monthly
from reports.periods import team_zone

SUBJECT: Final = "monthly reports"


def monthly_reports() -> Iterable[Finding]:
    active = Monthly.objects.filter(is_active=True)
    yesterday = timezone.localdate(timezone=team_zone()) - timedelta(days=1)
    if late := active.filter(next_on__lt=yesterday).count():
        advice = "Look at the worker and beat: they make these reports, and catch up when they run."
        return [Finding(SUBJECT, State.BROKEN, f"{late} have not been made", advice)]
    stuck = active.exclude(problem="").filter(sent_at=None).first()
    if stuck:
        return [
            Finding(SUBJECT, State.BROKEN, f"one does not go out: {stuck.problem}", "Check EMAIL_URL, and the address.")
        ]
    return [Finding(SUBJECT, State.GOOD, f"{active.count()} set up, none is late")]
