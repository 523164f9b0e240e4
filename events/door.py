"""Checking in at the door, on phones whose network comes and goes.

Each tap has a key of its own, made on the phone; it counts once however often it is sent. Of two taps for one person
the later one holds, by the clocks of the phones (which are never believed to be ahead of ours).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from core.typed import text_in
from events.models import CheckIn, Guest, Invitee, MediaEvent
from team.models import User

MOST_TAPS: Final = 500
MOST_PEOPLE: Final = 3000
EARLIEST: Final = 2000


class BadTap(ValueError):
    """What a phone sent cannot be a tap of ours."""


@dataclass(frozen=True)
class Tap:
    """One tap at the door. A walk-in has a name instead of an invitee, and the key of the tap becomes theirs."""

    key: UUID
    at: datetime
    is_in: bool = True
    invitee: int | None = None
    guest: int | None = None
    name: str = ""
    outlet: str = ""
    email: str = ""

    @classmethod
    def read(cls, given: Any) -> "Tap":
        """As a phone sends it. Raises `BadTap`."""
        try:
            at = parse_datetime(given["at"])
            if at is None or at.tzinfo is None or at.year < EARLIEST:
                raise BadTap("a tap needs its moment, with zone")
            tap = cls(
                key=UUID(given["key"]),
                at=min(at, timezone.now()),
                is_in=bool(given.get("in", True)),
                invitee=_number(given.get("invitee")),
                guest=_number(given.get("guest")),
                name=_text(given, "name", 200),
                outlet=_text(given, "outlet", 200),
                email=_text(given, "email", 254),
            )
        except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as error:
            raise BadTap(str(error)) from None
        if tap.invitee is None and not tap.name:
            raise BadTap("a tap is for somebody")
        return tap


def check_in(*, event: MediaEvent, taps: Iterable[Tap], by: User | None = None) -> int:
    """Write down what was tapped; gives how many were new. What is about nobody of this event is passed over."""
    return sum(_take(event, tap, by) for tap in taps)


def people(event: MediaEvent) -> list[dict[str, Any]]:
    """The list at the door: who is expected with their guests, then the others, by name."""
    expected = event.invitees.exclude(state__in=["no", "cancelled"], came_at=None).prefetch_related("guests")
    return [
        {
            "id": one.pk, "name": one.name, "outlet": one.outlet, "state": one.state, "came": one.came_at is not None,
            "photographer": one.is_photographer, "accreditation": one.accreditation, "walkIn": one.is_walk_in,
            "guests": [
                {"id": guest.pk, "name": guest.name, "photographer": guest.is_photographer,
                 "came": guest.came_at is not None}
                for guest in one.guests.all()
            ],
        }
        for one in expected.order_by("name", "pk")[:MOST_PEOPLE]
    ]  # fmt: skip


@transaction.atomic
def _take(event: MediaEvent, tap: Tap, by: User | None) -> bool:
    MediaEvent.objects.select_for_update(no_key=True).get(pk=event.pk)
    if CheckIn.objects.filter(key=tap.key).exists():
        return False
    invitee = _whom(event, tap, by)
    guest = Guest.objects.filter(pk=tap.guest, invitee=invitee).first() if tap.guest else None
    if invitee is None or (tap.guest and guest is None):
        return False
    CheckIn.objects.create(
        event=event, invitee=invitee, guest=guest, key=tap.key, is_in=tap.is_in, at=tap.at, by=by
    )  # fmt: skip
    last = CheckIn.objects.filter(invitee=invitee, guest=guest).order_by("-at", "-pk").first()
    came_at = last.at if last and last.is_in else None
    who: Invitee | Guest = guest or invitee
    who.came_at = came_at
    who.save(update_fields=["came_at", "updated_at"])
    return True


def _whom(event: MediaEvent, tap: Tap, by: User | None) -> Invitee | None:
    if tap.invitee:
        return event.invitees.filter(pk=tap.invitee).first()
    known = event.invitees.filter(email__iexact=tap.email).first() if tap.email else None
    return known or Invitee.objects.create(
        event=event, name=tap.name, outlet=tap.outlet, email=tap.email, is_walk_in=True, added_by=by,
        state=Invitee.State.INVITED,
    )  # fmt: skip


def _number(value: Any) -> int | None:
    return int(value) if value is not None and 0 < int(value) < 2**63 else None


def _text(given: Any, name: str, most: int) -> str:
    text = str(given.get(name) or "").encode(errors="ignore").decode()  # half a character has no place in a database
    return text_in({name: text}, name, most=most).strip()
