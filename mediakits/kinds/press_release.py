"""A press release: the news, in the order in which a newsroom cuts it from the end."""

from core.html import top_level
from mediakits.checks import lead, quotes, shape, style
from mediakits.kinds.fields import Day, Line, Pick, Prose, Rows, Text
from mediakits.kinds.kind import Kind, boilerplate, contacts, headline, release_flag
from mediakits.kinds.parts import Part, Quote, Subhead
from mediakits.kinds.parts import Prose as ProsePart
from mediakits.kinds.words import day_words
from mediakits.models.document import Document
from mediakits.pieces import Piece

PLACES = (("", "After the text"), *((str(n), f"After paragraph {n}") for n in range(1, 10)))


class PressRelease(Kind):
    kind = Document.Kind.PRESS_RELEASE
    title_help = "The news in one line: up to 100 characters."
    fields = (
        Line("subhead", "Subhead", help="One sentence that adds to the headline."),
        Line("city", "Dateline: city", help="Where the news happens, for example: Altfelde, Germany.", half=True),
        Day("dated", "Dateline: date", help="The day it is published.", half=True),
        Prose("body", "Text", help="The lead first: who, what, when, where and why, in 25 to 40 words."),
        Rows(
            "quotes",
            "Quotes",
            noun="quote",
            most=12,
            fields=(
                Text("text", "What is said", help="Without the quotation marks.", lines=3, longest=1500),
                Line("speaker", "Who says it", half=True, longest=120),
                Line("role", "Role", half=True, longest=160),
                Line("approved_by", "Approved by", help="Who let it go out in these words.", half=True, longest=120),
                Day("approved_on", "Approved on", half=True),
                Pick("after", "Stands", choices=PLACES),
            ),
        ),
        Text("boilerplate", "Boilerplate", help="Who the client is, in one paragraph.", lines=5),
    )
    checks = (
        shape.headline,
        shape.text,
        shape.dateline,
        lead.five_ws,
        lead.length,
        quotes.approved,
        shape.embargo,
        shape.boilerplate,
        shape.contact,
        shape.length,
        style.dates,
        style.tone,
    )

    def parts(self, piece: Piece) -> list[Part]:
        subhead: list[Part] = [Subhead(piece.text("subhead"))] if piece.text("subhead") else []
        return [
            release_flag(piece),
            *headline(piece),
            *subhead,
            *_body(piece),
            *boilerplate(piece),
            *contacts(piece),
        ]


def dateline_of(piece: Piece) -> str:
    """ALTFELDE, Germany, Nov. 17, 2026 —"""
    city, day = piece.text("city").strip(), piece.day("dated")
    town, comma, land = city.partition(",")
    words = [f"{town.upper()}{comma}{land}"] if city else []
    words += [day_words(day, piece.language)] if day else []
    return f"{', '.join(words)} —" if words else ""


def _body(piece: Piece) -> list[Part]:
    """The text with its quotes where they belong; the dateline runs into the first paragraph."""
    blocks, dateline = top_level(piece.html("body")), dateline_of(piece)
    at: dict[int, list[Part]] = {}
    for row in piece.rows("quotes"):
        if row.get("text", "").strip():
            place = int(row["after"]) if row.get("after", "").isdecimal() else len(blocks)
            quote = Quote(row["text"].strip(), row.get("speaker", ""), row.get("role", ""))
            at.setdefault(min(place, len(blocks)), []).append(quote)
    parts: list[Part] = []
    for place, block in enumerate(blocks, start=1):
        parts += [ProsePart(block, lead_in=dateline if place == 1 else ""), *at.get(place, [])]
    if dateline and not blocks:
        parts.append(ProsePart("", lead_in=dateline))
    return [*parts, *([] if blocks else at.get(0, []))]
