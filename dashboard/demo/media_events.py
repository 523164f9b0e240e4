"""Media events of the demo: a visit to come with answers and a waiting list, and a briefing that is over."""

from datetime import datetime, timedelta
from uuid import uuid4

from campaigns.models import Campaign, Client, Spokesperson
from dashboard.demo.clock import time_is
from dashboard.demo.history import World
from dashboard.demo.interviews import weekday
from events import calendar_feeds, gatherings, seats
from events.door import Tap, check_in
from events.models import Invitee, MediaEvent
from events.seats import Companion
from mediakits.models import Kit


def media_events(world: World) -> None:
    """By the verbs of the product."""
    _to_come(world)
    _over(world)
    calendar_feeds.add(user=world.team["maya"], name="Mediarel")


def _to_come(world: World) -> None:
    """Ten seats, more who want them, and who cannot come."""
    starts = weekday(world.now, 9, 10)
    with time_is(world.now - timedelta(days=6)):
        event = _plan(
            world, "Switch-on at Altfelde", starts, hours=3, kind="visit", capacity=10, guests_allowed=2,
            about="See the first iron-air plant on the grid, and the people who run it. Pictures from the crane.",
            place="Altfelde plant", address="Kraftwerkstraße 1\n39596 Altfelde", asks_accreditation=True,
            access="Parking behind the gate house. Sturdy shoes, please.",
            accreditation_note="Number of your press card",
            photo_note="From the crane at 11:00, for ten minutes",
        )  # fmt: skip
    energy = [each for each in world.press["energy"] if each.emails.exists()]
    for number, journalist in enumerate(energy[:9]):
        with time_is(world.now - timedelta(days=4) + timedelta(hours=5 * number)):
            invitee = gatherings.add_invitee(
                event=event, name=journalist.name, outlet=_outlet(journalist), email=_address(journalist),
                by=world.team["maya"],
            )  # fmt: skip
            Invitee.objects.filter(pk=invitee.pk).update(journalist=journalist)
            if number == 8:
                continue
            guests = [Companion("Photographer of the desk", is_photographer=True)] if number % 2 == 0 else []
            seats.answer(
                invitee=invitee, coming=number != 3, guests=guests if number != 3 else (), is_photographer=number == 1,
                accreditation=f"DE-{20410 + 37 * number}",
                message="By train; can you pick me up?" if number == 2 else "",
            )  # fmt: skip


def _over(world: World) -> None:
    """Last week: who came, who did not, and somebody who walked in; nobody has been written to yet."""
    starts = weekday(world.now - timedelta(days=8), 0, 14)
    with time_is(starts - timedelta(days=12)):
        event = _plan(
            world, "What the test winter showed", starts, hours=1, kind="briefing", guests_allowed=0,
            about="The figures of the first winter, with time for questions.", place="Press club, room 3",
        )  # fmt: skip
    energy = [each for each in world.press["energy"] if each.emails.exists()]
    taps = []
    for number, journalist in enumerate(energy[2:8]):
        with time_is(starts - timedelta(days=9 - number)):
            invitee = gatherings.add_invitee(
                event=event, name=journalist.name, outlet=_outlet(journalist), email=_address(journalist),
                by=world.team["maya"],
            )  # fmt: skip
            Invitee.objects.filter(pk=invitee.pk).update(journalist=journalist)
            seats.answer(invitee=invitee, coming=number != 4)
        if number < 3:
            taps.append(Tap(uuid4(), starts - timedelta(minutes=10 - number), invitee=invitee.pk))
    taps.append(Tap(uuid4(), starts + timedelta(minutes=4), name="Ida Lindgren", outlet="Freelance"))
    check_in(event=event, taps=taps, by=world.team["maya"])
    kit = Kit.objects.filter(client=event.client, shared_at__isnull=False).first()
    MediaEvent.objects.filter(pk=event.pk).update(state="over", kit_came=kit, kit_missed=kit)


def _plan(world: World, title: str, starts: datetime, *, hours: int, **details: object) -> MediaEvent:
    client = Client.objects.get(name="Fernhall Storage")
    by = world.team["maya"]
    event = gatherings.plan(
        client=client, by=by, title=title, starts_at=starts, ends_at=starts + timedelta(hours=hours),
        zone="Europe/Berlin", campaign=Campaign.objects.filter(client=client).running().order_by("-pk").first(),
        speakers=Spokesperson.objects.filter(client=client).order_by("position")[:2], **details,
    )  # fmt: skip
    return gatherings.set_state(event=event, to=MediaEvent.State.OPEN, by=by)


def _outlet(journalist) -> str:  # type: ignore[no-untyped-def]
    position = journalist.positions.select_related("outlet").first()
    return position.outlet.name if position else ""


def _address(journalist) -> str:  # type: ignore[no-untyped-def]
    found = journalist.emails.first()
    return found.address if found else ""
