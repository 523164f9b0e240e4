"""Who of some journalists would be left out of a pitch today, and why.

Apps above register what only they know, for example the cool-off, as a function from journalists to reasons by key.
"""

from collections.abc import Callable, Mapping, Sequence

from django.utils import timezone
from django.utils.formats import date_format

from contacts.models import Journalist
from mail import suppression

Provider = Callable[[Sequence[Journalist]], Mapping[int, str]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add reasons of an app; registering the same function again changes nothing."""
    if provider not in _providers:
        _providers.append(provider)


def reasons(journalists: Sequence[Journalist]) -> dict[int, str]:
    """Journalist's key → the first reason why not. Fetch them `with_primary()`; the number of queries is constant."""
    found = {journalist.pk: why for journalist in journalists if (why := _own_reason(journalist))}
    rest = [journalist for journalist in journalists if journalist.pk not in found]
    suppressed = suppression.suppressed_among([str(journalist.primary_address) for journalist in rest])
    for journalist in rest:
        if str(journalist.primary_address) in suppressed:
            found[journalist.pk] = "Their address is suppressed"
    for provider in _providers:
        rest = [journalist for journalist in rest if journalist.pk not in found]
        found.update(provider(rest))
    return found


def _own_reason(journalist: Journalist) -> str:
    if journalist.do_not_contact:
        return "Do not contact"
    if journalist.paused_until and journalist.paused_until > timezone.localdate():
        return f"Paused until {date_format(journalist.paused_until, 'j F Y')}"
    if journalist.primary_address is None:
        return "No e-mail address that works"
    return ""
