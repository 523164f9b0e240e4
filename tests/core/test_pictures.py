"""Pictures: made small and harmless, public by an unguessable name, and nothing beside them."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.pictures import PictureField, PicturePath, forget


def upload(kind="JPEG", size=(1600, 800), mode="RGB", colour="red", **options) -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new(mode, size, colour).save(data, kind, **options)
    return SimpleUploadedFile(f"me.{kind.lower()}", data.getvalue())


def test_picture_becomes_small_and_loses_what_the_camera_wrote():
    exif = Image.Exif()
    exif[0x010F] = "Camera of Maya"
    exif[0x0112] = 6  # turned by a quarter

    kept = PictureField().clean(upload(exif=exif))

    with Image.open(kept) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("WEBP", (256, 512), {})


def test_picture_keeps_what_is_see_through():
    with Image.open(PictureField().clean(upload("PNG", (64, 64), "RGBA", (255, 0, 0, 128)))) as picture:
        assert (picture.mode, picture.size) == ("RGBA", (64, 64))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (SimpleUploadedFile("me.png", b"not a picture"), "valid image"),
        (upload("GIF"), "JPEG, PNG or WebP"),
        (upload("PNG", (8000, 7000), "1", 1), "too many pixels"),
        (SimpleUploadedFile("me.jpg", upload().read()[:2000]), "cannot be read"),
        (SimpleUploadedFile("me.jpg", upload().read() + b"\0" * 5_000_001), "larger than 5 MB"),
    ],
)
def test_picture_that_cannot_be_shown_is_refused(given, says):
    with pytest.raises(ValidationError, match=says):
        PictureField().clean(given)


def test_name_cannot_be_guessed():
    names = {PicturePath("people")(None, "maya.jpg") for _ in range(3)}
    assert len(names) == 3
    assert all(len(name) == len("people/") + 32 + len(".webp") for name in names)


def test_picture_is_served_to_anybody_who_has_its_address(client):
    name = default_storage.save("people/abc.webp", ContentFile(b"picture"))

    response = client.get(f"/media/{name}")

    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert b"".join(response.streaming_content) == b"picture"


@pytest.mark.parametrize(
    "address",
    [
        "/media/imports/secret.csv",
        "/media/people/none.webp",
        "/media/people/..%2Fimports%2Fsecret.csv",
        "/media/people/..",
    ],
)
def test_nothing_else_is_served(client, address, db):
    default_storage.save("imports/secret.csv", ContentFile(b"addresses"))
    assert client.get(address).status_code == 404


def test_replaced_picture_is_deleted():
    name = default_storage.save("people/abc.webp", ContentFile(b"picture"))
    forget(name, unless=name)
    assert default_storage.exists(name)
    forget(name, unless="people/other.webp")
    assert not default_storage.exists(name)
