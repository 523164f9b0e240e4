"""Addresses are noted once a source, in one statement, and those of known articles need no reading."""

from datetime import UTC, datetime

from coverage import sightings
from coverage.articles.addresses import key_of
from coverage.entries import Entry
from coverage.models import ArticleAddress, Sighting
from tests.factories.coverage import ArticleFactory, SourceFactory


def test_an_address_is_noted_once_a_source(db, django_assert_num_queries):
    source, other = SourceFactory(), SourceFactory()
    entries = [
        Entry(
            "https://paper.example.org/a?utm_source=feed", title="Storage", published=datetime(2026, 3, 2, tzinfo=UTC)
        ),
        Entry("http://www.paper.example.org/a"),
        Entry("https://paper.example.org/b", authors=("Ruth Feldmann",)),
    ]
    with django_assert_num_queries(1):
        assert sightings.note(entries=entries, source=source) == 2
    assert sightings.note(entries=entries, source=source) == 0
    assert sightings.note(entries=entries, source=other) == 2
    assert sightings.note(entries=entries, source=None) == 2
    assert sightings.note(entries=entries, source=None) == 0
    first = Sighting.objects.get(source=source, url_key=key_of(entries[0].url))
    assert (first.state, first.host, first.url) == ("waiting", "paper.example.org", entries[0].url)
    assert Entry.from_told(first.url, first.told) == entries[0]


def test_the_newest_entry_gets_the_highest_number(db):
    source = SourceFactory()
    sightings.note(entries=[Entry("https://a.example.org/new"), Entry("https://a.example.org/old")], source=source)
    assert [sighting.url for sighting in source.sightings.all()] == [
        "https://a.example.org/new",
        "https://a.example.org/old",
    ]


def test_the_address_of_a_known_article_is_read_at_once(db):
    article = ArticleFactory()
    ArticleAddress.objects.create(
        article=article, url="https://paper.example.org/x", url_key=key_of("https://paper.example.org/x")
    )
    assert sightings.note(entries=[Entry("https://paper.example.org/x#top")], source=None) == 1
    assert Sighting.objects.get().article == article
    assert Sighting.objects.get().state == Sighting.State.READ


def test_what_is_no_page_is_passed_over(db):
    entries = [
        Entry("mailto:a@b.example"),
        Entry("https:///nothing"),
        Entry("https://a.example.org/" + "x" * 2000),
        Entry(""),
    ]
    assert sightings.note(entries=entries, source=None) == 0
    assert sightings.note(entries=[Entry("https://a.example.org/", title="Nul \x00 here")], source=None) == 1
    assert Sighting.objects.get().told == {"title": "Nul  here"}


def test_what_cannot_be_kept_is_left_out_of_what_is_told(db):
    source = SourceFactory()
    broken = Entry(url="https://paper.example.org/a", title="Half \ud83d of it", summary="A literal \\u0000 and a \x00")

    assert sightings.note(entries=[broken, Entry(url="https://paper.example.org/\ud83d")], source=source) == 2
    told = Sighting.objects.get(url="https://paper.example.org/a").told
    assert told == {"title": "Half  of it", "summary": "A literal \\u0000 and a"}
