"""The demo's photos: drawn, so that nobody's rights are touched. Each is a function from a size to a picture."""

import io
from collections.abc import Callable, Sequence

from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Size = tuple[int, int]
SIZE: Size = (1920, 1200)
UNIT = 2
"""Pixels of one unit: what is drawn is thought of as 960 by 600."""


def jpeg(draw: Callable[[], Image.Image]) -> bytes:
    """The picture as a camera would have kept it."""
    kept = io.BytesIO()
    draw().save(kept, "JPEG", quality=92)
    return kept.getvalue()


def dawn() -> Image.Image:
    """Rows of white containers, two cooling towers behind them, the sun just up."""
    picture = _sky(((0x34, 0x48, 0x6B), (0x86, 0x98, 0xB5), (0xF0, 0xC9, 0xA8), (0xF6, 0xDF, 0xC3)))
    glow = Image.new("L", SIZE, 0)
    ImageDraw.Draw(glow).ellipse(_scaled(560, 222, 820, 482), fill=120)
    picture.paste((255, 236, 200), mask=glow.filter(ImageFilter.GaussianBlur(90)))
    pen = ImageDraw.Draw(picture)
    pen.ellipse(_scaled(644, 306, 736, 398), fill=(0xFF, 0xF2, 0xD8))
    for left, top, width in ((118, 207, 116), (268, 234, 98)):
        _tower(pen, left, top, width)
    pen.polygon([(x * UNIT, y * UNIT) for x, y in _hills()], fill=(0x6A, 0x75, 0x66))
    pen.rectangle(_scaled(0, 430, 960, 600), fill=(0x3C, 0x48, 0x40))
    for left in range(150, 960, 70):
        _container(pen, left, 404, 62, 48)
    for left in range(-20, 960, 92):
        _container(pen, left, 466, 84, 66)
    return picture


def hall() -> Image.Image:
    """The turbine hall, cells along both walls, looking to its far end."""
    picture = _sky(((0x59, 0x67, 0x7A), (0x80, 0x8F, 0x9E), (0xA9, 0xB6, 0xC2)))
    pen = ImageDraw.Draw(picture)
    for left in range(-200, 1161, 140):
        _shape(pen, [(left, 0), (480, 250), (left + 16, 0)], (0x3D, 0x4A, 0x58))
    _shape(pen, [(0, 600), (400, 300), (560, 300), (960, 600)], (0x6E, 0x79, 0x83))
    _shape(pen, [(0, 110), (400, 268), (400, 344), (0, 560)], (0x3D, 0x4C, 0x57))
    _shape(pen, [(960, 110), (560, 268), (560, 344), (960, 560)], (0x46, 0x57, 0x63))
    for step in range(11):
        near = 1 - step / 11
        x, top, bottom = 400 - 400 * near, 268 - 158 * near, 344 + 216 * near
        for side in (x, 960 - x):
            pen.line(_scaled(side, top, side, bottom), fill=(0x25, 0x30, 0x3A), width=max(2, int(12 * near)))
    pen.rectangle(_scaled(456, 272, 504, 322), fill=(0xDD, 0xE5, 0xEA))
    return picture.filter(ImageFilter.GaussianBlur(0.8))


def aerial() -> Image.Image:
    """The site from above: six rows of containers on a grey yard between fields."""
    picture = Image.new("RGB", SIZE, (0x6B, 0x7A, 0x58))
    pen = ImageDraw.Draw(picture)
    _shape(pen, [(0, 0), (220, 0), (80, 600), (0, 600)], (0x8F, 0x9A, 0x6F))
    _shape(pen, [(840, 0), (960, 0), (960, 600), (760, 600)], (0x5F, 0x70, 0x50))
    pen.line(
        [(x * UNIT, y * UNIT) for x, y in ((0, 530), (300, 508), (620, 520), (960, 552))],
        fill=(0x8B, 0x86, 0x7C),
        width=44,
    )
    pen.rectangle(_scaled(130, 60, 820, 480), fill=(0xB9, 0xB4, 0xA6))
    for row in range(6):
        for column in range(9):
            _container(pen, 180 + 66 * column + (6 if row % 2 else 0), 96 + 62 * row, 56, 34)
    for top in (120, 200):
        pen.rectangle(_scaled(790, top, 812, top + 60), fill=(0x3F, 0x4A, 0x55))
    return picture


def cells() -> Image.Image:
    """Iron-air cells before they are closed, three rows of them."""
    picture = _sky(((0x4A, 0x3A, 0x33), (0x38, 0x2D, 0x28), (0x2B, 0x23, 0x20)))
    pen = ImageDraw.Draw(picture)
    browns: tuple[Colour, ...] = ((0x7A, 0x4A, 0x35), (0x6F, 0x42, 0x30), (0x86, 0x54, 0x3C))
    for row in range(3):
        for column in range(8):
            x, y = 60 + 108 * column, 56 + 168 * row
            pen.rounded_rectangle(_scaled(x, y, x + 92, y + 146), 14, fill=browns[(row + column) % 3])
            pen.rounded_rectangle(_scaled(x + 10, y + 12, x + 82, y + 26), 6, fill=(0xC4, 0xBB, 0xAD))
            pen.ellipse(_scaled(x + 26, y + 66, x + 66, y + 106), fill=(0x55, 0x38, 0x2B))
    return picture


