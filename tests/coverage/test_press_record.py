"""What a journalist and an outlet published stands on their pages."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from contacts import undoing
from coverage.models import Clip
from tests.factories.contacts import JournalistFactory, OutletFactory
from tests.factories.coverage import ArticleFactory, BylineFactory, ClipFactory, SourceFactory

pytestmark = pytest.mark.django_db
TABS = ["journalist-articles", "journalist-coverage"]


@pytest.fixture
def ines():
    return JournalistFactory(name="Ines Albrecht", position__outlet=OutletFactory(name="Stromblatt"))


def written(journalist, title, *, day=1, **article):
    at = datetime(2026, 6, day, 9, tzinfo=UTC)
    one = ArticleFactory(title=title, published_at=at, **article)
    BylineFactory(article=one, name=journalist.name, journalist=journalist, published_at=at)
    return one


def clip_of(article, journalist, client, **fields):
    fields = {"state": Clip.State.OURS, "decided_at": timezone.now(), **fields}
    return ClipFactory(article=article, client=client, journalist=journalist, **fields)


def text_of(browser, name, pk):
    return browser.get(reverse(name, args=[pk])).content.decode()


def assert_constant(show, fill, django_assert_num_queries):
    """What rooms above add to every page is counted there; here three rows must cost what one does."""
    fill(1)
    show()  # the first page ever writes the team's policy down
    with CaptureQueriesContext(connection) as one:
        show()
    fill(2)
    fill(3)
    with django_assert_num_queries(len(one)):
        show()


@pytest.mark.parametrize("tab", TABS)
def test_the_team_opens_the_tabs_and_nobody_else(tab, ines, client_brand, client_for, specialist, colleague, observer):
    clip_of(written(ines, "What bridges a windless week?"), ines, client_brand)
    address = reverse(f"coverage:{tab}", args=[ines.pk])
    for person in (specialist, colleague):
        assert "What bridges a windless week?" in client_for(person).get(address).content.decode()
    refused = client_for(observer).get(address)
    assert refused.status_code in {403, 404}
    assert b"windless" not in refused.content
    assert client_for(None).get(address).status_code == 302


def test_articles_stand_newest_first_and_say_whom_they_are_about(ines, client_brand, client_for, specialist):
    other = JournalistFactory(name="Pieter van Dalen")
    clip_of(written(ines, "Older", day=2), ines, client_brand)
    written(ines, "Newer", day=3)
    written(other, "Somebody else’s")
    page = text_of(client_for(specialist), "coverage:journalist-articles", ines.pk)
    assert page.index("Newer") < page.index("Older")
    assert "About Fernhall Storage" in page
    assert "Somebody else’s" not in page
    assert 'Articles <span class="mr-n">2</span>' in page
    assert 'Coverage of us <span class="mr-n">1</span>' in page


def test_coverage_counts_only_what_a_person_called_ours(ines, client_brand, client_for, specialist):
    clip_of(written(ines, "Iron-air leaves the lab"), ines, client_brand, tone="positive", depth="feature")
    clip_of(written(ines, "A road in Fernhall"), ines, client_brand, state=Clip.State.NOT_OURS)
    clip_of(written(ines, "Perhaps"), ines, client_brand, state=Clip.State.WAITING, decided_at=None)
    page = text_of(client_for(specialist), "coverage:journalist-coverage", ines.pk)
    assert "1 article about us: 1 positive." in " ".join(page.split())
    assert "Feature, positive" in page
    assert "A road in Fernhall" not in page
    assert "Perhaps" not in page


def test_an_article_of_a_namesake_is_taken_off_and_put_back(ines, client_for, specialist, observer):
    byline = written(ines, "By another Ines").bylines.get()
    address = reverse("coverage:article-refusal", args=[ines.pk, byline.pk])
    assert client_for(observer).post(address).status_code in {403, 404}
    browser = client_for(specialist)
    page = browser.post(address, follow=True)
    byline.refresh_from_db()
    assert (byline.journalist, byline.is_by_hand) == (None, True)
    assert "is off the record of Ines Albrecht" in page.content.decode()
    assert browser.post(address).status_code == 404
    undo = undoing.remember(by=specialist, what="refused-byline", byline=byline.pk, journalist=ines.pk)
    browser.post(undo)
    byline.refresh_from_db()
    assert byline.journalist == ines


@pytest.mark.parametrize(("tab", "words"), list(zip(TABS, ["No articles yet", "Nothing about us yet"], strict=True)))
def test_empty_tabs_say_what_will_stand_there(tab, words, ines, client_for, specialist):
    assert words in text_of(client_for(specialist), f"coverage:{tab}", ines.pk)


@pytest.mark.parametrize("tab", TABS)
def test_tabs_cost_the_same_with_one_row_and_three(
    tab, ines, client_brand, client_for, specialist, django_assert_num_queries
):
    browser = client_for(specialist)

    def fill(number):
        clip_of(written(ines, f"Article {number}", outlet=OutletFactory()), ines, client_brand)

    assert_constant(lambda: text_of(browser, f"coverage:{tab}", ines.pk), fill, django_assert_num_queries)


def test_an_outlet_shows_its_articles_our_coverage_and_where_it_is_read(ines, client_brand, client_for, specialist):
    outlet = ines.positions.get().outlet
    SourceFactory(name="Stromblatt, all of it", outlet=outlet)
    written(ines, "Grid fees rise", outlet=outlet)
    clip_of(written(ines, "Iron-air leaves the lab", outlet=outlet), ines, client_brand, tone="mixed")
    written(ines, "Elsewhere", outlet=OutletFactory())
    page = text_of(client_for(specialist), "contacts:outlet-detail", outlet.pk)
    assert page.count("Iron-air leaves the lab") == 2
    assert "Grid fees rise" in page
    assert "Elsewhere" not in page
    assert "Stromblatt, all of it" in page


def test_an_outlet_costs_the_same_with_one_article_and_three(
    ines, client_brand, client_for, specialist, django_assert_num_queries
):
    outlet, browser = ines.positions.get().outlet, client_for(specialist)

    def fill(number):
        SourceFactory(outlet=outlet)
        author = JournalistFactory(name=f"Robin {number}")
        clip_of(written(author, f"Article {number}", outlet=outlet), author, client_brand)

    assert_constant(lambda: text_of(browser, "contacts:outlet-detail", outlet.pk), fill, django_assert_num_queries)
