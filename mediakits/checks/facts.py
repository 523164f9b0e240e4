from dataclasses import dataclass
from functools import cached_property

from core.html import to_text, top_level
from mediakits.kinds.words import follows_ap, is_english
from mediakits.pieces import Piece


@dataclass
class Facts:
    """What the checks look at, fetched once."""

    piece: Piece
    spokespeople: list[str]

    @property
    def english(self) -> bool:
        return is_english(self.piece.language)

    @property
    def follows_ap(self) -> bool:
        return follows_ap(self.piece.language)

    @cached_property
    def body(self) -> str:
        return to_text(self.piece.html("body"))

    @cached_property
    def lead(self) -> str:
        """The first paragraph, which has to tell the whole story."""
        blocks = top_level(self.piece.html("body"))
        return to_text(blocks[0]) if blocks else ""

    @cached_property
    def everything(self) -> str:
        """All that was written, title and rows too, as plain text: a piece a line."""
        texts = [self.piece.title, self.piece.text("subhead"), self.body]
        texts += [to_text(self.piece.html(name)) for name in ("intro", "short")]
        texts += [self.piece.text(name) for name in ("who", "what", "where", "why", "photos", "access", "boilerplate")]
        for name in ("quotes", "facts", "questions"):
            texts += [text for row in self.piece.rows(name) for text in row.values()]
        return "\n".join(text for text in texts if text)


def gather(piece: Piece) -> Facts:
    """One query."""
    names = piece.client.spokespeople.active().values_list("name", flat=True)
    return Facts(piece=piece, spokespeople=list(names[:100]))
