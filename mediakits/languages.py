"""The languages a document may be written in, each under its own name."""

from functools import cache

from django.conf.locale import LANG_INFO

_LEFT_OUT = {
    "en-au",
    "es-ar",
    "es-co",
    "es-mx",
    "es-ni",
    "es-ve",
    "fy",
    "dsb",
    "hsb",
    "zh-cn",
    "zh-tw",
    "zh-hk",
    "zh-sg",
    "zh-mo",
    "zh-my",
    "sr-latn",
}


@cache
def language_choices() -> list[tuple[str, str]]:
    """Codes and names, English first, then by name."""
    found = [
        (code, info["name_local"][:1].upper() + info["name_local"][1:])
        for code, info in LANG_INFO.items()
        if "name_local" in info and code not in _LEFT_OUT and len(code) <= 10
    ]
    return sorted(found, key=lambda each: (each[0] != "en", each[1].casefold()))


def language_name(code: str) -> str:
    """Deutsch for de; the code itself where we know no name."""
    return dict(language_choices()).get(code, code)
