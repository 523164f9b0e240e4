"""What a pitch's plan comes to: when the first message goes, in how many zones, and when the follow-up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format

from mail.windows import Window
from pitches.business_days import add_business_days
from pitches.models import Pitch, Recipient


@dataclass(frozen=True, slots=True)
class Outlook:
    """`first_at` is the earliest opening of any recipient's window, in UTC; `first_zone` is whose."""

    recipients: int
    zones: int
    first_at: datetime | None
    first_zone: ZoneInfo | None
    follow_up_on: date | None

    @property
    def first_local(self) -> str:
        """The first moment on that recipient's clock, for example "Fri 13 Nov, 08:05 Berlin"."""
        if self.first_at is None or self.first_zone is None:
            return ""
        local = timezone.localtime(self.first_at, self.first_zone)
        return f"{date_format(local, 'D j M, H:i')} {city_of(self.first_zone)}"

    @property
    def sentence(self) -> str:
        """The plan in plain words, for example "24 journalists in 7 time zones, first on Fri 13 Nov, 08:05 Berlin"."""
        if not self.recipients:
            return "Nobody is picked yet"
        who = "1 journalist" if self.recipients == 1 else f"{self.recipients:,} journalists"
        where = "one time zone" if self.zones == 1 else f"{self.zones} time zones"
        return f"{who} in {where}, first on {self.first_local}"


def outlook_of(pitch: Pitch, recipients: Sequence[Recipient], *, now: datetime | None = None) -> Outlook:
    """The plan for `recipients`, which come from `Recipient.objects.for_rendering()`; asks the database nothing."""
    start = max(pitch.not_before or timezone.now(), now or timezone.now())
    zones = Counter(recipient.journalist.zone for recipient in recipients)
    openings = [
        (Window(zone.key, pitch.window_start, pitch.window_end, pitch.weekdays_only).next_opening(start), zone.key)
        for zone in zones
    ]
    if not openings:
        return Outlook(0, 0, None, None, None)
    first_at, key = min(openings)
    zone = ZoneInfo(key)
    follow_up = add_business_days(first_at.astimezone(zone).date(), pitch.follow_up_after)
    return Outlook(len(recipients), len(zones), first_at, zone, follow_up if pitch.follow_up_on else None)


def city_of(zone: ZoneInfo) -> str:
    """How people call a time zone: Berlin for Europe/Berlin."""
    return zone.key.rpartition("/")[2].replace("_", " ")
