"""What can go wrong with mail before a server is asked, each with words for the person who wanted it."""


class MailError(Exception):
    """Base of the errors below; its text can be shown as it is."""


class BadAddress(MailError):
    """The address cannot exist, so nothing can be sent to it."""


class HeaderInjection(MailError):
    """A line break stands where it would start another header."""


class Suppressed(MailError):
    """The address, or its whole domain, gets no more outreach."""


class UnknownZone(MailError):
    """A sending window names a time zone that this machine does not know."""


class NotUnconfirmed(MailError):
    """Somebody has said already what became of the message, or it was never in doubt."""


class NotFailed(MailError):
    """Only a message that failed can be tried again."""


class KeyRefused(MailError):
    """What was pasted cannot be used as a DKIM key."""


class NotPublished(MailError):
    """The key is not where receivers look for it, so nothing is signed with it."""
