"""What becomes of a file: an asset with its renditions, what is there already, or a refusal with a sentence."""

import io
import tracemalloc

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from core import jobs
from mediakits import uploads
from mediakits.looking import Refused
from mediakits.models import Asset, AssetFile, Newsroom, Rendition, Upload
from tests.factories.campaigns import ClientFactory
from tests.factories.mediakits import NewsroomFactory
from tests.mediakits import samples
from tests.mediakits.taking import take, taken

pytestmark = pytest.mark.django_db


def stored() -> list[str]:
    """Every file that lies in storage."""
    found, folders = [], [""]
    while folders:
        folder = folders.pop()
        if folder and not default_storage.exists(folder):
            continue
        try:
            inside, names = default_storage.listdir(folder)
        except FileNotFoundError:
            continue
        folders += [f"{folder}/{name}".strip("/") for name in inside]
        found += [f"{folder}/{name}".strip("/") for name in names]
    return sorted(found)


def test_photo_becomes_an_asset_with_three_renditions(client_brand, specialist):
    newsroom = NewsroomFactory(client=client_brand)
    file = taken(samples.picture(size=(2400, 1600)), "altfelde_site-dawn.JPEG", client=client_brand, by=specialist)
    asset = file.asset
    assert (asset.title, asset.kind, asset.client, asset.added_by) == (
        "Altfelde site dawn", "photo", client_brand, specialist,
    )  # fmt: skip
    assert (file.number, file.is_current, file.content_type) == (1, True, "image/jpeg")
    assert (file.original_name, file.width, file.height) == ("altfelde_site-dawn.JPEG", 2400, 1600)
    drawn = {one.name: (one.width, one.height, one.content_type) for one in file.renditions.all()}
    assert drawn == {
        "web": (1600, 1067, "image/webp"), "card": (640, 427, "image/webp"), "thumb": (320, 214, "image/webp"),
    }  # fmt: skip
    assert Asset.objects.usable().get() == asset
    assert Newsroom.objects.get(pk=newsroom.pk).stamp != newsroom.stamp
    assert len(stored()) == 4  # the pieces are gone


def test_rendition_is_upright_and_says_nothing(client_brand, specialist):
    file = taken(samples.located("JPEG"), "turned.jpg", client=client_brand, by=specialist)
    assert (file.width, file.height) == (600, 800)
    for rendition in file.renditions.all():
        with rendition.file.open() as opened, Image.open(opened) as drawn:
            assert drawn.width < drawn.height
            assert dict(drawn.getexif()) == {}
            assert not {"xmp", "icc_profile", "exif"} & set(drawn.info)


@pytest.mark.parametrize(
    ("form", "mode", "name", "kind", "content_type"),
    [
        ("PNG", "RGBA", "fernhall-logo.png", "logo", "image/png"),
        ("PNG", "P", "chart.png", "photo", "image/png"),
        ("PNG", "I;16", "scan.png", "photo", "image/png"),
        ("WEBP", "RGB", "site.webp", "photo", "image/webp"),
        ("GIF", "P", "discharge.gif", "photo", "image/gif"),
        ("TIFF", "CMYK", "print.tif", "photo", "image/tiff"),
        ("JPEG", "CMYK", "print.jpg", "photo", "image/jpeg"),
        ("JPEG", "L", "grey.jpg", "photo", "image/jpeg"),
    ],
)
def test_every_kind_of_picture_is_drawn(form, mode, name, kind, content_type, client_brand, specialist):
    source = "L" if mode == "I;16" else mode
    data = samples.picture(form, mode=source)
    if mode == "I;16":
        kept = io.BytesIO()
        Image.open(io.BytesIO(data)).convert("I;16").save(kept, "PNG")
        data = kept.getvalue()
    file = taken(data, name, client=client_brand, by=specialist)
    assert (file.asset.kind, file.content_type) == (kind, content_type)
    assert file.renditions.count() == 3


