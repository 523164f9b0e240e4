"""What an invented paper prints, and by whom."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """One article, as the stories tell it.

    `days` before the demo begins it is printed; below zero, it is still to come. `text` has an empty line between
    paragraphs. `asked` names a pitch: the author is one of those who got it, writes in this `language`, and answered if
    possible; the outlet is theirs then. Else `by` is a name of somebody the team does not know, or empty for one of the
    outlet's own journalists. `repeats` is the slug of the piece that is printed again, word for word.
    """

    slug: str
    title: str
    text: str = ""
    days: float = 1.0
    outlet: str = ""
    language: str = "en"
    by: str = ""
    asked: str = ""
    repeats: str = ""
    section: str = ""
