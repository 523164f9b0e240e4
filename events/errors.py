"""What cannot be done with interviews and events; each text is for people."""


class EventError(Exception):
    """Something is not possible as asked."""


class NotPossible(EventError):
    """A thing in this state cannot go where it was to go, or something it needs is missing."""


class JustTaken(EventError):
    """Somebody else has that time."""

    def __init__(self, text: str = "That time has just been taken. Please pick another one.") -> None:
        super().__init__(text)
