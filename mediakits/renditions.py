"""Smaller pictures for the screen: upright, in the colours of the web, without a word of what the camera wrote.

JPEGs are unpacked at a fraction of their size (libjpeg can), so 150 million pixels cost little more memory than 10;
other formats, and progressive JPEGs, are unpacked whole, so fewer pixels are taken of them.
"""

import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from mediakits.looking import FileType, Refused
from mediakits.models import Rendition

SIDES: Final = {Rendition.Name.WEB: 1600, Rendition.Name.CARD: 640, Rendition.Name.THUMB: 320}
"""The longer side of each, in pixels. Nothing is enlarged."""
MOST_PIXELS: Final = 60_000_000
MOST_JPEG_PIXELS: Final = 150_000_000
QUALITY: Final = 82
STRIP: Final = 64
"""Rows of the smaller picture that are made at a time."""
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
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we have limits of our own
            return _draw(path, kind)
    except Image.DecompressionBombError:
        raise Refused(_too_many_pixels(MOST_JPEG_PIXELS if kind.pillow == "JPEG" else MOST_PIXELS)) from None
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError, EOFError, IndexError, MemoryError) as error:
        # Decoders fail on broken pictures in ways of their own.
        raise Refused(
            "This picture is broken: it cannot be read to its end. Save it again, then upload that."
        ) from error


def _draw(path: Path, kind: FileType) -> Picture:
    with Image.open(path, formats=[kind.pillow]) as opened:
        # Of a progressive JPEG libjpeg keeps all coefficients, so it costs as much memory as other formats.
        lean = kind.pillow == "JPEG" and not opened.info.get("progressive")
        most = MOST_JPEG_PIXELS if lean else MOST_PIXELS
        if opened.width * opened.height > most:
            raise Refused(_too_many_pixels(most, f"{opened.width:,} × {opened.height:,} pixels"))
        turned = opened.getexif().get(ORIENTATION) in TURNED
        width, height = opened.size[::-1] if turned else opened.size
        return Picture(width, height, _drawn(opened))


def _too_many_pixels(most: int, has: str = "too many pixels") -> str:
    return f"This picture has {has}; up to {most // 1_000_000} million are taken. Save it smaller."


def _drawn(opened: Image.Image) -> list[Drawn]:
    largest = SIDES[Rendition.Name.WEB]
    opened.draft("RGB", (largest, largest))
    opened.load()
    small = _in_eight_bits(opened, -(-max(opened.size) // (2 * largest)))
    small.thumbnail((largest, largest))
    small = _in_web_colours(small, opened.info.get("icc_profile"))
    upright = _upright(small, opened)
    drawn = []
    for name, side in SIDES.items():
        upright.thumbnail((side, side))
        kept = io.BytesIO()
        upright.save(kept, "WEBP", quality=QUALITY, method=4, exif=b"", xmp=b"", icc_profile=b"")
        drawn.append(Drawn(str(name), kept.getvalue(), *upright.size))
    return drawn


def _in_eight_bits(opened: Image.Image, factor: int) -> Image.Image:
    """The picture `factor` times smaller, in a mode that can be made smaller smoothly.

    Strip by strip: changing the mode, and what is see-through, would otherwise cost a second picture of full size.
    """
    span: Any = opened.getextrema() if opened.mode in {"I", "F"} else (0, 255)
    width, height = opened.size
    made: Image.Image | None = None
    for top in range(0, height, factor * STRIP):
        strip = opened.crop((0, top, width, min(top + factor * STRIP, height)))
        part = _strip_in_eight_bits(strip, span).reduce(factor)
        made = made or Image.new(part.mode, (-(-width // factor), -(-height // factor)))
        made.paste(part, (0, top // factor))
    assert made is not None
    return made


def _strip_in_eight_bits(strip: Image.Image, span: tuple[Any, Any]) -> Image.Image:
    """16 and 32 bits a channel, palettes and single bits as what Pillow can average."""
    if strip.mode.startswith("I;16"):
        return strip.point(lambda value: value / 256).convert("L")  # type: ignore[operator]
    if strip.mode in {"I", "F"}:
        low, high = span
        scale = 255 / ((high - low) or 1)
        return strip.point(lambda value: value * scale - low * scale).convert("L")  # type: ignore[operator]
    if strip.mode == "CMYK":
        return strip
    return strip.convert("RGBA" if "A" in strip.getbands() or "transparency" in strip.info else "RGB")


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
