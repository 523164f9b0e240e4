"""What a pitch's plan comes to: when the first message goes and when the last, in how many zones, and the follow-up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format

from mail.addresses import domain_of
from mail.forecast import groups_of, last_departure
from mail.windows import Window
from pitches.business_days import add_business_days
from pitches.models import Pitch, Recipient

WORTH_SAYING = timedelta(hours=1)  # by so much later than the last window opens


@dataclass(frozen=True, slots=True)
class Outlook:
    """`first_at` is the earliest opening of any recipient's window, in UTC; `first_zone` is whose.

    `last_at` is when the last message goes out where the mailbox's limits stretch the plan, else None; `too_long` says
    that they stretch it beyond months.
    """

    recipients: int
    zones: int
    first_at: datetime | None
    first_zone: ZoneInfo | None
    follow_up_on: date | None
    last_at: datetime | None = None
    too_long: bool = False

    @property
    def first_local(self) -> str:
        """The first moment on that recipient's clock, for example "Fri 13 Nov, 08:05 Berlin"."""
        if self.first_at is None or self.first_zone is None:
            return ""
        return _on_clock(self.first_at, self.first_zone)

    @property
    def last_local(self) -> str:
        """The last moment on the same clock; empty where no limit stretches the plan."""
        return _on_clock(self.last_at, self.first_zone) if self.last_at and self.first_zone else ""

    @property
    def sentence(self) -> str:
        """The plan in plain words, for example "24 journalists in 7 time zones, first on Fri 13 Nov, 08:05 Berlin"."""
        if not self.recipients:
            return "Nobody is picked yet"
        who = "1 journalist" if self.recipients == 1 else f"{self.recipients:,} journalists"
        where = "one time zone" if self.zones == 1 else f"{self.zones} time zones"
        if self.too_long:
            rest = ". The limits of the mailbox are too low for it: it would take months"
        else:
            rest = f", last about {self.last_local} within the mailbox’s limits" if self.last_at else ""
        return f"{who} in {where}, first on {self.first_local}{rest}"


def outlook_of(pitch: Pitch, recipients: Sequence[Recipient], *, now: datetime | None = None) -> Outlook:
    """The plan for `recipients`, which come from `Recipient.objects.for_rendering()`; asks the database about the
    mailbox alone, equally often for few and many."""
    now = now or timezone.now()
    start = max(pitch.not_before or now, now)
    zones = Counter(recipient.journalist.zone for recipient in recipients)
    windows = {zone: Window(zone.key, pitch.window_start, pitch.window_end, pitch.weekdays_only) for zone in zones}
    openings = [(window.next_opening(start), zone.key) for zone, window in windows.items()]
    if not openings:
        return Outlook(0, 0, None, None, None)
    first_at, key = min(openings)
    zone = ZoneInfo(key)
    follow_up = add_business_days(first_at.astimezone(zone).date(), pitch.follow_up_after)
    last_at: datetime | None = max(openings)[0]
    if pitch.mailbox:
        pairs = [(_domain(recipient), windows[recipient.journalist.zone]) for recipient in recipients]
        last_at = last_departure(pitch.mailbox, groups_of(pairs, start), now=now)
    stretched = last_at is not None and last_at > max(openings)[0] + WORTH_SAYING
    return Outlook(
        len(recipients),
        len(zones),
        first_at,
        zone,
        follow_up if pitch.follow_up_on else None,
        last_at=last_at if stretched else None,
        too_long=last_at is None,
    )


def _domain(recipient: Recipient) -> str:
    email = recipient.journalist.primary_address
    return domain_of(email.address) if email else ""


def _on_clock(at: datetime, zone: ZoneInfo) -> str:
    return f"{date_format(timezone.localtime(at, zone), 'D j M, H:i')} {city_of(zone)}"


def city_of(zone: ZoneInfo) -> str:
    """How people call a time zone: Berlin for Europe/Berlin."""
    return zone.key.rpartition("/")[2].replace("_", " ")
