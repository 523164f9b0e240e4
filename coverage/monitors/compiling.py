"""From a query to what PostgreSQL is asked, and to the anchors by which a new article finds its monitors."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from coverage.monitors.lexemes import anchor_of_prefix, domain_lexeme, field_lexeme, quoted
from coverage.monitors.nodes import Both, Either, Near, Node, Not, Term
from coverage.monitors.parsing import parse
from coverage.monitors.problems import QueryProblem

LARGEST: Final = 10_000
"""Lexemes in what PostgreSQL is asked; near/n spells out every distance, so that brackets around it grow fast."""
_SMALL_WORDS: Final = (
    "the and for with that this from are was has have will not its der die das und den von mit auf fur ist ein eine "
    "les des une pour que dans sur est par aux los las una del por con para como het een van voor"
)
COMMON: Final = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Compiled:
    """`tsquery` is PostgreSQL's text form; an article can match only if one of `anchors` is in it."""

    tsquery: str
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Anchors:
    """Of which at least one is in every article that matches; the rarer they probably are, the better."""

    words: frozenset[str]
    rarity: int


@lru_cache(maxsize=1024)
def compiled(text: str) -> Compiled:
    """What a query is looked for by. Raises QueryProblem."""
    node = parse(text)
    if _size(node) > LARGEST:
        raise QueryProblem(
            "This is too much for near/n. Use fewer words in its brackets, or a smaller number.", 0, len(text)
        )
    anchors = _anchors(node)
    if anchors is None:
        raise _nothing_wanted(node)
    return Compiled(_asked(node), tuple(sorted(anchors.words)))


def _asked(node: Node) -> str:
    match node:
        case Term():
            return _term(node)
        case Not(part):
            return f"!({_asked(part)})"
        case Both(parts):
            return _joined("&", [_asked(part) for part in parts])
        case Either(parts):
            return _joined("|", [_asked(part) for part in parts])
        case Near(left, right, distance):
            one, other = _asked(left), _asked(right)
            orders = ((one, other), (other, one))
            return _joined("|", [f"({a} <{n}> {b})" for n in range(1, distance + 1) for a, b in orders])


def _joined(operator: str, parts: Sequence[str]) -> str:
    """Bracketed in halves: PostgreSQL goes down a tree by recursion, and a chain of thousands is too deep for it."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return f"({_joined(operator, parts[:middle])} {operator} {_joined(operator, parts[middle:])})"


def _term(term: Term) -> str:
    if term.field == "lang":
        return quoted(field_lexeme("lang", term.words[0]))
    if term.field == "outlet" and "." in term.raw.strip(".") and not term.is_prefix:
        return quoted(domain_lexeme(term.raw))
    weight = "A" if term.field == "title" else ""
    field = "" if term.field == "title" else term.field
    marks = [weight] * len(term.words)
    if term.is_prefix:
        marks[-1] = f"*{weight}"
    lexemes = [quoted(field_lexeme(field, word)) for word in term.words]
    phrase = " <-> ".join(f"{lexeme}:{mark}" if mark else lexeme for lexeme, mark in zip(lexemes, marks, strict=True))
    return f"({phrase})" if len(lexemes) > 1 else phrase


def _size(node: Node) -> int:
    match node:
        case Term(words):
            return len(words)
        case Not(part):
            return _size(part)
        case Near(left, right, distance):
            return 2 * distance * (_size(left) + _size(right))
        case Both(parts) | Either(parts):
            return sum(_size(part) for part in parts)


def _anchors(node: Node) -> _Anchors | None:
    """None where an article could match that has none of the words: after NOT, or with one such side of an OR."""
    match node:
        case Term():
            return _term_anchors(node)
        case Not():
            return None
        case Near(left, right):
            return _rarest([_anchors(left), _anchors(right)])
        case Both(parts):
            return _rarest([_anchors(part) for part in parts])
        case Either(parts):
            found = [_anchors(part) for part in parts]
            known = [anchors for anchors in found if anchors is not None]
            if len(known) < len(found):
                return None
            words = frozenset().union(*(anchors.words for anchors in known))
            return _Anchors(words, min(anchors.rarity for anchors in known))


def _rarest(found: list[_Anchors | None]) -> _Anchors | None:
    known = [anchors for anchors in found if anchors is not None]
    return max(known, key=lambda anchors: (anchors.rarity, -len(anchors.words))) if known else None


def _term_anchors(term: Term) -> _Anchors | None:
    """The longest word is taken for the rarest. A language is no anchor: it would be that of every other article."""
    if term.field == "lang":
        return None
    if term.field == "outlet" and "." in term.raw.strip(".") and not term.is_prefix:
        return _Anchors(frozenset({domain_lexeme(term.raw)}), 4)
    field = "" if term.field == "title" else term.field
    choices = [
        (_rarity(word), anchor_of_prefix(field, word) if term.is_prefix and place == len(term.words) - 1 else "", word)
        for place, word in enumerate(term.words)
    ]
    rarity, prefix, word = max(choices, key=lambda choice: (not choice[1], choice[0]))
    return _Anchors(frozenset({prefix or field_lexeme(field, word)}), rarity - (2 if prefix else 0))


def _rarity(word: str) -> int:
    return 1 if word in COMMON else min(len(word), 12)


def _nothing_wanted(node: Node) -> QueryProblem:
    """Where in the tree nothing is asked for."""
    if isinstance(node, Either):
        for part in node.parts:
            if _anchors(part) is None:
                return _nothing_wanted(part)
    if isinstance(node, Term):
        return QueryProblem(
            "This alone finds every article in that language. Add a word to look for.", node.start, node.end
        )
    return QueryProblem(
        "This says only what must not occur, so it would find nearly everything. Add a word to look for.",
        node.start,
        node.end,
    )
