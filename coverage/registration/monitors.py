from django.http import HttpRequest

from core.navigation import Entry, register
from coverage.monitors import looking_back  # noqa: F401  (registers its job)


def register_all() -> None:
    register(
        Entry("Monitor", icon="radar-2", url="coverage:monitor-create", place="new", order=60, shown_to=_works_here)
    )


def _works_here(request: HttpRequest) -> bool:
    return not request.user.is_observer
