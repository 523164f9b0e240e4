"""A biography: a person in two sentences to copy, and at length to read."""

from core.html import paragraphs
from mediakits.checks import people, shape, style
from mediakits.kinds.fields import Line, Prose, Text
from mediakits.kinds.kind import Kind, contacts, embargo_flag, headline
from mediakits.kinds.parts import Part, Subhead
from mediakits.kinds.parts import Prose as ProsePart
from mediakits.kinds.words import word
from mediakits.models.document import Document
from mediakits.pieces import Piece


class Bio(Kind):
    kind = Document.Kind.BIO
    title_label = "Name"
    fields = (
        Line("role", "Role", help="For example: Chief executive.", half=True),
        Line("languages", "Languages", help="For example: Norwegian, English, German.", half=True),
        Text("short", "In two sentences", help="To be copied into a story.", lines=3, longest=600),
        Prose("body", "At length"),
    )
    checks = (people.role, people.short, people.spokesperson, shape.contact, style.dates, style.tone)

    def parts(self, piece: Piece) -> list[Part]:
        role: list[Part] = [Subhead(piece.text("role"))] if piece.text("role") else []
        texts = [paragraphs(piece.text("short")), piece.html("body"), paragraphs(_languages(piece))]
        return [
            *embargo_flag(piece),
            *headline(piece),
            *role,
            *(ProsePart(text) for text in texts if text),
            *contacts(piece),
        ]


def _languages(piece: Piece) -> str:
    spoken = piece.text("languages").strip().rstrip(".")
    return f"{word(piece.language, 'languages').format(spoken)}." if spoken else ""
