"""Countries, languages and time zones by name, for choosing and for showing."""

from functools import cache
from zoneinfo import available_timezones

from django.conf.locale import LANG_INFO
from phonenumbers.geodata.locale import LOCALE_DATA

Choices = list[tuple[str, str]]


@cache
def countries() -> dict[str, str]:
    """ISO 3166 code → English name, by name."""
    names = {code: _english(names) for code, names in LOCALE_DATA.items() if len(code) == 2 and names.get("en")}
    return dict(sorted(names.items(), key=lambda pair: pair[1]))


def _english(names: dict[str, str]) -> str:
    """phonenumbers writes "*aa" for "the same as in the language aa"."""
    name = names["en"]
    return names[name[1:]] if name.startswith("*") else name


@cache
def languages() -> dict[str, str]:
    """ISO 639 code → English name, by name."""
    names = {code: info["name"] for code, info in LANG_INFO.items() if len(code) <= 3 and "name" in info}
    return dict(sorted(names.items(), key=lambda pair: pair[1]))


@cache
def time_zones() -> tuple[str, ...]:
    """The zones that are named after places, such as Europe/London."""
    return tuple(
        sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix")))
    )


def country_choices() -> Choices:
    return [("", "Not known"), *countries().items()]


def language_choices() -> Choices:
    return [("", "Not known"), *languages().items()]


def time_zone_choices(empty: str = "Not known") -> Choices:
    return [("", empty), *((zone, zone.replace("_", " ")) for zone in time_zones())]


def country_name(code: str) -> str:
    return countries().get(code, code)


def language_name(code: str) -> str:
    return languages().get(code, code)
