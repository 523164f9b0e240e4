"""Reads what people write into single cells: countries, languages, kinds of outlet, yes and no, lists."""

import re
import unicodedata
from functools import cache
from typing import Final

from django.conf.locale import LANG_INFO
from phonenumbers.geodata.locale import LOCALE_DATA

from contacts.models import Outlet

NOTHING: Final = frozenset(
    {"-", "–", "—", ".", "n/a", "na", "n.a.", "none", "null", "nil", "k.a.", "?", "#n/a", "unknown"}
)
YES: Final = {
    *(
        "1",
        "y",
        "yes",
        "x",
        "true",
        "ja",
        "j",
        "oui",
        "o",
        "si",
        "sí",
        "s",
        "wahr",
        "vrai",
        "verdadero",
        "waar",
        "✓",
        "✔",
    ),
    "dnc",
    "unsubscribed",
    "opted out",
    "opted-out",
    "opt out",
    "opt-out",
    "do not contact",
    "do not email",
    "abgemeldet",
    "désabonné",
    "afgemeld",
    "blocked",
    "suppressed",
}
COUNTRY_ALIASES: Final = {
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "usa": "US",
    "u s a": "US",
    "u s": "US",
    "united states of america": "US",
    "america": "US",
    "holland": "NL",
    "the netherlands": "NL",
    "czech republic": "CZ",
    "russia": "RU",
    "south korea": "KR",
    "brd": "DE",
    "bundesrepublik deutschland": "DE",
    "turkey": "TR",
    "uae": "AE",
}
LANGUAGE_ALIASES: Final = {
    "englisch": "en",
    "anglais": "en",
    "ingles": "en",
    "engels": "en",
    "allemand": "de",
    "aleman": "de",
    "duits": "de",
    "franzosisch": "fr",
    "frances": "fr",
    "frans": "fr",
    "spanisch": "es",
    "espagnol": "es",
    "castellano": "es",
    "spaans": "es",
    "niederlandisch": "nl",
    "neerlandais": "nl",
    "neerlandes": "nl",
    "italienisch": "it",
    "italien": "it",
    "portugiesisch": "pt",
    "chinese": "zh",
    "norwegian": "no",
    "simplified chinese": "zh",
    "flemish": "nl",
}
OUTLET_KINDS: Final = {
    Outlet.Kind.NEWSPAPER: "newspaper daily zeitung tageszeitung journal quotidien periodico diario krant dagblad",
    Outlet.Kind.MAGAZINE: "magazine magazin revue revista tijdschrift weekly monthly zeitschrift",
    Outlet.Kind.TRADE: "trade fachpresse fachmagazin fachzeitschrift vakblad presse professionnelle",
    Outlet.Kind.AGENCY: "agency agentur nachrichtenagentur agence agencia persbureau newswire wire",
    Outlet.Kind.RADIO: "radio horfunk",
    Outlet.Kind.TELEVISION: "tv television fernsehen televisie televizion",
    Outlet.Kind.PODCAST: "podcast podcasts",
    Outlet.Kind.NEWSLETTER: "newsletter substack",
    Outlet.Kind.BLOG: "blog blogger",
    Outlet.Kind.ONLINE: "online web website internet digital news site",
}
LIST_SEPARATOR: Final = re.compile(r"\s*(?:;|,|\||\n|:::)\s*")
SPECIAL: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)


def fold(text: str) -> str:
    """Text without accents, case and signs, one space between words; near to what `mr_fold` does in the database."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(SPECIAL))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+", " ", plain).split())


def meaningful(text: str) -> str:
    """The text, or nothing where it says nothing (“n/a”, “-”)."""
    return "" if text.casefold() in NOTHING else text


def says_yes(text: str) -> bool:
    return text.casefold().strip() in YES


def listed(text: str) -> list[str]:
    """The entries of a list in one cell, each once; Google marks its own labels with a star."""
    entries = (" ".join(entry.removeprefix("*").split()) for entry in LIST_SEPARATOR.split(text))
    found: dict[str, str] = {}
    for entry in entries:
        if meaningful(entry):
            found.setdefault(entry.casefold(), entry)
    return list(found.values())


def country_code(text: str) -> str:
    """The ISO 3166 code for a code or a name in any of the larger languages, or nothing."""
    code = text.strip().upper()
    if code in LOCALE_DATA:
        return code
    name = fold(text)
    return COUNTRY_ALIASES.get(name) or _countries().get(name, "")


def language_code(text: str) -> str:
    """The ISO 639 code of the first language named, by code or by name, or nothing."""
    first = next(iter(listed(text.replace("/", ","))), "")
    code = re.split(r"[-_]", first.lower())[0]
    if code in LANG_INFO or code in {"no", "zh"}:
        return code
    name = fold(first)
    return LANGUAGE_ALIASES.get(name) or _languages().get(name, "")


def outlet_kind(text: str) -> str:
    """The kind of outlet that the words mean, or nothing. “Trade magazine” is trade press."""
    said = set(fold(text).split())
    order = [Outlet.Kind.TRADE, *(kind for kind in OUTLET_KINDS if kind != Outlet.Kind.TRADE)]
    return next((kind.value for kind in order if said & set(OUTLET_KINDS[kind].split())), "")


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in ("en", "de", "fr", "es", "nl", "it", "pt", "pl", "sv", "da", "nb", "fi", "cs", "hu", "ru", "ja"):
        for code, names in LOCALE_DATA.items():
            name = names.get(language, "")
            name = names[name[1:]] if name.startswith("*") else name  # the same as in another language
            if name:
                found.setdefault(fold(name), code)
    return found


@cache
def _languages() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, info in LANG_INFO.items():
        if "name" in info and "-" not in code:
            found.setdefault(fold(info["name"]), code)
            found.setdefault(fold(info["name_local"]), code)
    return found