@pytest.mark.parametrize(
    ("data", "name", "kind", "content_type", "kept_name"),
    [
        (samples.SVG, "mark.svg", "logo", "image/svg+xml", "mark.svg"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n" + bytes(99), "logo.eps", "logo", "application/postscript", "logo.eps"),
        (samples.PDF, "facts.pdf", "document", "application/pdf", "facts.pdf"),
        (samples.PDF, "mark.ai", "logo", "application/pdf", "mark.ai"),
        (samples.mp4(), "tour.mp4", "video", "video/mp4", "tour.mp4"),
        (samples.mov(), "tour.mov", "video", "video/quicktime", "tour.mov"),
        (samples.mp4(brand=b"M4A "), "voice.m4a", "audio", "audio/mp4", "voice.m4a"),
        (b"ID3\x03\0\0\0\0\0\0" + bytes(99), "voice.mp3", "audio", "audio/mpeg", "voice.mp3"),
        (b"\xff\xfb\x90\x00" + bytes(99), "voice", "audio", "audio/mpeg", "voice.mp3"),
        (samples.wav(), "voice.wav", "audio", "audio/wav", "voice.wav"),
        (
            samples.docx(), "brief.docx", "document",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "brief.docx",
        ),
        (
            samples.archive({"mimetype": b"application/vnd.oasis.opendocument.text"}, packed=False), "brief.odt",
            "document", "application/vnd.oasis.opendocument.text", "brief.odt",
        ),
    ],
)  # fmt: skip
def test_what_is_no_picture_is_known_by_its_content(
    data, name, kind, content_type, kept_name, client_brand, specialist
):
    file = taken(data, name, client=client_brand, by=specialist)
    assert (file.asset.kind, file.content_type, file.original_name) == (kind, content_type, kept_name)
    assert not file.renditions.exists()
    with file.file.open() as kept:
        assert kept.read() == data


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("..\\..\\windows\\system.ini", "system.jpg"),
        ("photo\r\nSet-Cookie: a=b\0.jpg", "photo Set-Cookie_ a=b.jpg"),
        ("invoice.exe", "invoice.jpg"),
        ("Altfelde no. 4", "Altfelde no. 4.jpg"),
        ("\u202egpj.exe", "gpj.jpg"),
        (".", "file.jpg"),
        ("con.jpg", "file con.jpg"),
        ("Žluťoučký kůň.jpeg", "Žluťoučký kůň.jpeg"),
        ("a" * 400 + ".jpg", "a" * 146 + ".jpg"),
    ],
)
def test_name_leads_nowhere_and_ends_as_its_content_says(given, kept, client_brand, specialist):
    assert taken(samples.picture(), given, client=client_brand, by=specialist).original_name == kept


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"<!DOCTYPE html><script>alert(1)</script>", "photo.jpg", "web page"),
        (b"\xef\xbb\xbf  <html><body>", "notes.txt", "web page"),
        (b"MZ\x90\0" + bytes(400), "photo.jpg", "program"),
        (b"\x7fELF" + bytes(400), "photo.png", "program"),
        (b"#!/bin/sh\nrm -rf /\n", "photo.png", "program"),
        (samples.archive({"a.txt": b"a"}), "all.zip", "archive"),
        (samples.archive({"META-INF/MANIFEST.MF": b"a"}), "brief.docx", "program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(400), "brief.docx", "old Office"),
        (samples.docx(**{"word/vbaProject.bin": b"x"}), "brief.docx", "macros"),
        (samples.docx()[:-30], "brief.docx", "broken"),
        (b"PK\x03\x04" + bytes(100), "brief.docx", "broken"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(99), "me.jpg", "HEIC"),
        (b"hello", "hello.txt", "not known to us"),
        (samples.picture()[:3000], "half.jpg", "broken"),
        (samples.picture("PNG")[:-40], "half.png", "broken"),
    ],
)
def test_what_is_not_for_the_press_is_refused(data, name, says, client_brand, specialist):
    try:
        upload = take(data, name, client=client_brand, by=specialist)
    except Refused:  # seen in the first piece
        upload = Upload.objects.get()
    assert says in upload.problem
    assert (Asset.objects.count(), stored()) == (0, [])


def test_picture_of_too_many_pixels_is_refused_without_unpacking_it(client_brand, specialist):
    data = samples.bomb_png()
    tracemalloc.start()
    upload = take(data, "huge.png", client=client_brand, by=specialist)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert upload.problem == ("This picture has too many pixels; up to 60 million are taken. Save it smaller.")
    assert peak < 20_000_000
    assert stored() == []


def test_zip_bomb_is_refused_without_unpacking_it(client_brand, specialist):
    data = samples.zip_bomb()
    tracemalloc.start()
    upload = take(data, "brief.docx", client=client_brand, by=specialist)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "unpack to far more" in upload.problem
    assert peak < 20_000_000


def test_same_bytes_again_lead_to_what_is_there(client_brand, specialist, colleague):
    first = taken(samples.picture(), "dawn.jpg", client=client_brand, by=specialist)
    before = stored()
    again = take(samples.picture(), "other name.jpg", client=client_brand, by=colleague)
    assert (again.duplicate_of, again.asset_file) == (first.asset, None)
    assert (Asset.objects.count(), stored()) == (1, before)


def test_downloaded_file_is_known_again(client_brand, specialist):
    """What is kept differs from what was sent, where a place was taken out; both are the same photo."""
    first = taken(samples.located("JPEG"), "dawn.jpg", client=client_brand, by=specialist)
    with first.file.open() as kept:
        again = take(kept.read(), "dawn.jpg", client=client_brand, by=specialist)
    assert again.duplicate_of == first.asset


def test_same_bytes_at_another_client_are_taken(client_brand, specialist):
    taken(samples.picture(), "dawn.jpg", client=client_brand, by=specialist)
    other = taken(samples.picture(), "dawn.jpg", client=ClientFactory(), by=specialist)
    assert Asset.objects.count() == 2
    assert other.asset.client != client_brand


def test_job_that_is_run_again_does_nothing_twice(client_brand, specialist):
    upload = take(samples.picture(), "dawn.jpg", client=client_brand, by=specialist)
    again = jobs.start(kind=uploads.JOB, title="again", arguments={"upload": upload.pk}, by=specialist)
    jobs.run(job_id=again.pk)
    assert (Asset.objects.count(), AssetFile.objects.count(), Rendition.objects.count()) == (1, 1, 3)


def test_lost_piece_is_said(client_brand, specialist):
    data = samples.picture()
    upload = uploads.begin(client=client_brand, name="dawn.jpg", size=len(data), by=specialist)
    upload = uploads.take_piece(upload=upload, offset=0, data=data)
    default_storage.delete(uploads.pieces(upload)[0])
    job = jobs.run(job_id=upload.job_id)
    assert job.error == "A part of this file was lost on the way. Upload it again."
    assert Upload.objects.get().problem == job.error
