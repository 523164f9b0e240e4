"""The colours of static/css/tokens.css against each other, in the light and in the dark (WCAG 2.2: 1.4.3, 1.4.11)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEXT, LINE = 4.5, 3.0
SURFACES = ("canvas", "surface", "sunken", "hover", "raised")
PAIRS = [
    *(("on-accent", ground, TEXT) for ground in ("accent", "accent-hover")),
    *((text, ground, TEXT) for text in ("text", "text-2", "text-3") for ground in SURFACES),
    *((text, ground, TEXT) for text in ("accent-text", "accent-text-hover") for ground in (*SURFACES, "accent-soft")),
    *((state, ground, TEXT) for state in ("ok", "warn", "bad") for ground in (*SURFACES, f"{state}-soft")),
    *(("line-control", ground, LINE) for ground in ("canvas", "surface", "raised")),
]
TOKEN = re.compile(r"--mr-([a-z0-9-]+): (?:light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)|(#[0-9a-f]{6}));")


@pytest.fixture(scope="module")
def tokens() -> dict[str, tuple[str, str]]:
    """Each colour by its name, in the light and in the dark."""
    css = (Path(settings.BASE_DIR) / "static" / "css" / "tokens.css").read_text()
    return {name: (light or both, dark or both) for name, light, dark, both in TOKEN.findall(css)}


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_reckoned_as_the_standard_does() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS, ids=lambda value: str(value))
def test_what_stands_on_a_colour_can_be_read(
    tokens: dict[str, tuple[str, str]], front: str, ground: str, least: float, mode: int
) -> None:
    assert contrast(tokens[front][mode], tokens[ground][mode]) >= least


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_hovered_button_looks_different(tokens: dict[str, tuple[str, str]], mode: int) -> None:
    assert contrast(tokens["accent"][mode], tokens["accent-hover"][mode]) >= 1.2
