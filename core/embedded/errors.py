"""What can go wrong with the embedded servers, in words for the person at the keyboard."""


class EmbeddedError(Exception):
    """One or two sentences: what is wrong and what to do about it."""
