"""The query language: from what a person typed to a tree of nodes, or a problem that points at its place.

    "grid storage" AND (fernhall OR fern*) NOT title:road outlet:stromblatt.example.com

Operators are written in capitals, because `or` and `not` are words in other languages; `near/5` needs none, nothing
else looks like it. Words that stand side by side must all occur.
"""

import re
from functools import lru_cache
from typing import Any, Final

from lark import Lark, Token, Transformer, UnexpectedInput, v_args
from lark.exceptions import VisitError

from coverage.monitors.nodes import Both, Either, Near, Node, Not, Term, in_field
from coverage.monitors.problems import QueryProblem
from coverage.monitors.words import folded_words, is_unspaced

LONGEST_QUERY: Final = 8000
MOST_TERMS: Final = 500
DEEPEST: Final = 20
FARTHEST: Final = 30
USUAL_DISTANCE: Final = 10
SHORTEST_PREFIX: Final = 3
FIELDS: Final = ("title", "outlet", "author", "lang")

GRAMMAR: Final = r"""
    start: either
    ?either: both (OR both)*
    ?both: side (AND? side)*
    ?side: NOT side -> negated
         | MINUS near -> negated
         | near
    ?near: atom
         | near NEAR atom -> near
    ?atom: WORD -> word
         | PHRASE -> phrase
         | OPEN either CLOSE -> group
         | FIELD WORD -> field_word
         | FIELD PHRASE -> field_phrase
         | FIELD OPEN either CLOSE -> field_group

    AND.3: /AND(?![^\s()"])/
    OR.3: /OR(?![^\s()"])/
    NOT.3: /NOT(?![^\s()"])/
    NEAR.3: /(NEAR(\/\d+)?|near\/\d+)(?![^\s()"])/
    FIELD.2: /(title|outlet|author|lang):/i
    MINUS.2: /-(?=[^\s\-)])/
    OPEN: "("
    CLOSE: ")"
    PHRASE: /"[^"]*"/
    WORD: /[^\s()"]+/
    %ignore /\s+/
"""
OPERATORS: Final = {"AND", "OR", "NOT", "NEAR", "MINUS"}
# One character for one, so that places stay what they are.
_TYPED: Final = str.maketrans(
    dict.fromkeys("“”„‟«»＂", '"') | {"（": "(", "）": ")", "＊": "*", "：": ":", "\u3000": " "}
)
_UNKNOWN_FIELD: Final = re.compile(r"([^\W\d_]+):(?!//)")


@lru_cache(maxsize=4096)
def parse(text: str) -> Node:
    """The tree of a query. Raises QueryProblem."""
    if len(text) > LONGEST_QUERY:
        raise QueryProblem(
            f"The query has {len(text):,} characters; {LONGEST_QUERY:,} are the most. Make two monitors of it.",
            LONGEST_QUERY,
            len(text),
        )
    plain = text.replace("\x00", " ").translate(_TYPED)
    if not plain.strip():
        raise QueryProblem("Write what to look for.", 0, len(text))
    _check_pairs(plain)
    tokens = list(_grammar().lex(plain))
    _check_number(tokens)
    try:
        return _Builder().transform(_grammar().parse(plain))
    except UnexpectedInput as error:
        raise _explained(error, tokens, plain) from None
    except VisitError as error:
        raise error.orig_exc from None


@lru_cache(maxsize=1)
def _grammar() -> Lark:
    return Lark(GRAMMAR, parser="lalr", lexer="basic")


def _check_pairs(text: str) -> None:
    """Every quotation mark and bracket has its partner."""
    opened: list[int] = []
    quote = -1
    for place, letter in enumerate(text):
        if letter == '"':
            quote = place if quote < 0 else -1
        elif quote >= 0:
            continue
        elif letter == "(":
            opened.append(place)
            if len(opened) > DEEPEST:
                raise QueryProblem(f"Brackets stand more than {DEEPEST} deep here. Flatten them.", place, place + 1)
        elif letter == ")":
            if not opened:
                raise QueryProblem("This bracket was never opened.", place, place + 1)
            opened.pop()
    if quote >= 0:
        raise QueryProblem("This quotation mark has no partner.", quote, quote + 1)
    if opened:
        raise QueryProblem("This bracket is never closed.", opened[-1], opened[-1] + 1)


def _check_number(tokens: list[Token]) -> None:
    terms = [token for token in tokens if token.type in {"WORD", "PHRASE"}]
    if len(terms) > MOST_TERMS:
        one_too_many = terms[MOST_TERMS]
        raise QueryProblem(
            f"The query has {len(terms):,} terms; {MOST_TERMS} are the most. Make two monitors of it.",
            *_place(one_too_many),
        )


def _place(token: Token) -> tuple[int, int]:
    return token.start_pos or 0, token.end_pos or 0


