"""The library and the page of one asset: who may see them, what they say, and what they cost."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from mediakits import where_used
from mediakits.models import Asset, KitVisit, Rendition
from tests.factories.campaigns import ClientFactory
from tests.factories.mediakits import (
    AssetFactory,
    AssetFileFactory,
    KitFactory,
    KitItemFactory,
    KitSectionFactory,
    SpokespersonFactory,
)
from tests.mediakits import samples
from tests.mediakits.taking import take, taken

pytestmark = pytest.mark.django_db
LIST = reverse("mediakits:asset-list")


@pytest.fixture
def photo(client_brand, specialist) -> Asset:
    asset = AssetFactory(client=client_brand, added_by=specialist, title="Altfelde at dawn", credit="Lena Hartwig")
    file = AssetFileFactory(asset=asset, number=1, original_name="dawn.jpg", width=2400, height=1600)
    for name, side in (("thumb", 320), ("card", 640), ("web", 1600)):
        Rendition.objects.create(
            asset_file=file,
            name=name,
            file=f"assets/{name}",
            content_type="image/webp",
            width=side,
            height=side,
            size=9,
        )
    return asset


@pytest.fixture
def page(client_for, specialist):
    return client_for(specialist)


def text_of(response) -> str:
    return response.content.decode()


PAGES = [
    ("get", "asset-list", []), ("get", "asset-detail", ["pk"]), ("get", "asset-edit", ["pk"]),
    ("post", "asset-edit", ["pk"]), ("post", "asset-archival", ["pk"]), ("post", "asset-return", ["pk"]),
    ("post", "asset-deletion", ["pk"]), ("post", "file-restoral", ["pk", 1]), ("get", "asset-add", []),
    ("post", "asset-add", []), ("get", "asset-add-video", []), ("post", "asset-add-video", []),
    ("post", "upload-begin", []), ("post", "bulk-archival", []), ("post", "bulk-words", []),
    ("post", "bulk-return", ["token"]),
]  # fmt: skip


@pytest.mark.parametrize(("method", "name", "args"), PAGES)
def test_library_is_the_teams(method, name, args, photo, observer, outsider, client_for):
    address = reverse(f"mediakits:{name}", args=[photo.pk if one == "pk" else one for one in args])
    for reader in (observer, outsider):
        response = getattr(client_for(reader), method)(address)
        assert (response.status_code, b"Altfelde" in response.content) == (403, False)
    response = getattr(client_for(None), method)(address)
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]
    photo.refresh_from_db()
    assert photo.archived_at is None


def test_owner_and_colleague_see_and_change_it(photo, specialist, colleague, client_for):
    for member in (specialist, colleague):
        browser = client_for(member)
        photo.refresh_from_db()
        assert photo.title in text_of(browser.get(LIST))
        detail = text_of(browser.get(photo.get_absolute_url()))
        assert "dawn.jpg" in detail
        assert "2,400 × 1,600 pixels" in detail
        answer = browser.post(
            reverse("mediakits:asset-edit", args=[photo.pk]), edit(photo, title=f"By {member}", browser=browser)
        )
        assert answer.status_code == 302
        assert Asset.objects.get(pk=photo.pk).title == f"By {member}"


def edit(photo: Asset, *, browser, **values) -> dict[str, object]:
    """What the open form would post."""
    form = browser.get(reverse("mediakits:asset-edit", args=[photo.pk])).context
    data = {name: form["form"][name].value() or "" for name in form["form"].fields if name != "people"}
    return {**data, "seen": form["seen"], **values}


@pytest.mark.parametrize("many", [1, 3])
def test_library_costs_the_same_for_many(many, page, client_brand, specialist, django_assert_num_queries):
    for number in range(many):
        file = taken(samples.picture(size=(40 + number, 30)), f"{number}.jpg", client=client_brand, by=specialist)
        file.asset.people.add(SpokespersonFactory(client=client_brand))
    page.get(LIST)
    with django_assert_num_queries(15):
        shown = page.get(LIST)
    assert text_of(shown).count('class="mr-asset"') == many


@pytest.mark.parametrize("many", [1, 3])
def test_page_costs_the_same_for_many(many, page, photo, django_assert_num_queries):
    for number in range(many):
        AssetFileFactory(asset=photo, number=2 + number, is_current=False)
        photo.people.add(SpokespersonFactory(client=photo.client))
    page.get(photo.get_absolute_url())
    with django_assert_num_queries(13):
        page.get(photo.get_absolute_url())


def test_library_is_cut_into_pages(page, client_brand, specialist):
    AssetFactory.create_batch(50, client=client_brand, added_by=specialist)
    assert "1 to 48 of 50" in text_of(page.get(LIST))
    assert text_of(page.get(LIST, {"page": 2})).count('class="mr-asset"') == 2


def test_empty_and_no_match_say_different_things(page, client_brand):
    assert "No photos or files yet" in text_of(page.get(LIST))
    asset = AssetFactory(client=client_brand)
    assert "No title, caption, credit or name is like “zebra”" in text_of(page.get(LIST, {"q": "zebra"}))
    assert "No photo or file is all of that at once" in text_of(page.get(LIST, {"rights": "ended"}))
    Asset.objects.filter(pk=asset.pk).update(archived_at=timezone.now())
    assert "Everything in the library is put away" in text_of(page.get(LIST))


def test_filters_narrow_the_library(page, client_brand, specialist):
    today, other = timezone.localdate(), ClientFactory(name="Kestrel Ferries")
    person = SpokespersonFactory(client=client_brand, name="Ines Vogel")
    dawn = AssetFactory(client=client_brand, title="Žluť at dawn", others_shown="Karl Ruh")
    dawn.people.add(person)
    AssetFactory(client=client_brand, title="EU flag", kind="logo", rights_until=today + timedelta(days=29))
    AssetFactory(client=other, title="Ferry", kind="audio", rights_until=today - timedelta(days=1))
    AssetFactory(client=other, title="Old quay", archived_at=timezone.now())
    used = AssetFactory(client=client_brand, title="Used hall", rights_until=today + timedelta(days=30))
    KitItemFactory(asset=used)

    def found(**filters):
        return sorted(asset.title for asset in page.get(LIST, filters).context["assets"])

    assert found() == ["EU flag", "Ferry", "Used hall", "Žluť at dawn"]
    assert found(q="ZLUT dawn") == found(q="karl") == found(person=person.pk) == ["Žluť at dawn"]
    assert found(q="eu") == found(rights="ending") == ["EU flag"]
    assert found(kind=["logo", "audio"]) == ["EU flag", "Ferry"]
    assert found(client=other.pk) == found(rights="ended") == ["Ferry"]
    assert found(rights="fine") == ["Used hall", "Žluť at dawn"]
    assert found(unused="on") == ["EU flag", "Ferry", "Žluť at dawn"]
    assert found(away="on") == ["Old quay"]
    assert found(rights="nonsense", client="x", person="9" * 30, q="\0") == found()


def test_each_filter_is_a_pill_that_can_be_taken_off(page, client_brand):
    AssetFactory(client=client_brand)
    answer = page.get(LIST, {"kind": ["photo", "logo"], "client": client_brand.pk, "unused": "on", "q": "a"})
    assert [(pill["field"], pill["value"]) for pill in answer.context["pills"]] == [
        ("Kind", "Photo"), ("Kind", "Logo"), ("Client", "Fernhall Storage"), ("Used nowhere", ""),
    ]  # fmt: skip
    assert answer.context["pills"][0]["remove"] == f"?q=a&kind=logo&client={client_brand.pk}&unused=on"
    assert answer.context["pills"][3]["remove"] == f"?q=a&kind=photo&kind=logo&client={client_brand.pk}"


def test_words_are_kept(page, photo):
    person = SpokespersonFactory(client=photo.client, name="Ines Vogel")
    SpokespersonFactory(name="Of another client")
    form = page.get(reverse("mediakits:asset-edit", args=[photo.pk])).context["form"]
    assert [str(one) for one in form.fields["people"].queryset] == ["Ines Vogel"]
    words = {"title": "Dawn", "caption": "The site.", "alt_text": "Cells at dawn.", "rights_until": "2027-01-31",
             "people": [person.pk], "others_shown": "Karl Ruh", "language": "de"}  # fmt: skip
    page.post(reverse("mediakits:asset-edit", args=[photo.pk]), edit(photo, browser=page, **words))
    photo.refresh_from_db()
    assert (photo.title, photo.caption, str(photo.rights_until), list(photo.people.all())) == (
        "Dawn", "The site.", "2027-01-31", [person],
    )  # fmt: skip
    shown = text_of(page.get(photo.get_absolute_url()))
    assert "Ines Vogel, Karl Ruh" in shown
    assert "changed" in shown  # its history


def test_later_save_is_refused_with_both_texts(page, photo, colleague, client_for):
    mine = edit(photo, browser=page, caption="Mine")
    other = client_for(colleague)
    other.post(reverse("mediakits:asset-edit", args=[photo.pk]), edit(photo, browser=other, caption="Theirs"))
    answer = page.post(reverse("mediakits:asset-edit", args=[photo.pk]), mine)
    assert answer.status_code == 409
    assert "saved this" in text_of(answer)
    assert "Mine" in text_of(answer)
    assert Asset.objects.get(pk=photo.pk).caption == "Theirs"
    again = page.post(reverse("mediakits:asset-edit", args=[photo.pk]), {**mine, "seen": answer.context["seen"]})
    assert again.status_code == 302
    assert Asset.objects.get(pk=photo.pk).caption == "Mine"


def test_saving_does_not_take_back_what_was_put_away(page, photo):
    data = edit(photo, browser=page, caption="New")
    page.post(reverse("mediakits:asset-archival", args=[photo.pk]))
    page.post(reverse("mediakits:asset-edit", args=[photo.pk]), data)
    photo.refresh_from_db()
    assert (photo.caption, photo.archived_at is None) == ("New", False)


def test_title_is_asked_for(page, photo):
    answer = page.post(reverse("mediakits:asset-edit", args=[photo.pk]), edit(photo, browser=page, title=""))
    assert answer.status_code == 422
    assert answer.context["form"].errors["title"]


def test_put_away_leaves_and_comes_back(page, photo):
    page.post(reverse("mediakits:asset-archival", args=[photo.pk]))
    assert not Asset.objects.usable().exists()
    assert "no journalist gets it" in text_of(page.get(photo.get_absolute_url()))
    page.post(reverse("mediakits:asset-return", args=[photo.pk]))
    assert Asset.objects.usable().get() == photo


def test_used_asset_says_where_and_is_not_deleted(page, photo, specialist):
    kit = KitFactory(client=photo.client, title="Altfelde kit", owner=specialist)
    section, other = KitSectionFactory(kit=kit), KitSectionFactory(kit=kit)
    KitItemFactory(section=section, asset=photo)
    KitItemFactory(section=other, asset=photo)
    [use] = where_used.uses_of([photo])[photo.pk]
    assert (use.kind, use.title, use.owner) == ("Kit", "Altfelde kit", specialist)
    page.post(reverse("mediakits:asset-deletion", args=[photo.pk]))
    assert Asset.objects.filter(pk=photo.pk).exists()


def test_taken_asset_is_not_deleted(page, photo):
    KitVisit.objects.create(kit=KitFactory(), what="asset", asset=photo)
    page.post(reverse("mediakits:asset-deletion", args=[photo.pk]))
    assert Asset.objects.filter(pk=photo.pk).exists()
    assert "Delete" not in text_of(page.get(photo.get_absolute_url()))


def test_unused_asset_is_deleted_with_its_files(page, client_brand, specialist, django_capture_on_commit_callbacks):
    file = taken(samples.picture(), "dawn.jpg", client=client_brand, by=specialist)
    path = file.file.name
    with django_capture_on_commit_callbacks(execute=True):
        page.post(reverse("mediakits:asset-deletion", args=[file.asset_id]))
    assert not Asset.objects.exists()
    assert not default_storage.exists(path)


def test_replacing_keeps_the_asset_and_counts_the_files(page, client_brand, specialist, colleague):
    first = taken(samples.picture(), "dawn.jpg", client=client_brand, by=specialist)
    asset = first.asset
    second = taken(samples.picture(size=(300, 200)), "noon.jpg", client=client_brand, by=colleague, replaces=asset)
    assert (second.asset, second.number, second.is_current) == (asset, 2, True)
    assert asset.files.get(is_current=True) == second
    page.post(reverse("mediakits:file-restoral", args=[asset.pk, 1]))
    assert asset.files.get(is_current=True) == first
    again = take(samples.picture(size=(300, 200)), "noon.jpg", client=client_brand, by=colleague, replaces=asset)
    assert again.duplicate_of == asset
    assert asset.files.get(is_current=True) == second  # these very bytes, without a third file
    assert page.post(reverse("mediakits:file-restoral", args=[asset.pk, 9])).status_code == 404


def test_photo_is_not_replaced_by_a_recording(client_brand, specialist):
    photo = taken(samples.picture(), "dawn.jpg", client=client_brand, by=specialist).asset
    upload = take(samples.wav(), "voice.wav", client=client_brand, by=specialist, replaces=photo)
    assert upload.problem.startswith("This is a file of another kind (audio), and Dawn is a photo.")
    assert photo.files.count() == 1


def test_video_by_link_is_a_link(page, client_brand):
    data = {"client": client_brand.pk, "title": "Tour", "video_url": "https://video.example.org/1", "rights": "Free"}
    page.post(reverse("mediakits:asset-add-video"), data)
    video = Asset.objects.usable().get()
    shown = text_of(page.get(video.get_absolute_url()))
    assert (video.kind, "<iframe" in shown) == ("video", False)
    assert '<a href="https://video.example.org/1" rel="noreferrer noopener external">Tour</a>' in shown


@pytest.mark.parametrize("address", ["http://video.example.org/1", "javascript:alert(1)", "video", ""])
def test_video_link_is_https(address, page, client_brand):
    answer = page.post(
        reverse("mediakits:asset-add-video"), {"client": client_brand.pk, "title": "Tour", "video_url": address}
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["video_url"]
    assert not Asset.objects.exists()


def test_many_are_put_away_and_taken_back(page, client_for, colleague, client_brand):
    assets = AssetFactory.create_batch(3, client=client_brand)
    answer = page.post(reverse("mediakits:bulk-archival"), {"asset": [one.pk for one in assets[:2]]}, follow=True)
    assert Asset.objects.in_use().get() == assets[2]
    undo = next(str(m.extra_tags) for m in answer.context["messages"]).removeprefix("undo:")
    client_for(colleague).post(undo)
    assert Asset.objects.in_use().count() == 1
    page.post(undo)
    assert Asset.objects.in_use().count() == 3


def test_all_that_match_are_given_words(page, client_brand):
    logo = AssetFactory(client=client_brand, kind="logo", credit="Old", rights="Old", ended_told_at=timezone.now())
    photo = AssetFactory(client=client_brand, credit="Old")
    page.post(
        reverse("mediakits:bulk-words"),
        {"all_matching": "1", "filters": "kind=logo", "credit": "Lena", "rights_until": "2027-01-31"},
    )
    logo.refresh_from_db()
    photo.refresh_from_db()
    assert (logo.credit, logo.rights, str(logo.rights_until), logo.ended_told_at, photo.credit) == (
        "Lena", "Old", "2027-01-31", None, "Old",
    )  # fmt: skip


@pytest.mark.parametrize(("name", "data", "says"), [
    ("bulk-archival", {}, "Nothing is chosen"),
    ("bulk-archival", {"asset": ["x", "9" * 40]}, "Nothing is chosen"),
    ("bulk-words", {"asset": "all"}, "Fill in at least one"),
    ("bulk-words", {"asset": "all", "rights_until": "soon"}, "valid date"),
])  # fmt: skip
def test_bulk_says_what_is_missing(name, data, says, page, photo):
    data = {"asset": photo.pk} | data if data.get("asset") != "all" else {**data, "asset": photo.pk}
    if not name.endswith("words"):
        data = {key: value for key, value in data.items() if value != photo.pk}
    answer = page.post(reverse(f"mediakits:{name}"), data, follow=True)
    assert says in " ".join(str(message) for message in answer.context["messages"])
    assert Asset.objects.in_use().get() == photo


def test_recording_is_played_from_its_signed_address(page, client_brand, specialist):
    voice = taken(samples.wav(), "voice.wav", client=client_brand, by=specialist).asset
    film = taken(samples.mp4(), "tour.mp4", client=client_brand, by=specialist).asset
    assert '<audio controls preload="metadata" src="/files/' in text_of(page.get(voice.get_absolute_url()))
    answer = page.get(film.get_absolute_url())
    assert '<video controls preload="metadata" src="/files/' in text_of(answer)
    assert "media-src 'self'" in answer["Content-Security-Policy"]


def test_svg_is_never_drawn(page, client_brand, specialist):
    mark = taken(samples.SVG, "mark.svg", client=client_brand, by=specialist).asset
    shown = text_of(page.get(mark.get_absolute_url()))
    assert "SVG files are not shown in the browser" in shown
    assert "alert(1)" not in shown
    assert 'class="mr-photo mr-photo--none' in text_of(page.get(LIST))


def test_people_who_left_stay_on_the_photo(page, photo):
    person = SpokespersonFactory(client=photo.client, archived_at=timezone.now())
    photo.people.add(person)
    form = page.get(reverse("mediakits:asset-edit", args=[photo.pk])).context["form"]
    assert list(form.fields["people"].queryset) == [person]
