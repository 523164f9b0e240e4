"""The public pages of a newsroom: what stands there, for whom, how fast it is cached, and what is not there."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mediakits import shelf, stamps
from mediakits.addresses import document_url, name_of
from mediakits.models import Document, DocumentVersion
from tests.factories.mediakits import NewsroomFactory, SpokespersonFactory
from tests.mediakits.newsrooms import photo, released, shared_kit

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom(client_brand, specialist):
    return NewsroomFactory(
        client=client_brand, slug="fernhall", contact=specialist, intro="Batteries for windless weeks."
    )


def text_of(response):
    return response.content.decode()


def test_home_shows_releases_kits_people_and_whom_to_call(client, newsroom, client_brand):
    released(client_brand, title="Turbine hall is full")
    released(client_brand, title="Facts on Altfelde", kind=Document.Kind.FACT_SHEET)
    shared_kit(client_brand, title="Altfelde kit")
    SpokespersonFactory(client=client_brand, name="Elin Sørvaag", role="Chief executive", reached="+47 secret number")
    html = text_of(client.get("/newsroom/fernhall/"))
    for said in ("Turbine hall is full", "Facts on Altfelde", "Altfelde kit", "Elin Sørvaag", "Batteries for windless"):
        assert said in html
    assert "Maya Lindqvist" in html
    assert 'href="tel:+493023125142"' in html
    assert "secret number" not in html


def test_pages_set_no_cookie_run_no_script_and_may_be_found(client, newsroom, client_brand):
    document = released(client_brand)
    for path in ("", "releases/", "search/", f"{name_of(document)}/"):
        response = client.get(f"/newsroom/fernhall/{path}")
        assert response.status_code == 200
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert not re.search(r"<script(?! type=.application/ld\+json)", text_of(response))
        assert ("noindex" in text_of(response)) == (path == "search/")


def test_what_somebody_signed_in_sees_is_what_everybody_sees(client_for, newsroom, specialist, client_brand):
    specialist.time_zone = "Asia/Tokyo"
    specialist.save()
    released(client_brand, public_from=datetime(2026, 11, 17, 22, 30, tzinfo=UTC))
    own, anybody = (client_for(who).get("/newsroom/fernhall/").content for who in (specialist, None))
    assert own == anybody


@pytest.mark.parametrize("who", ["specialist", "manager", "observer", None])
def test_a_closed_newsroom_is_not_there(client_for, newsroom, client_brand, request, who):
    document = released(client_brand)
    newsroom.is_open = False
    newsroom.save()
    browser = client_for(request.getfixturevalue(who) if who else None)
    for path in ("", "releases/", "atom.xml", "colours.css", f"{name_of(document)}/", "inquiry/", "subscription/"):
        response = browser.get(f"/newsroom/fernhall/{path}")
        assert response.status_code == 404
        assert b"Fernhall" not in response.content
    assert browser.get("/api/newsrooms/fernhall/releases/").json()["status"] == 404


def test_release_shows_what_was_published_and_not_what_is_being_written(client, newsroom, client_brand):
    document = released(client_brand, title="Hall full")
    Document.objects.filter(pk=document.pk).update(title="Draft of a secret headline", content={"body": "<p>Draft</p>"})
    for path in (f"{name_of(document)}/", "", "releases/", "atom.xml", "rss.xml", "feed.json", "search/?q=hall"):
        page = text_of(client.get(f"/newsroom/fernhall/{path}"))
        assert "Hall full" in page
        assert "Draft of a secret" not in page
    assert "Nothing has all of these words" in text_of(client.get("/newsroom/fernhall/search/?q=secret+headline"))


def test_release_of_another_client_or_withdrawn_is_not_there(client, newsroom, client_brand, outsider):
    foreign = released(outsider.observed_clients.get(), title="Ferry news")
    gone = released(client_brand, title="Taken down", withdrawn_at=timezone.now())
    for document in (foreign, gone):
        assert client.get(f"/newsroom/fernhall/{name_of(document)}/").status_code == 404
        assert document.title not in text_of(client.get("/newsroom/fernhall/"))


def test_address_with_another_title_leads_to_the_right_one(client, newsroom, client_brand):
    document = released(client_brand)
    response = client.get(f"/newsroom/fernhall/older-title-{document.token[:10]}/")
    assert (response.status_code, response["Location"]) == (301, f"/newsroom/fernhall/{name_of(document)}/")


def test_document_url_is_the_newsrooms_or_a_page_of_its_own(client, client_brand, newsroom, settings):
    document = released(client_brand)
    assert document_url(document) == f"{settings.SITE_URL}/newsroom/fernhall/{name_of(document)}/"
    newsroom.is_open = False
    newsroom.save()
    assert document_url(document) == f"{settings.SITE_URL}/k/d/{document.token}/"
    response = client.get(f"/k/d/{document.token}/")
    assert "100 hours" in text_of(response)
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get(f"/k/d/{document.token}/txt/").content.count(b"100 hours") == 1


def test_release_tells_machines_what_it_is_and_cannot_be_broken_out_of(client, newsroom, client_brand):
    document = released(client_brand, title='</script><script>alert(1)</script> & "quotes"')
    html = text_of(client.get(f"/newsroom/fernhall/{name_of(document)}/"))
    assert "<script>alert" not in html
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == document.title
    assert data["url"] == document_url(document)
    assert data["publisher"]["name"] == "Fernhall Storage"
    assert f'<link rel="canonical" href="{document_url(document)}">' in html
    assert '<meta property="og:type" content="article">' in html


def test_neighbours_and_translations_lead_on(client, newsroom, client_brand):
    now = timezone.now()
    first = released(client_brand, title="First", public_from=now - timedelta(days=3))
    middle = released(client_brand, title="Middle", public_from=now - timedelta(days=2))
    last = released(client_brand, title="Last", public_from=now - timedelta(days=1))
    other = released(client_brand, title="Mitte", public_from=now - timedelta(days=2), translation_of=middle)
    DocumentVersion.objects.filter(document=other).update(language="de")
    html = text_of(client.get(f"/newsroom/fernhall/{name_of(middle)}/"))
    assert f'rel="prev" href="/newsroom/fernhall/{name_of(first)}/"' in html
    assert f'hreflang="de" href="/newsroom/fernhall/{name_of(other)}/">German' in html
    html = text_of(client.get(f"/newsroom/fernhall/{name_of(last)}/"))
    assert 'rel="next"' not in html


def test_release_shows_the_photos_of_its_kits_whose_rights_hold(client, newsroom, client_brand):
    document = released(client_brand)
    yesterday = timezone.localdate() - timedelta(days=1)
    dawn = photo(client_brand, title="Site at dawn", caption="The site at dawn", credit="Photo: Lena Hartwig")
    over = photo(client_brand, title="Over", caption="Rights are over", rights_until=yesterday)
    kit = shared_kit(client_brand, documents=(document,), photos=(over, dawn))
    shared_kit(client_brand, documents=(document,), photos=(photo(client_brand, caption="By link"),), access="link")
    html = text_of(client.get(f"/newsroom/fernhall/{name_of(document)}/"))
    assert "The site at dawn" in html
    assert "Photo: Lena Hartwig" in html
    assert f'href="/k/{kit.token}/files/{dawn.pk}/"' in html
    assert "Rights are over" not in html
    assert "By link" not in html
    image = re.search(r'property="og:image" content="([^"]+)"', html)[1]
    assert image.startswith("http://testserver/files/")
    assert client.get(image.removeprefix("http://testserver"))["Content-Type"] == "image/webp"


@pytest.mark.parametrize("form", ["pdf", "docx", "txt"])
def test_release_can_be_taken_as_a_file(client, newsroom, client_brand, form):
    document = released(client_brand)
    response = client.get(f"/newsroom/fernhall/{name_of(document)}/{form}/")
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content[:4] == {"pdf": b"%PDF", "docx": b"PK\x03\x04", "txt": response.content[:4]}[form]
    assert response["Cache-Control"].startswith("public, max-age=")


def test_all_releases_by_year_in_pages(client, newsroom, client_brand):
    for number in range(23):
        released(client_brand, title=f"Release {number}", public_from=datetime(2025, 3, 1 + number, tzinfo=UTC))
    released(client_brand, title="The new year", public_from=datetime(2026, 1, 5, tzinfo=UTC))
    with time_machine.travel(datetime(2026, 2, 1, tzinfo=UTC), tick=False):
        first = text_of(client.get("/newsroom/fernhall/releases/"))
        second = text_of(client.get("/newsroom/fernhall/releases/?page=2"))
        year = text_of(client.get("/newsroom/fernhall/releases/2026/"))
    assert "The new year" in first
    assert "1 to 20 of 24 releases" in first
    assert "Release 0" in second
    assert "The new year" not in second
    assert "The new year" in year
    assert "Release 22" not in year
    for nonsense in (
        "releases/?page=9",
        "releases/?page=x",
        "releases/?page=01",
        "releases/?page=00000011",
        "releases/?page=٢",
        "releases/1999/",
        "releases/99999/",
    ):
        assert client.get(f"/newsroom/fernhall/{nonsense}").status_code == 404


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("turbine", True), ("TURBÎNE hall", True), ("hall turbine", True), ("100 hours", True), ("urbin", True),
        ("turbine wind", False), ("%", False), ("_", False), ("\x00", False), ("'; drop", False),
    ],
)  # fmt: skip
def test_search_finds_every_word_without_accents_and_case(client, newsroom, client_brand, words, found):
    released(client_brand)
    html = text_of(client.get("/newsroom/fernhall/search/", {"q": words}))
    assert (">Turbine hall is full</a>" in html) == found


def test_search_finds_kits_by_the_words_they_were_shared_with(client, newsroom, client_brand):
    kit = shared_kit(client_brand, title="Altfelde kit")
    type(kit).objects.filter(pk=kit.pk).update(title="Secret rework")
    assert "Altfelde kit" in text_of(client.get("/newsroom/fernhall/search/?q=altfelde"))
    assert "Secret rework" not in text_of(client.get("/newsroom/fernhall/search/?q=rework"))


def test_kits_that_not_everybody_may_see_are_nowhere(client, newsroom, client_brand):
    shared_kit(client_brand, title="By link alone", access="link")
    shared_kit(client_brand, title="Behind a password", password="pbkdf2$x")
    shared_kit(client_brand, title="Put away", archived_at=timezone.now())
    shared_kit(client_brand, title="Over", expires_at=timezone.now() - timedelta(seconds=1))
    pages = [text_of(client.get(f"/newsroom/fernhall/{path}")) for path in ("", "search/?q=link", "sitemap.xml")]
    pages.append(text_of(client.get("/api/newsrooms/fernhall/kits/")))
    for title in ("By link alone", "Behind a password", "Put away", "Over"):
        assert all(f">{title}" not in page and f'"{title}"' not in page for page in pages)


def test_page_is_kept_and_dated_until_the_next_lift(client, newsroom, client_brand):
    now = datetime(2026, 11, 17, 5, 59, 20, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        released(client_brand, title="Open")
        released(client_brand, title="Later", public_from=now + timedelta(seconds=40))
        first = client.get("/newsroom/fernhall/")
        assert first["Cache-Control"] == "public, max-age=40"
        with CaptureQueriesContext(
            connection,
        ) as queries:
            again = client.get("/newsroom/fernhall/")
        assert (len(queries), again.content) == (1, first.content)
    with time_machine.travel(now + timedelta(seconds=40), tick=False):
        after = client.get("/newsroom/fernhall/")
        assert "Later" in text_of(after)
        assert after["Cache-Control"] == "public, max-age=60"
        assert after["ETag"] != first["ETag"]


def test_unchanged_page_is_answered_with_304(client, newsroom, client_brand):
    released(client_brand)
    etag = client.get("/newsroom/fernhall/")["ETag"]
    again = client.get("/newsroom/fernhall/", headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    released(client_brand, title="News")
    stamps.touch(client_id=client_brand.pk)
    assert client.get("/newsroom/fernhall/", headers={"If-None-Match": etag}).status_code == 200


def test_a_change_shows_with_the_next_visit(client, newsroom, client_brand, specialist):
    client.get("/newsroom/fernhall/")
    client_brand.name = "Fernhall Energy"
    client_brand.save()
    specialist.name = "Maya Holm"
    specialist.save()
    html = text_of(client.get("/newsroom/fernhall/"))
    assert "Fernhall Energy" in html
    assert "Maya Holm" in html


def test_pages_work_without_redis(client, newsroom, client_brand, settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    }
    released(client_brand)
    assert "Turbine hall is full" in text_of(client.get("/newsroom/fernhall/"))
    assert client.get("/newsroom/fernhall/search/?q=hall").status_code == 200


def test_parameters_that_mean_nothing_do_not_fill_the_cache(client, newsroom):
    client.get("/newsroom/fernhall/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/newsroom/fernhall/?utm_source=x&anything=y")
    assert len(queries) == 1


@pytest.mark.parametrize("path", ["", "releases/", "search/?q=hall", "atom.xml", "rss.xml", "feed.json", "sitemap.xml"])
def test_queries_do_not_grow_with_what_is_shown(client, newsroom, client_brand, path):
    def count(number):
        for _ in range(number):
            document = released(client_brand)
            shared_kit(client_brand, documents=(document,))
            SpokespersonFactory(client=client_brand)
        shelf.fill_texts(newsroom)
        cache.clear()
        stamps.touch(client_id=client_brand.pk)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/newsroom/fernhall/{path}").status_code == 200
        return len(queries)

    assert count(1) == count(2)


def test_writing_to_a_page_is_not_understood(client, newsroom):
    assert client.post("/newsroom/fernhall/").status_code == 405


def test_colours_are_readable_and_a_stylesheet(client, newsroom):
    newsroom.colour = "#ffe600"
    newsroom.save()
    response = client.get("/newsroom/fernhall/colours.css")
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "--mr-accent: light-dark(#" in text_of(response)
    assert "#ffe600" in text_of(response)
