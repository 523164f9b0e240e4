"""What events add to the rooms below them, one module an area."""


def register_all() -> None:
    """Called once, when all apps are loaded."""
