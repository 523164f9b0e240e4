"""What a journalist's record says of interviews and media events."""

from datetime import datetime

from django.utils import timezone

from contacts import timeline
from contacts.models import TimelineEntry
from events.models import Interview
from team.models import User


def note_on_timeline(
    interview: Interview, headline: str, *, by: User | None, step: str, at: datetime | None = None
) -> None:
    """Write one step of it on the journalist's timeline, where we know who they are; each `step` once."""
    if interview.journalist:
        timeline.record(
            journalist=interview.journalist,
            kind=TimelineEntry.Kind.INTERVIEW,
            headline=headline[:200],
            at=at or timezone.now(),
            by=by,
            campaign=interview.campaign,
            url=interview.get_absolute_url(),
            key=f"interview:{interview.pk}:{step}",
        )
