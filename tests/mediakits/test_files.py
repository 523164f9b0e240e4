"""Files by signed addresses: whole or in stretches, of the type their content has, and never to be guessed."""

import re
import time
from datetime import UTC, datetime

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.urls import reverse

from core.ranges import NotSatisfiable, asked_range
from mediakits.files import SALT, disposition, file_url, picture
from mediakits.models import Asset
from tests.factories.mediakits import AssetFactory, AssetFileFactory
from tests.mediakits import samples
from tests.mediakits.taking import taken

pytestmark = pytest.mark.django_db
DATA = bytes(range(256)) * 1000


@pytest.fixture
def file():
    return AssetFileFactory(data=DATA, original_name="Žlutý „kůň“.jpg")


@pytest.fixture
def anybody():
    return Client()


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_anybody_with_the_address_gets_the_file(file, anybody):
    response = anybody.get(file_url(file), headers={"accept-encoding": "gzip"})
    assert body(response) == DATA
    assert {name: response[name] for name in response.headers if name not in {"ETag", "Cache-Control", "Vary"}} == {
        "Content-Type": "image/jpeg",
        "Content-Length": "256000",
        "Accept-Ranges": "bytes",
        "Content-Disposition": "attachment; filename=\"_lut_ _k___.jpg\"; filename*=UTF-8''"
        "%C5%BDlut%C3%BD%20%E2%80%9Ek%C5%AF%C5%88%E2%80%9C.jpg",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex, nofollow",
        "Referrer-Policy": "no-referrer",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    assert re.fullmatch(r"private, max-age=\d{5,6}, immutable", response["Cache-Control"])
    assert not response.cookies


@pytest.mark.parametrize(("asked", "start", "stop"), [
    ("bytes=0-99", 0, 100), ("bytes=100-", 100, 256_000), ("bytes=-10", 255_990, 256_000),
    ("bytes=255999-999999999", 255_999, 256_000), ("bytes=-999999999", 0, 256_000),
])  # fmt: skip
def test_one_stretch(file, anybody, asked, start, stop):
    response = anybody.get(file_url(file), headers={"range": asked})
    assert (response.status_code, body(response)) == (206, DATA[start:stop])
    assert response["Content-Range"] == f"bytes {start}-{stop - 1}/256000"
    assert response["Content-Length"] == str(stop - start)


@pytest.mark.parametrize("asked", ["bytes=256000-", "bytes=-0", "bytes=999999999-"])
def test_stretch_behind_the_end(file, anybody, asked):
    response = anybody.get(file_url(file), headers={"range": asked})
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */256000")


@pytest.mark.parametrize("asked", ["bytes=0-9,20-29", "bytes=9-0", "lines=0-9", "bytes=", "bytes=-", "bytes=a-b"])
def test_what_is_no_single_stretch_gives_the_whole(file, anybody, asked):
    response = anybody.get(file_url(file), headers={"range": asked})
    assert (response.status_code, body(response)) == (200, DATA)


def test_if_range_and_if_none_match(file, anybody):
    address = file_url(file)
    etag = anybody.get(address)["ETag"]
    same = anybody.get(address, headers={"range": "bytes=0-9", "if-range": etag})
    other = anybody.get(address, headers={"range": "bytes=0-9", "if-range": '"other"'})
    known = anybody.get(address, headers={"if-none-match": f'"other", {etag}'})
    assert (same.status_code, body(same), other.status_code, body(other)) == (206, DATA[:10], 200, DATA)
    assert (known.status_code, known.content) == (304, b"")


def test_head_says_what_get_would(file, anybody):
    address = file_url(file)
    got, head = anybody.get(address), anybody.head(address)
    assert head.content == b""
    assert {**head.headers, "Vary": ""} == {**got.headers, "Vary": ""}
    part = anybody.head(address, headers={"range": "bytes=5-9"})
    assert (part.status_code, part["Content-Length"], part["Content-Range"]) == (206, "5", "bytes 5-9/256000")


def test_address_holds_a_day_at_least_and_is_the_same_within_one(file, anybody):
    with time_machine.travel(datetime(2026, 11, 12, 0, 0, 1, tzinfo=UTC), tick=False):
        address = file_url(file)
    with time_machine.travel(datetime(2026, 11, 12, 23, 59, 59, tzinfo=UTC), tick=False):
        assert file_url(file) == address
    with time_machine.travel(datetime(2026, 11, 13, 23, 59, 59, tzinfo=UTC), tick=False):
        assert anybody.get(address).status_code == 200
    with time_machine.travel(datetime(2026, 11, 14, tzinfo=UTC), tick=False):
        over = anybody.get(address)
    assert (over.status_code, over["Cache-Control"]) == (404, "no-store")
    assert b"This file is not here any more" in over.content


def test_forged_addresses_give_nothing(file, anybody):
    address = file_url(file)
    last_day = int(time.time() // 86_400) + 2
    what = [file.file.name, file.size, "text/html", 1, last_day]
    forged = [
        address.replace("/files/", "/files/x"),
        reverse("mediakits-public:file", args=[signing.Signer(salt="else").sign_object(what), "a.jpg"]),
        reverse("mediakits-public:file", args=[signing.Signer(salt=f"{SALT} a.jpg").sign("nonsense"), "a.jpg"]),
        address.replace(".jpg", ".exe"),
        reverse("mediakits-public:file", args=[file.file.name.replace("/", "-"), "a.jpg"]),
        f"/media/{file.file.name}",
    ]
    assert [anybody.get(one).status_code for one in forged] == [404] * 6
    assert all(DATA[:50] not in anybody.get(one).content for one in forged)


def test_signed_path_out_of_the_folder_gives_nothing(anybody):
    what = ["../../../etc/passwd", 10, "text/plain", 0, int(time.time() // 86_400) + 2]
    signed = signing.Signer(salt=f"{SALT} a").sign_object(what)
    assert anybody.get(reverse("mediakits-public:file", args=[signed, "a"])).status_code == 404


def test_lost_file_is_said(file, anybody):
    address = file_url(file)
    file.file.delete(save=False)
    response = anybody.get(address)
    assert response.status_code == 404
    assert b"This file is not here any more" in response.content


@pytest.mark.parametrize(
    "content_type", ["image/svg+xml", "text/html", "application/pdf", "application/postscript", "image/tiff"]
)
def test_what_could_act_is_never_shown_inline(anybody, content_type):
    file = AssetFileFactory(data=samples.SVG, content_type=content_type, original_name="mark.svg")
    response = anybody.get(file_url(file, inline=True))
    assert response["Content-Disposition"] == 'attachment; filename="mark.svg"'
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == (content_type, "nosniff")


def test_polyglot_is_a_picture_and_nothing_else(anybody, client_brand, specialist):
    """A GIF that is also JavaScript and HTML keeps its one exact type."""
    gif = samples.picture("GIF", mode="P")
    both = gif[:-1] + b"\x21\xfe\x2f/*<html><script>alert(1)</script></html>*/=1;   \0;"
    file = taken(both, "cat.html", client=client_brand, by=specialist)
    response = anybody.get(file_url(file, inline=True))
    assert file.original_name == "cat.gif"
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("image/gif", "nosniff")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_renditions_are_found_without_asking_again(django_assert_num_queries, client_brand, specialist):
    taken(samples.picture(), "dawn.jpg", client=client_brand, by=specialist)
    AssetFactory(client=client_brand)
    with django_assert_num_queries(3):
        shown = [(picture(asset), picture(asset, "web")) for asset in Asset.objects.with_file().order_by("pk")]
        addresses = [file_url(one, inline=True) for pair in shown for one in pair if one]
    assert [one and one.name for one in shown[0]] == ["card", "web"]
    assert shown[1] == (None, None)
    assert [address.rpartition("/")[2] for address in addresses] == ["dawn-card.webp", "dawn-web.webp"]


def test_posting_is_refused(file, anybody):
    assert anybody.post(file_url(file)).status_code == 405


@pytest.mark.parametrize(("name", "said"), [
    ("plain.jpg", 'attachment; filename="plain.jpg"'),
    ('a"b\\c.jpg', 'attachment; filename="a_b_c.jpg"; filename*=UTF-8\'\'a%22b%5Cc.jpg'),
    ("it's (1).jpg", 'attachment; filename="it\'s (1).jpg"'),
])  # fmt: skip
def test_name_of_a_download(name, said):
    assert disposition(name, inline=False) == said


def test_empty_file_has_no_stretch():
    with pytest.raises(NotSatisfiable):
        asked_range("bytes=0-0", 0)
    assert asked_range("", 0) is None
