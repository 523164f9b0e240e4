"""What apps above `contacts` have to say about journalists: "Cooling off until 16 Nov", "Reply waits".

An app registers a provider in `AppConfig.ready()`. It is asked once for all journalists of a page, so that lists
stay at a constant number of queries:

    def cooling_off(journalists):
        return {pk: [Badge(f"Cooling off until {day}", tone="warn", icon="snowflake")] for pk, day in …}

    badges.register(cooling_off)
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from contacts.models import Journalist


@dataclass(frozen=True)
class Badge:
    """A state in a few words. `step` marks one that somebody should act upon: lists show it as the next step."""

    text: str
    tone: str = ""
    icon: str = ""
    step: bool = True
    url: str = ""


Provider = Callable[[Sequence[Journalist]], Mapping[int, Iterable[Badge]]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add what an app has to say; registering the same function again changes nothing."""
    if provider not in _providers:
        _providers.append(provider)


def badges_of(journalists: Sequence[Journalist]) -> dict[int, list[Badge]]:
    """Journalist's key → what is to be said of them, what they asked for first."""
    said: dict[int, list[Badge]] = defaultdict(list)
    for journalist in journalists:
        said[journalist.pk].extend(_asked_for(journalist))
    for provider in _providers:
        for pk, badges in provider(journalists).items():
            said[pk].extend(badges)
    return said


def _asked_for(journalist: Journalist) -> Iterable[Badge]:
    # icons: ban player-pause repeat-off.
    if journalist.do_not_contact:
        yield Badge("Do not contact", tone="bad", icon="ban", step=False)
    if journalist.paused_until and journalist.paused_until > timezone.localdate():
        yield Badge(f"Paused until {date_format(journalist.paused_until, 'j M')}", tone="warn", icon="player-pause")
    if journalist.never_follow_up:
        yield Badge("Never follow up", icon="repeat-off", step=False)
