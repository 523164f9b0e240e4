from django.http import HttpRequest

from core import doctor
from core.navigation import Entry, register
from coverage.feeds.doctor import sources


def register_all() -> None:
    doctor.register("sources", sources)
    register(
        Entry("Source", icon="rss", url="coverage:source-create", place="new", order=70, shown_to=_works_here),
    )


def _works_here(request: HttpRequest) -> bool:
    return not request.user.is_observer
