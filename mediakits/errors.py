"""What can be wrong with a document or a kit, in words that its author can act on."""


class MediaKitError(Exception):
    """A verb refused; the text says what happened, why, and what to do."""


class WrongState(MediaKitError):
    """The thing is not where this verb could take it from."""


class NotApproved(MediaKitError):
    """The team's policy asks for sign-off, and none holds for exactly this text."""


class Blocked(MediaKitError):
    """A check that stops it has not passed."""
