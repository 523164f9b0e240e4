from django.http import HttpRequest

from core import doctor
from core.navigation import Entry, register
from coverage.feeds import letters
from coverage.feeds.doctor import sources
from mail import readers


def register_all() -> None:
    doctor.register("sources", sources)
    readers.register("newsletter", letters.take_newsletter)
    readers.register("forwarded alert", letters.take_forwarded_alert)
    register(
        Entry("Source", icon="rss", url="coverage:source-create", place="new", order=70, shown_to=_works_here),
    )


def _works_here(request: HttpRequest) -> bool:
    return not request.user.is_observer
