"""What can be wrong with a pitch, in words that its author can act on."""


class PitchError(Exception):
    """A verb refused; the text says what happened, why, and what to do."""


class WrongState(PitchError):
    """The pitch is not where this verb could take it from."""


class NotApproved(PitchError):
    """The team's policy asks for sign-off, and none holds for exactly this text."""


class Blocked(PitchError):
    """A check that stops a pitch has not passed."""
