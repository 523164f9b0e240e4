"""Lists of feeds, in and out, and the feeds of a website."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from contacts.models import Outlet
from core.fetching import FetchError
from coverage.feeds import discovery, importing, opml
from coverage.models import Source
from tests.coverage.web_server import WebServer
from tests.factories.contacts import OutletFactory
from tests.factories.coverage import SourceFactory

SAMPLES = Path(__file__).parents[2].parent / "shared" / "data" / "sources"
RSS = "<rss><channel><title>{0}</title><item><title>A</title><link>https://p.example.org/{0}</link></item></channel></rss>"
LIST = """<?xml version="1.0" encoding="UTF-8"?><opml version="1.0"><head><title>Mine</title></head><body>
<outline text="News"><outline text="Paper - World" xmlUrl="https://paper.example.org/world" htmlUrl="https://paper.example.org/"/>
<outline title="Paper - Energy &amp; Grid" xmlURL="https://www.paper.example.org/energy#x"/></outline>
<outline text="Deep"><outline text="Deeper"><outline text="Netz" type="rss" xmlUrl="feed://netz.example.net/rss"/></outline></outline>
<outline text="Burnt" xmlUrl="http://feeds.feedburner.com/burnt"/>
<outline text="Wrong" xmlUrl="javascript:alert(1)"/><outline text="Twice" xmlUrl="http://paper.example.org/world/"/>
<outline text="A folder only"/></body></opml>"""


@pytest.fixture
def web(settings) -> Iterator[WebServer]:
    settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.0/8"]
    with WebServer() as server:
        yield server


def test_a_list_becomes_sources_and_their_outlets(specialist):
    there = OutletFactory(name="Netzwelt", domain="example.net")
    done = importing.take_in(opml.read(LIST.encode()), by=specialist)
    assert {source.url: (source.name, source.outlet and source.outlet.name) for source in Source.objects.all()} == {
        "https://paper.example.org/world": ("Paper - World", "Paper"),
        "https://www.paper.example.org/energy": ("Paper - Energy & Grid", "Paper"),
        "https://netz.example.net/rss": ("Netz", "Netzwelt"),
        "http://feeds.feedburner.com/burnt": ("Burnt", None),
    }
    assert Outlet.objects.exclude(pk=there.pk).values_list("domain", "website", "source").get() == (
        "example.org",
        "https://paper.example.org/",
        "List of feeds (OPML)",
    )
    assert done.as_dict() == {
        "new": 4, "known": 1, "invalid": 1, "outlets": 1,
        "problems": [
            {"line": 6, "address": "javascript:alert(1)", "reason": "That is not an address of a page."}
        ],
    }  # fmt: skip
    again = importing.take_in(opml.read(LIST.encode()), by=specialist)
    assert (len(again.new), again.known, again.outlets) == (0, 5, 0)


def test_what_goes_out_comes_in_again(specialist):
    outlet = OutletFactory(name='The "Paper" & Co')
    SourceFactory(
        name="A <b> & \x0b'c'", url="https://a.example.org/?a=1&b=2", site_url="https://a.example.org/", outlet=outlet
    )
    SourceFactory(name="News by mail", kind="newsletter", url="", sender="n@p.example.org")
    written = "".join(opml.write(Source.objects.select_related("outlet").order_by("outlet", "name")))
    (outline,) = opml.read(written.encode())
    assert (outline.name, outline.url, outline.site_url, outline.group) == (
        "A <b> & 'c'",
        "https://a.example.org/?a=1&b=2",
        "https://a.example.org/",
        'The "Paper" & Co',
    )


@pytest.mark.parametrize(
    "body",
    [b"", b"words", b"<html></html>", RSS.encode(), b'<!DOCTYPE o [<!ENTITY a "b">]><opml>&a;</opml>', b"<opml>" * 2],
)
def test_what_is_no_list_is_told(body):
    if body.startswith(b"<opml>"):
        assert opml.read(body) == []
        return
    with pytest.raises(opml.NotOpml, match="no OPML"):
        opml.read(body)


def test_too_long_a_list_is_refused():
    rows = '<outline xmlUrl="https://a.example.org/"/>' * 5001
    with pytest.raises(opml.NotOpml, match="5,001"):
        opml.read(f"<opml>{rows}</opml>".encode())
    with pytest.raises(opml.NotOpml, match="larger"):
        opml.read(b" " * 5_000_001)


def test_real_lists_are_read(specialist):
    if not SAMPLES.is_dir():
        pytest.skip("the sample data is not on this machine")
    for file in SAMPLES.glob("*.opml"):
        assert opml.read(file.read_bytes())
    done = importing.take_in(opml.read((SAMPLES / "united-kingdom.opml").read_bytes()), by=specialist)
    assert len(done.new) + done.known == 5
    assert done.problems == []


def test_the_command_counts_and_says_what_is_wrong(db, tmp_path):
    file = tmp_path / "mine.opml"
    file.write_text(LIST)
    out = StringIO()
    call_command("import_sources", str(file), "--json", stdout=out)
    assert json.loads(out.getvalue())["new"] == 4
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_sources", str(tmp_path / "none.opml"))
    file.write_text("words")
    with pytest.raises(CommandError, match="no OPML"):
        call_command("import_sources", str(file))


def test_feeds_that_a_page_names_are_offered_first(db, web):
    web.says("/", '<html><head><link rel="alternate" type="application/rss+xml" href="/all.xml"></head>'
             '<body><a href="/energy/feed/">Energy</a><a href="https://elsewhere.example/feed">Other</a>'
             '<a href="/broken/rss">Broken</a></body></html>', Content_Type="text/html")  # fmt: skip
    web.says("/all.xml", RSS.format("All"))
    web.says("/energy/feed/", RSS.format("Energy"))
    assert [(found.title, found.url, found.number) for found in discovery.discover(web.url)] == [
        ("All", f"{web.url}/all.xml", 1),
        ("Energy", f"{web.url}/energy/feed/", 1),
    ]


def test_where_the_page_names_none_the_usual_places_are_tried(db, web):
    web.says("/", "<html><p>Hello</p></html>")
    web.says("/rss", RSS.format("Here"))
    assert [found.url for found in discovery.discover(f"{web.url}/#top")] == [f"{web.url}/rss"]
    assert web.most_open == 1


def test_the_address_of_a_feed_is_that_feed(db, web):
    (found,) = discovery.discover(web.says("/feed", RSS.format("T")))
    assert (found.title, found.kind) == ("T", "feed")
    assert len(web.seen) == 1


def test_a_site_that_cannot_be_had_is_told(db, web):
    with pytest.raises(FetchError, match="404"):
        discovery.discover(f"{web.url}/nothing")
    with pytest.raises(FetchError, match="private network"):
        discovery.discover("http://10.0.0.7/")
    web.says("/", "<html></html>")
    assert discovery.discover(web.url) == []
