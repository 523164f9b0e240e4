"""An article is stored once, whoever brings it and under whichever address."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from coverage.articles import following_up
from coverage.articles.addresses import normalised
from coverage.articles.outlets import outlet_for, registrable
from coverage.articles.storing import PUBLISHED, AddressTooLong, store
from coverage.models import Article, ArticleAddress, Byline
from coverage.reading import Reading
from tests.coverage.press import STORY
from tests.factories.contacts import OutletFactory
from tests.factories.coverage import ArticleFactory


def told(**fields: object) -> Reading:
    return Reading(**{"title": "Ahrendal stores its wind", "text": STORY, "authors": ("Ruth Feldmann",)} | fields)


@pytest.mark.django_db(transaction=True)
@pytest.mark.services
def test_workers_that_read_one_story_at_a_time_store_it_once() -> None:
    """Eight workers, five addresses, one canonical address; and each takes it all the way."""
    reading, results, start = told(canonical_url="https://paper.example/wind"), [], threading.Barrier(8)

    def work(number: int) -> None:
        start.wait()
        try:
            article, is_new = store(reading, url=f"https://m.paper.example/wind?page={number % 5}")
            following_up.follow_up(article)
            results.append((article.pk, is_new))
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(results) == 8
    assert sorted(is_new for _, is_new in results) == [False] * 7 + [True]
    assert (Article.objects.count(), ArticleAddress.objects.count(), Byline.objects.count()) == (1, 6, 1)


@pytest.mark.django_db
def test_a_canonical_address_is_believed_where_it_makes_sense() -> None:
    def kept(url: str, claimed: str) -> str:
        return store(told(canonical_url=claimed), url=url)[0].url

    assert kept("https://m.paper.example/1?ref=x", "https://www.paper.example/1") == "https://www.paper.example/1"
    assert kept("https://paper.example/2", "https://paper.example/") == "https://paper.example/2", "the front page"
    assert kept("https://copy.example/3", "https://agency.example/3") == "https://copy.example/3", "somebody else's"
    assert kept("https://paper.example/4", "javascript:void(0)") == "https://paper.example/4"
    assert kept("https://a-example.cdn.ampproject.org/5", "https://a.example/5") == "https://a.example/5", "a relay"
    assert kept("https://notgoogle.com/6", "https://a.example/6") == "https://notgoogle.com/6", "no relay"
    assert Article.objects.get(url="https://copy.example/3").how["original"] == "https://agency.example/3"


@pytest.mark.django_db
def test_what_cannot_be_stored_as_it_is_read() -> None:
    broken = told(
        title="Half a \ud83d character\x00 " + "x" * 600,
        text="A line.\x00",
        links=("other.example", "\ud83d.example", "\x00"),
        how={"title": "json-ld \ud83d"},
        canonical_url="https://paper.example/bro\ud83dken",
        outlet="O" * 300,
        language="en-GB-oxendict",
        authors=("  Ruth   Feldmann ", "RUTH FELDMANN", "", "Jürgen Ödegård", "N" * 300),
        published=timezone.now() + timedelta(days=400),
        offset=60,
        image="https://paper.example/" + "i" * 3000,
    )
    article, _ = store(broken, url="https://paper.example/broken")

    article.refresh_from_db()
    assert (article.title[:18], len(article.title)) == ("Half a  character ", 500)
    assert (article.text, len(article.outlet_name), article.image_url) == ("A line.", 200, "")
    assert (article.published_at, article.published_offset) == (None, None)
    assert (article.links, article.how) == (["other.example", ".example"], {"title": "json-ld"})
    names = article.bylines.values_list("name", "name_key")
    assert list(names)[:2] == [("Ruth Feldmann", "ruth feldmann"), ("Jürgen Ödegård", "jurgen odegard")]
    assert len(names) == 3
    with pytest.raises(AddressTooLong, match="2,000 characters"):
        store(told(), url="https://paper.example/" + "a" * 2000)
    assert store(told(title="", text=""), url="https://paper.example/nameless-story")[0].title == "nameless-story"


@pytest.mark.django_db
def test_reading_it_again_fills_in_what_was_missing_and_changes_nothing_else() -> None:
    article, _ = store(told(text="", how={"title": "source"}), url="https://paper.example/1")
    again, is_new = store(told(title="Another headline", how={"text": "page"}), url="https://paper.example/1?utm_id=7")

    assert (again.pk, is_new) == (article.pk, False)
    assert (again.title, again.text) == ("Ahrendal stores its wind", STORY)
    assert again.how == {"title": "source", "text": "page"}
    assert again.search is None, "it is to be asked of monitors again"


@pytest.mark.django_db
def test_a_time_is_taken_whole_or_not_at_all_and_authors_where_there_were_none() -> None:
    precise, day = datetime(2026, 11, 4, 6, 30, tzinfo=UTC), datetime(2026, 11, 4, 12, tzinfo=UTC)

    def kept(url: str) -> tuple:
        return Article.objects.values_list(*PUBLISHED).get(url=url)

    store(told(published=precise), url="https://paper.example/1")
    store(told(published=day, day_only=True, offset=60), url="https://paper.example/1")
    assert kept("https://paper.example/1") == (precise, None, False)

    walled, _ = store(told(text="", authors=()), url="https://paper.example/2")
    following_up.follow_up(walled)
    again, _ = store(told(published=precise, offset=0), url="https://paper.example/2")
    assert kept("https://paper.example/2") == (precise, 0, False)
    byline = walled.bylines.get()
    assert (byline.name, byline.published_at, again.search) == ("Ruth Feldmann", precise, None)


@pytest.mark.django_db
def test_constraints_hold_without_the_verb() -> None:
    article = ArticleFactory()
    for broken in ({"url_key": article.url_key}, {"title": ""}, {"url_key": ""}, {"medium": "telegram"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ArticleFactory(**broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(original=article)


@pytest.mark.parametrize(("url", "expected"), [
    ("HTTPS://Paper.Example.:443/a%E4?a=%E4&b&c=#top", "https://paper.example/a%E4?a=%E4&b&c="),
    ("https://paper.example?utm_source=x&q=ä b&fbclid=1", "https://paper.example/?q=ä b"),
    ("http://[2001:db8::1]:8080/a?mc_cid=1", "http://[2001:db8::1]:8080/a"),
    ("https://[broken", "https://[broken"),
])  # fmt: skip
def test_an_address_loses_what_counts_readers_and_nothing_else(url: str, expected: str) -> None:
    assert normalised(url) == expected
    assert normalised(expected) == expected


@pytest.mark.parametrize(("host", "expected"), [
    ("www.news.example.co.uk", "example.co.uk"),
    ("example.com.", "example.com"),
    ("grid.substack.com", "grid.substack.com"),
    ("www.substack.com", "substack.com"),
    ("127.0.0.1", "127.0.0.1"),
    ("intranet", "intranet"),
    ("co.uk", "co.uk"),
    ("", ""),
])  # fmt: skip
def test_what_of_a_host_was_registered(host: str, expected: str) -> None:
    assert registrable(host) == expected


@pytest.mark.django_db
def test_the_outlet_is_the_one_with_the_longest_domain_above_an_address() -> None:
    paper, desk = OutletFactory(domain="paper.co.uk"), OutletFactory(domain="money.paper.co.uk")
    OutletFactory(domain="co.uk")
    OutletFactory(domain="")

    assert outlet_for("https://www.paper.co.uk/1") == paper
    assert outlet_for("https://amp.money.paper.co.uk/1") == desk
    assert outlet_for("https://notpaper.co.uk/1") is None
    assert outlet_for("nonsense") is None


@pytest.mark.django_db
def test_a_host_that_many_publications_share_is_no_outlet_of_theirs() -> None:
    OutletFactory(domain="mailchi.mp")
    own = OutletFactory(domain="grid.substack.com")
    assert outlet_for("https://mailchi.mp/grid/47") is None
    assert outlet_for("https://grid.substack.com/p/47") == own


@pytest.mark.django_db
def test_the_source_says_whose_it_is_where_the_address_does_not() -> None:
    own, other = OutletFactory(domain="paper.example"), OutletFactory(domain="")
    letter, _ = store(Reading(title="47"), url="https://mailchi.mp/grid/47", outlet=other)
    page, _ = store(Reading(title="48"), url="https://paper.example/48", outlet=other)
    assert (letter.outlet, page.outlet) == (other, own)
