"""Interviews of the demo's team: one today, one whose times are out, one put off twice, and some that were given."""

from datetime import datetime, timedelta
from typing import Any

from campaigns.models import Campaign, Client, Spokesperson
from contacts.models import Journalist
from dashboard.demo.clock import time_is
from dashboard.demo.history import World
from events import promises, scheduling
from events.models import Interview


def interviews(world: World) -> None:
    """By the verbs of the product, so that calendars, timelines and reminders are what they would be."""
    speaker, *others = Spokesperson.objects.filter(client__name="Fernhall Storage").order_by("position")
    second = others[0] if others else speaker
    reporters = [each for each in world.press["energy"] if each.emails.exists()]
    _today(world, reporters[0], speaker)
    _offered(world, reporters[1], second)
    _put_off(world, reporters[2], speaker)
    _given(world, reporters[3], speaker)
    day = weekday(world.now, 5, 9)
    speaker.times.create(kind="busy", starts_at=day, ends_at=day + timedelta(hours=4), note="Board meeting")


def _today(world: World, journalist: Journalist, speaker: Spokesperson) -> None:
    with time_is(world.now - timedelta(days=4)):
        interview = _ask(
            world, journalist, speaker, "What a fifth dark day costs a village",
            angle="A feature on villages that store their own wind.", minutes=45, format="video",
            link="https://meet.example.com/fernhall-press", publication="Saturday's science pages",
        )  # fmt: skip
        at = (world.now + timedelta(hours=3)).replace(minute=0, second=0, microsecond=0)
        scheduling.confirm(interview=interview, starts_at=at, by=world.team["maya"])


def _offered(world: World, journalist: Journalist, speaker: Spokesperson) -> None:
    with time_is(world.now - timedelta(hours=20)):
        interview = _ask(
            world, journalist, speaker, "Can iron last twenty years?", wishes="Mornings, not Mondays", format="phone",
        )  # fmt: skip
        times = [weekday(world.now, days, hour) for days, hour in ((2, 9), (2, 11), (3, 10), (4, 14))]
        scheduling.offer(interview=interview, times=times, by=world.team["maya"])


def _put_off(world: World, journalist: Journalist, speaker: Spokesperson) -> None:
    by = world.team["priya"]
    with time_is(world.now - timedelta(days=12)):
        interview = _ask(world, journalist, speaker, "Who owns the village battery?", owner=by, format="person",
                         place="Site office, Altfelde")  # fmt: skip
        scheduling.confirm(interview=interview, starts_at=weekday(world.now, -4, 10), by=by)
    for days, instead, why in ((-5, 2, "Marek was called to the site"), (-2, 6, "The board met that morning")):
        with time_is(world.now + timedelta(days=days)):
            at = weekday(world.now, instead, 15)
            scheduling.move(interview=interview, starts_at=at, side="us", why=why, by=by)


def _given(world: World, journalist: Journalist, speaker: Spokesperson) -> None:
    by, at = world.team["maya"], weekday(world.now, -6, 11)
    with time_is(at - timedelta(days=3)):
        interview = _ask(world, journalist, speaker, "The first winter at Altfelde", format="phone", minutes=20)
        scheduling.confirm(interview=interview, starts_at=at, by=by)
    with time_is(at + timedelta(minutes=30)):
        scheduling.held(interview=interview, by=by)
        scheduling.conclude(
            interview=interview, outcome="expected", outcome_note="", by=by,
            notes="Asked twice for the losses. Marek gave both figures and explained why more than half is lost.",
        )  # fmt: skip
        promises.make(
            interview=interview, text="The test report with the monthly table", by=by,
            due_on=(world.now + timedelta(days=1)).date(),
        )  # fmt: skip


def _ask(world: World, journalist: Journalist, speaker: Spokesperson, topic: str, **details: Any) -> Interview:
    client = Client.objects.get(pk=speaker.client_id)
    return scheduling.request(
        client=client,
        campaign=Campaign.objects.filter(client=client).running().order_by("-pk").first(),
        topic=topic,
        journalist=Journalist.objects.with_primary().get(pk=journalist.pk),
        spokesperson=speaker,
        **{"by": world.team["maya"], "zone": str(journalist.zone), **details},
    )


def weekday(now: datetime, days: int, hour: int) -> datetime:
    """So many days from now, and on to the next weekday, at a full hour."""
    day = now + timedelta(days=days)
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)
