"""Feeds that readers can read, and a sitemap that search engines can."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from mediakits.addresses import document_url
from mediakits.models import Document
from tests.factories.mediakits import NewsroomFactory
from tests.mediakits.newsrooms import released

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)


@pytest.fixture
def document(client_brand, specialist):
    NewsroomFactory(client=client_brand, slug="fernhall", contact=specialist, intro="News & <b>more</b>")
    released(client_brand, title="A fact sheet", kind=Document.Kind.FACT_SHEET)
    return released(client_brand, title='Fernhall & the "works council" agree <today>', public_from=AT)


def test_rss_is_whole(client, document):
    response = client.get("/newsroom/fernhall/rss.xml")
    root = ElementTree.fromstring(response.content)
    assert response["Content-Type"].startswith("application/rss+xml")
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    channel = root.find("channel")
    assert channel.findtext("title") == "Fernhall Storage: press releases"
    (item,) = channel.findall("item")
    assert item.findtext("title") == 'Fernhall & the "works council" agree <today>'
    assert item.findtext("link") == document_url(document)
    assert item.findtext("guid").startswith("tag:testserver,2026:release/")
    assert item.find("guid").get("isPermaLink") == "false"
    assert item.findtext("pubDate") == "Tue, 03 Mar 2026 09:30:00 +0000"
    assert "100 hours" in item.findtext("description")
    assert "<strong>100 hours</strong>" in item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")


def test_atom_has_what_the_standard_asks_for(client, document):
    root = ElementTree.fromstring(client.get("/newsroom/fernhall/atom.xml").content)
    space = "{http://www.w3.org/2005/Atom}"
    assert root.tag == f"{space}feed"
    for name in ("id", "title", "updated", "author"):
        assert root.find(f"{space}{name}") is not None
    assert {link.get("rel") for link in root.findall(f"{space}link")} == {"alternate", "self"}
    entry = root.find(f"{space}entry")
    assert {"id", "title", "updated", "published", "link"} <= {child.tag.removeprefix(space) for child in entry}
    assert entry.find(f"{space}content").get("type") == "html"


def test_json_feed_has_what_its_version_asks_for(client, document):
    response = client.get("/newsroom/fernhall/feed.json")
    feed = response.json()
    assert response["Content-Type"].startswith("application/feed+json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://testserver/newsroom/fernhall/feed.json"
    (item,) = feed["items"]
    assert (item["url"], item["date_published"]) == (document_url(document), "2026-03-03T09:30:00+00:00")
    assert "<strong>100 hours</strong>" in item["content_html"]


def test_control_characters_do_not_break_a_feed(client, client_brand, document):
    released(client_brand, title="Odd\x07 title", body="<p>Odd\x0b text\ufffe</p>")
    for path in ("atom.xml", "rss.xml"):
        assert b"Odd title" in ElementTree.tostring(
            ElementTree.fromstring(client.get(f"/newsroom/fernhall/{path}").content)
        )


def test_summary_is_text_although_readers_take_it_for_html(client, client_brand, document):
    released(client_brand, title="Costs", body="<p>Losses &lt;script&gt; are 5 &lt; 6 percent.</p>")
    root = ElementTree.fromstring(client.get("/newsroom/fernhall/rss.xml").content)
    assert root.find("channel/item").findtext("description") == "Losses &lt;script&gt; are 5 &lt; 6 percent."


def test_sitemap_names_every_public_page(client, document):
    root = ElementTree.fromstring(client.get("/newsroom/fernhall/sitemap.xml").content)
    found = [each.text for each in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert document_url(document) in found
    assert "http://testserver/newsroom/fernhall/releases/2026/" in found
    assert len(found) == 5  # home, releases, one year, two documents


def test_feed_of_a_newsroom_without_releases_is_valid(client, client_brand):
    NewsroomFactory(client=client_brand, slug="empty")
    for path in ("atom.xml", "rss.xml"):
        assert b"Fernhall Storage" in ElementTree.tostring(
            ElementTree.fromstring(client.get(f"/newsroom/empty/{path}").content)
        )
    assert client.get("/newsroom/empty/feed.json").json()["items"] == []
