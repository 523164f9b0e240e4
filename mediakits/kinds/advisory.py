"""A media advisory: an invitation on one page, from which a desk decides whether to send somebody."""

from mediakits.checks import advisory, shape, style
from mediakits.kinds.fields import Line, Moment, Text
from mediakits.kinds.kind import Kind, boilerplate, contacts, headline, release_flag
from mediakits.kinds.parts import Fact, Facts, Part
from mediakits.kinds.words import moment_words, word
from mediakits.models.document import Document
from mediakits.pieces import Piece


class Advisory(Kind):
    kind = Document.Kind.ADVISORY
    title_help = "Under ten words."
    fields = (
        Text("who", "Who", help="Who is there to be seen and asked, with their roles.", lines=2, longest=1000),
        Text("what", "What", help="What happens, in a sentence or two.", lines=2, longest=1000),
        Moment("starts", "When: from", half=True),
        Moment("ends", "When: until", half=True),
        Text("where", "Where", help="The address as a driver needs it.", lines=2, longest=500),
        Text("why", "Why", help="Why it matters to readers.", lines=2, longest=1000),
        Text("photos", "Photo opportunities", help="What there is to be filmed, and when.", lines=2, longest=1000),
        Text("access", "Access and parking", lines=2, longest=1000),
        Moment("rsvp_by", "RSVP by", half=True),
        Line("rsvp_to", "RSVP to", help="An address or a number.", half=True),
        Line("second_name", "Second contact", longest=120),
        Line("second_phone", "Their phone", half=True, longest=40),
        Line("second_email", "Their e-mail", half=True, longest=254),
        Text("boilerplate", "Boilerplate", help="Who the client is, in one paragraph.", lines=4),
    )
    checks = (
        advisory.headline,
        advisory.five_ws,
        advisory.time_zone,
        advisory.rsvp,
        advisory.one_page,
        advisory.second_contact,
        shape.embargo,
        shape.boilerplate,
        shape.contact,
        style.dates,
        style.tone,
    )

    def parts(self, piece: Piece) -> list[Part]:
        language = piece.language
        rows = [
            ("who", piece.text("who")),
            ("what", piece.text("what")),
            ("when", when_words(piece)),
            ("where", piece.text("where")),
            ("why", piece.text("why")),
            ("photos", piece.text("photos")),
            ("access", piece.text("access")),
            ("rsvp", _rsvp(piece)),
        ]
        facts = tuple(Fact(word(language, name), text.strip()) for name, text in rows if text.strip())
        return [
            release_flag(piece),
            *headline(piece),
            *([Facts(facts)] if facts else []),
            *boilerplate(piece),
            *contacts(piece),
        ]


def when_words(piece: Piece) -> str:
    starts = piece.moment("starts")
    return moment_words(starts, piece.language, until=piece.moment("ends")) if starts else ""


def _rsvp(piece: Piece) -> str:
    by, to = piece.moment("rsvp_by"), piece.text("rsvp_to").strip()
    words = [word(piece.language, "by").format(moment_words(by, piece.language))] if by else []
    return ": ".join([*words, to]) if to else "".join(words)
