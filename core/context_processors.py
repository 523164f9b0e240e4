from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.navigation import Shell


def shell(request: HttpRequest) -> dict[str, object]:
    """`shell` for the layouts; nothing is counted on pages that do not show it."""
    return {"shell": SimpleLazyObject(lambda: Shell(request))}
