"""Uploads on S3: a server on this machine that speaks like it, and everything that works on a folder works there."""

import hashlib
import io
import zipfile
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from core import media
from core.doctor import State
from core.pictures import PicturePath
from mediakits import uploads
from mediakits.files import file_url
from mediakits.models import Asset, Upload
from mediakits.storage_doctor import storage
from mediarel import environment
from tests.factories.mediakits import KitFactory
from tests.mediakits import samples
from tests.mediakits.made import put, shared
from tests.mediakits.taking import take, taken

pytestmark = [pytest.mark.django_db, pytest.mark.services]


def keys(bucket) -> list[str]:
    return sorted(one.key for one in bucket.objects.all())


def test_file_is_taken_in_and_given_out(bucket, client_brand, specialist):
    data = samples.mp4(size=uploads.PIECE + 5000)
    file = taken(data, "tour.mp4", client=client_brand, by=specialist)
    assert keys(bucket) == [f"mediarel/{file.file.name}"]  # the pieces are gone
    whole = Client().get(file_url(file, inline=True))
    assert b"".join(whole.streaming_content) == data
    part = Client().get(file_url(file, inline=True), headers={"range": f"bytes=100-{uploads.PIECE}"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, data[100 : uploads.PIECE + 1])
    assert Client().get(file_url(file, inline=True), headers={"range": "bytes=99999999-"}).status_code == 416


def test_what_is_saved_comes_from_s3_itself_for_minutes(bucket, client_brand, specialist):
    file = taken(samples.SVG, "mark ü.svg", client=client_brand, by=specialist)
    answer = Client().get(file_url(file))
    assert (answer.status_code, answer["Cache-Control"]) == (302, "no-store")
    asked = parse_qs(urlsplit(answer["Location"]).query)
    assert asked["X-Amz-Expires"] == ["300"]
    assert "SEC" not in answer["Location"]
    got = httpx.get(answer["Location"])
    assert got.content == samples.SVG
    assert got.headers["content-type"] == "image/svg+xml"
    assert (
        got.headers["content-disposition"] == "attachment; filename=\"mark _.svg\"; filename*=UTF-8''mark%20%C3%BC.svg"
    )
    head = Client().head(file_url(file))
    assert (head.status_code, head["Content-Length"]) == (200, str(len(samples.SVG)))


def test_photo_has_its_renditions_and_goes_with_them(
    bucket, client_brand, specialist, client_for, django_capture_on_commit_callbacks
):
    asset = taken(samples.located("JPEG"), "dawn.jpg", client=client_brand, by=specialist).asset
    assert len(keys(bucket)) == 4
    assert take(samples.located("JPEG"), "dawn.jpg", client=client_brand, by=specialist).duplicate_of == asset
    with django_capture_on_commit_callbacks(execute=True):
        client_for(specialist).post(reverse("mediakits:asset-deletion", args=[asset.pk]))
    assert (keys(bucket), Asset.objects.count()) == ([], 0)


def test_lost_file_is_said(bucket, client_brand, specialist):
    file = taken(samples.wav(), "voice.wav", client=client_brand, by=specialist)
    default_storage.delete(file.file.name)
    assert b"This file is not here any more" in Client().get(file_url(file, inline=True)).content


def test_cancelled_upload_leaves_nothing(bucket, client_brand, specialist):
    upload = uploads.begin(client=client_brand, name="a.mp4", size=uploads.PIECE + 1, by=specialist)
    upload = uploads.take_piece(upload=upload, offset=0, data=samples.mp4(size=uploads.PIECE))
    assert keys(bucket) == [f"mediarel/uploads/{upload.token}/00000"]
    uploads.cancel(upload=upload)
    assert (keys(bucket), Upload.objects.count()) == ([], 0)


def test_bucket_that_is_gone_is_said_and_costs_nothing(bucket, client_brand, specialist, client_for, settings):
    options = {**settings.STORAGES["default"]["OPTIONS"], "bucket_name": "other"}
    settings.STORAGES = {**settings.STORAGES, "default": {**settings.STORAGES["default"], "OPTIONS": options}}
    upload = uploads.begin(client=client_brand, name="a.mp4", size=4096, by=specialist)
    address = reverse("mediakits:upload-bytes", args=[upload.token])
    answer = client_for(specialist).put(f"{address}?offset=0", samples.mp4(), content_type="video/mp4")
    assert (answer.status_code, answer.json()["says"][:32]) == (503, "The storage did not take it. Try")
    assert Upload.objects.get().received == 0


def test_pictures_of_people_are_served(bucket):
    name = default_storage.save(PicturePath("people")(None, "maya.jpg"), ContentFile(b"picture"))
    answer = Client().get(f"/media/{name}")
    assert b"".join(answer.streaming_content) == b"picture"
    assert Client().get("/media/people/other.webp").status_code == 404


def test_doctor_writes_reads_and_deletes(bucket, settings):
    [good] = storage()
    assert (good.state, good.says) == (State.GOOD, "the bucket press can be written, read and deleted from")
    assert keys(bucket) == []
    options = {**settings.STORAGES["default"]["OPTIONS"], "bucket_name": "other"}
    settings.STORAGES = {**settings.STORAGES, "default": {**settings.STORAGES["default"], "OPTIONS": options}}
    [broken] = storage()
    assert broken.state == State.BROKEN
    assert broken.says.startswith("the bucket other cannot be written to: ")
    assert "MEDIA_STORAGE_URL" in broken.advice


def test_doctor_looks_at_a_folder_too(settings, tmp_path):
    [good] = storage()
    assert (good.state, good.says) == (
        State.GOOD, f"the folder {settings.MEDIA_ROOT} can be written, read and deleted from",
    )  # fmt: skip
    (tmp_path / "file").write_text("")
    settings.MEDIA_ROOT = tmp_path / "file"
    [broken] = storage()
    assert (broken.state, "cannot be written to" in broken.says) == (State.BROKEN, True)


@pytest.mark.parametrize(("value", "options"), [
    ("s3://KEY:SE%2FCRET@eu-central-1/press", {
        "bucket_name": "press", "location": "", "access_key": "KEY", "secret_key": "SE/CRET",
        "region_name": "eu-central-1",
    }),
    ("s3://eu-central-1/press/mediarel", {
        "bucket_name": "press", "location": "mediarel", "region_name": "eu-central-1",
    }),
    ("s3://KEY:SECRET@minio.example.com:9000/press?region=garage", {
        "bucket_name": "press", "location": "", "access_key": "KEY", "secret_key": "SECRET", "region_name": "garage",
        "endpoint_url": "https://minio.example.com:9000", "addressing_style": "path",
    }),
])  # fmt: skip
def test_address_of_a_bucket_is_read(value, options, monkeypatch):
    monkeypatch.setenv("MEDIA_STORAGE_URL", value)
    read = environment.media_storage("MEDIA_STORAGE_URL")
    always = {"file_overwrite", "querystring_auth", "signature_version", "default_acl"}
    assert read["BACKEND"] == "core.media.BucketStorage"
    assert {name: value for name, value in read["OPTIONS"].items() if name not in always} == options


def test_without_an_address_uploads_lie_in_a_folder(monkeypatch):
    monkeypatch.setenv("MEDIA_STORAGE_URL", "")
    assert environment.media_storage("MEDIA_STORAGE_URL") == {"BACKEND": "core.media.FolderStorage"}
    assert media.link("a", content_type="a/b", disposition="attachment") == ""


@pytest.mark.parametrize("value", [
    "press", "s3://press", "s3://KEY@eu-central-1/press", "https://KEY:SECRET@host/press", "s3://KEY:SECRET@host:99999/b",
])  # fmt: skip
def test_address_that_cannot_be_read_stops_the_start_without_the_secret(value, monkeypatch):
    monkeypatch.setenv("MEDIA_STORAGE_URL", value)
    with pytest.raises(environment.BadSetting, match="MEDIA_STORAGE_URL cannot be read") as stopped:
        environment.media_storage("MEDIA_STORAGE_URL")
    assert "SECRET@host" not in str(stopped.value)


def test_kit_is_packed_from_s3(bucket, client_brand, specialist):
    film, photo = samples.mp4(size=uploads.PIECE + 5000), samples.located("JPEG")
    kit = KitFactory(client=client_brand, owner=specialist)
    files = [
        taken(data, name, client=client_brand, by=specialist) for data, name in ((film, "a.mp4"), (photo, "b.jpg"))
    ]
    for file in files:
        put(kit, "files", asset=file.asset)
    for which, names in (("all", {"a.mp4", "b.jpg"}), ("photos", set())):
        answer = Client().get(reverse("mediakits-public:kit-zip", args=[shared(kit).token, which]))
        packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
        assert packed.testzip() is None
        stored = {name.rpartition("/")[2]: packed.read(name) for name in packed.namelist() if not name.endswith(".txt")}
        assert set(stored) == names
        for file in files if names else ():
            assert hashlib.sha256(stored[file.original_name]).hexdigest() == file.sha256


def test_kit_whose_file_s3_lost_breaks_off_and_frees_its_place(bucket, client_brand, specialist, settings):
    kit = KitFactory(client=client_brand, owner=specialist)
    file = taken(samples.wav(), "voice.wav", client=client_brand, by=specialist)
    put(kit, "files", asset=file.asset)
    default_storage.delete(file.file.name)
    for _ in range(settings.ZIPS_AT_ONCE + 1):
        answer = Client().get(reverse("mediakits-public:kit-zip", args=[shared(kit).token, "all"]))
        assert answer.status_code == 200
        with pytest.raises(FileNotFoundError):  # the browser sees a download that failed, not a whole ZIP
            b"".join(answer.streaming_content)
