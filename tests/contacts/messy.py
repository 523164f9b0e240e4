"""A messy file of 1,000 contacts, made up, of which it is known what importing it must give.

    messy = make("utf-16")
    messy.content, messy.name           the file
    messy.new, messy.duplicate, ...     the true counts, on an empty database
    messy.wrong[line]                   field and kind of what is wrong on a physical line

Names stand in many scripts, notes break lines within quotation marks, some domains are not ASCII, blank rows stand
between, a title stands above. The Western flavour keeps to letters that Windows-1252 has.
"""

import csv
import io
import random
from dataclasses import dataclass, field

ROWS = 1_000
BY_EMAIL, BY_NAME = 40, 20
BAD_ADDRESS, NO_NAME, TWO_BAD = 25, 10, 5

WESTERN = [
    ("Inés", "Núñez"),
    ("Jörg", "Müßig"),
    ("Zoë", "Lefèvre"),
    ("Søren", "Åkesson"),
    ("Maeve", "O’Dowd"),
    ("Ana", "Conceição"),
    ("Björn", "Þórsson"),
    ("Noël", "D’Hondt"),
    ("Renée", "Crèvecœur"),
    ("Marisa", "Peña"),
]
WORLD = [
    ("Łukasz", "Wójcik"),
    ("Žaneta", "Dvořáková"),
    ("Γιώργος", "Παπαδόπουλος"),
    ("Ольга", "Сидорова"),
    ("太郎", "山田"),
    ("小明", "王"),
    ("지훈", "김"),
    ("محمد", "الحسن"),
    ("נועה", "לוי"),
    ("अनन्या", "शर्मा"),
    ("Thị Hoa", "Nguyễn"),
    ("İpek", "Yıldız"),
]
OUTLETS = [
    "Stromblatt",
    "La Gazette d’Orléans",
    "Straßen-Anzeiger",
    "El Diario de Peña",
    "The Harbour, Weekly",
    "Radio Ærø",
    "Grid & Storage",
]
DOMAINS = ["press.example", "redaktion.example.org", "mail.example.net"]
UNICODE_DOMAINS = ["bücher.example", "zeitung-münchen.example"]
BEATS = ["energy", "grid storage; batteries", "Climate, policy", "", "ports"]
BAD = ["not an address", "two@@press.example", "nobody@", "@press.example", "space in@press .example"]

FLAVOURS = {
    "utf-8-sig": (
        ";",
        "\r\n",
        ["Vorname", "Nachname", "E-Mail-Adresse", "Medium", "Funktion", "Ressort(s)", "Bemerkungen"],
        WESTERN + WORLD,
    ),
    "utf-16": (
        "\t",
        "\n",
        ["First Name", "Last Name", "Email address 1", "Media outlet", "Job Title", "Beat(s)", "Notes"],
        WESTERN + WORLD,
    ),
    "cp1252": (
        ",",
        "\r\n",
        ["Prénom", "Nom", "Courriel", "Publication", "Fonction", "Rubriques", "Remarques"],
        WESTERN,
    ),
}
"""Encoding → delimiter, line end, headings, names."""


@dataclass
class Messy:
    name: str
    content: bytes
    encoding: str
    delimiter: str
    rows: int
    new: int
    duplicate: int
    invalid: int
    blank: int
    wrong: dict[int, tuple[str, str]] = field(default_factory=dict)
    people: list[tuple[str, str]] = field(default_factory=list)
    """Name and first address of each who is new, in the order of the file."""


def make(encoding: str, *, seed: int = 1) -> Messy:
    """The file in one of the three `FLAVOURS`; the same for the same seed."""
    delimiter, end, headings, names = FLAVOURS[encoding]
    chance = random.Random(f"{encoding} {seed}")
    kinds = ["duplicate email"] * BY_EMAIL + ["duplicate name"] * BY_NAME
    kinds += ["bad address"] * BAD_ADDRESS + ["no name"] * NO_NAME + ["one of two bad"] * TWO_BAD
    kinds += ["new"] * (ROWS - len(kinds))
    chance.shuffle(kinds)
    kinds.sort(key=lambda kind: kind.startswith("duplicate"))  # first somebody must be there to be doubled
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow(["Press list, spring", *[""] * (len(headings) - 1)])
    writer.writerow([])
    writer.writerow(headings)
    messy = Messy(
        f"messy-{encoding}.{'tsv' if delimiter == chr(9) else 'csv'}", b"", encoding, delimiter, ROWS, 0, 0, 0, 0
    )
    made: list[list[str]] = []
    for number, kind in enumerate(kinds):
        line = out.getvalue().count("\n") + 1
        row = _row(number, kind, names, made, chance)
        if kind == "new":
            made.append(row)
            messy.new += 1
            messy.people.append((_whole(row), row[2].split(";")[0].strip()))
        elif kind.startswith("duplicate"):
            messy.duplicate += 1
            messy.wrong[line] = ("email" if kind.endswith("email") else "name", "duplicate")
        else:
            messy.invalid += 1
            messy.wrong[line] = ("name" if kind == "no name" else "email", "error")
        writer.writerow(row)
        if chance.random() < 0.03:
            writer.writerow(chance.choice([[], [""] * len(headings), [" "] * len(headings)]))
            messy.blank += 1
    messy.content = out.getvalue().encode(encoding)
    return messy


def _row(
    number: int, kind: str, names: list[tuple[str, str]], made: list[list[str]], chance: random.Random
) -> list[str]:
    given, family = names[number % len(names)]
    domain = UNICODE_DOMAINS[number % 2] if number % 29 == 0 else DOMAINS[number % 3]
    row = [
        given,
        f"{family} {_roman(number)}" if number >= len(names) else family,
        f"person{number}@{domain}",
        OUTLETS[number % len(OUTLETS)],
        chance.choice(["Editor", "Reporter", "", "Redakteurin, Energie"]),
        chance.choice(BEATS),
        chance.choice(
            [
                "",
                'Says "data before quotes"',
                "Calls on Monday,\nwrites on Tuesday",
                "Trailing space ",
                "Line\n\nand a gap",
            ]
        ),
    ]
    if number % 17 == 0:
        row[2] += f"; person{number}@private.example"
    match kind:
        case "duplicate email":
            row[2] = chance.choice(made)[2].split(";")[0].upper()
        case "duplicate name":
            other = chance.choice(made)
            row[0], row[1], row[3] = other[0].upper(), other[1], other[3].swapcase()
        case "bad address":
            row[2] = chance.choice(BAD)
        case "no name":
            row[0] = row[1] = ""
        case "one of two bad":
            row[2] = f"person{number}@{DOMAINS[0]}; person{number}@@{DOMAINS[0]}"
    return row


def _whole(row: list[str]) -> str:
    return f"{row[0]} {row[1]}"


def _roman(number: int) -> str:
    """A letter name that tells two people apart without digits."""
    letters = ""
    while number:
        number, place = divmod(number, 20)
        letters += "bcdfghklmnprstvwzaei"[place]
    return letters.capitalize()
