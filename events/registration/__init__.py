"""What events add to the rooms below them, one module an area."""

from events.registration import interviews


def register_all() -> None:
    """Called once, when all apps are loaded."""
    interviews.register()
