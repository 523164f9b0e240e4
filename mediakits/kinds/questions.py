"""Interview questions with answers: what a reporter would ask, answered so that it can be printed."""

from core.html import paragraphs
from mediakits.checks import answers, shape, style
from mediakits.kinds.fields import Line, Rows, Text
from mediakits.kinds.kind import Kind, contacts, embargo_flag, headline
from mediakits.kinds.parts import Part, Prose, Question, Subhead
from mediakits.models.document import Document
from mediakits.pieces import Piece


class Questions(Kind):
    kind = Document.Kind.QUESTIONS
    title_label = "Title"
    title_help = "For example: Often asked about Altfelde."
    fields = (
        Line("answered_by", "Answered by", help="Name and role, where somebody may be quoted with them."),
        Text("intro", "Introduction", lines=2, longest=1000),
        Rows(
            "questions",
            "Questions",
            noun="question",
            most=60,
            fields=(
                Line("question", "Question", longest=300),
                Text("answer", "Answer", lines=3, longest=4000),
            ),
        ),
    )
    checks = (answers.any_questions, answers.answered, shape.contact, style.dates, style.tone)

    def parts(self, piece: Piece) -> list[Part]:
        who: list[Part] = [Subhead(piece.text("answered_by"))] if piece.text("answered_by") else []
        intro: list[Part] = [Prose(paragraphs(piece.text("intro")))] if piece.text("intro").strip() else []
        asked = [
            Question(row.get("question", ""), row.get("answer", ""))
            for row in piece.rows("questions")
            if row.get("question") or row.get("answer")
        ]
        return [*embargo_flag(piece), *headline(piece), *who, *intro, *asked, *contacts(piece)]
