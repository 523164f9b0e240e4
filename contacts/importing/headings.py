"""Guesses what the columns of a file stand for: from their headings, else from what is in them."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from contacts.importing.fields import FIELDS, HEADINGS
from contacts.importing.table import UnreadableFile

Mapping = dict[str, list[str]]
"""Field name → the headings of the columns that stand for it."""

KNOWN: Final = {
    heading.strip(): name for name, headings in HEADINGS.items() for heading in headings.split("|") if heading.strip()
}
ADDRESS: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
NOT_VALUES: Final = re.compile(
    r"\b(type|label|display name|phonetic|yomi|status|verified|optin|opt in|date|count|score)\b"
)
PRIVATE: Final = re.compile(r"\b(home|private|privat|prive|personal phone|fax|pager|assistant)\b")


def normal(heading: str) -> str:
    """A heading as `fields.HEADINGS` has it: “E-mail 1 - Value” → “email value”, “Beat(s)” → “beats”."""
    folded = unicodedata.normalize("NFKD", heading.casefold().replace("ß", "ss").replace("œ", "oe"))
    text = "".join(letter for letter in folded if not unicodedata.combining(letter))
    text = text.replace("(s)", "s").replace("(en)", "en").replace("/in", " ").replace("*in", " ").replace(":in", " ")
    text = re.sub(r"\be[-\u2010-\u2015 ]?mails?\b", "email", text)
    text = re.sub(r"\be[-\u2010-\u2015]?mail", "email", text)
    return " ".join(re.sub(r"[\W\d_]+", " ", text).split())


def unique(headings: Sequence[str]) -> list[str]:
    """Headings without gaps and doubles: “Email”, “Email (2)”, “Column D”."""
    taken: set[str] = set()
    names = []
    for index, heading in enumerate(headings):
        base = " ".join(heading.split())[:100] or f"Column {letters(index)}"
        name, number = base, 1
        while name.casefold() in taken:
            number += 1
            name = f"{base} ({number})"
        taken.add(name.casefold())
        names.append(name)
    return names


def letters(index: int) -> str:
    """A column's letters, as sheets show them: 0 → A, 26 → AA."""
    text = ""
    while index >= 0:
        text = chr(ord("A") + index % 26) + text
        index = index // 26 - 1
    return text


def field_of(heading: str) -> str:
    """The field that a heading means, or an empty text."""
    name = normal(heading)
    if name in KNOWN:
        return KNOWN[name]
    if not name or NOT_VALUES.search(name) or PRIVATE.search(name):
        return ""
    if name.startswith("email ") or name.endswith(" email"):
        return "email"
    return ""


def known_share(values: Iterable[str]) -> int:
    """How many of these cells are headings that we know."""
    return sum(1 for value in values if len(value) <= 60 and "@" not in value and (field_of(value) or _is_title(value)))


def guess(headings: Sequence[str], samples: Sequence[Sequence[str]] = ()) -> Mapping:
    """The fields that the headings mean; the first column wins where a field takes one only."""
    mapping: Mapping = {}
    fields = [field_of(heading) for heading in headings]
    _settle_names(headings, fields)
    _settle_titles(headings, fields)
    if "email" not in fields:
        _find_by_content(fields, samples)
    for heading, name in zip(headings, fields, strict=True):
        if name and (name not in mapping or FIELDS[name].several):
            mapping.setdefault(name, []).append(heading)
    return mapping


def _settle_names(headings: Sequence[str], fields: list[str]) -> None:
    """“Nom” beside “Prénom” is the last name, “Nombre” beside “Apellidos” the first; alone each is the whole name."""
    for index, heading in enumerate(headings):
        name = normal(heading)
        if name == "nom":
            fields[index] = "family_name" if "given_name" in fields else "name"
        elif name == "nombre":
            fields[index] = "given_name" if "family_name" in fields else "name"
        elif name in {"name", "naam"} and "given_name" in fields and "family_name" not in fields:
            fields[index] = "family_name"


def _is_title(heading: str) -> bool:
    return normal(heading) in {"title", "nom", "nombre"}


def _settle_titles(headings: Sequence[str], fields: list[str]) -> None:
    """“Title” is a role, unless another column is one: then it is “Mr” or “Dr”, as Outlook has it."""
    for index, heading in enumerate(headings):
        if normal(heading) == "title" and "role" not in fields:
            fields[index] = "role"


def _find_by_content(fields: list[str], samples: Sequence[Sequence[str]]) -> None:
    """The column in which most cells are e-mail addresses, where no heading names one."""
    for index, name in enumerate(fields):
        cells = [row[index] for row in samples if index < len(row) and row[index]]
        if not name and cells and sum(1 for cell in cells if ADDRESS.search(cell)) * 2 > len(cells):
            fields[index] = "email"
            return


class UnknownColumn(UnreadableFile):
    """What `--map` names is no column of the file, or no field."""


def overruled(mapping: Mapping, by: Mapping, headings: Sequence[str]) -> Mapping:
    """The mapping with other columns for some fields, by heading (whatever its case) or letter; by nothing: none.

    Raises UnknownColumn.
    """
    known = {heading.casefold(): heading for heading in headings}
    lettered = {letters(index).casefold(): heading for index, heading in enumerate(headings)}
    chosen: Mapping = {}
    for name, columns in by.items():
        if name not in FIELDS:
            raise UnknownColumn(f"“{name}” is no field. The fields are: {', '.join(FIELDS)}.")
        for column in filter(None, columns):
            found = known.get(column.casefold()) or lettered.get(column.casefold())
            if not found:
                raise UnknownColumn(f"The file has no column “{column}”. Its columns are: {', '.join(headings)}.")
            chosen.setdefault(name, []).append(found)
    taken = {heading for columns in chosen.values() for heading in columns}
    rest = {name: [one for one in columns if one not in taken] for name, columns in mapping.items() if name not in by}
    return {name: columns for name, columns in (rest | chosen).items() if columns}


def signature(headings: Sequence[str]) -> str:
    """What a file is recognised by the next time: its headings, whatever their case."""
    joined = "\x1f".join(heading.casefold() for heading in headings)
    return hashlib.sha256(joined.encode()).hexdigest()
