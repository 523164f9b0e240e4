"""A statement: what somebody said on a day, in words that were cleared, for as long as they hold."""

from django.utils import timezone

from mediakits.checks import shape, statements, style
from mediakits.kinds.fields import Day, Line, Prose, Text
from mediakits.kinds.kind import Kind, boilerplate, contacts, headline, release_flag
from mediakits.kinds.parts import Flag, Part, Subhead
from mediakits.kinds.parts import Prose as ProsePart
from mediakits.kinds.words import day_words, word
from mediakits.models.document import Document
from mediakits.pieces import Piece


class Statement(Kind):
    kind = Document.Kind.STATEMENT
    title_help = "What it is about, in one line."
    fields = (
        Prose("body", "Statement", help="In the words of whoever says it, without quotation marks."),
        Line("speaker", "Who says it", half=True, longest=120),
        Line("role", "Role", half=True, longest=160),
        Day("said_on", "Said on", half=True),
        Day(
            "valid_until",
            "Valid until",
            help="The last day. After it, the statement is marked as out of date.",
            half=True,
        ),
        Text("boilerplate", "Boilerplate", help="Who the client is, in one paragraph.", lines=4),
    )
    checks = (
        shape.headline,
        shape.text,
        statements.speaker,
        statements.validity,
        shape.embargo,
        shape.boilerplate,
        shape.contact,
        style.dates,
        style.tone,
    )

    def parts(self, piece: Piece) -> list[Part]:
        body: list[Part] = [ProsePart(piece.html("body"))] if piece.html("body") else []
        return [
            *_flags(piece),
            *headline(piece),
            *_by(piece),
            *body,
            *boilerplate(piece),
            *contacts(piece),
        ]


def has_expired(piece: Piece) -> bool:
    """Whether its last day is over, on the clock of its own zone."""
    last = piece.day("valid_until")
    return last is not None and last < timezone.localdate(timezone=piece.zone)


def _flags(piece: Piece) -> list[Part]:
    last = piece.day("valid_until")
    if last and has_expired(piece):
        return [Flag(word(piece.language, "expired").format(day_words(last, piece.language)), "over")]
    return [release_flag(piece)]


def _by(piece: Piece) -> list[Part]:
    who = ", ".join(text for text in (piece.text("speaker"), piece.text("role")) if text)
    day, last = piece.day("said_on"), piece.day("valid_until")
    words = [who] if who else []
    words += [word(piece.language, "said_on").format(day_words(day, piece.language))] if day else []
    if last and not has_expired(piece):
        words.append(word(piece.language, "valid_until").format(day_words(last, piece.language)))
    return [Subhead(". ".join(words))] if words else []
