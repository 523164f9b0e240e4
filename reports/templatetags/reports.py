"""How kept figures are written on pages."""

from django import template

from reports import showing

register = template.Library()


@register.filter
def rate(value: float | None) -> str:
    """A share of 0 to 100 as "62 %"; "–" of nothing."""
    return " ".join(showing.said(value, share=True)).strip()


@register.filter
def figure(value: float | None) -> str:
    """A number with its thousands; "–" for none."""
    return showing.NONE if value is None else f"{value:,.0f}"


@register.filter
def took(seconds: float | None) -> str:
    return showing.duration(seconds)


@register.filter
def day(iso: str | None) -> str:
    return showing.day(iso)


@register.filter
def at(row: list[int], place: int) -> int:
    return row[place]
