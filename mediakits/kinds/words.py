"""The words that a press office sets around a text, and how it writes dates, in the languages we know.

English dates follow the AP stylebook (Nov. 17, 2026; 6 a.m.), British ones do not. A language that we have no words
for gets the English ones.
"""

from datetime import date, datetime

from django.utils import translation
from django.utils.formats import date_format

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "now": "FOR IMMEDIATE RELEASE",
        "embargo": "UNDER EMBARGO UNTIL",
        "about": "About {}",
        "contact": "Media contact",
        "more_contact": "And",
        "who": "Who",
        "what": "What",
        "when": "When",
        "where": "Where",
        "why": "Why",
        "photos": "Photo opportunities",
        "access": "Access and parking",
        "rsvp": "RSVP",
        "by": "by {}",
        "to": "to",
        "source": "Source: {}",
        "as_of": "as of {}",
        "languages": "Speaks {}",
        "facts": "In figures",
        "said_on": "Said on {}",
        "valid_until": "Valid until {}",
        "expired": "NO LONGER VALID since {}",
        "page": "Page",
    },
    "de": {
        "now": "ZUR SOFORTIGEN VERÖFFENTLICHUNG",
        "embargo": "SPERRFRIST BIS",
        "about": "Über {}",
        "contact": "Pressekontakt",
        "more_contact": "Und",
        "who": "Wer",
        "what": "Was",
        "when": "Wann",
        "where": "Wo",
        "why": "Warum",
        "photos": "Fototermin",
        "access": "Zugang und Parken",
        "rsvp": "Anmeldung",
        "by": "bis {}",
        "to": "bis",
        "source": "Quelle: {}",
        "as_of": "Stand {}",
        "languages": "Spricht {}",
        "facts": "In Zahlen",
        "said_on": "Erklärt am {}",
        "valid_until": "Gültig bis {}",
        "expired": "NICHT MEHR GÜLTIG seit {}",
        "page": "Seite",
    },
    "fr": {
        "now": "POUR DIFFUSION IMMÉDIATE",
        "embargo": "SOUS EMBARGO JUSQU’AU",
        "about": "À propos de {}",
        "contact": "Contact presse",
        "more_contact": "Et",
        "who": "Qui",
        "what": "Quoi",
        "when": "Quand",
        "where": "Où",
        "why": "Pourquoi",
        "photos": "Photos",
        "access": "Accès et parking",
        "rsvp": "Réponse",
        "by": "avant le {}",
        "to": "à",
        "source": "Source : {}",
        "as_of": "au {}",
        "languages": "Langues : {}",
        "facts": "En chiffres",
        "said_on": "Déclaré le {}",
        "valid_until": "Valable jusqu’au {}",
        "expired": "N’EST PLUS VALABLE depuis le {}",
        "page": "Page",
    },
    "es": {
        "now": "PARA PUBLICACIÓN INMEDIATA",
        "embargo": "EMBARGADO HASTA",
        "about": "Acerca de {}",
        "contact": "Contacto de prensa",
        "more_contact": "Y",
        "who": "Quién",
        "what": "Qué",
        "when": "Cuándo",
        "where": "Dónde",
        "why": "Por qué",
        "photos": "Fotos",
        "access": "Acceso y aparcamiento",
        "rsvp": "Confirmación",
        "by": "antes del {}",
        "to": "a",
        "source": "Fuente: {}",
        "as_of": "a {}",
        "languages": "Habla {}",
        "facts": "En cifras",
        "said_on": "Declarado el {}",
        "valid_until": "Válido hasta el {}",
        "expired": "YA NO ES VÁLIDO desde el {}",
        "page": "Página",
    },
    "nl": {
        "now": "VOOR ONMIDDELLIJKE PUBLICATIE",
        "embargo": "ONDER EMBARGO TOT",
        "about": "Over {}",
        "contact": "Perscontact",
        "more_contact": "En",
        "who": "Wie",
        "what": "Wat",
        "when": "Wanneer",
        "where": "Waar",
        "why": "Waarom",
        "photos": "Fotomoment",
        "access": "Toegang en parkeren",
        "rsvp": "Aanmelden",
        "by": "vóór {}",
        "to": "tot",
        "source": "Bron: {}",
        "as_of": "per {}",
        "languages": "Spreekt {}",
        "facts": "In cijfers",
        "said_on": "Gezegd op {}",
        "valid_until": "Geldig tot {}",
        "expired": "NIET MEER GELDIG sinds {}",
        "page": "Pagina",
    },
    "it": {
        "now": "PER LA PUBBLICAZIONE IMMEDIATA",
        "embargo": "SOTTO EMBARGO FINO A",
        "about": "Chi è {}",
        "contact": "Contatto stampa",
        "more_contact": "E",
        "who": "Chi",
        "what": "Che cosa",
        "when": "Quando",
        "where": "Dove",
        "why": "Perché",
        "photos": "Foto",
        "access": "Accesso e parcheggio",
        "rsvp": "Conferma",
        "by": "entro il {}",
        "to": "alle",
        "source": "Fonte: {}",
        "as_of": "al {}",
        "languages": "Parla {}",
        "facts": "In cifre",
        "said_on": "Detto il {}",
        "valid_until": "Valido fino al {}",
        "expired": "NON PIÙ VALIDO dal {}",
        "page": "Pagina",
    },
}


def is_english(language: str) -> bool:
    return language.split("-", maxsplit=1)[0] == "en"


def follows_ap(language: str) -> bool:
    """Whether dates follow the AP stylebook; British English has its own (17 November 2026)."""
    return language in {"en", "en-us"}


def word(language: str, name: str) -> str:
    """One of the words above; {} in it is where a name or a date goes."""
    return WORDS.get(language.split("-", maxsplit=1)[0], WORDS["en"])[name]


def day_words(day: date, language: str) -> str:
    """Nov. 17, 2026 in English, 17. November 2026 in German, 17 novembre 2026 in French."""
    return _formatted(day, language, english="N j, Y", german="j. F Y", others="j F Y")


def hour_words(moment: datetime, language: str) -> str:
    """6 a.m. in English, 06:00 elsewhere."""
    return _formatted(moment, language, english="P", german="H:i", others="H:i")


def moment_words(moment: datetime, language: str, *, until: datetime | None = None) -> str:
    """Tuesday, Nov. 17, 2026, 6 a.m. CET (Berlin). The moment must carry its zone, which is always said."""
    day = _formatted(moment, language, english="l, N j, Y", german="l, j. F Y", others="l j F Y")
    hours = hour_words(moment, language)
    if until is not None:
        last = hour_words(until, language)
        if until.date() != moment.date():
            last = f"{_formatted(until, language, english='l, N j', german='l, j. F', others='l j F')}, {last}"
        hours = f"{hours} {word(language, 'to')} {last}"
    return f"{day}, {hours} {zone_words(moment)}"


def zone_words(moment: datetime) -> str:
    """CET (Berlin); where a zone has no letters, UTC+05:30 (Kolkata); for UTC itself only UTC."""
    name = moment.tzname() or ""
    if not name.isalpha():
        sign = f"{moment:%z}"
        name = f"UTC{sign[:3]}:{sign[3:5]}"
    place = str(moment.tzinfo).rpartition("/")[2].replace("_", " ")
    return name if place in {"UTC", name} else f"{name} ({place})"


def _formatted(moment: date, language: str, *, english: str, german: str, others: str) -> str:
    base = language.split("-", maxsplit=1)[0]
    known = base in WORDS
    with translation.override(base if known else "en"):
        ap = follows_ap(language) or not known
        style = english if ap else german if base == "de" else others
        return date_format(moment, style)
