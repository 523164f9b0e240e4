"""Reads vCards (versions 2.1 to 4.0), one card at a time."""

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import vobject

from contacts.importing import decoding
from contacts.importing.table import Record, clean_cell

COLUMNS: Final = (
    "Name",
    "First name",
    "Last name",
    "Email",
    "Mobile",
    "Phone",
    "Outlet",
    "Role",
    "City",
    "Country",
    "Website",
    "Tags",
    "Notes",
)
"""The headings under which a card's properties stand."""

HEAVY: Final = ("PHOTO", "LOGO", "SOUND", "KEY")
"""Properties that can be megabytes long and hold nothing for us."""
MAX_CARD_LINES: Final = 5_000
NOT_A_CARD: Final = "This card cannot be read: it is not written as vCards are."


def looks_like_cards(head: bytes) -> bool:
    bare = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return bare[:11].upper() == b"BEGIN:VCARD"


def records(file: BinaryIO, encoding: str) -> Iterator[Record]:
    """The headings as the record of line 0, then a record for each card, on the line of its BEGIN."""
    yield Record(0, COLUMNS)
    text = decoding.open_text(file, encoding)
    try:
        for line, card in _cards(text):
            yield _record(line, card)
    finally:
        text.detach()


def _cards(lines: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines of each card, without pictures and sounds. A card that never ends is given as far as it goes."""
    card: list[str] = []
    start, heavy = 0, False
    for number, line in enumerate(lines, start=1):
        bare = line.strip().lstrip("\ufeff").upper()
        if bare == "BEGIN:VCARD":
            if card:
                yield start, card
            card, start, heavy = [], number, False
        if not start:
            continue
        folded = line[:1] in {" ", "\t"}
        if not folded:
            heavy = bare.split(":", 1)[0].split(";", 1)[0].rpartition(".")[2] in HEAVY
        if not heavy and len(card) < MAX_CARD_LINES:
            card.append(line.rstrip("\r\n").lstrip("\ufeff"))
        if bare == "END:VCARD":
            yield start, card
            card, start = [], 0
    if start:
        yield start, card


def _record(line: int, lines: list[str]) -> Record:
    try:
        card = vobject.readOne("\r\n".join(lines) + "\r\n", ignoreUnreadable=True)
        values = _values(card)
    except Exception:  # vobject raises whatever its parsers meet
        card = None
    if card is None or card.name != "VCARD":
        return Record(line, (), fault=NOT_A_CARD)
    return Record(line, tuple(clean_cell(values.get(column, "")) for column in COLUMNS))


def _values(card: Any) -> dict[str, str]:
    contents: dict[str, list[Any]] = card.contents
    name = contents["n"][0].value if "n" in contents else None
    parts = contents["org"][0].value if "org" in contents else []
    address = contents["adr"][0].value if "adr" in contents else None
    mobile = [phone for phone in contents.get("tel", []) if "CELL" in _types(phone)]
    phones = [phone for phone in contents.get("tel", []) if not {"CELL", "FAX", "HOME", "PAGER"} & _types(phone)]
    return {
        "Name": _plain(contents["fn"][0].value) if "fn" in contents else "",
        "First name": _plain(name.given) if name else "",
        "Last name": _plain(name.family) if name else "",
        "Email": "; ".join(_plain(email.value) for email in contents.get("email", [])),
        "Mobile": "; ".join(_number(phone) for phone in mobile),
        "Phone": "; ".join(_number(phone) for phone in phones),
        "Outlet": _plain(parts if isinstance(parts, str) else next(iter(parts), "")),
        "Role": next((_plain(role.value) for key in ("title", "role") for role in contents.get(key, [])), ""),
        "City": _plain(address.city) if address and not isinstance(address, str) else "",
        "Country": _plain(address.country) if address and not isinstance(address, str) else "",
        "Website": _plain(contents["url"][0].value) if "url" in contents else "",
        "Tags": ", ".join(_plain(tag) for tags in contents.get("categories", []) for tag in _list(tags.value)),
        "Notes": "\n".join(_plain(note.value) for note in contents.get("note", [])),
    }


def _types(phone: Any) -> set[str]:
    types = {kind.upper() for kind in phone.params.get("TYPE", [])}
    return types | {name.upper() for name in getattr(phone, "singletonparams", [])}


def _number(phone: Any) -> str:
    return _plain(phone.value).removeprefix("tel:")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else str(value).split(",")


def _plain(value: Any) -> str:
    return " ".join(str(one) for one in value if one) if isinstance(value, list) else str(value or "")
