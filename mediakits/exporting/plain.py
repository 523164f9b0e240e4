"""Plain text that reads as an e-mail: 72 signs a line, addresses written out."""

import textwrap
from collections.abc import Iterator

from core.html import to_text
from mediakits.kinds import kind_of, parts
from mediakits.pieces import Piece
from mediakits.rendering import quoted

WIDTH = 72


def write(piece: Piece) -> bytes:
    return f"{text_of(piece)}\n".encode()


def text_of(piece: Piece) -> str:
    """The whole document; a working copy says so in its first line."""
    blocks = ["DRAFT, NOT FOR PUBLICATION"] if piece.is_draft else []
    for part in kind_of(piece.kind).parts(piece):
        blocks += [block for block in _blocks(part, piece) if block]
    return "\n\n".join(blocks)


def _blocks(part: parts.Part, piece: Piece) -> Iterator[str]:
    if isinstance(part, parts.Headline):
        yield _wrapped(part.text.upper() if piece.title else "")
    elif isinstance(part, parts.Heading):
        yield _underlined(part.text)
    elif isinstance(part, parts.Prose):
        text = to_text(part.html)
        yield _wrapped(f"{part.lead_in} {text}".strip())
    elif isinstance(part, parts.Quote):
        who = ", ".join(each for each in (part.speaker, part.role) if each)
        yield _wrapped(quoted(part.text, piece.language)) + (f"\n{_wrapped(f'– {who}')}" if who else "")
    elif isinstance(part, parts.Facts):
        yield "\n\n".join(_fact(row) for row in part.rows)
    elif isinstance(part, parts.Question):
        yield _wrapped(part.text)
        yield _wrapped(part.answer, indent="  ")
    elif isinstance(part, parts.Contact):
        label = f"{_underlined(part.label)}\n" if part.label else ""
        yield label + "\n".join(each for each in (part.name, part.phone, part.email) if each)
    else:
        yield _wrapped(part.text)


def _fact(row: parts.Fact) -> str:
    label = f"{row.label}:" if row.label else ""
    note = f"\n{_wrapped(f'({row.note})', indent='  ')}" if row.note else ""
    if "\n" not in row.value and len(label) + len(row.value) < WIDTH:
        return f"{label} {row.value}".strip() + note
    return f"{label}\n{_wrapped(row.value, indent='  ')}".strip() + note


def _underlined(text: str) -> str:
    return f"{text}\n{'-' * min(len(text), WIDTH)}"


def _wrapped(text: str, indent: str = "") -> str:
    """Each line to the width; long addresses stay whole, and list items hang."""
    lines = []
    for line in text.split("\n"):
        hang = indent + ("  " if line.startswith("- ") else "")
        wrapped = textwrap.wrap(
            line, WIDTH, initial_indent=indent, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
        )
        lines += wrapped or [""]
    return "\n".join(lines)
