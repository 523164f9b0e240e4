class NotAFeed(Exception):
    """What came is nothing that articles are found in; the text says what it is."""
