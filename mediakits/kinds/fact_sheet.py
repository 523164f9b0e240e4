"""A fact sheet: figures that can be printed, each with where it comes from and how old it is."""

from mediakits.checks import facts_listed, shape, style
from mediakits.dates import day_of
from mediakits.kinds.fields import Day, Line, Prose, Rows, Text
from mediakits.kinds.kind import Kind, boilerplate, contacts, embargo_flag, headline
from mediakits.kinds.parts import Fact, Facts, Part
from mediakits.kinds.parts import Prose as ProsePart
from mediakits.kinds.words import day_words, word
from mediakits.models.document import Document
from mediakits.pieces import Piece

FACTS = Rows(
    "facts",
    "Facts",
    noun="fact",
    most=80,
    fields=(
        Line("label", "What", half=True, longest=120),
        Line("value", "Figure or fact", half=True, longest=400),
        Line("source", "Source", half=True, longest=200),
        Day("as_of", "As of", half=True),
    ),
)


class FactSheet(Kind):
    kind = Document.Kind.FACT_SHEET
    title_label = "Title"
    title_help = "What the facts are about."
    fields = (
        Prose("intro", "Introduction", help="Two or three sentences, or nothing."),
        FACTS,
        Text("boilerplate", "Boilerplate", help="Who the client is, in one paragraph.", lines=4),
    )
    checks = (facts_listed.any_facts, facts_listed.sources, shape.boilerplate, shape.contact, style.dates, style.tone)

    def parts(self, piece: Piece) -> list[Part]:
        intro: list[Part] = [ProsePart(piece.html("intro"))] if piece.html("intro") else []
        return [
            *embargo_flag(piece),
            *headline(piece),
            *intro,
            *fact_parts(piece),
            *boilerplate(piece),
            *contacts(piece),
        ]


def fact_parts(piece: Piece) -> list[Part]:
    """The rows that say something, with source and date in one note."""
    found = tuple(
        Fact(row.get("label", ""), row.get("value", ""), _note(row, piece.language))
        for row in piece.rows("facts")
        if row.get("label") or row.get("value")
    )
    return [Facts(found)] if found else []


def _note(row: dict[str, str], language: str) -> str:
    day = day_of(row.get("as_of", ""))
    words = [word(language, "source").format(row["source"])] if row.get("source") else []
    words += [word(language, "as_of").format(day_words(day, language))] if day else []
    return ", ".join(words)
