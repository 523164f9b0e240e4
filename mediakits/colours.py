"""A client's colour, made readable: darkened or lightened until it stands out as WCAG 2.2 asks (4.5 to 1 for text).

A brand chooses its colour for a poster. Links and buttons of a newsroom are in it on white and on nearly black, so the
nearest shade that can be read on each is shown instead, and the form says so.
"""

import colorsys
from dataclasses import dataclass

LIGHT, DARK = "#ffffff", "#14161b"
"""The surfaces of public pages (`--mr-surface` in static/css/tokens.css)."""
OURS = "#3c4dc4"
ENOUGH = 4.5
STEP = 0.005


@dataclass(frozen=True)
class Accent:
    """A colour as it is shown on one surface: as text, and as the ground of a button with `on` written on it."""

    text: str
    hover: str
    on: str
    soft: str


@dataclass(frozen=True)
class Palette:
    """What a newsroom's stylesheet says; `changed_light` and `changed_dark` tell whether a shade had to be moved."""

    asked: str
    light: Accent
    dark: Accent

    @property
    def changed_light(self) -> bool:
        return self.light.text != self.asked

    @property
    def changed_dark(self) -> bool:
        return self.dark.text != self.asked


def palette(colour: str) -> Palette:
    """The shades of `#rrggbb`; ours where the newsroom has none."""
    asked = colour or OURS
    return Palette(asked, _accent(asked, LIGHT), _accent(asked, DARK))


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""
    brighter, darker = sorted([_luminance(one), _luminance(other)], reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def readable(colour: str, surface: str) -> str:
    """The shade nearest to `colour` that can be read on `surface`."""
    if contrast(colour, surface) >= ENOUGH:
        return colour
    hue, lightness, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    step = -STEP if _luminance(surface) > 0.2 else STEP
    while 0 < lightness + step < 1:
        lightness += step
        shade = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
        if contrast(shade, surface) >= ENOUGH:
            return shade
    return "#000000" if step < 0 else "#ffffff"


def _accent(colour: str, surface: str) -> Accent:
    text = readable(colour, surface)
    on = max(LIGHT, DARK, key=lambda each: contrast(each, text))
    return Accent(text=text, hover=_mixed(text, on, 0.14, away=True), on=on, soft=_mixed(surface, text, 0.1))


def _mixed(one: str, other: str, share: float, *, away: bool = False) -> str:
    """`one` with some of `other` in it; `away` moves away from `other`, so that it stays clear upon it."""
    sign = -share if away else share
    pairs = zip(_rgb(one), _rgb(other), strict=True)
    return _hex(tuple(min(1.0, max(0.0, a + (b - a) * sign)) for a, b in pairs))


def _luminance(colour: str) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in _rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(rgb: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in rgb)
