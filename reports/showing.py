"""Kept figures as people read them: on the page, in the PDF, in letters. Nothing is counted here."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format

from reports.models import Report
from reports.sections import EXPLAINED, Section

NONE: Final = "–"
MILLION: Final = 1_000_000
PATTERNS: Final = ("solid", "light", "dots", "stripes", "empty")
"""How the tones are told apart without colour, in the order of `figures.coverage.TONES`."""


@dataclass(frozen=True)
class Headline:
    """One figure at the head. `direction` is "up", "down", "same", or "" where there is nothing to compare with."""

    label: str
    value: str
    unit: str
    of: str
    change: str
    direction: str
    definition: str
    source: str
    formula: str
    before: str


@dataclass(frozen=True)
class Shown:
    """One section with its data."""

    key: str
    title: str
    data: Any
    about: str


def sections_of(report: Report) -> list[Shown]:
    """The chosen sections in their order; those of figures only once these are worked out."""
    figures = report.figures or {}
    written = {Section.OBJECTIVES, Section.LEARNT}
    return [
        Shown(section, str(Section(section).label), _data(section, figures), EXPLAINED[Section(section)])
        for section in report.sections
        if section in Section.values and (section in written or section in figures)
    ]


def _data(section: str, figures: dict[str, Any]) -> Any:
    if section == Section.FIGURES:
        return [headline(each, figures["before"]) for each in figures.get("figures", [])]
    return figures.get(section)


def headline(figure: dict[str, Any], before: str) -> Headline:
    value, was, share = figure["value"], figure["before"], figure["unit"] == "%"
    text, unit = said(value, share=share)
    change, direction = _change(value, was, share=share)
    was_text, was_unit = said(was, share=share)
    return Headline(
        label=figure["label"], value=text, unit=unit, of=figure["of"], change=change, direction=direction,
        definition=figure["definition"], source=figure["source"], formula=figure["formula"],
        before=f"{before}: {was_text}{f' {was_unit}' if was_unit else ''}",
    )  # fmt: skip


def said(value: float | None, *, share: bool = False) -> tuple[str, str]:
    """A number and its unit: ("4.2", "m"), ("62", "%"), ("1,204", "")."""
    if value is None:
        return NONE, ""
    if share:
        return f"{value:.0f}", "%"
    if value >= MILLION:
        return f"{value / MILLION:.1f}", "m"
    return f"{value:,.0f}", ""


def _change(value: float | None, was: float | None, *, share: bool) -> tuple[str, str]:
    if value is None or was is None:
        return "", ""
    difference = round(value) - round(was) if share else value - was
    if difference == 0:
        return "no change", "same"
    number, unit = said(abs(difference))
    word = "more" if difference > 0 else "fewer"
    if share:
        word = f"point{'' if abs(difference) == 1 else 's'} {'more' if difference > 0 else 'less'}"
    return " ".join(filter(None, [number, unit, word])), "up" if difference > 0 else "down"


def day(iso: str | None) -> str:
    """An ISO date as "4 October 2026"; "No date" for none."""
    return date_format(date.fromisoformat(iso), "j F Y") if iso else "No date"


def duration(seconds: float | None) -> str:
    """ "12 min", "3 h 10 min", "2 days 4 h"; "–" for none."""
    if seconds is None:
        return NONE
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days, hours = divmod(hours, 24)
    return f"{days} days {hours} h" if hours else f"{days} days"
