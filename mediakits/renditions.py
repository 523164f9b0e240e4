"""Smaller pictures for the screen: upright, in the colours of the web, without a word of what the camera wrote.

JPEGs are unpacked at a fraction of their size (libjpeg can), so 150 million pixels cost no more memory than 10; other
formats are unpacked whole, so fewer pixels are taken of them.
"""

import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from mediakits.looking import FileType, Refused
from mediakits.models import Rendition

SIDES: Final = {Rendition.Name.WEB: 1600, Rendition.Name.CARD: 640, Rendition.Name.THUMB: 320}
"""The longer side of each, in pixels. Nothing is enlarged."""
MOST_PIXELS: Final = 60_000_000
MOST_JPEG_PIXELS: Final = 150_000_000
QUALITY: Final = 82
CONTENT_TYPE: Final = "image/webp"
TURNED: Final = {5, 6, 7, 8}
ORIENTATION: Final = 0x0112


@dataclass(frozen=True)
class Drawn:
    """One rendition, in memory: some ten to some hundred kilobytes."""

    name: str
    data: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """A picture that could be read to its end: its size as it is looked at, and what was drawn from it."""

    width: int
    height: int
    drawn: list[Drawn]


def draw(path: Path, kind: FileType) -> Picture:
    """Read the picture to its end and draw its renditions. Raises Refused when it is broken or too large."""
    try:
        with warnings.catch_warnings(), Image.open(path, formats=[kind.pillow]) as opened:
            warnings.simplefilter("ignore")
            _check_size(opened, kind)
            turned = opened.getexif().get(ORIENTATION) in TURNED
            width, height = opened.size[::-1] if turned else opened.size
            return Picture(width, height, _drawn(opened))
    except Image.DecompressionBombError:
        raise Refused(_too_many_pixels(kind)) from None
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError, EOFError, IndexError, MemoryError) as error:
        # Decoders fail on broken pictures in ways of their own.
        raise Refused(
            "This picture is broken: it cannot be read to its end. Save it again, then upload that."
        ) from error


def _check_size(opened: Image.Image, kind: FileType) -> None:
    if opened.width * opened.height > (MOST_JPEG_PIXELS if kind.pillow == "JPEG" else MOST_PIXELS):
        raise Refused(_too_many_pixels(kind, f"{opened.width:,} × {opened.height:,} pixels"))


def _too_many_pixels(kind: FileType, says: str = "too many pixels") -> str:
    most = (MOST_JPEG_PIXELS if kind.pillow == "JPEG" else MOST_PIXELS) // 1_000_000
    return f"This picture has {says}; up to {most} million are taken of a {kind.pillow}. Save it smaller."


def _drawn(opened: Image.Image) -> list[Drawn]:
    largest = SIDES[Rendition.Name.WEB]
    opened.draft("RGB", (largest, largest))
    opened.load()
    small = _in_eight_bits(opened)
    small.thumbnail((largest, largest), reducing_gap=3)
    small = _in_web_colours(small, opened.info.get("icc_profile"))
    upright = _upright(small, opened)
    drawn = []
    for name, side in SIDES.items():
        upright.thumbnail((side, side), reducing_gap=3)
        kept = io.BytesIO()
        upright.save(kept, "WEBP", quality=QUALITY, method=4, exif=b"", xmp=b"", icc_profile=b"")
        drawn.append(Drawn(str(name), kept.getvalue(), *upright.size))
    return drawn


def _in_eight_bits(opened: Image.Image) -> Image.Image:
    """16 and 32 bits a channel, palettes and single bits as what can be made smaller smoothly."""
    if opened.mode.startswith("I;16"):
        return opened.point(lambda value: value / 256).convert("L")  # type: ignore[operator]
    if opened.mode in {"I", "F"}:
        low, high = opened.getextrema()
        scale = 255 / ((high - low) or 1)  # type: ignore[operator]
        return opened.point(lambda value: value * scale - low * scale).convert("L")  # type: ignore[operator]
    if opened.mode == "CMYK":
        return opened.copy()
    see_through = "A" in opened.getbands() or "transparency" in opened.info
    return opened.convert("RGBA" if see_through else "RGB")


def _in_web_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """sRGB, whatever the camera or the printer's file had; a profile that is broken or does not fit is passed over."""
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile and picture.mode in {"RGB", "RGBA", "CMYK"}:
        try:
            theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            ours = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(picture, theirs, ours, outputMode=mode)
            return converted if converted is not None else picture.convert(mode)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            return picture.convert(mode)
    return picture.convert(mode)


def _upright(picture: Image.Image, opened: Image.Image) -> Image.Image:
    picture.info = {}
    exif = picture.getexif()
    exif.clear()
    if orientation := opened.getexif().get(ORIENTATION):
        exif[ORIENTATION] = orientation
        picture = ImageOps.exif_transpose(picture)
    picture.info = {}
    return picture
