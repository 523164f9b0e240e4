"""The demo's coverage: papers read, what monitors found decided by the team, all by the product's own verbs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from campaigns.models import Campaign, Client
from contacts.models import Outlet
from coverage.articles import pipeline
from coverage.clips import by_hand, deciding
from coverage.clips.deciding import Changes
from coverage.feeds import polling
from coverage.models import Alert, Article, Clip, Monitor, MonitorMatch, Source
from coverage.monitors import saving
from dashboard.demo.clock import time_is
from dashboard.demo.history import World
from dashboard.demo.local_press import fernhall
from dashboard.demo.local_press.papers import all_papers, begun
from dashboard.demo.local_press.printing import Paper
from dashboard.demo.local_press.server import open_press
from dashboard.demo.watching import LEFT_OPEN, SAID, SEEN, SPECIALISTS, WATCHES
from pitches.clip_listener import FromPitch
from team.models import User

ROUNDS: Final = (57, 50, 43, 36, 29.5, 24, 19.5, 15, 12.5, 9, 7, 5.5, 4, 3.05, 2.4, 1.2, 0.75, 0.4, 0)
"""Days ago on which sources were polled."""
LAST_DECIDED: Final = 2.4
"""What was found after this waits in triage."""
ENTERED_AT: Final = 18
"""The hour (UTC) at which the team enters what it read and heard on a day; papers and stations are done by then."""


def cover(world: World) -> None:
    """Sources and monitors first, then one round after the other."""
    papers = all_papers()
    with _press_of(papers):
        with time_is(world.now - timedelta(days=ROUNDS[0] + 1)):
            _add_sources(papers, world.team["priya"])
            _add_monitors(world)
        for days in ROUNDS:
            with time_is(world.now - timedelta(days=days)):
                _read_all()
            if days == LAST_DECIDED:
                _add_alerts(world)
            if days >= LAST_DECIDED:
                with time_is(world.now - timedelta(days=days) + timedelta(hours=2)):
                    _decide_all(world)
        _enter_by_hand(world)
    found = Article.objects.filter(pk=OuterRef("article")).values("found_at")
    MonitorMatch.objects.update(matched_at=Subquery(found))  # the database's clock is not set back


@contextmanager
def _press_of(papers: list[Paper]) -> Iterator[None]:
    """The papers are printed in this process while history happens."""
    before = settings.DEMO_PRESS
    with open_press(papers, start=begun()) as port:
        settings.DEMO_PRESS = [("127.0.0.1", port)]
        try:
            yield
        finally:
            settings.DEMO_PRESS = before


def _add_sources(papers: list[Paper], by: User) -> None:
    outlets = {outlet.name: outlet for outlet in Outlet.objects.filter(name__in=[paper.name for paper in papers])}
    for paper in papers:
        Source.objects.create(
            name=paper.name,
            kind=Source.Kind.SITEMAP if paper.feed == "sitemap" else Source.Kind.FEED,
            url=paper.feed_url,
            host=paper.host,
            site_url=f"https://{paper.host}/",
            outlet=outlets[paper.name],
            added_by=by,
            next_poll_at=timezone.now(),
        )


def _add_monitors(world: World) -> None:
    for watch in WATCHES:
        client = Client.objects.get(name=watch.client)
        saving.save(
            monitor=Monitor(
                name=watch.name,
                purpose=watch.purpose,
                client=client,
                campaign=Campaign.objects.filter(client=client, name=watch.campaign).first(),
                competitor=watch.competitor,
                query=watch.query,
            ),
            by=world.team[SPECIALISTS[watch.client]],
        )


def _add_alerts(world: World) -> None:
    """From now on people are told."""
    for watch in WATCHES:
        monitor = Monitor.objects.get(name=watch.name)
        for rhythm, people in ((Alert.Rhythm.AT_ONCE, watch.at_once), (Alert.Rhythm.DAILY, watch.daily)):
            for key in people:
                Alert.objects.update_or_create(user=world.team[key], monitor=monitor, defaults={"rhythm": rhythm})


def _read_all() -> None:
    """What the workers do: every source that is due, then every article, ten a host at a time."""
    polling.poll_due()
    while any(pipeline.read_due().as_dict().values()):
        pass


def _decide_all(world: World) -> None:
    """The specialists look through what waits; copies are decided with their originals."""
    strangers = {piece.slug for piece in fernhall.LOOKALIKES}
    waiting = Clip.objects.waiting().select_related("client", "article__outlet", "campaign", "journalist")
    for clip in waiting.order_by("article__original", "article__published_at").reverse():
        clip.refresh_from_db(fields=["state"])
        if clip.state != Clip.State.WAITING:
            continue
        by = world.team[SPECIALISTS[clip.client.name]]
        slug = clip.article.url.rpartition("/")[2]
        if slug in strangers:
            deciding.reject(clip=clip, by=by)
        else:
            deciding.confirm(clip=clip, by=by, **_said_of(clip, slug, by))


def _enter_by_hand(world: World) -> None:
    """What no feed has: a page in print, and two minutes on the radio."""
    fernhall_storage = Client.objects.get(name="Fernhall Storage")
    campaign = Campaign.objects.get(client=fernhall_storage, name="Altfelde switch-on")
    for seen in SEEN:
        at = world.now - timedelta(days=seen.days)
        with time_is(at.replace(hour=ENTERED_AT)):
            by_hand.enter(
                client=fernhall_storage,
                by=world.team["maya"],
                campaign=campaign,
                day=at.date(),
                **seen.told,
            )


def _said_of(clip: Clip, slug: str, by: User) -> Changes:
    changes = Changes(**SAID.get(slug, {}))  # type: ignore[typeddict-item]
    likely = next((origin.key for origin in FromPitch().origins(clip, by=by) if origin.is_likely), None)
    if likely and slug not in LEFT_OPEN:
        changes["origins"] = {FromPitch.field: likely}
    return changes
