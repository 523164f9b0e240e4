"""What can be wrong with a kit, in words that its author can act on."""


class KitError(Exception):
    """A verb refused; the text says what happened, why, and what to do."""


class NotEditable(KitError):
    """The kit is in review or put away; it stands still."""


class NotApproved(KitError):
    """The team's policy asks for sign-off, and none holds for exactly this kit."""


class DoesNotFit(KitError):
    """The thing does not go into this section."""
