"""What events add to the rooms below them, one module an area."""

from events.registration import calendar, interviews, media_events


def register_all() -> None:
    """Called once, when all apps are loaded."""
    interviews.register_all()
    media_events.register_all()
    calendar.register_all()
