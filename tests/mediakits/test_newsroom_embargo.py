"""No embargoed word, title or thumbnail is reachable early, by any address; and on the second everything is there."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client as Browser
from django.urls import resolve

from mediakits.addresses import document_url, name_of
from mediakits.models import Document, DocumentVersion, Newsroom
from mediakits.urls import newsroom as newsroom_urls
from mediakits.urls import newsroom_api as newsroom_api_urls
from mediakits.urls import public as public_urls
from tests.factories.mediakits import KitLinkFactory, NewsroomFactory
from tests.mediakits.newsrooms import SECRET, moments, photo, released, shared_kit

pytestmark = pytest.mark.django_db

LIFTS = datetime(2026, 11, 17, 6, 0, tzinfo=UTC)
BEFORE, SECOND = moments(LIFTS)
HOST = "press.fernhall.example"


@pytest.fixture
def world(client_brand, specialist):
    """A public release between two days, an embargoed one, its German twin, a kit with it, an embargoed kit."""
    with time_machine.travel(LIFTS - timedelta(days=2), tick=False):
        NewsroomFactory(client=client_brand, slug="fernhall", host=HOST, contact=specialist)
        old = released(client_brand, title="Open news")
        embargoed = released(client_brand, title=f"{SECRET} test", body=f"<p>{SECRET} ran.</p>", public_from=LIFTS)
        twin = released(client_brand, title=f"{SECRET} deutsch", public_from=LIFTS, translation_of=old)
        DocumentVersion.objects.filter(document=twin).update(language="de")
        kit = shared_kit(client_brand, title="Altfelde kit", documents=(old, embargoed))
        shown = photo(client_brand, title=f"{SECRET} photo", caption=f"{SECRET} at dawn", alt_text=SECRET)
        early = shared_kit(client_brand, title=f"{SECRET} kit", documents=(old,), photos=(shown,), embargo_until=LIFTS)
    return {"old": old, "embargoed": embargoed, "twin": twin, "kit": kit, "early": early, "shown": shown}


def addresses(world):
    """Every address of the newsroom, by its path and by its own host, and every guess at what is not public yet."""
    embargoed, twin, old = world["embargoed"], world["twin"], world["old"]
    pages = ["", "releases/", "releases/2026/", "releases/?page=1", "search/?q=test", f"search/?q={SECRET}",
             "search/?q=deutsch", "colours.css", "inquiry/", "inquiry/received/amber-heron-11/", "subscription/",
             "subscription/asked/", f"subscription/{'x' * 32}/", f"subscription/{'x' * 32}/leaving/", "atom.xml",
             "rss.xml", "feed.json", "sitemap.xml", "robots.txt", f"{name_of(old)}/",
             f"{name_of(old)}/txt/"]  # fmt: skip
    guesses = [f"{name_of(each)}/" for each in (embargoed, twin)]
    guesses += [f"{name_of(embargoed)}/{form}/" for form in ("pdf", "docx", "txt")]
    guesses += [f"{name_of(embargoed)}/?reader=x", f"{name_of(embargoed)}/?reader={world['kit'].token}",
                f"{name_of(embargoed)}/txt/?reader=x", f"wrong-{embargoed.token[:10]}/"]  # fmt: skip
    api = ["", "releases/", "releases/?limit=100", "releases/?kind=press_release", "releases/?language=de", "kits/",
           f"releases/{embargoed.token[:10]}/", f"releases/{old.token[:10]}/", f"kits/{world['kit'].token[:10]}/",
           f"releases/{embargoed.pk}/", f"kits/{world['kit'].pk}/"]  # fmt: skip
    here = [(f"/newsroom/fernhall/{path}", None) for path in pages + guesses]
    there = [(f"/{path}", HOST) for path in pages + guesses]
    lone = [(f"/k/d/{embargoed.token}/{form}", None) for form in ("", "txt/", "?reader=x")]
    kits = [(f"/k/{world['kit'].token}/", None), (f"/k/{world['kit'].token}/documents/{embargoed.pk}.txt", None)]
    kits += [(f"/k/{kit.token}/{path}", None) for kit in (world["kit"], world["early"])
             for path in ("", f"files/{world['shown'].pk}/", f"documents/{embargoed.pk}.txt", "all.zip", "photos.zip",
                          "password/")]  # fmt: skip
    lone += [(f"/files/{world['shown'].files.get().file.name.rpartition('/')[2]}/photo.jpg", None)]
    return here + there + lone + kits + [(f"/api/newsrooms/fernhall/{path}", None) for path in api]


def get(path, host):
    return Browser().get(path, headers={"Host": host} if host else {})


def readable(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8", "replace") + str(response.headers)


def says(text, path):
    """Whether the secret stands there, apart from the visitor's own words that a search page repeats."""
    return SECRET.lower() in re.sub(rf'value="{SECRET}"', "", text).lower()


def test_nothing_embargoed_is_reachable_a_second_early(world):
    with time_machine.travel(BEFORE, tick=False):
        for _ in range(2):  # rendered, then out of the cache
            for path, host in addresses(world):
                response = get(path, host)
                assert response.status_code in {200, 302, 403, 404}, (path, host)  # nothing was held up or broke
                text = readable(response)
                assert not says(text, path), (path, host)
                assert world["embargoed"].token[:10] not in text, (path, host)


def test_every_public_address_is_among_them(world):
    """Whoever adds one has it walked too."""
    walked = {resolve(path.partition("?")[0]).view_name for path, host in addresses(world) if host is None}
    for urls in (newsroom_urls, newsroom_api_urls, public_urls):
        assert {f"{urls.app_name}:{pattern.name}" for pattern in urls.urlpatterns} <= walked


