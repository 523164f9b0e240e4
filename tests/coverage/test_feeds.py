"""Feeds of every form, and in every state, as entries."""

import gzip
import json
import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from coverage.entries import Entry
from coverage.feeds.errors import NotAFeed
from coverage.feeds.parsing import parse

URL = "https://paper.example.org/feed.xml"
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
     xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Energy &amp; Grid</title><link>https://paper.example.org/</link><language>en-GB</language>
<atom:link rel="self" href="https://paper.example.org/feed.xml"/>
<item><title>Storage at &lt;b&gt;Fernhall&lt;/b&gt; &amp;amp; Co</title><link>/a?x=1&amp;y=2</link>
<dc:creator>Ruth Feldmann</dc:creator><dc:creator><![CDATA[Max Ito]]></dc:creator>
<pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate>
<description><![CDATA[<p>First.</p><p>Second&nbsp;one.</p>]]></description>
<media:content url="/a.jpg" medium="image"/></item>
<item><title>By mail</title><guid>https://paper.example.org/b</guid>
<author>desk@paper.example.org (Ines Vogel)</author></item>
<item><title>Goes nowhere</title></item>
</channel></rss>"""


def test_rss():
    feed = parse(RSS.encode(), url=URL)
    assert (feed.kind, feed.title, feed.site_url, feed.language) == (
        "feed",
        "Energy & Grid",
        "https://paper.example.org/",
        "en-GB",
    )
    assert feed.entries == (
        Entry(
            url="https://paper.example.org/a?x=1&y=2",
            title="Storage at Fernhall & Co",
            authors=("Ruth Feldmann", "Max Ito"),
            published=datetime(2026, 3, 2, 10, tzinfo=timezone(timedelta(hours=1))),
            summary="First. Second one.",
            language="en-GB",
            image="https://paper.example.org/a.jpg",
        ),
        Entry(url="https://paper.example.org/b", title="By mail", authors=("Ines Vogel",), language="en-GB"),
    )


def test_atom():
    feed = parse(
        b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title type="html">Netz</title>
        <link href="https://netz.example.org/"/><link rel="self" href="/atom"/>
        <entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Speicher <b>neu</b></div></title>
        <link rel="enclosure" href="/x.mp3"/><link rel="alternate" type="text/html" href="one"/>
        <author><name>Jana Kr\xc3\xbcger</name></author><author><name>Ole Witt</name></author>
        <updated>2026-03-03T00:00:00Z</updated><published>2026-03-02T08:00:00Z</published></entry></feed>""",
        url="https://netz.example.org/feeds/atom.xml",
    )
    (entry,) = feed.entries
    assert (entry.url, entry.title) == ("https://netz.example.org/feeds/one", "Speicher neu")
    assert (entry.authors, entry.language) == (("Jana Krüger", "Ole Witt"), "de")
    assert entry.published == datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_json_feed():
    document = {
        "version": "https://jsonfeed.org/version/1.1", "title": "J", "home_page_url": "https://j.example.org/",
        "items": [
            {"id": 1, "url": "/one", "title": "One", "authors": [{"name": "Ana Reis"}, {}], "image": "/i.png",
             "date_published": "2026-03-02T10:00:00-03:00", "content_html": "<p>Said</p>"},
            {"id": 2, "title": "No address"}, "nonsense",
        ],
    }  # fmt: skip
    feed = parse(json.dumps(document).encode(), url="https://j.example.org/feed.json")
    (entry,) = feed.entries
    assert (entry.url, entry.authors, entry.summary) == ("https://j.example.org/one", ("Ana Reis",), "Said")
    with pytest.raises(NotAFeed, match="no JSON feed"):
        parse(b'{"items": 3}', url=URL)


def sitemap(inside: str, root: str = "urlset") -> bytes:
    return (
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
        f' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{inside}</{root}>'
    ).encode()


def test_a_news_sitemap_tells_outlet_and_date_zipped_or_not():
    body = sitemap(
        "<url><loc>https://p.example.org/1</loc><news:news><news:publication><news:name>The Paper</news:name>"
        "<news:language>en</news:language></news:publication><news:publication_date>2026-03-02</news:publication_date>"
        "<news:title>Grid</news:title></news:news><image:image><image:loc>https://p.example.org/1.jpg</image:loc>"
        "</image:image></url>"
    )
    expected = Entry(
        url="https://p.example.org/1", title="Grid", published=datetime(2026, 3, 2, tzinfo=UTC), language="en",
        outlet="The Paper", image="https://p.example.org/1.jpg",
    )  # fmt: skip
    for given in (body, gzip.compress(body)):
        feed = parse(given, url="https://p.example.org/news.xml")
        assert (feed.kind, feed.entries) == ("sitemap", (expected,))


def test_a_plain_sitemap_tells_only_what_changed_lately():
    now = datetime.now(UTC)
    body = sitemap(
        f"<url><loc>https://p.example.org/new</loc><lastmod>{now.isoformat()}</lastmod></url>"
        "<url><loc>https://p.example.org/old</loc><lastmod>2020-01-01</lastmod></url>"
        "<url><loc>https://p.example.org/unknown</loc></url>"
    )
    assert [entry.url for entry in parse(body, url=URL).entries] == ["https://p.example.org/new"]


