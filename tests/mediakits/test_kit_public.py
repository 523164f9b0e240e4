"""What journalists see of a kit, when, and that nothing of it is seen before."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags

from core import link_passwords
from mediakits import kit_links
from mediakits.addresses import newsroom_url
from mediakits.files import file_url, picture
from mediakits.kit_links import link_for, link_with_label
from mediakits.models import Asset, Document, Kit, KitLink, Newsroom
from mediakits.readers import may_read_early
from tests.factories.contacts import JournalistFactory
from tests.factories.mediakits import KitFactory, NewsroomFactory, SpokespersonFactory
from tests.mediakits.made import SECRET, in_days, photo, published, put, shared, whole_kit

pytestmark = pytest.mark.django_db
READER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"}


@pytest.fixture
def kit(client_brand, specialist) -> Kit:
    specialist.phone = "+49 30 23125 142"
    specialist.save()
    return shared(whole_kit(client_brand, specialist))


def address(opener) -> str:
    return reverse("mediakits-public:kit", args=[opener.token])


def words(response) -> str:
    return unescape(response.content.decode())


def test_the_page_has_everything_for_the_story(client, kit):
    put(kit, "photos", asset=photo(kit.client, title="The hall"))  # what is seen first is not loaded lazily
    shared(kit)
    response = client.get(address(kit))
    page = words(response)
    for expected in (
        kit.title, kit.standfirst, "It stood windless.", "Rows of windless containers", "Lena Hartwig",
        "Free to print with credit", "12 MW", "Elin Windless", "Founded the windless company.", "Is it windless?",
        "Storage for the windless week", "Maya Lindqvist", "tel:+493023125142", "mailto:maya@team.example.com",
        "Download all",
    ):  # fmt: skip
        assert expected in page, expected
    assert 'alt="windless containers at dawn"' in page
    assert 'width="16"' in page
    assert 'loading="lazy"' in page


@pytest.mark.parametrize("is_open", [True, False])
def test_the_page_leads_to_the_newsroom_while_that_is_open(client, kit, is_open):
    newsroom = NewsroomFactory(client=kit.client, is_open=is_open)
    assert (f'href="{newsroom_url(newsroom)}">Newsroom</a>' in words(client.get(address(kit)))) == is_open


def test_the_page_needs_no_cookie_and_no_script(client, kit):
    response = client.get(address(kit))
    assert not response.cookies
    assert "<script" not in response.content.decode()
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "no-store"


def test_made_up_and_withdrawn_links_open_nothing(client, kit):
    link = link_with_label(kit=kit, label="dpa", by=kit.owner)
    assert client.get(address(link)).status_code == 200
    kit_links.revoke(link=link)
    response = client.get(address(link))
    assert (response.status_code, SECRET in words(response)) == (404, False)
    assert client.get(reverse("mediakits-public:kit", args=["x" * 32])).status_code == 404


def test_an_expired_kit_says_so_and_whom_to_call(client, kit):
    Kit.objects.filter(pk=kit.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    response = client.get(address(kit))
    assert response.status_code == 410
    assert "has closed" in words(response)
    assert "+49 30 23125 142" in words(response)
    assert SECRET not in words(response)


def test_an_expired_link_is_closed_while_the_kit_is_open(client, kit):
    link = link_with_label(kit=kit, label="dpa", by=kit.owner, expires_at=in_days(1))
    with time_machine.travel(in_days(2)):
        assert client.get(address(link)).status_code == 410
        assert client.get(address(kit)).status_code == 200


def test_a_photo_whose_rights_ended_yesterday_is_out(client, client_for, kit, specialist):
    asset = Asset.objects.get()
    taken = reverse("mediakits-public:kit-file", args=[kit.token, asset.pk])
    assert client.get(taken).status_code == 302
    Asset.objects.update(rights_until=timezone.localdate() - timedelta(days=1))
    page = words(client.get(address(kit)))
    assert asset.caption not in page
    assert client.get(taken).status_code == 404
    builder = words(client_for(specialist).get(kit.get_absolute_url()))
    assert "Readers do not get it: the rights ended on" in builder


def test_only_published_documents_are_given(client, kit, client_brand):
    release = Document.objects.get(kind="press_release")
    pdf = reverse("mediakits-public:kit-document", args=[kit.token, release.pk, "pdf"])
    made = client.get(pdf)
    assert made.content.startswith(b"%PDF")
    assert "attachment" in made["Content-Disposition"]
    Document.objects.filter(pk=release.pk).update(withdrawn_at=timezone.now())
    assert client.get(pdf).status_code == 404
    assert release.title not in words(client.get(address(kit)))


@pytest.mark.parametrize("kind", ["pdf", "docx", "txt"])
def test_a_document_outside_of_the_kit_cannot_be_guessed(client, kit, client_brand, kind):
    other = published(client_brand, title="Not in the kit")
    assert client.get(reverse("mediakits-public:kit-document", args=[kit.token, other.pk, kind])).status_code == 404
    outside = photo(client_brand, title="Not in the kit")
    assert client.get(reverse("mediakits-public:kit-file", args=[kit.token, outside.pk])).status_code == 404


def test_an_embargoed_release_in_an_open_kit_is_not_mentioned(client, kit, client_brand):
    soon = in_days(2)
    put(kit, "releases", document=published(client_brand, title="After the test", public_from=soon))
    shared(kit)
    agreed = link_with_label(kit=kit, label="Ines", by=kit.owner, opens_embargo=True)
    assert "After the test" not in words(client.get(address(kit)))
    page = words(client.get(address(agreed)))
    assert "After the test" in page
    assert f"reader={agreed.token}" in page
    with time_machine.travel(soon + timedelta(seconds=1)):
        assert "After the test" in words(client.get(address(kit)))


def test_before_the_embargo_readers_see_when_it_opens_and_nothing_else(client, kit):
    until = in_days(1)
    Kit.objects.filter(pk=kit.pk).update(embargo_until=until)
    response = client.get(address(kit))
    page = words(response)
    assert "It opens on" in page
    assert timezone.localtime(until).strftime("%H:%M") in page
    assert SECRET not in page.lower()


def test_an_embargo_ends_on_the_second(client, kit):
    until = in_days(1).replace(microsecond=0)
    Kit.objects.filter(pk=kit.pk).update(embargo_until=until)
    with time_machine.travel(until - timedelta(seconds=1), tick=False):
        assert SECRET not in words(client.get(address(kit))).lower()
    with time_machine.travel(until, tick=False):
        assert kit.title in words(client.get(address(kit)))


def test_who_agreed_to_the_embargo_sees_it_with_a_reminder(client, kit):
    Kit.objects.filter(pk=kit.pk).update(embargo_until=in_days(1))
    agreed = link_for(kit=kit, journalist=JournalistFactory(), by=kit.owner, opens_embargo=True)
    other = link_for(kit=kit, journalist=JournalistFactory(), by=kit.owner)
    page = words(client.get(address(agreed)))
    assert kit.title in page
    assert "Under embargo until" in page
    assert SECRET not in words(client.get(address(other))).lower()


def test_an_embargo_is_told_with_its_day_and_with_the_zone_that_holds_then(client, kit):
    """In winter a summer's embargo stands on the summer's clock, and never as "today": its reader may be anywhere."""
    until = datetime(2030, 7, 1, 10, tzinfo=UTC)
    Kit.objects.filter(pk=kit.pk).update(embargo_until=until)
    agreed = link_for(kit=kit, journalist=JournalistFactory(), by=kit.owner, opens_embargo=True)
    said = date_format(timezone.localtime(until), "l, j F Y, H:i T")
    for now in (datetime(2030, 1, 15, tzinfo=UTC), until - timedelta(minutes=5)):
        with time_machine.travel(now, tick=False):
            assert f"Under embargo until {said}." in strip_tags(words(client.get(address(agreed))))


def every_address(kit: Kit, link: KitLink) -> list[str]:
    """All that is public of a kit, its things and their guesses, by its own address and by a reader's."""
    found = [reverse("mediakits-public:kit-password", args=[kit.token])]
    for token in (kit.token, link.token):
        found.append(reverse("mediakits-public:kit", args=[token]))
        found += [reverse("mediakits-public:kit-zip", args=[token, which]) for which in ("all", "photos")]
        there = {*Asset.objects.values_list("pk", flat=True), *Document.objects.values_list("pk", flat=True)}
        keys = sorted({key + step for key in there for step in (-1, 0, 1)})
        found += [reverse("mediakits-public:kit-file", args=[token, pk]) for pk in keys]
        found += [
            reverse("mediakits-public:kit-document", args=[token, pk, kind])
            for pk in keys
            for kind in ("pdf", "docx", "txt")
        ]
    return found