def test_everything_is_there_on_the_second(world):
    with time_machine.travel(BEFORE, tick=False):  # every page is in the cache when the embargo lifts
        for path, host in addresses(world):
            get(path, host)
    with time_machine.travel(SECOND, tick=False):
        name = name_of(world["embargoed"])
        for path in ("", "releases/", "releases/2026/", f"search/?q={SECRET}", "atom.xml", "rss.xml", "feed.json",
                     f"{name}/", f"{name}/txt/"):  # fmt: skip
            for where, host in ((f"/newsroom/fernhall/{path}", None), (f"/{path}", HOST)):
                response = get(where, host)
                assert response.status_code == 200, where
                assert says(readable(response), path), where
        key = world["embargoed"].token[:10]
        assert get(f"/api/newsrooms/fernhall/releases/{key}/", None).json()["title"] == f"{SECRET} test"
        assert key in readable(get("/newsroom/fernhall/sitemap.xml", None))
        beside = readable(get(f"/newsroom/fernhall/{name_of(world['old'])}/", None))
        assert f"{SECRET} test" in beside  # the next release
        assert 'hreflang="de"' in beside
        assert f"{SECRET} at dawn" in beside  # the photo of the kit that opened with it


def test_not_there_is_never_cached_by_anybody(world):
    with time_machine.travel(BEFORE, tick=False):
        response = get(f"/newsroom/fernhall/{name_of(world['embargoed'])}/", None)
    assert (response.status_code, response["Cache-Control"]) == (404, "no-store")
    assert response["X-Robots-Tag"] == "noindex"


def test_embargoed_and_made_up_releases_are_answered_alike(world):
    with time_machine.travel(BEFORE, tick=False):
        there = get(f"/newsroom/fernhall/{name_of(world['embargoed'])}/", None)
        nowhere = get("/newsroom/fernhall/quicksilver-test-aaaaaaaaaa/", None)
    assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content)


def test_reader_who_agreed_sees_it_before_and_after_at_the_same_address(world):
    link = KitLinkFactory(kit=world["kit"], opens_embargo=True)
    path = f"/newsroom/fernhall/{name_of(world['embargoed'])}/?reader={link.token}"
    for at, early in ((BEFORE, True), (SECOND, False)):
        with time_machine.travel(at, tick=False):
            response = get(path, None)
            html = readable(response)
            assert response.status_code == 200
            assert f"{SECRET} ran." in html
            assert ("Under embargo until" in html) == early
            assert ("og:title" in html) == (not early)
            assert response["Cache-Control"] == "no-store"
            assert response["X-Robots-Tag"] == "noindex, nofollow"
            assert document_url(world["embargoed"]).startswith(f"http://{HOST}/{name_of(world['embargoed'])}/")
            assert get(path.replace("/?", "/txt/?"), None).status_code == 200


@pytest.mark.parametrize(
    "change",
    [{"opens_embargo": False}, {"revoked_at": BEFORE}, {"expires_at": BEFORE}],
)
def test_reader_who_did_not_agree_or_lost_the_link_sees_nothing_early(world, change):
    link = KitLinkFactory(kit=world["kit"], **{"opens_embargo": True, **change})
    with time_machine.travel(BEFORE, tick=False):
        response = get(f"/newsroom/fernhall/{name_of(world['embargoed'])}/?reader={link.token}", None)
    assert response.status_code == 404
    assert SECRET not in readable(response)


def test_reader_of_another_kit_sees_nothing_early(world, client_brand):
    with time_machine.travel(BEFORE, tick=False):
        link = KitLinkFactory(
            kit=shared_kit(client_brand, title="Another", documents=(world["old"],)), opens_embargo=True
        )
        response = get(f"/newsroom/fernhall/{name_of(world['embargoed'])}/?reader={link.token}", None)
    assert response.status_code == 404


def test_nonsense_as_readers_link_opens_and_breaks_nothing(world):
    with time_machine.travel(BEFORE, tick=False):
        for path in (f"/newsroom/fernhall/{name_of(world['embargoed'])}/", f"/k/d/{world['embargoed'].token}/"):
            for nonsense in ("%00", "%F0%9F%94%92", "a" * 5000, "%27%20OR%201%3D1"):
                assert get(f"{path}?reader={nonsense}", None).status_code == 404, nonsense


def test_files_of_an_embargoed_document_without_a_newsroom_carry_the_readers_link(world):
    Newsroom.objects.all().update(is_open=False)
    link = KitLinkFactory(kit=world["kit"], opens_embargo=True)
    with time_machine.travel(BEFORE, tick=False):
        page = readable(get(f"/k/d/{world['embargoed'].token}/?reader={link.token}", None))
        files = re.findall(rf'href="(/k/d/{world["embargoed"].token}/\w+/[^"]*)"', page)
        assert len(files) == 3
        assert all(path.endswith(f"?reader={link.token}") for path in files)
        assert [get(path, None).status_code for path in files] == [200, 200, 200]
        assert get(files[-1].partition("?")[0], None).status_code == 404


def test_readers_links_are_guessed_slowly(world):
    with time_machine.travel(BEFORE, tick=False):
        path = f"/newsroom/fernhall/{name_of(world['embargoed'])}/?reader="
        answers = [get(f"{path}{number}", None).status_code for number in range(62)]
    assert answers == [404] * 60 + [429] * 2


def test_withdrawn_release_is_not_even_there_for_those_who_agreed(world):
    link = KitLinkFactory(kit=world["kit"], opens_embargo=True)
    Document.objects.filter(pk=world["embargoed"].pk).update(withdrawn_at=BEFORE)
    with time_machine.travel(BEFORE, tick=False):
        path = f"/newsroom/fernhall/{name_of(world['embargoed'])}/?reader={link.token}"
        assert get(path, None).status_code == 404
