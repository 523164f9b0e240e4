"""Time zones as people pick them."""

from functools import cache
from zoneinfo import available_timezones

AREAS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def zone_choices() -> list[tuple[str, str]]:
    """Every zone named after a place, with the place made readable; UTC first."""
    places = sorted(name for name in available_timezones() if name.startswith(tuple(f"{area}/" for area in AREAS)))
    return [("UTC", "UTC"), *((name, name.replace("_", " ").replace("/", ", ", 1)) for name in places)]