def test_nothing_of_an_embargoed_kit_is_reachable_early_by_any_address(client, kit):
    """Every address with every key, by GET, HEAD and POST: no word, no title, no file, no way to one."""
    Kit.objects.filter(pk=kit.pk).update(embargo_until=in_days(1), access=Kit.Access.PUBLIC)
    Document.objects.update(public_from=in_days(1))
    link = link_for(kit=kit, journalist=JournalistFactory(), by=kit.owner)
    for place in every_address(kit, link):
        cache.clear()  # the limit of wrong links would stop the walk
        for method in (client.get, client.post, client.head):
            response = method(place, headers=READER)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            said = body.decode("utf-8", "replace").lower() + str(response.headers).lower()
            assert SECRET not in said, place
            assert "/files/" not in said, place
            assert not body.startswith((b"PK", b"%PDF")), place
            assert response.status_code in {200, 302, 403, 404, 405}, place
            if response.status_code == 302:
                assert response.url == reverse("mediakits-public:kit", args=[kit.token])
    assert not kit.visits.exists()


def test_pictures_are_only_reached_by_signed_addresses(client, kit):
    asset = Asset.objects.with_file().get()
    signed = file_url(picture(asset, "card"), inline=True)
    assert client.get(signed).status_code == 200
    assert client.get(re.sub(r"/files/.", "/files/x", signed)).status_code == 404
    path = picture(asset, "card").file.name
    for guess in (f"/media/{path}", f"/files/{path}", f"/{path}"):
        assert client.get(guess).status_code in {403, 404}


