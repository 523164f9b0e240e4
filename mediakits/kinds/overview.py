"""A company overview: who the client is, for somebody who hears of them for the first time."""

from typing import Any

from core.html import paragraphs
from mediakits.checks import shape, style
from mediakits.kinds.fact_sheet import FACTS, fact_parts
from mediakits.kinds.fields import Prose
from mediakits.kinds.kind import Kind, contacts, embargo_flag, headline
from mediakits.kinds.parts import Heading, Part
from mediakits.kinds.parts import Prose as ProsePart
from mediakits.kinds.words import word
from mediakits.models.document import Document
from mediakits.pieces import Piece


class Overview(Kind):
    kind = Document.Kind.OVERVIEW
    title_label = "Title"
    title_help = "For example: Fernhall Storage at a glance."
    fields = (Prose("body", "Text", help="What they do, since when, for whom, and who runs it."), FACTS)
    checks = (shape.text, shape.contact, style.dates, style.tone)

    def parts(self, piece: Piece) -> list[Part]:
        body: list[Part] = [ProsePart(piece.html("body"))] if piece.html("body") else []
        facts = fact_parts(piece)
        figures: list[Part] = [Heading(word(piece.language, "facts")), *facts] if facts else []
        return [*embargo_flag(piece), *headline(piece), *body, *figures, *contacts(piece)]

    def first_content(self, *, about: str, zone: str) -> dict[str, Any]:
        return {**super().first_content(about=about, zone=zone), "body": paragraphs(about)}
