"""Files to upload: honest ones, and such as somebody might send to do harm."""

import io
import struct
import zipfile
import zlib
from functools import cache

from PIL import Image
from PIL.PngImagePlugin import PngInfo

GPS = {1: "N", 2: (59.0, 54.0, 48.0), 3: "E", 4: (10.0, 44.0, 20.0)}
XMP = b"""<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:drone-dji="http://www.dji.com/1.0/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" exif:GPSLatitude="59,54.8N" drone-dji:GpsLongitude='10.739'
 photoshop:Credit="Lena Hartwig"><exif:GPSLongitude>10,44.3E</exif:GPSLongitude><exif:GPSAltitude rdf:x="1"/>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end='w'?>"""
WHERE = (b"59,54", b"10,44", b"10.739", b"GPSLat", b"GpsLong", b"GPSAlt")
"""What must not be left of XMP."""


@cache
def icc() -> bytes:
    """The same one each time: it holds the second in which it was made."""
    from PIL import ImageCms  # here, because it loads slowly and few tests need it

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def exif(*, gps: bool = True, orientation: int = 6) -> Image.Exif:
    written = Image.Exif()
    written[0x0112] = orientation
    written[0x8298] = "(c) Lena Hartwig"
    written[0x010F] = "Camera of Lena"
    if gps:
        written.get_ifd(0x8825).update(GPS)
    return written


def picture(form: str = "JPEG", size: tuple[int, int] = (800, 600), mode: str = "RGB", **options) -> bytes:
    """Pixels that differ from each other, so that what is made of them can be compared."""
    across, down = Image.linear_gradient("L").resize(size), Image.radial_gradient("L").resize(size)
    drawn = Image.merge("RGB", (across, down, Image.new("L", size, 90))).convert(mode)
    data = io.BytesIO()
    drawn.save(data, form, **options)
    return data.getvalue()


def located(form: str, **options) -> bytes:
    """A picture that says in EXIF and XMP where it was taken, and by whom."""
    if form == "TIFF":
        written = {700: XMP, **dict(exif(gps=False))}
        return _located_tiff(picture(form, tiffinfo=written, icc_profile=icc(), **options))
    if form == "PNG":
        words = PngInfo()
        words.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options["pnginfo"] = words
    return picture(form, exif=exif(), xmp=XMP, icc_profile=icc(), **options)


def _located_tiff(data: bytes) -> bytes:
    """Pillow writes no GPS directory into a TIFF: it is put behind the rest, and a new first directory behind it."""
    at = struct.unpack("<I", data[4:8])[0]
    count = struct.unpack("<H", data[at : at + 2])[0]
    entries = [data[at + 2 + n * 12 : at + 14 + n * 12] for n in range(count)]
    gps_at = len(data) + len(data) % 2
    gps = struct.pack("<HHHIIHHI4sI", 2, 2, 5, 3, gps_at + 30, 1, 2, 2, b"N\0\0\0", 0)
    gps += struct.pack("<6I", 59, 1, 54, 1, 48, 1)
    first_at = gps_at + len(gps)
    entries.append(struct.pack("<HHII", 0x8825, 4, 1, gps_at))
    entries.sort(key=lambda entry: struct.unpack("<H", entry[:2]))
    first = struct.pack("<H", len(entries)) + b"".join(entries) + bytes(4)
    return data[:4] + struct.pack("<I", first_at) + data[8:].ljust(gps_at - 8, b"\0") + gps + first


def bomb_png(side: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that says it has 900 million pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = zlib.compressobj()
    packed = rows.compress(bytes(1 << 20)) + rows.flush()
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def archive(files: dict[str, bytes], *, packed: bool = True) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return data.getvalue()


def docx(**more: bytes) -> bytes:
    types = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return archive({"[Content_Types].xml": types, "word/document.xml": b"<document/>"} | more)


def zip_bomb() -> bytes:
    """A DOCX of half a megabyte that would unpack to 500 MB."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        with made.open("word/document.xml", "w") as entry:
            for _ in range(500):
                entry.write(bytes(1_000_000))
    return data.getvalue()


def mp4(*, brand: bytes = b"isom", size: int = 4096) -> bytes:
    return struct.pack(">I", 24) + b"ftyp" + brand + struct.pack(">I", 512) + b"isomiso2" + bytes(size - 24)


def mov() -> bytes:
    return mp4(brand=b"qt  ").replace(b"isomiso2", b"qt      ")


def wav() -> bytes:
    return (
        b"RIFF"
        + struct.pack("<I", 40)
        + b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
        + b"data"
        + bytes(8)
    )


SVG = b'<?xml version="1.0"?>\n<!-- logo -->\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
