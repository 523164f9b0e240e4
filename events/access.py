"""Who works with interviews and events."""

from django.http import HttpRequest


def works(request: HttpRequest) -> bool:
    """The team; observers do not see how it plans."""
    return request.user.is_authenticated and not request.user.is_observer
