"""What one row of a file says about a journalist, made out of its cells. Nothing here asks the database."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from nameparser.config import CONSTANTS

from contacts.addresses import BadAddress, clean_address, clean_phone
from contacts.importing import words
from contacts.importing.fields import FIELDS
from contacts.importing.headings import Mapping
from contacts.importing.table import Record
from contacts.names import split_name

Problem = dict[str, str]
"""`field`, `reason`, and `weight`: error (the row cannot be imported), duplicate (why it need not be), or notice."""

ERROR: Final = "error"
DUPLICATE: Final = "duplicate"
NOTICE: Final = "notice"

IN_BRACKETS: Final = re.compile(r"<([^<>]*@[^<>]*)>")
"""What stands before the brackets is a name, and has no @."""
BETWEEN_ADDRESSES: Final = re.compile(r"[;,|\s]+|:::")
BETWEEN_NUMBERS: Final = re.compile(r"\s*(?:;|\||\n|:::|,|\s/\s)\s*")
SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "ma", "ba", "msc", "dr", "cpa", "esq"})
TITLES: Final = frozenset(CONSTANTS.titles) | frozenset(CONSTANTS.prefixes)
PLAIN_NAME: Final = re.compile(
    r"([A-Z\u00c0-\u017e][a-z\u00c0-\u017e’'-]+) ([A-Z\u00c0-\u017e][A-Za-z\u00c0-\u017e’'-]+)"
)
LENGTHS: Final = {"outlet": 160, "role": 160, "city": 120, "given_name": 120, "family_name": 120}


@dataclass
class Candidate:
    """A journalist as the file tells of them, cleaned. `problems` says what could not be taken as it stood.

    `unreachable`: none of their addresses gets mail from us any more; set by whoever asks the suppression list.
    """

    name: str = ""
    given_name: str = ""
    family_name: str = ""
    named_apart: bool = False
    emails: list[str] = field(default_factory=list)
    mobiles: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    role: str = ""
    beats: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    outlet_kind: str = ""
    outlet_website: str = ""
    country: str = ""
    city: str = ""
    language: str = ""
    website: str = ""
    how_to_pitch: str = ""
    notes: str = ""
    do_not_contact: bool = False
    unreachable: bool = False
    problems: list[Problem] = field(default_factory=list)

    @property
    def outlet(self) -> str:
        return self.outlets[0] if self.outlets else ""

    @property
    def is_valid(self) -> bool:
        return not any(problem["weight"] == ERROR for problem in self.problems)

    @property
    def keys(self) -> list[str]:
        """What makes two rows the same person: an e-mail address, or the name at the outlet."""
        keys = [f"e:{address.casefold()}" for address in self.emails]
        if self.outlet or not self.emails:
            keys.append(f"n:{words.fold(self.name)}|{words.fold(self.outlet)}")
        return keys

    def says(self, field: str, reason: str, weight: str = ERROR) -> None:
        self.problems.append({"field": field, "reason": reason, "weight": weight})


def columns_of(headings: Sequence[str], mapping: Mapping) -> dict[str, list[int]]:
    """Field name → the numbers of its columns."""
    place = {heading: index for index, heading in enumerate(headings)}
    return {name: [place[heading] for heading in chosen if heading in place] for name, chosen in mapping.items()}


def values_of(
    record: Record, headings: Sequence[str], columns: dict[str, list[int]]
) -> tuple[dict[str, str], list[Problem]]:
    """The mapped cells of a record, by field, and what is wrong with them as cells."""
    values: dict[str, str] = {}
    problems: list[Problem] = []
    if record.fault:
        problems.append({"field": "", "reason": record.fault, "weight": ERROR})
    for name, places in columns.items():
        cells = [(place, record.values[place]) for place in places if place < len(record.values)]
        if name == "social":
            cells = [(place, f"{headings[place]}: {cell}") for place, cell in cells if words.meaningful(cell)]
        if text := FIELDS[name].joint.join(cell for _, cell in cells if cell):
            values[name] = text
        problems += [
            {"field": name, "reason": record.faults[place], "weight": ERROR}
            for place in places
            if place in record.faults
        ]
    beyond = sum(1 for cell in record.values[len(headings) :] if cell)
    if beyond:
        cell_s = "1 cell" if beyond == 1 else f"{beyond} cells"
        reason = (
            f"{cell_s} beyond the last heading left out. A text with a separator in it may lack its quotation marks."
        )
        problems.append({"field": "", "reason": reason, "weight": NOTICE})
    return values, problems


def interpret(values: dict[str, str]) -> Candidate:
    """Make a journalist out of the cells of a row."""
    said = {name: words.meaningful(text.strip()) for name, text in values.items()}
    found = Candidate()
    _read_name(found, said)
    _read_emails(found, said.get("email", ""))
    _read_outlet(found, said)
    _read_place(found, said)
    found.mobiles = _numbers(said.get("mobile", ""), found.country)
    found.phones = [number for number in _numbers(said.get("phone", ""), found.country) if number not in found.mobiles]
    found.beats = _names(found, "beats", said.get("beats", ""), 80)
    found.tags = _names(found, "tags", said.get("tags", ""), 60)
    found.how_to_pitch = said.get("how_to_pitch", "")
    found.notes = "\n".join(filter(None, [said.get("notes", ""), said.get("social", "")]))
    found.do_not_contact = words.says_yes(said.get("do_not_contact", ""))
    return found


def _read_name(found: Candidate, said: dict[str, str]) -> None:
    given = _line(said.get("given_name", ""))
    family = _line(" ".join(filter(None, [said.get("family_prefix", ""), said.get("family_name", "")])))
    name = _line(said.get("name", ""))
    if name.count(",") == 1:
        name, given, family = _turned_round(name, given, family)
    if not name:
        middle = _line(said.get("middle_name", ""))
        name = f"{family}{given}" if _is_east_asian(family) and _is_east_asian(given) else ""
        name = name or _line(f"{given} {middle} {family}")
    found.named_apart = bool(given or family)
    if not found.named_apart:
        given, family = _apart(name)
    found.name, found.given_name, found.family_name = name, given[:120], family[:120]
    if not any(letter.isalnum() for letter in name):
        found.says("name", "There is no name.")
    elif "@" in name:
        found.says("name", "This is an e-mail address, not a name.")
    elif len(name) > 200:
        found.says("name", "The name is longer than 200 characters.")


def _apart(name: str) -> tuple[str, str]:
    """First and last name; two plain words need no parser, which takes a millisecond for each row."""
    plain = PLAIN_NAME.fullmatch(name)
    if plain and plain[1].lower() not in TITLES and plain[2].lower() not in SUFFIXES:
        return plain[1], plain[2]
    return split_name(name)


def _turned_round(name: str, given: str, family: str) -> tuple[str, str, str]:
    """“Albrecht, Ines” is Ines Albrecht; “Ines Albrecht, PhD” stays."""
    last, first = (part.strip() for part in name.split(","))
    if not last or not first or first.replace(".", "").casefold() in SUFFIXES:
        return name.strip(", "), given, family
    return f"{first} {last}", given or first, family or last


def _is_east_asian(text: str) -> bool:
    return bool(text) and all(
        unicodedata.name(letter, "").startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL")) for letter in text
    )


def _read_emails(found: Candidate, text: str) -> None:
    if not text:
        return
    bare = IN_BRACKETS.sub(r"; \1 ;", text)
    parts = [part for part in BETWEEN_ADDRESSES.split(bare) if words.meaningful(part)]
    wanted = [part for part in parts if "@" in part] or parts
    for part in wanted:
        try:
            address = clean_address(part.strip("<>()[],;.'\""))
        except BadAddress as problem:
            found.says("email", str(problem))
            continue
        if len(address) > 254:
            found.says("email", f"“{address[:60]}…” is longer than an e-mail address can be.")
        elif address.casefold() not in {known.casefold() for known in found.emails}:
            found.emails.append(address)


def _read_outlet(found: Candidate, said: dict[str, str]) -> None:
    outlets = [_cut(found, "outlet", _line(part)) for part in re.split(r";|\||\n|:::", said.get("outlet", ""))]
    found.outlets = list({words.fold(outlet): outlet for outlet in reversed(outlets) if outlet}.values())[::-1]
    found.role = _cut(found, "role", _line(said.get("role", "")))
    found.outlet_kind = words.outlet_kind(said.get("outlet_kind", ""))
    found.outlet_website = _address(found, "outlet_website", said.get("outlet_website", ""))
    found.website = _address(found, "website", said.get("website", ""))


def _read_place(found: Candidate, said: dict[str, str]) -> None:
    city, country, language = _line(said.get("city", "")), said.get("country", ""), said.get("language", "")
    if not country and "," in city and (code := words.country_code(city.rpartition(",")[2])):
        city, country = city.rpartition(",")[0], code
    elif not country and len(city) > 3 and (code := words.country_code(city)):
        city, country = "", code
    found.city = _cut(found, "city", city)
    found.country = words.country_code(country) if country else ""
    if country and not found.country:
        found.says("country", f"“{country[:40]}” is no country we know; left out.", NOTICE)
    found.language = words.language_code(language) if language else ""
    if language and not found.language:
        found.says("language", f"“{language[:40]}” is no language we know; left out.", NOTICE)


def _numbers(text: str, country: str) -> list[str]:
    numbers = [clean_phone(part, country)[:40] for part in BETWEEN_NUMBERS.split(text) if any(map(str.isdigit, part))]
    return list(dict.fromkeys(numbers))


def _names(found: Candidate, name: str, text: str, limit: int) -> list[str]:
    entries = words.listed(text)
    for entry in entries:
        if len(entry) > limit:
            found.says(name, f"“{entry[:40]}…” is longer than {limit} characters; left out.", NOTICE)
    return [entry for entry in entries if len(entry) <= limit]


def _address(found: Candidate, name: str, text: str) -> str:
    text = next(iter(text.split()), "")
    if not text:
        return ""
    address = text if "://" in text else f"https://{text}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        found.says(name, f"“{text[:60]}” is no web address; left out.", NOTICE)
        return ""
    return address if len(address) <= 200 else ""


def _cut(found: Candidate, name: str, text: str) -> str:
    limit = LENGTHS[name]
    if len(text) > limit:
        found.says(name, f"Cut off after {limit} characters.", NOTICE)
    return text[:limit].rstrip()


def _line(text: str) -> str:
    return " ".join(text.split())


def as_dict(candidate: Candidate) -> dict[str, Any]:
    """The fields of the record itself, as `Journalist` has them."""
    names = ("name", "given_name", "family_name", "country", "city", "language", "website", "how_to_pitch", "notes")
    return {name: getattr(candidate, name) for name in names}
