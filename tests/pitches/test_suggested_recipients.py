"""Suggested recipients: who comes first, and why it is said of them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from contacts.models import Journalist
from coverage.models import Clip, MonitorMatch
from coverage.monitors.indexing import index
from pitches.models import Pitch
from pitches.suggested_recipients import suggested_for
from tests.factories.campaigns import CampaignFactory
from tests.factories.contacts import BeatFactory, JournalistFactory, OutletFactory
from tests.factories.coverage import ArticleFactory, BylineFactory, ClipFactory, MonitorFactory
from tests.factories.pitches import PitchFactory, RecipientFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def pitch(specialist, client_brand) -> Pitch:
    campaign = CampaignFactory(client=client_brand, name="Altfelde switch-on")
    return PitchFactory(owner=specialist, campaign=campaign, subject="Grid storage for 100 hours", body="<p>Hi</p>")


@pytest.fixture
def grid(pitch):
    return BeatFactory(name="Grid storage")


def person(name, **more) -> Journalist:
    return JournalistFactory(name=name, with_email=True, position__outlet=OutletFactory(), **more)


def written(journalist, title="Grid storage is slow", *, days=3):
    at = timezone.now() - timedelta(days=days)
    article = ArticleFactory(title=title, published_at=at)
    BylineFactory(article=article, name=journalist.name, journalist=journalist, published_at=at)
    index(article)
    return article


def asked(journalist, *, replied=False, days=60):
    at = timezone.now() - timedelta(days=days)
    return RecipientFactory(journalist=journalist, sent_at=at, answered_at=at if replied else None)


def whys(pitch):
    return {str(one.journalist): one.why for one in suggested_for(pitch)}


def test_what_they_wrote_and_how_they_answered_is_said(pitch, grid):
    ines = person("Ines Albrecht")
    written(ines, "Grid storage, part one", days=100)
    written(ines, "Grid storage, part two", days=50)
    last = written(ines, "What bridges a windless week? Grid storage", days=3)
    for number in range(4):
        asked(ines, replied=number < 2)
    month = date_format(timezone.localtime(timezone.now() - timedelta(days=100)), "F")
    day = date_format(timezone.localtime(last.published_at), "j F")
    [suggestion] = suggested_for(pitch)
    assert suggestion.why == f"3 articles on Grid storage since {month}; replied to 2 of our 4 pitches"
    assert suggestion.reason == (
        f"3 articles on Grid storage since {month}, last “What bridges a windless week? Grid storage” ({day})"
    )
    assert suggestion.articles[0] == last


def test_who_wrote_more_and_lately_comes_first(pitch, grid):
    late, often, old, beat_only = (person(name) for name in ("Late", "Often", "Old", "Beat"))
    beat_only.beats.add(grid)
    written(old, days=300)
    written(late, days=2)
    for days in (4, 5, 6):
        written(often, days=days)
    assert list(whys(pitch)) == ["Often", "Beat", "Late", "Old"]


def test_whom_monitors_found_and_who_wrote_about_the_client_is_suggested(pitch, client_brand):
    monitor = MonitorFactory(client=client_brand, campaign=pitch.campaign, purpose="campaign", name="Altfelde")
    pieter, aoife = person("Pieter"), person("Aoife")
    MonitorMatch.objects.create(monitor=monitor, article=written(pieter, "Een batterij"))
    ours = {"client": client_brand, "state": Clip.State.OURS, "decided_at": timezone.now()}
    for title in ("Iron-air leaves the lab", "Iron-air again"):
        ClipFactory(article=written(aoife, title), journalist=aoife, **ours)
    found = whys(pitch)
    assert found["Pieter"] == "1 article found by “Altfelde”; not pitched yet"
    assert found["Aoife"] == "Wrote about Fernhall Storage twice; not pitched yet"


def test_a_reason_tells_the_journalist_nothing_of_what_is_watched(pitch, client_brand):
    monitor = MonitorFactory(client=client_brand, competitor="Voltmark", purpose="competitor", name="Rivals")
    pieter = person("Pieter")
    MonitorMatch.objects.create(monitor=monitor, article=written(pieter, "Een batterij"))
    [suggestion] = suggested_for(pitch)
    assert suggestion.why == "1 article on Voltmark; not pitched yet"
    assert suggestion.reason.startswith("1 article: “Een batterij” (")


def test_silence_is_said_and_counts_against_them(pitch, grid):
    quiet, new = person("Ada Quiet"), person("Zoe New")
    for one in (quiet, new):
        written(one)
    for _ in range(3):
        asked(quiet)
    found = whys(pitch)
    assert list(found) == ["Zoe New", "Ada Quiet"]
    assert found["Ada Quiet"] == "1 article on Grid storage; no reply to our 3 pitches"


def test_nobody_is_suggested_who_is_picked_or_may_not_be_written_to(pitch, grid):
    picked, left, paused, cooling, unreachable = (
        person("Picked"),
        person("Left", do_not_contact=True),
        person("Paused", paused_until=timezone.localdate() + timedelta(days=9)),
        person("Cooling"),
        JournalistFactory(name="Unreachable"),
    )
    for one in (picked, left, paused, cooling, unreachable):
        written(one)
        one.beats.add(grid)
    RecipientFactory(pitch=pitch, journalist=picked)
    asked(cooling, days=1)
    assert whys(pitch) == {}


def test_one_click_adds_them_with_that_reason(pitch, grid, client_for, specialist):
    ines = person("Ines Albrecht")
    written(ines)
    browser, address = client_for(specialist), reverse("pitches:recipient-list", args=[pitch.pk])
    page = browser.get(address, {"tab": "suggested"}, headers=HTMX)
    [suggestion] = page.context["suggestions"]
    assert f'name="reason" value="{suggestion.reason}"' in page.content.decode()
    browser.post(f"{address}?tab=suggested", {"journalist": ines.pk, "reason": suggestion.reason}, headers=HTMX)
    assert pitch.recipients.get().reason == suggestion.reason


def test_suggestions_cost_the_same_for_one_and_three(pitch, grid, client_brand, django_assert_num_queries):
    MonitorFactory(client=client_brand, campaign=pitch.campaign, purpose="campaign")

    def add(name):
        one = person(name, beats=[grid])
        written(one)
        asked(one)

    add("Robin A")
    suggested_for(pitch)  # the first one ever writes the team's policy down
    with CaptureQueriesContext(connection) as first:
        suggested_for(pitch)
    add("Robin B")
    add("Robin C")
    with django_assert_num_queries(len(first)):
        assert len(suggested_for(pitch)) == 3
