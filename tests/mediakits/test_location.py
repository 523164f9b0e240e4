"""Where a picture was taken goes; its pixels, its direction, its colours and whose it is stay."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms

from mediakits.location import Unclean, clean_xmp, without_location
from tests.mediakits import samples

TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "TIFF": "image/tiff"}


def clean(tmp_path, data: bytes, content_type: str) -> bytes:
    (tmp_path / "whole").write_bytes(data)
    return without_location(tmp_path / "whole", content_type, tmp_path / "clean").read_bytes()


def pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as opened:
        return opened.tobytes()


def gps_of(data: bytes) -> dict:
    with Image.open(io.BytesIO(data)) as opened:
        return dict(opened.getexif().get_ifd(0x8825))


def jpeg_segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def with_segment(data: bytes, marker: int, body: bytes) -> bytes:
    return data[:2] + jpeg_segment(marker, body) + data[2:]


@pytest.mark.parametrize(("form", "options"), [
    ("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {}), ("WEBP", {"lossless": True}), ("WEBP", {"quality": 80}),
    ("TIFF", {}), ("TIFF", {"compression": "tiff_lzw"}),
])  # fmt: skip
def test_place_goes_and_everything_else_stays(form, options, tmp_path):
    before = samples.located(form, **options)
    assert gps_of(before)
    after = clean(tmp_path, before, TYPES[form])
    assert gps_of(after) == {}
    assert [word for word in samples.WHERE if word in after] == []
    assert pixels(after) == pixels(before)
    with Image.open(io.BytesIO(after)) as opened:
        exif = opened.getexif()
        assert (exif[0x0112], exif[0x8298], exif[0x010F]) == (6, "(c) Lena Hartwig", "Camera of Lena")
        assert 0x8825 not in exif
        profile = ImageCms.ImageCmsProfile(io.BytesIO(opened.info["icc_profile"]))
        assert "sRGB" in ImageCms.getProfileDescription(profile)
        xmp = opened.info.get("xmp") or opened.tag_v2[700]
        assert b'photoshop:Credit="Lena Hartwig"' in xmp


@pytest.mark.parametrize("form", TYPES)
def test_picture_without_a_place_stays_as_it_is(form, tmp_path):
    data = samples.picture(form, exif=samples.exif(gps=False))
    assert clean(tmp_path, data, TYPES[form]) == data


@pytest.mark.parametrize("order", ["II", "MM"])
def test_both_byte_orders(order, tmp_path):
    """Four entries in the first directory, the GPS pointer second of them."""
    o = "<" if order == "II" else ">"
    gps = struct.pack(f"{o}H", 1) + struct.pack(f"{o}HHII", 2, 5, 3, 100) + struct.pack(f"{o}I", 0)
    entries = [
        struct.pack(f"{o}HHI", 0x0112, 3, 1) + struct.pack(f"{o}HH", 6, 0),
        struct.pack(f"{o}HHII", 0x8825, 4, 1, 64),
        struct.pack(f"{o}HHII", 0x9C9B, 1, 4, 0x01020304),
    ]
    tiff = order.encode() + struct.pack(f"{o}HI", 42, 8) + struct.pack(f"{o}H", 3) + b"".join(entries) + bytes(4)
    tiff = tiff.ljust(64, b"\0") + gps
    tiff = tiff.ljust(100, b"\0") + struct.pack(f"{o}6I", 59, 1, 54, 1, 48, 1)
    before = with_segment(samples.picture(), 0xE1, b"Exif\0\0" + tiff)
    assert gps_of(before) == {2: (59.0, 54.0, 48.0)}
    after = clean(tmp_path, before, "image/jpeg")
    assert gps_of(after) == {}
    assert struct.pack(f"{o}6I", 59, 1, 54, 1, 48, 1) not in after
    with Image.open(io.BytesIO(after)) as opened:
        assert set(opened.getexif()) == {0x0112, 0x9C9B}


def test_what_follows_the_picture_is_cut_off(tmp_path):
    """A telephone's film, a second picture with a place of its own, an archive that hides behind a photo."""
    photo = samples.picture(exif=samples.exif(gps=False))
    hidden = samples.archive({"evil.html": b"<script>"}) + samples.located("JPEG")
    assert clean(tmp_path, photo + hidden, "image/jpeg") == photo
    png = samples.picture("PNG")
    assert clean(tmp_path, png + hidden, "image/png") == png
    webp = samples.picture("WEBP")
    assert clean(tmp_path, webp + hidden, "image/webp") == webp