def test_a_password_opens_the_kit_without_a_cookie(client, kit):
    from django.contrib.auth.hashers import make_password

    Kit.objects.filter(pk=kit.pk).update(password=make_password("grid storage"))
    asked = client.get(address(kit))
    assert SECRET not in words(asked).lower()
    assert 'type="password"' in words(asked)
    door = reverse("mediakits-public:kit-password", args=[kit.token])
    wrong = client.post(door, {"password": "Grid storage"})
    assert (wrong.status_code, "That is not the password" in words(wrong)) == (422, True)
    opened = client.post(door, {"password": "grid storage"})
    assert not opened.cookies
    page = client.get(opened.url)
    assert kit.title in words(page)
    taken = re.search(r'href="(/k/[^"]+/files/\d+/\?open=[^"]+)"', page.content.decode())
    assert client.get(unescape(taken[1])).status_code == 302
    assert client.get(taken[1].partition("?")[0]).status_code == 403
    with time_machine.travel(timezone.now() + timedelta(hours=13)):
        assert SECRET not in words(client.get(opened.url)).lower()
    Kit.objects.filter(pk=kit.pk).update(password=make_password("another one"))
    assert SECRET not in words(client.get(opened.url)).lower()


def test_a_proof_of_one_kit_opens_no_other(client, kit, client_brand, specialist):
    from django.contrib.auth.hashers import make_password

    hashed = make_password("grid storage")
    other = shared(whole_kit(client_brand, specialist), password=hashed)
    Kit.objects.filter(pk=kit.pk).update(password=hashed)
    opened = client.post(reverse("mediakits-public:kit-password", args=[kit.token]), {"password": "grid storage"})
    proof = opened.url.partition("?")[2]
    assert SECRET not in words(client.get(f"{address(other)}?{proof}")).lower()


def test_a_readers_own_link_needs_no_password(client, kit):
    Kit.objects.filter(pk=kit.pk).update(password="!")
    assert kit.title in words(client.get(address(link_with_label(kit=kit, label="dpa", by=kit.owner))))


def test_a_thousand_guesses_get_nowhere(client, kit, settings):
    from django.contrib.auth.hashers import make_password

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    Kit.objects.filter(pk=kit.pk).update(password=make_password("guess 999"))
    door = reverse("mediakits-public:kit-password", args=[kit.token])
    answers = []
    for number in range(1000):
        visitor = f"10.0.{number // 4 // 250}.{number // 4 % 250}"  # four tries from each address
        response = client.post(door, {"password": f"guess {number}"}, REMOTE_ADDR=visitor)
        answers.append(response.status_code)
    assert answers.count(422) == link_passwords.AN_HOUR_A_THING
    assert set(answers[link_passwords.AN_HOUR_A_THING :]) == {429}
    assert "too many wrong passwords" in words(response)
    assert response["Retry-After"]


def test_one_address_gets_five_tries_a_minute(client, kit):
    Kit.objects.filter(pk=kit.pk).update(password="!")
    door = reverse("mediakits-public:kit-password", args=[kit.token])
    answers = [client.post(door, {"password": "guess"}).status_code for _ in range(7)]
    assert answers == [422] * 5 + [429] * 2


