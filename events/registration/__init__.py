"""What events add to the rooms below them, one module an area."""

from events import told_of
from events.registration import calendar, interviews, media_events, recorded
from team import kinds


def register_all() -> None:
    """Called once, when all apps are loaded."""
    kinds.register(*told_of.KINDS)
    interviews.register_all()
    media_events.register_all()
    calendar.register_all()
    recorded.register_all()
