"""Coverage in the sidebar, with how many clips wait."""

from django.http import HttpRequest

from contacts.paging import count_up_to
from core.navigation import Count, Entry, register
from coverage.models import Clip

COUNTED = 999


def register_all() -> None:
    register(
        Entry(
            "Coverage",
            icon="news",
            url="coverage:triage",
            order=60,
            key="g v",
            count=_waiting,
            shown_to=lambda request: not request.user.is_observer,
        )
    )


def _waiting(request: HttpRequest) -> Count:
    number = count_up_to(Clip.objects.visible_to(request.user).to_decide(), COUNTED)
    return Count(min(number, COUNTED), of="to confirm", more=number > COUNTED)