def control() -> Image.Image:
    """The control room at night: one operator from behind, three screens."""
    picture = _sky(((0x1C, 0x26, 0x34), (0x15, 0x1E, 0x2A), (0x0F, 0x16, 0x20)))
    pen = ImageDraw.Draw(picture)
    for number, left in enumerate((70, 350, 630)):
        pen.rounded_rectangle(_scaled(left, 90, left + 250, 240), 12, fill=(0x22, 0x36, 0x4A))
        curve = [(left + 14 + 28 * step, 206 - 8 * ((step * (number + 2)) % 7) - 6 * step) for step in range(9)]
        pen.line([(x * UNIT, y * UNIT) for x, y in curve], fill=(0x7F, 0xD1, 0xC0), width=7, joint="curve")
    _shape(pen, [(40, 420), (920, 420), (960, 600), (0, 600)], (0x2A, 0x35, 0x43))
    pen.ellipse(_scaled(432, 346, 520, 446), fill=(0x0B, 0x11, 0x18))
    pen.rounded_rectangle(_scaled(330, 440, 622, 680), 150, fill=(0x0B, 0x11, 0x18))
    return picture.filter(ImageFilter.GaussianBlur(1))


def curve() -> Image.Image:
    """A sketch: the power of one discharge, flat for a hundred hours."""
    picture = Image.new("RGB", SIZE, (255, 255, 255))
    pen = ImageDraw.Draw(picture)
    for height in range(120, 421, 100):
        pen.line(_scaled(90, height, 890, height), fill=(0xE3, 0xE6, 0xEA), width=4)
    line = [(90, 500), (110, 160), (300, 155), (520, 160), (860, 172), (872, 500)]
    _shape(pen, line, (0xE3, 0xE8, 0xE7))
    pen.line([(x * UNIT, y * UNIT) for x, y in line], fill=(0x12, 0x41, 0x3A), width=10, joint="curve")
    pen.line([(x * UNIT, y * UNIT) for x, y in ((90, 90), (90, 500), (890, 500))], fill=(0x7B, 0x83, 0x91), width=5)
    return picture


def _sky(colours: tuple[Colour, ...]) -> Image.Image:
    """A field of colour that runs from the first at the top to the last at the bottom."""
    strip = Image.new("RGB", (1, len(colours)))
    strip.putdata(list(colours))
    return strip.resize(SIZE, Image.Resampling.BICUBIC)


def _hills() -> list[tuple[int, int]]:
    return [(0, 396), (160, 384), (320, 392), (460, 400), (640, 392), (800, 386), (960, 394), (960, 600), (0, 600)]


def _tower(pen: ImageDraw.ImageDraw, left: int, top: int, width: int) -> None:
    waist = width * 0.1
    _shape(
        pen, [(left + waist, top), (left + width - waist, top), (left + width, 400), (left, 400)], (0x76, 0x84, 0x98)
    )
    pen.ellipse(_scaled(left + waist, top - 6, left + width - waist, top + 6), fill=(0x66, 0x73, 0x86))


def _container(pen: ImageDraw.ImageDraw, left: float, top: float, width: float, height: float) -> None:
    pen.rectangle(_scaled(left, top, left + width, top + height), fill=(0xEA, 0xEC, 0xE7))
    pen.rectangle(_scaled(left, top, left + width, top + height * 0.16), fill=(0xB4, 0xB9, 0xB4))
    for number in range(3):
        x = left + width * (0.12 + 0.3 * number)
        pen.rectangle(_scaled(x, top + height * 0.34, x + width * 0.2, top + height * 0.78), fill=(0xB9, 0xBF, 0xBA))


def _shape(pen: ImageDraw.ImageDraw, corners: Sequence[tuple[float, float]], fill: Colour) -> None:
    pen.polygon([(x * UNIT, y * UNIT) for x, y in corners], fill=fill)


def _scaled(*numbers: float) -> tuple[float, ...]:
    return tuple(number * UNIT for number in numbers)


def portrait(ground: Colour, coat: Colour, skin: Colour, hair: Colour, *, long_hair: bool) -> bytes:
    """A face without a face, in somebody's own colours."""
    side = 512
    picture = Image.new("RGB", (side, side), ground)
    pen = ImageDraw.Draw(picture)
    if long_hair:
        pen.rounded_rectangle((128, 100, 384, 330), 120, fill=hair)
    pen.rounded_rectangle((60, 372, 452, 700), 130, fill=coat)
    pen.polygon([(216, 300), (296, 300), (310, 400), (256, 430), (202, 400)], fill=skin)
    pen.ellipse((160, 112, 352, 352), fill=skin)
    pen.pieslice((152, 92, 360, 320), 180, 360, fill=hair)
    kept = io.BytesIO()
    picture.filter(ImageFilter.SMOOTH).save(kept, "WEBP", quality=88)
    return kept.getvalue()