def test_no_password_opens_anything_while_tries_cannot_be_counted(client, kit, settings):
    from django.contrib.auth.hashers import make_password

    Kit.objects.filter(pk=kit.pk).update(password=make_password("grid storage"))
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:9/0"}
    }
    response = client.post(reverse("mediakits-public:kit-password", args=[kit.token]), {"password": "grid storage"})
    assert response.status_code == 429
    assert "cannot be checked at the moment" in words(response)


def test_other_languages_are_offered_as_far_as_they_are_open(client, kit, client_brand, specialist):
    german = shared(whole_kit(client_brand, specialist, language="de", translation_of=kit))
    french = shared(whole_kit(client_brand, specialist, language="fr", translation_of=kit), password="!")
    spanish = shared(whole_kit(client_brand, specialist, language="es", translation_of=kit), embargo_until=in_days(1))
    draft = whole_kit(client_brand, specialist, language="it", translation_of=kit)
    page = words(client.get(address(kit)))
    assert address(german) in page
    assert "Deutsch" in page
    assert not any(address(one) in page for one in (french, spanish, draft))
    assert address(kit) in words(client.get(address(german)))
    Kit.objects.filter(pk=kit.pk).update(access=Kit.Access.PUBLIC)
    assert address(german) not in words(client.get(address(kit))), "the public is not told of what has a link only"


def test_the_page_costs_the_same_with_one_photo_and_many(
    client, client_brand, specialist, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for many in (1, 3):
        kit = whole_kit(client_brand, specialist)
        for number in range(many - 1):
            put(kit, "photos", asset=photo(client_brand, title=f"Photo {number}"))
            put(kit, "releases", document=published(client_brand, title=f"Release {number}"))
            put(kit, "people", spokesperson=SpokespersonFactory(client=client_brand))
        shared(kit)
        client.get(address(kit))
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(address(kit))
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_may_read_early_only_what_stands_in_the_readers_kit(kit, client_brand):
    inside = Document.objects.get(kind="press_release")
    outside = published(client_brand)
    agreed = link_with_label(kit=kit, label="Ines", by=kit.owner, opens_embargo=True)
    other = link_with_label(kit=kit, label="Bob", by=kit.owner)
    assert may_read_early(inside, agreed.token)
    assert not may_read_early(outside, agreed.token)
    assert not may_read_early(inside, other.token)
    assert not may_read_early(inside, kit.token)
    assert not may_read_early(inside, "")
    kit_links.revoke(link=agreed)
    assert not may_read_early(inside, agreed.token)


def test_preview_shows_what_each_would_see(client_for, specialist, kit):
    Kit.objects.filter(pk=kit.pk).update(embargo_until=in_days(1))
    browser, place = client_for(specialist), reverse("mediakits:kit-preview", args=[kit.pk])
    before = words(browser.get(place))
    assert "It opens on" in before
    assert "A preview of what is being built" in before
    for query in ({"as": "agreed"}, {"when": "after"}):
        page = words(browser.get(place, query))
        assert kit.title in page
        assert kit.token not in page
    assert kit.title not in words(browser.get(place, {"as": "nonsense"})).replace(f"<title>{kit.title}", "")
    assert not kit.visits.exists()


def test_an_empty_kit_says_so_kindly(client, client_brand, specialist):
    kit = KitFactory(client=client_brand, owner=specialist)
    shared(kit)
    assert "There is nothing here at the moment" in words(client.get(address(kit)))
    assert not Newsroom.objects.exists()


def test_embargoed_biography_of_another_story_stays_closed_to_those_who_agreed_to_this_one(client, client_brand):
    person = SpokespersonFactory(client=client_brand)
    biography = published(client_brand, Document.Kind.BIO, spokesperson=person, public_from=in_days(5))
    kit = KitFactory(client=client_brand)
    put(kit, "people", spokesperson=person)
    link = link_with_label(kit=shared(kit), label="Jonas", by=kit.owner, opens_embargo=True)
    file = reverse("mediakits-public:kit-document", args=[link.token, biography.pk, "txt"])
    assert f"/documents/{biography.pk}." not in client.get(address(link)).content.decode()
    assert client.get(file).status_code == 404
    assert not may_read_early(biography, link.token)
    put(kit, "people", document=biography)  # now it is of this story
    shared(kit)
    assert f"/documents/{biography.pk}." in client.get(address(link)).content.decode()
    assert client.get(file).status_code == 200
    assert may_read_early(biography, link.token)