def _explained(error: UnexpectedInput, tokens: list[Token], text: str) -> QueryProblem:
    """Why the grammar stopped, in words: it always has to do with what stands before, after or between operators."""
    place = error.pos_in_stream if error.pos_in_stream is not None else len(text)
    at_end = getattr(getattr(error, "token", None), "type", "") == "$END"
    here = None if at_end else next((token for token in tokens if token.start_pos == place), None)
    before = (
        tokens[-1] if at_end else next((token for token in reversed(tokens) if (token.end_pos or 0) <= place), None)
    )
    if before is not None and before.type == "FIELD":
        return QueryProblem(f"After {before} comes a word, a phrase or brackets, without a space.", *_place(before))
    if before is not None and before.type in OPERATORS:
        if here is not None and here.type in OPERATORS:
            span = (_place(before)[0], _place(here)[1])
            if before.type == "NEAR" or here.type in {"NOT", "MINUS"}:
                return QueryProblem(f"{before} cannot be followed by {here}.", *span)
            return QueryProblem(f"{before} and {here} stand side by side. Take one away, or write between them.", *span)
        return QueryProblem(f"{before} has nothing after it.", *_place(before))
    if here is not None and here.type in OPERATORS:
        return QueryProblem(f"{here} has nothing before it.", *_place(here))
    if here is not None and here.type == "CLOSE":
        return QueryProblem("There is nothing between these brackets.", (before or here).start_pos or 0, place + 1)
    return QueryProblem("This cannot stand here.", place, place + 1)  # nothing else is left; but be kind if it is


@v_args(inline=True)
class _Builder(Transformer):
    def start(self, node: Node) -> Node:
        return node

    def word(self, token: Token) -> Term:
        if unknown := _UNKNOWN_FIELD.match(token):
            raise QueryProblem(
                f"{unknown[0]} is no field; there are title:, outlet:, author: and lang:. "
                "Put it in quotation marks if the text itself is meant.",
                _place(token)[0],
                _place(token)[0] + unknown.end(),
            )
        return _term(token, *_place(token))

    def phrase(self, token: Token) -> Term:
        return _term(token[1:-1], *_place(token))

    def group(self, _open: Token, node: Node, _close: Token) -> Node:
        return node

    def field_word(self, field: Token, token: Token) -> Node:
        return _fielded(field, _term(token, field.start_pos or 0, token.end_pos or 0))

    def field_phrase(self, field: Token, token: Token) -> Node:
        return _fielded(field, _term(token[1:-1], field.start_pos or 0, token.end_pos or 0))

    def field_group(self, field: Token, _open: Token, node: Node, _close: Token) -> Node:
        return _fielded(field, node)

    def negated(self, operator: Token, node: Node) -> Not:
        return Not(node, operator.start_pos or 0, node.end)

    def near(self, left: Node, operator: Token, right: Node) -> Node:
        return _near(left, operator, right)

    def both(self, *parts: Any) -> Node:
        nodes = tuple(part for part in parts if not isinstance(part, Token))
        return Both(nodes, nodes[0].start, nodes[-1].end)

    def either(self, *parts: Any) -> Node:
        nodes = tuple(part for part in parts if not isinstance(part, Token))
        return Either(nodes, nodes[0].start, nodes[-1].end)


def _term(raw: str, start: int, end: int) -> Term:
    is_prefix = raw.endswith("*")
    if "*" in raw.rstrip("*"):
        raise QueryProblem("An asterisk can stand at the end only: energ* finds energy and energies.", start, end)
    words = tuple(folded_words(raw))
    if not words:
        raise QueryProblem(
            f"There is no word in “{raw}”. Take it away, or put a whole name in quotation marks.", start, end
        )
    is_prefix = is_prefix and not is_unspaced(words[-1])  # a run of letters goes on by itself
    shortest = SHORTEST_PREFIX if words[-1].isascii() else SHORTEST_PREFIX - 1
    if is_prefix and len(words[-1]) < shortest:
        raise QueryProblem(f"Write at least {SHORTEST_PREFIX} letters before the asterisk.", start, end)
    return Term(words, is_prefix, raw, start, end)


def _fielded(field: Token, node: Node) -> Node:
    for term in _terms(node):
        if term.field:
            raise QueryProblem(f"{term.field}: cannot stand inside {field.lower()}.", term.start, term.end)
    return in_field(node, field.lower().rstrip(":"))


def _terms(node: Node) -> list[Term]:
    match node:
        case Term():
            return [node]
        case Near(left, right):
            return [*_terms(left), *_terms(right)]
        case Both(parts) | Either(parts):
            return [term for part in parts for term in _terms(part)]
        case Not(part):
            return _terms(part)


def _near(left: Node, operator: Token, right: Node) -> Node:
    """`a near/5 b`; in `a near/5 b near/3 c` each neighbour is near the next."""
    distance = int(operator.partition("/")[2] or USUAL_DISTANCE)
    if not 1 <= distance <= FARTHEST:
        raise QueryProblem(f"The number after near/ is between 1 and {FARTHEST}.", *_place(operator))
    chained = left.parts[-1] if isinstance(left, Both) else left
    previous = chained.right if isinstance(chained, Near) else left
    for side in (previous, right):
        _check_side(side, operator)
    pair = Near(previous, right, distance, previous.start, right.end)
    if previous is left:
        return pair
    links = left.parts if isinstance(left, Both) else (left,)
    return Both((*links, pair), left.start, right.end)


def _check_side(side: Node, operator: Token) -> None:
    choices = side.parts if isinstance(side, Either) else (side,)
    for choice in choices:
        if not isinstance(choice, Term):
            raise QueryProblem(
                f"{operator} joins words, phrases, or a choice of them: (grid OR network) {operator} storage.",
                choice.start,
                choice.end,
            )
        if choice.field not in {"", "title"}:
            raise QueryProblem(
                f"{operator} is for words of the text, not for {choice.field}:.", choice.start, choice.end
            )
