"""What a query says, as a tree. `start` and `end` are places in the text that was typed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Term:
    """Words side by side: one word, a phrase. `is_prefix`: the last of them may go on. `raw` is what was typed."""

    words: tuple[str, ...]
    is_prefix: bool
    raw: str
    start: int
    end: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """Both within `distance` words of each other, in either order; each side is a term or a choice of terms."""

    left: "Node"
    right: "Node"
    distance: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Both:
    parts: tuple["Node", ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple["Node", ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Not:
    part: "Node"
    start: int
    end: int


Node = Term | Near | Both | Either | Not


def wanted(node: Node) -> Iterator[Term]:
    """The terms that an article is found by: all but what stands under a NOT."""
    match node:
        case Term():
            yield node
        case Near(left, right):
            yield from wanted(left)
            yield from wanted(right)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from wanted(part)


def in_field(node: Node, field: str) -> Node:
    """The same, looked for in this field alone."""
    match node:
        case Term():
            return replace(node, field=field)
        case Near(left, right):
            return replace(node, left=in_field(left, field), right=in_field(right, field))
        case Both(parts) | Either(parts):
            return replace(node, parts=tuple(in_field(part, field) for part in parts))
        case Not(part):
            return replace(node, part=in_field(part, field))
