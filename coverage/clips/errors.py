"""What can be wrong with a clip, in words that people can act on."""


class ClipError(Exception):
    """A verb refused; the text says what happened, why, and what to do."""


class AlreadyDecided(ClipError):
    """Somebody, perhaps this very person with a second click, decided it before."""


class ForeignChoice(ClipError):
    """A campaign, spokesperson or key message of another client."""


class NotACopy(ClipError):
    """An article cannot be a copy of that one."""
