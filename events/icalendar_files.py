"""Entries for calendars (RFC 5545), as Gmail, Outlook and Apple Calendar take them.

Times are in UTC, which every program turns into its reader's zone, so no zone has to be described. The UID stays what
it is and SEQUENCE rises, by which a later entry takes the place of an earlier one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vText

PRODUCT = "-//Mediarel//Mediarel//EN"


@dataclass(frozen=True)
class Person:
    """Somebody in a calendar entry; `role` as ROLE has it."""

    name: str
    address: str
    role: str = "REQ-PARTICIPANT"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What one entry says."""

    uid: str
    sequence: int
    summary: str
    starts_at: datetime
    ends_at: datetime
    description: str = ""
    location: str = ""
    url: str = ""
    is_cancelled: bool = False
    is_tentative: bool = False
    changed_at: datetime | None = None


def new_uid() -> str:
    """A UID on our own host."""
    return f"{uuid4()}@{urlsplit(settings.SITE_URL).hostname}"


def invitation(entry: Entry, *, method: str, organiser: Person, attendees: Iterable[Person]) -> str:
    """One entry with who asks and who is asked, for a mail of this method (REQUEST, CANCEL)."""
    calendar = _calendar(method=method)
    event = _event(entry)
    event.add("organizer", _person(organiser))
    for person in attendees:
        attendee = _person(person)
        attendee.params["ROLE"] = vText(person.role)
        attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
        attendee.params["RSVP"] = vText("TRUE")
        event.add("attendee", attendee, encode=False)
    calendar.add_component(event)
    return calendar.to_ical().decode()


def calendar_file(entries: Iterable[Entry], *, name: str = "") -> bytes:
    """Entries as a file to be opened or subscribed to, asking nobody for an answer."""
    calendar = _calendar(method="PUBLISH")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(minutes=15))
        calendar.add("x-published-ttl", "PT15M")
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _calendar(*, method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", (entry.changed_at or timezone.now()).astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("summary", entry.summary)
    for name in ("description", "location", "url"):
        if value := getattr(entry, name):
            event.add(name, value)
    status = "CANCELLED" if entry.is_cancelled else "TENTATIVE" if entry.is_tentative else "CONFIRMED"
    event.add("status", status)
    event.add("transp", "TRANSPARENT" if entry.is_cancelled else "OPAQUE")
    return event


def _person(person: Person) -> vCalAddress:
    found = vCalAddress(f"mailto:{person.address}")
    if person.name:
        found.params["CN"] = vText(person.name)
    return found
