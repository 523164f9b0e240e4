"""How far a clip carries a key message."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Carried:
    """0 not at all, 1 in part, 2 in full; and the sentence that does it."""

    score: int
    sentence: str = ""
