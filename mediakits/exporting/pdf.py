"""PDF by typst (decision 047). The text goes in as data and is never read as typst's own language."""

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import typst

from core.html import paragraphs
from mediakits.exporting.logo import logo_png
from mediakits.exporting.rich import blocks_of
from mediakits.kinds import kind_of, parts
from mediakits.kinds.words import word
from mediakits.models import Document
from mediakits.pieces import Piece
from mediakits.rendering import quoted

LETTER = Path(__file__).with_name("letter.typ")
LOGO = "logo.png"


def write(piece: Piece) -> bytes:
    """A4, tagged, with title, author and language."""
    return set_in(piece, "pdf")[0]


def pages(piece: Piece, *, ppi: int = 80) -> list[bytes]:
    """The same as pictures, a PNG a page: to look at."""
    return set_in(piece, "png", ppi=ppi)


def set_in(piece: Piece, form: Any, *, ppi: int | None = None) -> list[bytes]:
    logo = logo_png(piece.client)
    with tempfile.TemporaryDirectory() as folder:
        if logo:
            (Path(folder) / LOGO).write_bytes(logo)
        inputs = {"piece": json.dumps(as_data(piece, logo=LOGO if logo else ""), ensure_ascii=False)}
        compiler = typst.Compiler(LETTER.read_bytes(), root=folder, font_paths=fonts(), sys_inputs=inputs)
        made = compiler.compile(format=form, ppi=ppi)
    return made if isinstance(made, list) else [made or b""]


@cache
def fonts() -> typst.Fonts:
    """What typst brings along, and for other scripts whatever the machine has. Looked for once a process."""
    return typst.Fonts()


def as_data(piece: Piece, *, logo: str = "") -> dict[str, Any]:
    """What letter.typ reads."""
    language, _, region = piece.language.partition("-")
    return {
        "title": piece.title,
        "client": piece.client.name,
        "kind": Document.Kind(piece.kind).label,
        "language": language if language.isalpha() and len(language) in {2, 3} else "en",
        "region": region.upper() if region.isalpha() and len(region) == 2 else "",
        "direction": piece.direction,
        "page": word(piece.language, "page"),
        "logo": logo,
        "draft": piece.is_draft,
        "parts": [_part(part, piece.language) for part in kind_of(piece.kind).parts(piece)],
    }


def _part(part: parts.Part, language: str) -> dict[str, Any]:
    """A part as plain data, named after its class; rich text as blocks."""
    data: dict[str, Any] = {"is": type(part).__name__.lower()}
    if isinstance(part, parts.Prose):
        return {**data, "blocks": _blocks(part.html), "lead_in": part.lead_in}
    if isinstance(part, parts.Question):
        return {**data, "text": part.text, "blocks": _blocks(paragraphs(part.answer))}
    if isinstance(part, parts.Quote):
        return {
            **data,
            "blocks": _blocks(paragraphs(quoted(part.text, language))),
            "who": part.speaker,
            "role": part.role,
        }
    if isinstance(part, parts.Facts):
        rows = [{"label": row.label, "blocks": _blocks(paragraphs(row.value)), "note": row.note} for row in part.rows]
        return {**data, "rows": rows}
    return {**data, **vars(part)}


def _blocks(html: str) -> list[dict[str, Any]]:
    return [block.as_json() for block in blocks_of(html)]