def test_place_in_photoshops_own_copies(tmp_path):
    exif = samples.exif().tobytes()[6:]
    resources = b"".join(
        b"8BIM" + struct.pack(">H", number) + b"\0\0" + struct.pack(">I", len(body)) + body + b"\0" * (len(body) % 2)
        for number, body in ((1028, b"\x1c\x02\x50\0\x04Lena"), (1058, exif), (1060, samples.XMP))
    )
    before = with_segment(samples.picture(), 0xED, b"Photoshop 3.0\0" + resources)
    after = clean(tmp_path, before, "image/jpeg")
    assert len(after) == len(before)
    assert [word for word in samples.WHERE if word in after] == []
    assert struct.pack("<II", 59, 1) in before or struct.pack(">II", 59, 1) in before
    assert struct.pack("<II", 59, 1) not in after
    assert struct.pack(">II", 59, 1) not in after
    assert b"Lena" in after


@pytest.mark.parametrize("body", [
    b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 40 + b"GPano:x",
    b"MPF\0" + bytes(30),
    b"JP\0\x01 c2pa stds.exif exif:GPSLatitude 59.9",
])  # fmt: skip
def test_segments_that_may_hold_a_place_go(body, tmp_path):
    plain = samples.picture()
    assert clean(tmp_path, with_segment(plain, 0xE2 if body[:3] == b"MPF" else 0xE1, body), "image/jpeg") == plain


@pytest.mark.parametrize(("kind", "body", "stays"), [
    (b"tEXt", b"exif:GPSLatitude\x0059/1, 54/1", False),
    (b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(b"4578696600004d4d"), False),
    (b"zTXt", b"Comment\0\0" + zlib.compress(b"exif:GPSLatitude"), False),
    (b"iTXt", b"XML:com.adobe.xmp\0\x01\0\0\0" + zlib.compress(samples.XMP), False),
    (b"zTXt", b"Comment\0\0" + zlib.compress(b"The site at dawn"), True),
    (b"tEXt", b"Copyright\0Lena Hartwig", True),
])  # fmt: skip
def test_words_in_a_png(kind, body, stays, tmp_path):
    plain = samples.picture("PNG")
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    before = plain[:33] + chunk + plain[33:]
    assert clean(tmp_path, before, "image/png") == (before if stays else plain)


def test_place_in_a_gif(tmp_path):
    before = samples.picture("GIF", mode="P")
    before = before[:-1] + b"\x21\xff\x0bXMP DataXMP" + samples.XMP + bytes(range(255, -1, -1)) + b"\0;"
    after = clean(tmp_path, before, "image/gif")
    assert [word for word in samples.WHERE if word in after] == []
    assert len(after) == len(before)


def test_xmp_in_utf16_is_emptied():
    packet = samples.XMP.decode().encode("utf-16")
    assert clean_xmp(packet) == bytes(len(packet))


def test_xmp_whose_xml_is_broken_is_emptied():
    packet = samples.XMP.replace(b"</exif:GPSLongitude>", b"</exif;GPSLongitude>")
    assert clean_xmp(packet) == bytes(len(packet))


@pytest.mark.parametrize(("data", "content_type"), [
    (samples.picture()[:-2], "image/jpeg"),
    (b"II*\0" + struct.pack("<I", 1 << 30), "image/tiff"),
    (b"RIFF\xff\xff\xff\x7fWEBP", "image/webp"),
    (samples.picture("PNG")[:-6], "image/png"),
])  # fmt: skip
def test_what_cannot_be_read_to_its_end_is_not_called_clean(data, content_type, tmp_path):
    with pytest.raises(Unclean):
        clean(tmp_path, data, content_type)


def test_directories_that_lead_in_a_circle_end(tmp_path):
    circle = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 1) + struct.pack("<HHII", 0x8769, 4, 1, 8)
    circle += struct.pack("<I", 8)
    before = with_segment(samples.picture(), 0xE1, b"Exif\0\0" + circle)
    assert clean(tmp_path, before, "image/jpeg") == before