def test_an_index_names_the_news_first_and_then_what_changed_last():
    body = sitemap(
        "<sitemap><loc>https://p.example.org/2019.xml</loc><lastmod>2019-02-01</lastmod></sitemap>"
        "<sitemap><loc>https://p.example.org/2025.xml</loc><lastmod>2025-02-01</lastmod></sitemap>"
        "<sitemap><loc>https://p.example.org/2018.xml</loc></sitemap>"
        "<sitemap><loc>https://p.example.org/news.xml</loc></sitemap>",
        "sitemapindex",
    )
    assert parse(body, url=URL).maps == tuple(f"https://p.example.org/{name}.xml" for name in ("news", "2025", "2019"))


def test_an_alert_leads_to_the_pages_themselves():
    body = RSS.replace("/a?x=1&amp;y=2", "https://www.google.com/url?rct=j&amp;url=https://p.example.org/1&amp;ct=ga")
    feed = parse(body.encode(), url="https://www.google.com/alerts/feeds/123/456")
    assert (feed.kind, feed.entries[0].url) == ("alert", "https://p.example.org/1")


def test_google_news_names_the_outlet_and_hides_some_addresses():
    body = """<rss><channel><title>"x" - Google News</title>
        <item><title>Grid grows - The Paper</title><source url="https://p.example.org">The Paper</source>
        <link>https://news.google.com/rss/articles/CBMiF2h0dHBzOi8vcC5leGFtcGxlLm9yZy8x0gEA?oc=5</link></item>
        <item><title>Hidden</title><link>https://news.google.com/rss/articles/CBMiQVVfeXFMUEEAAA?oc=5</link></item>
        </channel></rss>"""
    feed = parse(body.encode(), url="https://news.google.com/rss/search?q=x")
    (entry,) = feed.entries
    assert (entry.url, entry.title, entry.outlet) == ("https://p.example.org/1", "Grid grows", "The Paper")
    assert (feed.kind, feed.hidden) == ("alert", 1)


@pytest.mark.parametrize(
    "damage",
    [
        lambda xml: xml.replace("</item>", "", 1),
        lambda xml: xml[: xml.index("<item><title>Goes")],
        lambda xml: xml.replace("&amp;y", "&y"),
        lambda xml: xml.replace("First.", "First \x02\x00 &eacute; & so on."),
        lambda xml: "\n\n<!-- cached -->" + xml,
        lambda xml: xml.replace("<channel>", "<channel></oops><b>"),
        lambda xml: xml.replace('xmlns:dc="http://purl.org/dc/elements/1.1/"', ""),
    ],
)
def test_broken_xml_is_read_as_far_as_it_goes(damage):
    entry = parse(damage(RSS).encode(), url=URL).entries[0]
    assert entry.url == "https://paper.example.org/a?x=1&y=2"
    assert entry.authors == ("Ruth Feldmann", "Max Ito")


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("gb18030", "UTF-8", "text/xml; charset=utf-8"),
        ("gb18030", "gb2312", ""),
        ("utf-16", "UTF-16", ""),
        ("utf-8-sig", "iso-8859-1", ""),
        ("shift_jis", "UTF-8", "application/rss+xml; charset=Shift_JIS"),
    ],
)
def test_a_wrong_label_does_not_garble_the_words(encoding, declared, header):
    title = "国家能源局推进新型储能发展规划" if encoding == "gb18030" else "日本の電力会社が蓄電所を建設"
    text = RSS.replace('encoding="UTF-8"', f'encoding="{declared}"').replace("Energy &amp; Grid", title * 3)
    text = text.replace("Second&nbsp;one.", title * 20)
    feed = parse(text.encode(encoding), url=URL, content_type=header)
    assert feed.title == title * 3


def test_an_entity_bomb_is_refused():
    bomb = '<?xml version="1.0"?><!-- x --><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss>&b;</rss>'
    for given in (bomb.encode(), bomb.encode("utf-16")):
        with pytest.raises(NotAFeed, match="entities"):
            parse(given, url=URL)
    old = RSS.replace("<rss", '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x.example/rss.dtd"><rss', 1)
    assert len(parse(old.encode(), url=URL).entries) == 2


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"<!DOCTYPE html><html><head><title>Hi</title></head></html>", "web page"),
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"just words", "neither a feed nor a sitemap"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "neither a feed nor a sitemap"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "neither a feed nor a sitemap"),
        (gzip.compress(b"<rss>" + b" " * 11_000_000), "larger"),
        (b"\x1f\x8b broken", "damaged"),
        (b"[" * 5000, "neither a feed nor a sitemap"),
        (b'{"a":' * 5000, "neither a feed nor a sitemap"),
    ],
)
def test_what_is_no_feed_is_told_apart(body, why):
    with pytest.raises(NotAFeed, match=why):
        parse(body, url=URL)


def test_a_feed_without_entries_is_still_a_feed():
    assert parse(b"<rss><channel><title>Quiet</title></channel></rss>", url=URL).entries == ()


def test_a_date_ahead_is_no_day_of_publication():
    body = RSS.replace("02 Mar 2026", "02 Mar 2096").encode()
    assert parse(body, url=URL).entries[0].published is None


def test_a_large_feed_is_read_in_little_time_and_cut():
    item = RSS[RSS.index("<item>") : RSS.index("</item>") + 7]
    body = RSS.replace(item, item * 3000).encode()
    started = time.process_time()
    assert len(parse(body, url=URL).entries) == 1000
    assert time.process_time() - started < 3
