"""The demo's papers: what they print can be found, polled and read like any other paper's."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.fetching import fetch
from coverage.feeds.parsing import parse
from coverage.reading import read
from dashboard.demo.local_press.papers import all_papers, begun
from dashboard.demo.local_press.printing import FEED_PATHS, Paper
from dashboard.demo.local_press.server import FAULTS, open_press
from tests.factories.contacts import JournalistFactory, OutletFactory
from tests.factories.team import UserFactory

pytestmark = pytest.mark.django_db
OUTLETS = ("The Ashdown Times", "Stromblatt", "Data Desk", "Potsdam Morgen", "Wire Seven", "Elbe Abendblatt")


@pytest.fixture
def papers() -> dict[str, Paper]:
    UserFactory(email="maya@harbourlane.example.com")
    for name in OUTLETS:
        host = f"{name.lower().replace(' ', '-')}.example.org"
        language = "de" if name in {"Stromblatt", "Potsdam Morgen", "Elbe Abendblatt"} else "en"
        outlet = OutletFactory(name=name, domain=host, language=language)
        JournalistFactory(name="Robin Example", position__outlet=outlet)
    return {paper.name: paper for paper in all_papers()}


@pytest.fixture
def press(papers, settings) -> Iterator[dict[str, Paper]]:
    with open_press(list(papers.values()), start=begun()) as port:
        settings.DEMO_PRESS = [("127.0.0.1", port)]
        yield papers


def test_every_form_of_feed_is_read_by_the_product(press):
    forms = {paper.feed: paper for paper in press.values() if paper.name not in FAULTS}
    assert set(forms) == set(FEED_PATHS)
    for paper in forms.values():
        got = fetch(paper.feed_url)
        entries = parse(got.body, url=got.url, content_type=got.headers["content-type"]).entries
        printed = [article for article in paper.articles if article.at <= timezone.now()][:25]
        assert [entry.title for entry in entries] == [article.title for article in printed]
        assert [entry.published for entry in entries] == [article.at for article in printed]


def test_article_tells_who_wrote_it_and_when(press):
    paper = press["Data Desk"]
    article = next(each for each in paper.articles if each.slug == "how-long-is-long")
    url = paper.url_of(article)
    got = read(fetch(url).body, url=url)
    assert (got.title, got.authors, got.outlet) == (article.title, ("Robin Example",), "Data Desk")
    assert (got.published.date(), got.canonical_url) == (article.at.date(), url)
    assert "We collected the duration of every grid battery" in got.text


def test_nothing_appears_before_its_time(press):
    paper = press["The Ashdown Times"]
    coming = next(each for each in paper.articles if each.at > timezone.now() + timedelta(hours=1))
    assert fetch(paper.url_of(coming)).status == 404
    assert coming.title not in fetch(f"https://{paper.host}/").body.decode()


def test_paper_in_trouble_does_not_answer(press):
    assert fetch(press["Elbe Abendblatt"].feed_url).status == 503


def test_strange_host_gets_nothing(press):
    assert fetch("https://nobody.example.org/").status == 404


def test_same_demo_prints_the_same(papers):
    assert all_papers() == list(papers.values())


def test_no_two_articles_of_a_paper_share_an_address(papers):
    for paper in papers.values():
        slugs = [article.slug for article in paper.articles]
        assert len(slugs) == len(set(slugs))


def test_command_says_that_there_is_no_demo():
    with pytest.raises(CommandError, match="The demo is not loaded"):
        call_command("demo_press")
