"""Everything of a kit in one ZIP that starts at once and stays flat in memory."""

import io
import tracemalloc
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from mediakits import zipping
from mediakits.kit_preview import preview_of
from mediakits.models import Asset, AssetFile, Kit, KitVisit
from tests.factories.mediakits import AssetFactory, AssetFileFactory
from tests.mediakits.made import photo, put, shared, whole_kit

pytestmark = pytest.mark.django_db


@pytest.fixture
def kit(client_brand, specialist) -> Kit:
    return whole_kit(client_brand, specialist)


def unzipped(response) -> zipfile.ZipFile:
    found = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert found.testzip() is None
    return found


def take(client, kit, which="all"):
    shared(kit)
    return client.get(reverse("mediakits-public:kit-zip", args=[kit.token, which]))


def test_everything_is_in_it_by_section(client, kit):
    found = unzipped(take(client, kit))
    assert sorted(found.namelist()) == [
        "02 Photos/dawn.jpg",
        "03 Fact sheet/windless facts.pdf",
        "03 Fact sheet/windless facts.txt",
        "05 Releases/A windless release.pdf",
        "05 Releases/A windless release.txt",
        "06 Often asked/windless questions.pdf",
        "06 Often asked/windless questions.txt",
        "about.txt",
        "captions.txt",
    ]
    assert found.read("05 Releases/A windless release.pdf").startswith(b"%PDF")
    assert found.getinfo("02 Photos/dawn.jpg").compress_type == zipfile.ZIP_STORED


def test_captions_credits_and_rights_are_in_it(client, kit):
    Asset.objects.update(rights_until="2099-12-31")
    captions = unzipped(take(client, kit)).read("captions.txt").decode()
    for expected in (
        "02 Photos/dawn.jpg",
        "Caption: Rows of windless containers",
        "Credit: Lena Hartwig",
        "Rights: Free to print with credit, until 31 December 2099",
        "Press contact: Maya Lindqvist",
    ):
        assert expected in captions


def test_words_people_and_links_are_in_it(client, kit):
    about = unzipped(take(client, kit)).read("about.txt").decode()
    for expected in ("It stood windless.", "Elin Windless", "https://stromblatt.example.org/1"):
        assert expected in about


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Windows\\system.jpg", "system.jpg"),
        ("..jpg", "file.jpg"),
        ("a/b\t\n.JPG", "b.jpg"),
        ("Über „Altfelde“.jpg", "Über Altfelde.jpg"),
        ("x" * 300 + ".jpg", "x" * 80 + ".jpg"),
        ("con:aux|*?.jpg", "conaux.jpg"),
    ],
)
def test_names_are_safe(client, kit, name, kept):
    AssetFile.objects.update(original_name=name[-200:] if len(name) > 200 else name)
    names = unzipped(take(client, kit, "photos")).namelist()
    assert names[0] == f"02 Photos/{kept}"


def test_two_files_of_one_name_are_both_in_it(client, kit):
    put(kit, "photos", asset=photo(kit.client, name="DAWN.jpg", data=b"two"))
    put(kit, "photos", asset=photo(kit.client, name="dawn.jpg", data=b"three"))
    found = unzipped(take(client, kit, "photos"))
    assert found.namelist()[:3] == ["02 Photos/dawn.jpg", "02 Photos/DAWN-2.jpg", "02 Photos/dawn-3.jpg"]
    assert found.read("02 Photos/dawn-3.jpg") == b"three"


def test_photos_only_says_how_long_it_is(client, kit):
    put(kit, "files", asset=AssetFileFactory(asset=AssetFactory(client=kit.client, kind="document")).asset)
    response = take(client, kit, "photos")
    body = b"".join(response.streaming_content)
    assert int(response["Content-Length"]) == len(body)
    assert not any(name.startswith("08") for name in zipfile.ZipFile(io.BytesIO(body)).namelist())


def test_it_is_not_squeezed_on_the_way(client, kit):
    shared(kit)
    place = reverse("mediakits-public:kit-zip", args=[kit.token, "all"])
    response = client.get(place, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response
    assert b"".join(response.streaming_content).startswith(b"PK")


def test_it_starts_before_anything_is_read(kit, monkeypatch):
    """The first bytes come although the files cannot be opened; a document is made when its turn comes."""
    packed, _ = zipping.pack(preview_of(kit))
    AssetFile.objects.get().file.delete(save=False)
    assert next(packed).startswith(b"PK")
    packed.close()


def test_memory_stays_flat(kit):
    size = 40_000_000
    big = AssetFileFactory(asset=AssetFactory(client=kit.client), original_name="big.tif", data=b"")
    big.file.save("big", ContentFile(b"\x01" * size))
    AssetFile.objects.filter(pk=big.pk).update(size=size)
    put(kit, "photos", asset=big.asset)
    packed, length = zipping.pack(preview_of(kit), photos_only=True)
    tracemalloc.start()
    try:
        total = sum(len(piece) for piece in packed)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        packed.close()
    assert total == length > size
    assert peak < 5_000_000


def test_a_place_is_free_again_after_the_reader_hung_up(client, kit, settings):
    shared(kit)
    place = reverse("mediakits-public:kit-zip", args=[kit.token, "photos"])
    held = [zipping.pack(preview_of(kit))[0] for _ in range(settings.ZIPS_AT_ONCE)]
    busy = client.get(place)
    assert (busy.status_code, busy["Retry-After"]) == (503, "30")
    next(held[0])
    held[0].close()
    held[0].close()
    assert unzipped(client.get(place)).namelist()
    for one in held[1:]:
        one.close()


def test_taking_it_is_kept_once(client, kit):
    browser = {"User-Agent": "Mozilla/5.0 Firefox/130.0"}
    shared(kit)
    place = reverse("mediakits-public:kit-zip", args=[kit.token, "all"])
    b"".join(client.get(place, headers=browser).streaming_content)
    client.head(place, headers=browser)
    assert [visit.what for visit in KitVisit.objects.all()] == [KitVisit.What.TOOK_ALL]


def test_six_a_minute_are_plenty(client, kit):
    shared(kit)
    place = reverse("mediakits-public:kit-zip", args=[kit.token, "photos"])
    answers = []
    for _ in range(7):
        response = client.get(place)
        answers.append(response.status_code)
        if response.streaming:
            b"".join(response.streaming_content)
    assert answers == [200] * 6 + [429]
