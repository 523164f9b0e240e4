"""The demo's coverage comes about by the product's own verbs: some clips wait, most are decided."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from coverage.models import Article, Clip, MonitorMatch, Sighting, Source
from dashboard.demo.coverage import cover
from dashboard.demo.history import World
from dashboard.demo.local_press.papers import begun
from team.models import User
from tests.factories.campaigns import CampaignFactory, ClientFactory
from tests.factories.contacts import JournalistFactory, OutletFactory
from tests.factories.team import UserFactory

pytestmark = pytest.mark.django_db
OUTLETS = (
    "The Severn Echo",
    "Radio Havel",
    "Wire Seven",
    "Boston Harbor Gazette",
    "Data Desk",
    "Uferpost",
    "Clean Label",
)


@pytest.fixture(params=[1, 17], ids="{}h".format)
def world(request) -> World:
    team = {key: UserFactory(email=f"{key}@harbourlane.example.com") for key in ("maya", "priya", "tomas", "daniel")}
    clients = [ClientFactory(name=name) for name in ("Fernhall Storage", "Kestrel Ferries", "Orrin Foods")]
    CampaignFactory(client=clients[0], name="Altfelde switch-on", owner=team["maya"])
    for name in OUTLETS:
        outlet = OutletFactory(name=name, domain=f"{name.lower().replace(' ', '-')}.example.org", language="en")
        JournalistFactory(name="Robin Example", position__outlet=outlet)
    loaded = timezone.now().replace(hour=request.param, minute=8) - timedelta(days=1)
    User.objects.update(created_at=loaded)
    return World(
        dice=random.Random(1), team=team, mailboxes={}, press={}, counter=None, say=lambda _: None, now=begun()
    )


def test_coverage_waits_and_was_decided_on_the_days_of_the_story(world):
    cover(world)

    assert set(Sighting.objects.values_list("state", flat=True)) == {"read"}
    assert not Source.objects.exclude(last_error="").exists()
    assert set(Clip.objects.waiting().values_list("article__title", flat=True)) == {"Was nach der Kohle kommt"}
    assert {"Brandenburg battery to join grid", "Ferry late for the third time this week"} <= set(
        Clip.objects.ours().values_list("article__title", flat=True)
    )
    refused = Clip.objects.filter(state=Clip.State.NOT_OURS)
    assert list(refused.values_list("article__title", flat=True)) == ["Council lowers speed on Fernhall Road"]
    for article in Article.objects.filter(published_at__isnull=False):
        assert article.published_at <= article.found_at <= world.now
    first = MonitorMatch.objects.select_related("article").earliest("matched_at")
    assert first.matched_at == first.article.found_at
